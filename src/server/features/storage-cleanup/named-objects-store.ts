import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Which of these URLs models of the workspace name, those models apart that go. */
export async function namedByModels(
  db: Db,
  workspaceId: string,
  urls: readonly string[],
  goneModels: readonly string[],
): Promise<Set<string>> {
  if (urls.length === 0) return new Set();
  const { rows } = await sql<{ url: string }>`
    select distinct m.uri as url from unnest(${[...urls]}::text[]) as asked (url)
    join models m on m.workspace_id = ${workspaceId} and md5(m.uri) = md5(asked.url) and m.uri = asked.url
    where not m.id = any(${[...goneModels]}::text[])`.execute(db);
  return new Set(rows.map(({ url }) => url));
}

/**
 * Whether what stands at a URL is still what a reset left: the task has not run since, was not reset again, and names
 * it by no artifact.
 */
export async function isLeftByReset(
  db: Db,
  workspaceId: string,
  { task, generation }: { task: string; generation: number },
  url: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from tasks where workspace_id = ${workspaceId} and id = ${task}
      and event_generation = ${generation} and started is null and status in ('created', 'queued')
      and not artifacts @> ${JSON.stringify([{ uri: url }])}::jsonb`.execute(db);
  return rows.length > 0;
}
