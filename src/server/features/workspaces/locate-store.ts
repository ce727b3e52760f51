import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

const TABLES = { task: 'tasks', project: 'projects', model: 'models', queue: 'queues' } as const;

/** What can be looked for. */
export type Located = keyof typeof TABLES;

/** The workspace of an account that holds something by this id. */
export async function findPlace(
  db: Db,
  accountId: string,
  kind: Located,
  id: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ workspace_id: string }>`
    select e.workspace_id from ${sql.table(TABLES[kind])} e
    join memberships m on m.workspace_id = e.workspace_id and m.account_id = ${accountId}
    join workspaces w on w.id = e.workspace_id and w.deleted_at is null
    where e.id = ${id} order by e.workspace_id limit 1`.execute(db);
  return rows[0]?.workspace_id;
}
