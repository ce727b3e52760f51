import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { findTask, lockTask, pingTask, type Task, type TaskHead, type TaskKey } from './task-store.ts';

/** Who changes a task, in which workspace. */
export interface Writer {
  workspace_id: string;
  account_id: string;
  /** As people read it in a status message. */
  name: string;
}

export const writerOf = ({ workspace, account }: Principal): Writer => ({
  workspace_id: workspace.id,
  account_id: account.id,
  name: account.name,
});

const unknown = (id: string, field = 'task') =>
  new WireError('invalid_task_id', { field, rule: 'is no task of this workspace' }, `id=${id}`);

/** A task, whole. @throws WireError 400/101, the same for one of another workspace */
export async function requireTask(db: Db, key: TaskKey, field?: string): Promise<Task> {
  const task = await findTask(db, key);
  if (!task) throw unknown(key.id, field);
  return task;
}

/** The head of a task, locked until the transaction ends. @throws WireError 400/101 */
export async function requireLocked(tx: Db, { workspace_id }: Writer, id: string): Promise<TaskHead> {
  const task = await lockTask(tx, { workspace_id, id });
  if (!task) throw unknown(id);
  return task;
}

/** Notes that a task is alive. @throws WireError 400/101 */
export async function ping(db: Db, { workspace_id }: Writer, id: string): Promise<void> {
  if (!(await pingTask(db, { workspace_id, id }))) throw unknown(id);
}
