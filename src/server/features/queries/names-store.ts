import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export interface Named {
  id: string;
  name: string;
}

export type NamedTable = 'accounts' | 'projects' | 'tasks' | 'models';

/** Names by id: of accounts, or of entities of the workspace. */
export async function namesOf(
  db: Db,
  workspaceId: string,
  table: NamedTable,
  ids: readonly string[],
): Promise<Map<string, Named>> {
  if (ids.length === 0) return new Map();
  const within = table === 'accounts' ? sql`` : sql`and workspace_id = ${workspaceId}`;
  const { rows } = await sql<Named>`
    select id, name from ${sql.table(table)} where id = any(${[...new Set(ids)]}::text[]) ${within}`.execute(
    db,
  );
  return new Map(rows.map((row) => [row.id, row]));
}
