import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import {
  countModels,
  deleteTaskRow,
  hasPublishedChildren,
  hasPublishedModels,
  orphanChildren,
} from './outputs-store.ts';
import type { TaskHooks } from './task-hooks.ts';
import { type Cleanup, type DroppedOutputs, dropOutputs } from './task-outputs.ts';
import type { TaskHead } from './task-store.ts';
import { requireLocked, type Writer } from './tasks.ts';

interface Deletion extends Cleanup {
  task: string;
  force?: boolean | null | undefined;
}

export interface Deleted extends DroppedOutputs {
  updated_children: number;
  updated_models: number;
}

/**
 * Removes a task with its draft models; its children and published models stay without it.
 * @throws WireError 400/101; 400/123 unless it is created and nothing published hangs on it, or the call is forced
 */
export function deleteTask(
  db: Db,
  writer: Writer,
  { task: id, force, ...cleanup }: Deletion,
  hooks: readonly TaskHooks[],
): Promise<Deleted> {
  return inTransaction(db, async (tx) => {
    const task = await requireLocked(tx, writer, id);
    if (!force) await requireDeletable(tx, task);
    const outputs = await dropOutputs(tx, task, cleanup, hooks);
    const updated_models = await countModels(tx, task);
    const updated_children = await orphanChildren(tx, task);
    await deleteTaskRow(tx, task);
    return { ...outputs, updated_models, updated_children };
  });
}

async function requireDeletable(tx: Db, task: TaskHead): Promise<void> {
  const refused = (rule: string) =>
    new WireError(
      'task_cannot_be_deleted',
      { field: 'task', rule, cure: 'Ask with "force".' },
      `task=${task.id}`,
    );
  if (task.status !== 'created') throw refused(`is ${task.status}, only created ones go without force`);
  if (await hasPublishedChildren(tx, task)) throw refused('has published children');
  if (await hasPublishedModels(tx, task)) throw refused('has published models');
}
