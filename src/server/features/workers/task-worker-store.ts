import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Seconds after which a worker that is not registered is taken for gone. */
const SILENT_S = 600;

/** Whether a registered worker runs the task within its timeout, or any worker reported from it lately. */
export async function isRunByWorker(
  db: Db,
  { workspace_id, id }: { workspace_id: string; id: string },
): Promise<boolean> {
  const { rows } = await sql<{ live: boolean }>`select exists (
      select from workers w where w.workspace_id = ${workspace_id} and w.task_id = ${id}
      and w.last_activity_time > now() - make_interval(secs => w.timeout_s)
    ) or exists (
      select from tasks t where t.workspace_id = ${workspace_id} and t.id = ${id} and t.last_worker is not null
      and t.last_worker_report > now() - make_interval(secs => ${SILENT_S})
    ) as live`.execute(db);
  return rows[0]?.live === true;
}
