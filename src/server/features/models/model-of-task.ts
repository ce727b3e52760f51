import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import { addModel } from '../tasks/edit-parts.ts';
import type { Writer } from '../tasks/tasks.ts';
import type { GivenModel } from './model-fields.ts';
import { createModel, editModel, requireModel, requireWorking } from './models.ts';
import { lastOutput, raiseIteration } from './store.ts';

interface ForTask extends GivenModel {
  task: string;
  override_model_id?: string | null | undefined;
  iteration?: number | null | undefined;
}

interface Result {
  id: string;
  created: boolean;
  updated: number;
  fields: Record<string, unknown>;
}

/**
 * The model a working task puts out: the one named takes its place, or the last one changes while it is a draft, or a
 * new one is made of the given file.
 * @throws WireError 400/101, 400/110, 400/201; 400/12 unless exactly one of `uri` and `override_model_id` is given
 */
export function updateForTask(
  db: Db,
  writer: Writer,
  { task: taskId, override_model_id: override, iteration, ...given }: ForTask,
): Promise<Result> {
  if (Boolean(override) === Boolean(given.uri))
    throw invalidField('uri', 'must be given, or override_model_id, but not both');
  return inTransaction(db, async (tx) => {
    const task = await requireWorking(tx, writer, taskId);
    if (iteration != null) await raiseIteration(tx, writer.workspace_id, task.id, iteration);
    const last = override ?? (await lastOutput(tx, writer.workspace_id, task.id));
    if (last) {
      const model = await requireModel(tx, writer.workspace_id, last, 'override_model_id');
      if (override || !model.ready) {
        const changed = await editModel(
          tx,
          writer,
          model.id,
          { ...given, ...(!override && { task: task.id }) },
          null,
        );
        if (override) await listOutput(tx, writer, task.id, model);
        return { id: model.id, created: false, ...changed };
      }
    }
    const fields = { ...given, name: given.name ?? task.name, project: task.project_id, task: task.id };
    const id = await createModel(tx, writer, fields);
    await listOutput(tx, writer, task.id, { id, name: fields.name });
    return { id, created: true, updated: 1, fields: {} };
  });
}

const listOutput = (tx: Db, writer: Writer, task: string, { id, name }: { id: string; name: string }) =>
  addModel(tx, writer, { task, name, model: id, type: 'output' });
