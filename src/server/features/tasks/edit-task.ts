import type { ParsedRequestOf } from '../../../contract/contract.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import { type Changed, wrongStatus } from './change-status.ts';
import { requireReferences } from './references.ts';
import { changedColumns, newColumns, outputWith, shownFields, withoutNulls } from './task-parts.ts';
import { insertTask, type TaskHead, touchProject, updateTask } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

/** Makes a task. @throws WireError 400/401, 400/101, 400/201 for what it refers to */
export async function createTask(
  db: Db,
  { workspace_id, account_id }: Writer,
  wanted: ParsedRequestOf<'tasks.create'>,
): Promise<string> {
  const id = newId();
  await inTransaction(db, async (tx) => {
    await requireReferences(tx, workspace_id, wanted);
    const { name, type } = wanted;
    const whose = { workspace_id, id, user_id: account_id, last_changed_by: account_id };
    await insertTask(tx, { ...newColumns(wanted), ...whose, name, type });
    await touchProject(tx, workspace_id, wanted.project || null);
  });
  return id;
}

/** @throws WireError 400/110 unless the task is still created, or the call is forced */
export function requireEditable({ id, status }: TaskHead, force?: boolean | null): void {
  if (status !== 'created' && !force) throw wrongStatus(id, status, ['created']);
}

/** Sets fields of a task. @throws WireError 400/101, 400/110, and as `createTask` for what it refers to */
export function editTask(
  db: Db,
  writer: Writer,
  { task: id, force, ...wanted }: ParsedRequestOf<'tasks.edit'>,
): Promise<Changed> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    requireEditable(task, force);
    if (wanted.parent === id) throw invalidField('parent', 'must be another task');
    await requireReferences(tx, writer.workspace_id, wanted);
    return apply(tx, writer, task, changedColumns(wanted), shownFields(wanted));
  });
}

/** Sets what may change in any status. @throws WireError 400/101, 400/401 */
export function updateFields(
  db: Db,
  writer: Writer,
  { task: id, output__error, ...wanted }: ParsedRequestOf<'tasks.update'>,
): Promise<Changed> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    await requireReferences(tx, writer.workspace_id, wanted);
    const output = output__error == null ? {} : { output: outputWith({ error: output__error }) };
    const fields = { ...shownFields(wanted), ...withoutNulls({ output__error }) };
    return apply(tx, writer, task, { ...changedColumns(wanted), ...output }, fields);
  });
}

async function apply(
  tx: Db,
  { account_id }: Writer,
  task: TaskHead,
  change: ReturnType<typeof changedColumns>,
  fields: Record<string, unknown>,
): Promise<Changed> {
  if (Object.keys(change).length === 0) return { updated: 0, fields: {} };
  await updateTask(tx, task, account_id, change);
  return { updated: 1, fields };
}
