import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Which rows of a table a look-up reads; the engine made it. */
type Where = RawBuilder<boolean>;
type Table = 'tasks' | 'models' | 'projects' | 'queues';

/** Distinct tags of the rows, sorted. */
export async function listTags(
  db: Db,
  table: Table,
  column: 'tags' | 'system_tags',
  where: Where,
): Promise<string[]> {
  const { rows } = await sql<{ tag: string }>`
    select distinct unnest(${sql.ref(`${table}.${column}`)}) as tag from ${sql.table(table)} where ${where} order by 1`.execute(
    db,
  );
  return rows.map(({ tag }) => tag);
}

interface Metric {
  metric: string;
  metric_hash: string;
  variant: string;
  variant_hash: string;
}

/** Metrics and variants that the rows have a last value of. */
export async function listMetrics(db: Db, table: 'tasks' | 'models', where: Where): Promise<Metric[]> {
  const { rows } = await sql<Metric>`
    select m.key as metric_hash, v.key as variant_hash,
      min(coalesce(v.value ->> 'metric', '')) as metric, min(coalesce(v.value ->> 'variant', '')) as variant
    from ${sql.table(table)}, jsonb_each(${sql.ref(`${table}.last_metrics`)}) m, jsonb_each(m.value) v
    where ${where} group by 1, 2 order by 3, 4`.execute(db);
  return rows;
}

/** One page of names, and how many there are in all. */
interface Page {
  limit: number;
  offset: number;
}

/** Sections and names of the hyper-parameters of tasks. */
export async function listHyperParameters(db: Db, where: Where, page: Page) {
  const { rows } = await sql<{ section: string; name: string; total: number }>`
    select section, name, count(*) over () as total from (
      select distinct s.key as section, p.key as name
      from tasks, jsonb_each(tasks.hyperparams) s, jsonb_each(s.value) p where ${where}) names
    order by section, name limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** Distinct values of one hyper-parameter. */
export async function listHyperParameterValues(
  db: Db,
  where: Where,
  section: string,
  name: string,
  limit: number,
) {
  const value = sql`tasks.hyperparams #>> ${[section, name, 'value']}::text[]`;
  return distinctValues(db, 'tasks', value, where, limit);
}

/** Keys of the metadata of models. */
export async function listMetadataKeys(db: Db, where: Where, page: Page) {
  const { rows } = await sql<{ key: string; total: number }>`
    select key, count(*) over () as total from (
      select distinct k.key from models, jsonb_object_keys(models.metadata) k (key) where ${where}) keys
    order by key limit ${page.limit} offset ${page.offset}`.execute(db);
  return rows;
}

/** Distinct values of models under one key of their metadata. */
export async function listMetadataValues(db: Db, where: Where, key: string, limit: number) {
  return distinctValues(db, 'models', sql`models.metadata #>> ${[key, 'value']}::text[]`, where, limit);
}

async function distinctValues(
  db: Db,
  table: 'tasks' | 'models',
  value: RawBuilder<unknown>,
  where: Where,
  limit: number,
): Promise<{ value: string; total: number }[]> {
  const { rows } = await sql<{ value: string; total: number }>`
    select value, count(*) over () as total from (select distinct ${value} as value from ${sql.table(table)}
      where ${where}) found where value is not null order by value limit ${limit}`.execute(db);
  return rows;
}

interface Parent {
  id: string;
  name: string;
  project: { id: string; name: string } | null;
}

/** The parents of the tasks, by name. */
export async function listParents(db: Db, workspaceId: string, where: Where): Promise<Parent[]> {
  const { rows } = await sql<Parent>`
    select parent.id, parent.name,
      case when p.id is not null then jsonb_build_object('id', p.id, 'name', p.name) end as project
    from tasks parent left join projects p on p.workspace_id = ${workspaceId} and p.id = parent.project_id
    where parent.workspace_id = ${workspaceId} and parent.id in (select tasks.parent_id from tasks where ${where})
    order by parent.name, parent.id limit 10000`.execute(db);
  return rows;
}
