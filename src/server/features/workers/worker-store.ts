import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

export interface WorkerKey {
  workspace_id: string;
  /** The name the agent gives itself. */
  id: string;
}

export interface WorkerReport extends WorkerKey {
  account_id: string;
  ip: string;
  timeout_s?: number | undefined;
  queues?: readonly string[] | undefined;
  tags?: readonly string[] | undefined;
  system_tags?: readonly string[] | undefined;
}

/** Seconds a worker counts as live after its last call, unless it asks for another time. */
const TIMEOUT_S = 600;

/** Makes a worker known, or known anew. */
export async function upsertWorker(tx: Db, { workspace_id, id, ...report }: WorkerReport): Promise<void> {
  const { account_id, ip, timeout_s = TIMEOUT_S, queues = [], tags = [], system_tags = [] } = report;
  const fresh = { account_id, ip, timeout_s, queues: [...queues], tags: [...tags] };
  const values = { ...fresh, system_tags: [...system_tags] };
  await tx
    .insertInto('workers')
    .values({ workspace_id, id, ...values })
    .onConflict((conflict) =>
      conflict.columns(['workspace_id', 'id']).doUpdateSet({
        ...values,
        ...{ queue_id: null, task_id: null },
        register_time: sql<string>`now()`,
        last_activity_time: sql<string>`now()`,
      }),
    )
    .execute();
}

interface Running {
  queue_id: string | null;
  task_id: string | null;
}

/** Notes what a worker says of itself; one that is not known, or was silent too long, is registered by it. */
export async function noteReport(
  tx: Db,
  { workspace_id, id, account_id, ip, queues, tags, system_tags }: WorkerReport,
  { queue_id, task_id }: Running,
): Promise<void> {
  const now = sql<string>`now()`;
  const running = { queue_id, task_id, last_report_time: now };
  const told = {
    ...(queues && { queues: [...queues] }),
    ...(tags && { tags: [...tags] }),
    ...(system_tags && { system_tags: [...system_tags] }),
  };
  await tx
    .insertInto('workers')
    .values({ workspace_id, id, account_id, ip, timeout_s: TIMEOUT_S, ...running, ...told })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'id'])
        .doUpdateSet({ ...running, ...told, account_id, ip, last_activity_time: now }),
    )
    .execute();
}

/** Notes on a task which worker reported from it; false when the workspace has no such task. */
export async function noteOnTask(tx: Db, { workspace_id, id }: WorkerKey, taskId: string): Promise<boolean> {
  const now = sql<string>`now()`;
  const { numUpdatedRows } = await tx
    .updateTable('tasks')
    .set({ last_worker: id, last_worker_report: now, last_update: now })
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', taskId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

export async function insertStats(
  tx: Db,
  { workspace_id, id: worker_id }: WorkerKey,
  task_id: string | null,
  stats: Record<string, unknown>,
): Promise<void> {
  await tx
    .insertInto('worker_stats')
    .values({ workspace_id, worker_id, task_id, stats: JSON.stringify(stats) })
    .execute();
}

/** Forgets a worker and what was set on it; false when the workspace has none of this name. */
export async function deleteWorker(db: Db, { workspace_id, id }: WorkerKey): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('workers')
    .where('workspace_id', '=', workspace_id)
    .where('id', '=', id)
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

export interface Wanted {
  /** Seconds; 0 for whoever is registered. */
  last_seen?: number | null | undefined;
  tags?: readonly string[] | null | undefined;
  system_tags?: readonly string[] | null | undefined;
}

const live = sql<boolean>`w.last_activity_time > now() - make_interval(secs => w.timeout_s)`;

/** The live workers of a workspace by name, with the names of what they run. */
export async function listWorkers(db: Db, workspaceId: string, { last_seen, tags, system_tags }: Wanted) {
  const workers = await db
    .selectFrom('workers as w')
    .leftJoin('accounts as a', 'a.id', 'w.account_id')
    .leftJoin('tasks as t', (join) =>
      join.onRef('t.workspace_id', '=', 'w.workspace_id').onRef('t.id', '=', 'w.task_id'),
    )
    .leftJoin('projects as p', (join) =>
      join.onRef('p.workspace_id', '=', 't.workspace_id').onRef('p.id', '=', 't.project_id'),
    )
    .select(['w.id', 'w.ip', 'w.queues', 'w.queue_id', 'w.task_id', 'w.tags', 'w.system_tags', 'w.timeout_s'])
    .select(['w.register_time', 'w.last_activity_time', 'w.last_report_time', 'w.account_id'])
    .select(['a.name as account_name', 't.name as task_name', 't.last_iteration'])
    .select(['p.id as project_id', 'p.name as project_name'])
    .select(sql<number | null>`extract(epoch from now() - t.started)::float8`.as('running_s'))
    .where('w.workspace_id', '=', workspaceId)
    .where(live)
    .$if(!!last_seen, (query) =>
      query.where(sql<boolean>`w.last_activity_time > now() - make_interval(secs => ${last_seen ?? 0})`),
    )
    .orderBy('w.id')
    .execute();
  return workers.filter((worker) => admits(worker.tags, tags) && admits(worker.system_tags, system_tags));
}

export type ListedWorker = Awaited<ReturnType<typeof listWorkers>>[number];

/** Whether a worker's tags hold one of those asked for and none of those asked away by a leading "-". */
function admits(tags: readonly string[], asked: readonly string[] | null | undefined): boolean {
  const away = asked?.filter((tag) => tag.startsWith('-')).map((tag) => tag.slice(1)) ?? [];
  const wanted = asked?.filter((tag) => !tag.startsWith('-')) ?? [];
  return (
    !tags.some((tag) => away.includes(tag)) &&
    (wanted.length === 0 || wanted.some((tag) => tags.includes(tag)))
  );
}

export interface ListenedQueue {
  id: string;
  name: string;
  num_tasks: number;
  next_id: string | null;
  next_name: string | null;
}

/** Queues of a workspace with how many tasks wait in each and which is next. */
export async function listListened(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<ListenedQueue[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ListenedQueue>`select q.id, q.name,
      (select count(*) from queue_entries e where e.workspace_id = q.workspace_id and e.queue_id = q.id) as num_tasks,
      t.id as next_id, t.name as next_name
    from queues q left join lateral (
      select e.task_id from queue_entries e where e.workspace_id = q.workspace_id and e.queue_id = q.id
      order by e.position, e.task_id limit 1) n on true
    left join tasks t on t.workspace_id = q.workspace_id and t.id = n.task_id
    where q.workspace_id = ${workspaceId} and q.id = any(${[...ids]}::text[])`.execute(db);
  return rows;
}

/** Days for which what workers measured is kept, and how many rows one statement removes. */
const KEPT_DAYS = 30;
const BATCH = 10_000;

/** Forgets old measurements, and workers that have been silent for long. */
export async function deleteOldWorkerData(db: Db): Promise<void> {
  for (let removed = BATCH; removed === BATCH; ) {
    const { numAffectedRows } =
      await sql`delete from worker_stats where ctid = any(array(select ctid from worker_stats
      where at < now() - make_interval(days => ${KEPT_DAYS}) limit ${BATCH}))`.execute(db);
    removed = Number(numAffectedRows ?? 0n);
  }
  await sql`delete from worker_properties where expires_at < now()`.execute(db);
  await sql`delete from workers where last_activity_time
    < now() - make_interval(secs => timeout_s) - make_interval(days => ${KEPT_DAYS})`.execute(db);
}
