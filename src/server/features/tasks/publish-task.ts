import { type Db, inTransaction } from '../../db/database.ts';
import { type Changed, changeStatus, requireMayBecome } from './change-status.ts';
import { publishModels } from './outputs-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

interface Publication {
  task: string;
  force?: boolean | null | undefined;
  publish_model?: boolean | null | undefined;
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
}

/** Publishes a task and the models it made. @throws WireError 400/101, 400/110 */
export function publishTask(
  db: Db,
  writer: Writer,
  { task: id, publish_model, ...change }: Publication,
): Promise<Changed> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireMayBecome(task, 'published', change.force);
    if (publish_model !== false) await publishModels(tx, task);
    return changeStatus(tx, writer, task, { ...change, to: 'published' });
  });
}

interface Completion extends Omit<Publication, 'publish_model'> {
  publish?: boolean | null | undefined;
}

/** Notes that a task ran to its end, and publishes it if asked. @throws WireError 400/101, 400/110 */
export function completeTask(
  db: Db,
  writer: Writer,
  { task: id, publish, ...change }: Completion,
): Promise<Changed & { published: number }> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const completed = await changeStatus(tx, writer, task, { ...change, to: 'completed' });
    if (!publish) return { ...completed, published: 0 };
    return { ...(await publishTask(tx, writer, { ...change, task: id })), published: 1 };
  });
}
