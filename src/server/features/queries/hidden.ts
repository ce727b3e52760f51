import { type RawBuilder, sql } from 'kysely';
import type { EntityFields } from './fields.ts';

const HIDDEN = 'hidden';

interface Asked {
  search_hidden?: boolean | null | undefined;
  [field: string]: unknown;
}

/**
 * Keeps hidden projects, what is below them, and their tasks out of lists, unless asked for: by `search_hidden`, by id,
 * or, for tasks, by naming their project or parent.
 */
export function notHidden(
  { table }: EntityFields,
  workspaceId: string,
  asked: Asked,
): RawBuilder<boolean> | undefined {
  if (asked.search_hidden || isGiven(asked.id)) return undefined;
  const shown = sql<boolean>`not ${sql.ref(`${table}.system_tags`)} @> ${[HIDDEN]}::text[]`;
  const hidden = sql`array(select hidden.id from projects hidden where hidden.workspace_id = ${workspaceId}
    and hidden.system_tags @> ${[HIDDEN]}::text[])`;
  if (table === 'projects') return sql<boolean>`(${shown} and not (projects.ancestors && ${hidden}))`;
  if (table !== 'tasks') return undefined;
  if (isGiven(asked.project) || isGiven(asked.parent)) return shown;
  return sql<boolean>`(${shown} and coalesce(tasks.project_id, '') <> all(array(
    select p.id from projects p where p.workspace_id = ${workspaceId}
    and (p.system_tags @> ${[HIDDEN]}::text[] or p.ancestors && ${hidden}))))`;
}

const isGiven = (wanted: unknown) =>
  typeof wanted === 'string' ? wanted !== '' : Array.isArray(wanted) && wanted.length > 0;
