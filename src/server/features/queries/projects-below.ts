import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { ListQuery } from './list.ts';

/** Projects whose ids are worth naming; of more the database is asked in the statement itself. */
const MOST_NAMED = 1_000;

/**
 * A request for projects with all below them, which are then named one by one: of values PostgreSQL knows how many rows
 * they have, and reads a small project by its index instead of walking through all tasks until a page is full.
 */
export async function withProjectsBelow(db: Db, workspaceId: string, query: ListQuery): Promise<ListQuery> {
  const asked = query.include_subprojects === true ? plainIds(query.project) : undefined;
  if (!asked) return query;
  const { rows } = await sql<{ id: string }>`select id from projects where workspace_id = ${workspaceId}
    and ancestors && ${asked}::text[] limit ${MOST_NAMED + 1}`.execute(db);
  if (rows.length > MOST_NAMED) return query;
  const project = [...new Set([...asked, ...rows.map(({ id }) => id)])];
  return { ...query, project, include_subprojects: false };
}

/** Ids that are asked for as they stand, without operators or exclusions. */
function plainIds(project: unknown): string[] | undefined {
  const ids: unknown[] = Array.isArray(project) ? project : [project];
  const plain = ids.filter((id) => typeof id === 'string' && id !== '' && !/^(-|__\$)/.test(id));
  return plain.length > 0 && plain.length === ids.length ? (plain as string[]) : undefined;
}
