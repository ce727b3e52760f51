import type { Database } from '../../db/database.ts';
import { inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { MODEL_FIELDS } from '../queries/entity-fields.ts';
import { listExpanded } from '../queries/expand.ts';
import { findDocument, type Listed, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';
import { choosePlace } from '../tasks/move-tasks.ts';
import { requireTask, writerOf } from '../tasks/tasks.ts';
import { forVersion } from './metadata.ts';
import { updateForTask } from './model-of-task.ts';
import { addMetadata, createModel, deleteMetadata, editModel, requireModel } from './models.ts';
import { changeModel, lastOutput, listFrameworks } from './store.ts';

type Names = `models.${
  | 'create'
  | 'edit'
  | 'update'
  | 'update_for_task'
  | 'move'
  | 'add_or_update_metadata'
  | 'delete_metadata'}`;

/** Models as clients make and change them. */
export function modelRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names | Reads> {
  return {
    ...readRoutes({ db }),
    async 'models.create'(caller, body) {
      return { id: await createModel(db, writerOf(caller), body), created: true };
    },
    'models.edit': (caller, { model, iteration, ...given }) =>
      editModel(db, writerOf(caller), model, given, iteration),
    'models.update': (caller, { model, iteration, ...given }) =>
      editModel(db, writerOf(caller), model, given, iteration),
    'models.update_for_task': (caller, body) => updateForTask(db, writerOf(caller), body),
    async 'models.move'(caller, { ids, ...place }) {
      if (place.project == null && place.project_name == null)
        throw invalidField('project', 'is required, or project_name');
      const writer = writerOf(caller);
      return inTransaction(db, async (tx) => {
        const to = await choosePlace(tx, writer, place);
        for (const id of [...new Set(ids)].toSorted())
          await changeModel(tx, await requireModel(tx, writer.workspace_id, id), {
            project_id: to?.id ?? null,
          });
        return to ? { project_id: to.id } : {};
      });
    },
    async 'models.add_or_update_metadata'(caller, { model, metadata, replace_metadata }) {
      await addMetadata(db, writerOf(caller), model, metadata, replace_metadata ?? false);
      return { updated: 1 };
    },
    async 'models.delete_metadata'(caller, { model, keys }) {
      return { updated: Number(await deleteMetadata(db, writerOf(caller), model, keys)) };
    },
  };
}

type Reads = `models.${'get_all' | 'get_all_ex' | 'get_by_id' | 'get_by_task_id' | 'get_frameworks'}`;

function readRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Reads> {
  const shown = (listed: Listed, version: string) =>
    shownList('models', {
      ...listed,
      documents: listed.documents.map((model) => forVersion(model, version)),
    });
  return {
    async 'models.get_all'(caller, query, { requested }) {
      return shown(await listDocuments(db, MODEL_FIELDS, { ...whoseList(caller), query }), requested);
    },
    async 'models.get_all_ex'(caller, query, { requested }) {
      return shown(await listExpanded(db, caller, MODEL_FIELDS, query), requested);
    },
    async 'models.get_by_id'({ workspace }, { model: id }, { requested }) {
      const model = await findDocument(db, MODEL_FIELDS, workspace.id, id);
      if (!model) throw new WireError('invalid_model_id', { field: 'model' }, `id=${id}`);
      return { model: forVersion(model, requested) };
    },
    async 'models.get_by_task_id'({ workspace }, { task }, { requested }) {
      const { id } = await requireTask(db, { workspace_id: workspace.id, id: task });
      const last = await lastOutput(db, workspace.id, id);
      const model = last === undefined ? undefined : await findDocument(db, MODEL_FIELDS, workspace.id, last);
      return { model: model ? forVersion(model, requested) : null };
    },
    async 'models.get_frameworks'({ workspace }, { projects }) {
      return { frameworks: await listFrameworks(db, workspace.id, projects ?? []) };
    },
  };
}
