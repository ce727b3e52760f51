import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import type { TaskStatus } from '../../db/experiments-schema.ts';
import { appendEntry, removeEntry } from '../queues/entry-store.ts';
import { chooseQueue } from '../queues/queues.ts';
import { type Changed, changeStatus, wrongStatus } from './change-status.ts';
import { statusesBefore } from './statuses.ts';
import { requireLocked, type Writer } from './tasks.ts';

interface Why {
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
}

export interface Enqueueing extends Why {
  task: string;
  force?: boolean | null | undefined;
  queue?: string | null | undefined;
  queue_name?: string | null | undefined;
}

export interface Enqueued extends Changed {
  queue_id: string;
}

/**
 * Puts a task at the end of a queue. One that is queued already stays where it is, and is refused.
 * @throws WireError 400/101, 400/110, 400/701, 400/707
 */
export function enqueueTask(
  db: Db,
  writer: Writer,
  { task: id, force, queue, queue_name, ...why }: Enqueueing,
): Promise<Enqueued> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    if (!force && task.status === 'queued') throw wrongStatus(id, task.status, statusesBefore('queued'));
    const { id: queue_id } = await chooseQueue(tx, writer, { queue, queue_name });
    const changed = await changeStatus(tx, writer, task, {
      ...{ ...why, to: 'queued', force },
      set: {
        ...(task.status !== 'queued' && { enqueue_status: task.status }),
        execution: sql<string>`execution || jsonb_build_object('queue', ${queue_id}::text)`,
      },
    });
    await appendEntry(tx, task, queue_id);
    return { ...changed, fields: { ...changed.fields, 'execution.queue': queue_id }, queue_id };
  });
}

interface Dequeueing extends Why {
  task: string;
  /** What it becomes; else what it was before it was queued. */
  new_status?: TaskStatus | null | undefined;
}

/**
 * Takes a task out of its queue. One that a worker was handed already is in no queue any more, and only changes status.
 * @throws WireError 400/101, 400/110 unless it is queued
 */
export function dequeueTask(
  db: Db,
  writer: Writer,
  { task: id, new_status, ...why }: Dequeueing,
): Promise<Changed & { dequeued: number }> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    if (task.status !== 'queued') throw wrongStatus(id, task.status, ['queued']);
    const dequeued = await removeEntry(tx, task);
    const to = new_status ?? task.enqueue_status ?? 'created';
    const set = {
      enqueue_status: null,
      ...(to !== 'in_progress' && { execution: sql<string>`execution - 'queue'` }),
    };
    const changed = await changeStatus(tx, writer, task, { ...why, to, force: true, set });
    return { ...changed, dequeued: Number(dequeued) };
  });
}
