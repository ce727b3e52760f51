import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId } from '../accounts/store.ts';
import { requireProject } from '../projects/projects.ts';
import { findTask } from '../tasks/task-store.ts';
import { requireLocked, type Writer } from '../tasks/tasks.ts';
import { metadataOf } from './metadata.ts';
import { columnsOf, type GivenModel, shownFields } from './model-fields.ts';
import { changeModel, insertModel, lockModel, type Model, raiseIteration } from './store.ts';

/** @throws WireError 400/201 */
export async function requireModel(tx: Db, workspaceId: string, id: string, field = 'model'): Promise<Model> {
  const model = await lockModel(tx, workspaceId, id);
  if (!model) throw new WireError('invalid_model_id', { field }, `id=${id}`);
  return model;
}

/** What a model refers to must be of its workspace. @throws WireError 400/401, 400/101, 400/201 */
async function requireReferences(
  tx: Db,
  workspaceId: string,
  { project, task, parent }: GivenModel,
): Promise<void> {
  if (project) await requireProject(tx, workspaceId, project);
  if (task && !(await findTask(tx, { workspace_id: workspaceId, id: task })))
    throw new WireError('invalid_task_id', { field: 'task' }, `id=${task}`);
  if (parent) await requireModel(tx, workspaceId, parent, 'parent');
}

/** Makes a model; gives its id. */
export async function createModel(
  db: Db,
  { workspace_id, account_id }: Writer,
  given: GivenModel & { name: string },
): Promise<string> {
  return inTransaction(db, async (tx) => {
    await requireReferences(tx, workspace_id, given);
    const id = newId();
    await insertModel(tx, { ...columnsOf(given), workspace_id, id, user_id: account_id, name: given.name });
    return id;
  });
}

interface Updated {
  updated: number;
  fields: Record<string, unknown>;
}

/** Changes a model; an iteration is noted at the task that made it. @throws WireError 400/201 */
export async function editModel(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  given: GivenModel,
  iteration: number | null | undefined,
): Promise<Updated> {
  return inTransaction(db, async (tx) => {
    const model = await requireModel(tx, workspace_id, id);
    await requireReferences(tx, workspace_id, given);
    const change = columnsOf(given);
    const task = given.task ?? model.task_id;
    if (task && iteration != null) await raiseIteration(tx, workspace_id, task, iteration);
    if (Object.keys(change).length === 0) return { updated: 0, fields: {} };
    await changeModel(tx, model, change);
    return { updated: 1, fields: shownFields(given) };
  });
}

/** Adds items to a model's metadata, or puts them in place of all. @throws WireError 400/201 */
export async function addMetadata(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  items: Parameters<typeof metadataOf>[0],
  replace: boolean,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const model = await requireModel(tx, workspace_id, id);
    const metadata = { ...(replace ? {} : model.metadata), ...metadataOf(items) };
    await changeModel(tx, model, { metadata: JSON.stringify(metadata) });
  });
}

/** Takes items out of a model's metadata; false when there were none of these keys. @throws WireError 400/201 */
export async function deleteMetadata(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  keys: readonly string[],
): Promise<boolean> {
  return inTransaction(db, async (tx) => {
    const model = await requireModel(tx, workspace_id, id);
    const kept = Object.entries(model.metadata).filter(([key]) => !keys.includes(key));
    if (kept.length === Object.keys(model.metadata).length) return false;
    await changeModel(tx, model, { metadata: JSON.stringify(Object.fromEntries(kept)) });
    return true;
  });
}

/** Statuses in which a task may put out a model. */
const WORKING = ['created', 'in_progress'];

/** Requires a task that may put out a model, locked. @throws WireError 400/101, 400/110 */
export async function requireWorking(tx: Db, writer: Writer, id: string) {
  const task = await requireLocked(tx, writer, id);
  if (!WORKING.includes(task.status))
    throw invalidField(
      'task',
      `is ${task.status}, must be ${WORKING.join(' or ')}`,
      undefined,
      'invalid_task_status',
    );
  return task;
}
