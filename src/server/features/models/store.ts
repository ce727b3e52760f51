import { type InsertObject, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { ModelRow } from '../../db/experiments-schema.ts';
import type { Schema } from '../../db/schema.ts';

/** What of a model its changes hang on. */
export type Model = Pick<
  Selectable<ModelRow>,
  'workspace_id' | 'id' | 'name' | 'task_id' | 'ready' | 'uri' | 'metadata'
>;
export type NewModel = InsertObject<Schema, 'models'>;
export type ModelChange = UpdateObject<Schema, 'models'>;

const HEAD = ['workspace_id', 'id', 'name', 'task_id', 'ready', 'uri', 'metadata'] as const;

/** A model of the workspace, locked until the transaction ends. */
export function lockModel(tx: Db, workspaceId: string, id: string): Promise<Model | undefined> {
  return tx
    .selectFrom('models')
    .select(HEAD)
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export async function insertModel(tx: Db, model: NewModel): Promise<void> {
  await tx.insertInto('models').values(model).execute();
}

export async function changeModel(
  tx: Db,
  { workspace_id, id }: Pick<Model, 'workspace_id' | 'id'>,
  change: ModelChange,
): Promise<void> {
  await tx
    .updateTable('models')
    .set({ last_update: sql<string>`now()`, last_change: sql<string>`now()`, ...change })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .execute();
}

/** Adds the system tag "archived", or takes it away; false when that changes nothing. */
export async function tagArchived(tx: Db, { workspace_id, id }: Model, archived: boolean): Promise<boolean> {
  const tags = archived ? sql`system_tags || '{archived}'` : sql`array_remove(system_tags, 'archived')`;
  const { numAffectedRows } = await sql`update models set system_tags = ${tags}, last_change = now()
    where workspace_id = ${workspace_id} and id = ${id}
    and (system_tags @> '{archived}') is distinct from ${archived}`.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}

/** True when some task takes the model in. */
export async function isTakenIn(tx: Db, { workspace_id, id }: Model): Promise<boolean> {
  const { rows } = await sql`select from tasks where workspace_id = ${workspace_id}
    and models -> 'input' @> jsonb_build_array(jsonb_build_object('model', ${id}::text)) limit 1`.execute(tx);
  return rows.length > 0;
}

/** Removes a model; the task that made it no longer lists it. */
export async function removeModel(tx: Db, { workspace_id, id, task_id }: Model): Promise<void> {
  if (task_id !== null)
    await sql`update tasks set models = jsonb_set(models, '{output}', coalesce((
        select jsonb_agg(o) from jsonb_array_elements(models -> 'output') o where o ->> 'model' <> ${id}), '[]'))
      where workspace_id = ${workspace_id} and id = ${task_id}`.execute(tx);
  await tx.deleteFrom('models').where('workspace_id', '=', workspace_id).where('id', '=', id).execute();
}

/** A task's iterations go on from at least this one. */
export async function raiseIteration(
  tx: Db,
  workspaceId: string,
  taskId: string,
  iteration: number,
): Promise<void> {
  await sql`update tasks set last_iteration = greatest(last_iteration, ${iteration}::integer), last_update = now()
    where workspace_id = ${workspaceId} and id = ${taskId}`.execute(tx);
}

/** The id of the model a task put out last. */
export async function lastOutput(tx: Db, workspaceId: string, taskId: string): Promise<string | undefined> {
  const { rows } = await sql<{ model: string | null }>`
    select models #>> '{output,-1,model}' as model from tasks
    where workspace_id = ${workspaceId} and id = ${taskId}`.execute(tx);
  return rows[0]?.model ?? undefined;
}

/** Frameworks of models, in some projects or all, sorted. */
export async function listFrameworks(
  db: Db,
  workspaceId: string,
  projects: readonly string[],
): Promise<string[]> {
  const inside = projects.length > 0 ? sql`and project_id = any(${[...projects]}::text[])` : sql``;
  const { rows } = await sql<{ framework: string }>`select distinct framework from models
    where workspace_id = ${workspaceId} and framework <> '' ${inside} order by 1`.execute(db);
  return rows.map(({ framework }) => framework);
}
