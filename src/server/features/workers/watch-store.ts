import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Whether a live worker listens to the queue. */
export async function isWatched(db: Db, workspaceId: string, queueId: string): Promise<boolean> {
  const { rows } = await sql<{ watched: boolean }>`select exists (select from workers
    where workspace_id = ${workspaceId} and queues @> ${[queueId]}::text[]
    and last_activity_time > now() - make_interval(secs => timeout_s)) as watched`.execute(db);
  return rows[0]?.watched === true;
}
