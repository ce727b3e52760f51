import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** Days for which samples of queues are kept. */
const KEPT_DAYS = 30;

/**
 * Notes how long each queue is and how long its tasks have waited, once a minute whatever number of processes does it.
 * An empty queue is noted once.
 */
export async function sampleQueues(db: Db): Promise<void> {
  await sql`insert into queue_samples (workspace_id, queue_id, at, length, waiting_s)
    select workspace_id, queue_id, date_trunc('minute', now()), count(*), avg(extract(epoch from now() - added))
      from queue_entries group by workspace_id, queue_id
    union all
    select s.workspace_id, s.queue_id, date_trunc('minute', now()), 0, 0 from (
      select distinct on (workspace_id, queue_id) workspace_id, queue_id, length from queue_samples
      where at > now() - interval '1 day' order by workspace_id, queue_id, at desc) s
    where s.length > 0 and not exists (
      select from queue_entries e where e.workspace_id = s.workspace_id and e.queue_id = s.queue_id)
    on conflict do nothing`.execute(db);
}

export async function deleteOldSamples(db: Db): Promise<void> {
  await sql`delete from queue_samples where at < now() - make_interval(days => ${KEPT_DAYS})`.execute(db);
}

interface Period {
  workspace_id: string;
  /** Seconds since 1970. */
  from_date: number;
  to_date: number;
  /** Seconds. */
  interval: number;
}

interface QueuePoint {
  queue_id: string;
  at: number;
  length: number;
  waiting_s: number;
}

/** One point of each queue and interval in which it was sampled: that with the longest wait. */
export async function queuePoints(
  db: Db,
  { workspace_id, from_date, to_date, interval }: Period,
  queueIds: readonly string[],
): Promise<QueuePoint[]> {
  const { rows } = await sql<QueuePoint>`select distinct on (queue_id, 2) queue_id,
      ((floor((extract(epoch from at) - ${from_date}) / ${interval}) * ${interval}) + ${from_date})::float8 as at,
      length, waiting_s
    from queue_samples where workspace_id = ${workspace_id} and queue_id = any(${[...queueIds]}::text[])
    and at >= to_timestamp(${from_date}) and at <= to_timestamp(${to_date})
    order by queue_id, 2, waiting_s desc, length desc`.execute(db);
  return rows;
}

/** The ids of all queues of a workspace. */
export async function queueIdsOf(db: Db, workspaceId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('queues')
    .select('id')
    .where('workspace_id', '=', workspaceId)
    .orderBy('name')
    .execute();
  return rows.map(({ id }) => id);
}
