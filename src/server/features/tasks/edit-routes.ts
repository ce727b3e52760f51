import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import {
  addArtifacts,
  addModel,
  deleteArtifacts,
  deleteConfiguration,
  deleteHyperparams,
  deleteModels,
  editConfiguration,
  editHyperparams,
  setRequirements,
} from './edit-parts.ts';
import { createTask, editTask, updateFields } from './edit-task.ts';
import { requireReferences } from './references.ts';
import { writerOf } from './tasks.ts';

type Edits =
  | 'create'
  | 'validate'
  | 'edit'
  | 'update'
  | 'set_requirements'
  | `${'edit' | 'delete'}_${'hyper_params' | 'configuration'}`
  | `${'add_or_update' | 'delete'}_artifacts`
  | 'add_or_update_model'
  | 'delete_models';

/** What a task consists of. */
export function taskEditRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `tasks.${Edits}`> {
  return {
    'tasks.create': async (caller, wanted) => ({ id: await createTask(db, writerOf(caller), wanted) }),

    async 'tasks.validate'({ workspace }, wanted) {
      await inTransaction(db, (tx) => requireReferences(tx, workspace.id, wanted));
      return {};
    },

    'tasks.edit': (caller, wanted) => editTask(db, writerOf(caller), wanted),

    'tasks.update': (caller, wanted) => updateFields(db, writerOf(caller), wanted),

    async 'tasks.set_requirements'(caller, wanted) {
      return { updated: await setRequirements(db, writerOf(caller), wanted), fields: {} };
    },

    async 'tasks.edit_hyper_params'(caller, wanted) {
      return { updated: await editHyperparams(db, writerOf(caller), wanted) };
    },

    async 'tasks.delete_hyper_params'(caller, wanted) {
      return { deleted: await deleteHyperparams(db, writerOf(caller), wanted) };
    },

    async 'tasks.edit_configuration'(caller, wanted) {
      return { updated: await editConfiguration(db, writerOf(caller), wanted) };
    },

    async 'tasks.delete_configuration'(caller, wanted) {
      return { deleted: await deleteConfiguration(db, writerOf(caller), wanted) };
    },

    async 'tasks.add_or_update_artifacts'(caller, wanted) {
      return { updated: await addArtifacts(db, writerOf(caller), wanted) };
    },

    async 'tasks.delete_artifacts'(caller, wanted) {
      return { deleted: await deleteArtifacts(db, writerOf(caller), wanted) };
    },

    async 'tasks.add_or_update_model'(caller, wanted) {
      return { updated: await addModel(db, writerOf(caller), wanted) };
    },

    async 'tasks.delete_models'(caller, wanted) {
      return { updated: await deleteModels(db, writerOf(caller), wanted) };
    },
  };
}
