import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { publishTask } from '../tasks/publish-task.ts';
import { type Requester, type TaskHooks, tellDropped } from '../tasks/task-hooks.ts';
import { findTask } from '../tasks/task-store.ts';
import type { Writer } from '../tasks/tasks.ts';
import { requireModel } from './models.ts';
import { changeModel, isTakenIn, removeModel, tagArchived } from './store.ts';

interface Publication {
  /** The task that made it is published, too. */
  with_task: boolean;
  force_task: boolean;
}

interface Published {
  updated: number;
  published_task?: { id: string; data: { updated: number; fields?: Record<string, unknown> } };
}

/** Publishes a model. @throws WireError 400/201; 400/203 when it is; 400/110 when its task may not be published */
export function publishModel(
  db: Db,
  writer: Writer,
  id: string,
  { with_task, force_task }: Publication,
): Promise<Published> {
  return inTransaction(db, async (tx) => {
    const model = await requireModel(tx, writer.workspace_id, id);
    if (model.ready) throw new WireError('model_is_ready', { field: 'model' }, `id=${id}`);
    await changeModel(tx, model, { ready: true });
    const made = model.task_id ?? undefined;
    const task =
      made && with_task ? await findTask(tx, { workspace_id: writer.workspace_id, id: made }) : undefined;
    if (!task || task.status === 'published') return { updated: 1 };
    const wanted = { task: task.id, force: force_task, publish_model: false };
    return { updated: 1, published_task: { id: task.id, data: await publishTask(tx, writer, wanted) } };
  });
}

/** @throws WireError 400/201 */
export function archiveModel(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  archived: boolean,
): Promise<boolean> {
  return inTransaction(db, async (tx) => tagArchived(tx, await requireModel(tx, workspace_id, id), archived));
}

interface Deletion {
  force: boolean;
  /** Who wants the stored object to go too, if somebody does. */
  asked_by: Requester | undefined;
}

/**
 * Deletes a model with its events; gives where it is stored.
 * @throws WireError 400/201; unless forced 400/205 when a task takes it in, 400/206 when its task is published
 */
export function deleteModel(
  db: Db,
  { workspace_id }: Writer,
  id: string,
  { force, asked_by }: Deletion,
  hooks: readonly TaskHooks[],
): Promise<{ deleted: boolean; url?: string; deletion?: string }> {
  return inTransaction(db, async (tx) => {
    const model = await requireModel(tx, workspace_id, id);
    const cure = 'Ask with "force".';
    if (!force && (await isTakenIn(tx, model)))
      throw invalidField('model', 'is the input of a task', cure, 'model_in_use');
    const task = model.task_id === null ? undefined : await findTask(tx, { workspace_id, id: model.task_id });
    if (!force && task?.status === 'published')
      throw invalidField('model', 'was made by a published task', cure, 'model_creating_task_exists');
    await removeModel(tx, model);
    const urls = model.uri === '' ? [] : [model.uri];
    const stored_by = [id, ...(model.task_id === null ? [] : [model.task_id])];
    const deletion = await tellDropped(tx, hooks, { workspace_id, id, urls, stored_by, asked_by });
    return {
      deleted: true,
      ...(model.uri !== '' && { url: model.uri }),
      ...(deletion !== undefined && { deletion }),
    };
  });
}
