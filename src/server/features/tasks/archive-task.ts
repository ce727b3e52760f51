import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { changeStatus } from './change-status.ts';
import { updateTask } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

const ARCHIVED = 'archived';

interface Why {
  status_reason?: string | null | undefined;
  status_message?: string | null | undefined;
}

const given = ({ status_reason, status_message }: Why) => ({
  ...(status_reason != null && { status_reason }),
  ...(status_message != null && { status_message }),
});

/** Puts a task into the archive, and out of its queue. Again is the same as once. @throws WireError 400/101 */
export function archiveTask(db: Db, writer: Writer, id: string, why: Why): Promise<{ archived: boolean }> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    if (task.status === 'queued') {
      const set = { enqueue_status: null, execution: sql<string>`execution - 'queue'` };
      await changeStatus(tx, writer, task, { to: task.enqueue_status ?? 'created', force: true, set });
    }
    const system_tags = [...task.system_tags.filter((tag) => tag !== ARCHIVED), ARCHIVED];
    await updateTask(tx, task, writer.account_id, { system_tags, ...given(why) });
    return { archived: !task.system_tags.includes(ARCHIVED) };
  });
}

/** Takes a task out of the archive. @throws WireError 400/101 */
export function unarchiveTask(
  db: Db,
  writer: Writer,
  id: string,
  why: Why,
): Promise<{ unarchived: boolean }> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    const system_tags = task.system_tags.filter((tag) => tag !== ARCHIVED);
    await updateTask(tx, task, writer.account_id, { system_tags, ...given(why) });
    return { unarchived: task.system_tags.includes(ARCHIVED) };
  });
}
