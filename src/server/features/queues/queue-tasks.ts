import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { changeStatus } from '../tasks/change-status.ts';
import { requireLocked, type Writer } from '../tasks/tasks.ts';
import { appendEntry, isQueued, listEntries, placeEntries, placeLast, removeEntry } from './entry-store.ts';
import { keepQueue } from './queue-store.ts';
import { requireQueue, unknownQueue } from './queues.ts';

/** A task and the queue it is, or is to be, in. */
interface Held {
  queue: string;
  task: string;
}

const notHeld = ({ queue, task }: Held) =>
  new WireError('invalid_queue_or_task', { field: 'task' }, `queue=${queue}, task=${task}`);

/** Puts a task at the end of a queue. @throws WireError 400/101, 400/701, 400/706 */
export function addTask(db: Db, writer: Writer, held: Held): Promise<void> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, held.task);
    const queue = await keepQueue(tx, writer.workspace_id, held.queue);
    if (!queue) throw unknownQueue(held.queue);
    if (await isQueued(tx, task))
      throw new WireError('task_already_queued', { field: 'task' }, `task=${task.id}`);
    await appendEntry(tx, task, queue.id);
  });
}

/**
 * Takes a task out of a queue; if asked, it becomes what it was before it was queued.
 * @throws WireError 400/101, 400/701, 400/703
 */
export function removeTask(db: Db, writer: Writer, held: Held, updateStatus: boolean): Promise<void> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, held.task);
    if (!(await keepQueue(tx, writer.workspace_id, held.queue))) throw unknownQueue(held.queue);
    if (!(await removeEntry(tx, task, held.queue))) throw notHeld(held);
    if (!updateStatus || task.status !== 'queued') return;
    const set = { enqueue_status: null, execution: sql<string>`execution - 'queue'` };
    await changeStatus(tx, writer, task, { to: task.enqueue_status ?? 'created', force: true, set });
  });
}

/**
 * Moves a task within its queue; gives its place, counted from 0 at the front.
 * @param target from its place and the last one, where it is to stand; beyond the ends means the end
 * @throws WireError 400/701, 400/703
 */
export function moveTask(
  db: Db,
  { workspace_id }: Writer,
  held: Held,
  target: (at: number, last: number) => number,
): Promise<number> {
  return inTransaction(db, async (tx) => {
    const queue = await requireQueue(tx, workspace_id, held.queue);
    const entries = await listEntries(tx, queue);
    const at = entries.findIndex(({ task_id }) => task_id === held.task);
    const moved = entries[at];
    if (!moved) throw notHeld(held);
    const last = entries.length - 1;
    const to = Math.max(0, Math.min(last, target(at, last)));
    if (to === at) return at;
    const front = entries[0]?.position ?? 0;
    if (to === 0) await placeEntries(tx, queue, [{ task_id: moved.task_id, position: front - 1 }]);
    else if (to === last) await placeLast(tx, queue, moved.task_id);
    else await placeEntries(tx, queue, shifted(entries, at, to));
    return to;
  });
}

/** The entries between the two places in their new order, on the positions that they had together. */
function shifted(entries: readonly { task_id: string; position: number }[], at: number, to: number) {
  const range = entries.slice(Math.min(at, to), Math.max(at, to) + 1);
  const ids = range.map(({ task_id }) => task_id);
  const ordered = at < to ? [...ids.slice(1), ids[0]] : [ids.at(-1), ...ids.slice(0, -1)];
  return range.map(({ position }, i) => ({ position, task_id: ordered[i] ?? '' }));
}
