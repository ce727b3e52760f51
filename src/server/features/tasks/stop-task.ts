import { type Db, inTransaction } from '../../db/database.ts';
import { isRunByWorker } from '../workers/task-worker-store.ts';
import { type Changed, changeStatus } from './change-status.ts';
import { requireLocked, type Writer } from './tasks.ts';

/** What clients look for in the message of a running task: its worker is to end it. */
const STOPPING = 'stopping';
/** The mark of a task that a script on somebody's own machine made: no worker runs it. */
const DEVELOPMENT = 'development';

interface Stop {
  task: string;
  force?: boolean | null | undefined;
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
}

/**
 * Stops a task. While a worker runs it, it stays in progress with the message "stopping", which the worker acts on;
 * else it is stopped at once, and out of its queue.
 * @throws WireError 400/101, 400/110
 */
export function stopTask(
  db: Db,
  writer: Writer,
  { task: id, force, status_reason, status_message }: Stop,
): Promise<Changed> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const byWorker =
      task.status === 'in_progress' &&
      !task.system_tags.includes(DEVELOPMENT) &&
      (await isRunByWorker(tx, task));
    if (byWorker)
      return changeStatus(tx, writer, task, { to: 'in_progress', status_reason, status_message: STOPPING });
    return changeStatus(tx, writer, task, {
      to: 'stopped',
      status_reason,
      status_message: status_message || `Stopped by ${writer.name}`,
      force: force || task.status === 'queued',
    });
  });
}
