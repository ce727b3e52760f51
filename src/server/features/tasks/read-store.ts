import { type Selectable, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { TaskRow } from '../../db/experiments-schema.ts';

type Part = 'hyperparams' | 'configuration';

/** Types of the tasks of a workspace, in some projects or all, sorted. */
export async function listTypes(db: Db, workspaceId: string, projects: readonly string[]): Promise<string[]> {
  const inside = projects.length > 0 ? sql`and project_id = any(${[...projects]}::text[])` : sql``;
  const { rows } = await sql<{ type: string }>`select distinct type from tasks
    where workspace_id = ${workspaceId} ${inside} order by 1`.execute(db);
  return rows.map(({ type }) => type);
}

/** One part of each of several tasks of a workspace. */
export async function readParts<Name extends Part>(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
  name: Name,
): Promise<{ id: string; part: Selectable<TaskRow>[Name] }[]> {
  const { rows } = await sql<{ id: string; part: Selectable<TaskRow>[Name] }>`
    select id, ${sql.ref(`tasks.${name}`)} as part from tasks
    where workspace_id = ${workspaceId} and id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}
