import { type RawBuilder, sql } from 'kysely';

/** Projects in which, or below which, some of these people have tasks; undefined when nobody is named. */
export function activeUsers(
  workspaceId: string,
  users: readonly string[] | null | undefined,
): RawBuilder<boolean> | undefined {
  if (!users?.length) return undefined;
  return sql<boolean>`projects.id in (select unnest(p.ancestors || p.id) from projects p
    where p.workspace_id = ${workspaceId} and exists (select from tasks t where t.workspace_id = ${workspaceId}
      and t.project_id = p.id and t.user_id = any(${[...users]}::text[])))`;
}
