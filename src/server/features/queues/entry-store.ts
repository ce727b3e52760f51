import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Queue } from './queue-store.ts';

/** A task of a workspace. */
interface TaskKey {
  workspace_id: string;
  id: string;
}

/** Takes a task out of whatever queue holds it, or out of this one only; true when it did. */
export async function removeEntry(tx: Db, { workspace_id, id }: TaskKey, queueId?: string): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('queue_entries')
    .where('workspace_id', '=', workspace_id)
    .where('task_id', '=', id)
    .$if(queueId !== undefined, (query) => query.where('queue_id', '=', queueId ?? ''))
    .executeTakeFirst();
  return numDeletedRows > 0n;
}

/** Puts a task at the end of a queue, and out of any other. */
export async function appendEntry(tx: Db, { workspace_id, id }: TaskKey, queue_id: string): Promise<void> {
  const next = sql<number>`nextval('queue_positions')`;
  await tx
    .insertInto('queue_entries')
    .values({ workspace_id, task_id: id, queue_id })
    .onConflict((conflict) =>
      conflict
        .columns(['workspace_id', 'task_id'])
        .doUpdateSet({ queue_id, position: next, added: sql<string>`now()` }),
    )
    .execute();
}

export async function isQueued(db: Db, { workspace_id, id }: TaskKey): Promise<boolean> {
  const rows = await db
    .selectFrom('queue_entries')
    .select('task_id')
    .where('workspace_id', '=', workspace_id)
    .where('task_id', '=', id)
    .execute();
  return rows.length > 0;
}

interface Entry {
  task_id: string;
  position: number;
  added: string;
}

/** The tasks of a queue, the next one first. */
export function listEntries(db: Db, { workspace_id, id }: Queue, limit?: number): Promise<Entry[]> {
  return db
    .selectFrom('queue_entries')
    .select(['task_id', 'position', 'added'])
    .where('workspace_id', '=', workspace_id)
    .where('queue_id', '=', id)
    .orderBy('position')
    .orderBy('task_id')
    .$if(limit !== undefined, (query) => query.limit(limit ?? 0))
    .execute();
}

export async function countEntries(db: Db, { workspace_id, id }: Queue): Promise<number> {
  const { count } = await db
    .selectFrom('queue_entries')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspace_id)
    .where('queue_id', '=', id)
    .executeTakeFirstOrThrow();
  return count;
}

/** Gives entries of a queue other positions. */
export async function placeEntries(
  tx: Db,
  { workspace_id, id }: Queue,
  places: readonly { task_id: string; position: number }[],
): Promise<void> {
  await sql`update queue_entries e set position = p.position
    from unnest(${places.map(({ task_id }) => task_id)}::text[], ${places.map(({ position }) => position)}::bigint[])
      as p (task_id, position)
    where e.workspace_id = ${workspace_id} and e.queue_id = ${id} and e.task_id = p.task_id`.execute(tx);
}

/** Puts a task of a queue behind all others. */
export async function placeLast(tx: Db, { workspace_id, id }: Queue, taskId: string): Promise<void> {
  await sql`update queue_entries set position = nextval('queue_positions')
    where workspace_id = ${workspace_id} and queue_id = ${id} and task_id = ${taskId}`.execute(tx);
}

export interface TakenTask {
  task_id: string;
  added: string;
  user_id: string | null;
}

/**
 * Takes the first task of a queue and notes the worker on it, in one statement: no two callers get the same one, none
 * waits for another, and a task that is being changed right now waits for the next caller.
 */
export async function takeFirst(
  db: Db,
  workspaceId: string,
  queueId: string,
  worker: string | null,
): Promise<TakenTask | undefined> {
  const { rows } = await sql<TakenTask>`with first as (
      select e.task_id, e.added from queue_entries e
      join tasks t on t.workspace_id = e.workspace_id and t.id = e.task_id
      where e.workspace_id = ${workspaceId} and e.queue_id = ${queueId}
      order by e.position, e.task_id limit 1
      for update of e, t skip locked
    ), gone as (
      delete from queue_entries e using first f where e.workspace_id = ${workspaceId} and e.task_id = f.task_id
      returning e.task_id
    )
    update tasks t set last_update = now(), last_worker = coalesce(${worker}::text, t.last_worker),
      last_worker_report = case when ${worker}::text is null then t.last_worker_report else now() end
    from first f join gone g on g.task_id = f.task_id
    where t.workspace_id = ${workspaceId} and t.id = f.task_id
    returning t.id as task_id, f.added, t.user_id`.execute(db);
  return rows[0];
}

/** Sets the tasks of a queue that goes back to what they were before they were queued. */
export async function releaseTasks(tx: Db, { workspace_id, id }: Queue, account_id: string): Promise<void> {
  await sql`update tasks t set status = coalesce(t.enqueue_status, 'created'), enqueue_status = null,
      status_changed = now(), status_reason = 'the queue was deleted', status_message = '',
      last_update = now(), last_change = now(), last_changed_by = ${account_id}, execution = execution - 'queue'
    from queue_entries e where e.workspace_id = ${workspace_id} and e.queue_id = ${id}
    and t.workspace_id = e.workspace_id and t.id = e.task_id and t.status = 'queued'`.execute(tx);
}
