import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { eachTask } from '../tasks/each-task.ts';
import { requesterOf, type TaskHooks } from '../tasks/task-hooks.ts';
import { writerOf } from '../tasks/tasks.ts';
import { archiveModel, deleteModel, publishModel } from './model-life.ts';

type Names = `models.${
  | 'set_ready'
  | 'publish_many'
  | 'archive_many'
  | 'unarchive_many'
  | 'delete'
  | 'delete_many'}`;

interface Parts extends Pick<Database, 'db'> {
  hooks: readonly TaskHooks[];
}

/** How models are published, archived and deleted, one or several. */
export function modelLifeRoutes({ db, hooks }: Parts): Pick<Handlers, Names> {
  return {
    'models.set_ready': (caller, { model, publish_task, force_publish_task }) =>
      publishModel(db, writerOf(caller), model, {
        with_task: publish_task ?? true,
        force_task: force_publish_task ?? false,
      }),
    'models.publish_many': (caller, { ids, publish_tasks, force_publish_task }) =>
      eachTask(ids, (id) =>
        publishModel(db, writerOf(caller), id, {
          with_task: publish_tasks ?? true,
          force_task: force_publish_task ?? false,
        }),
      ),
    'models.archive_many': (caller, { ids }) =>
      eachTask(ids, async (id) => ({ archived: await archiveModel(db, writerOf(caller), id, true) })),
    'models.unarchive_many': (caller, { ids }) =>
      eachTask(ids, async (id) => ({ unarchived: await archiveModel(db, writerOf(caller), id, false) })),
    async 'models.delete'(caller, { model, force, delete_stored_objects }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      return deleteModel(db, writerOf(caller), model, { force: force ?? false, asked_by }, hooks);
    },
    async 'models.delete_many'(caller, { ids, force, delete_stored_objects }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      return eachTask(ids, (id) =>
        deleteModel(db, writerOf(caller), id, { force: force ?? false, asked_by }, hooks),
      );
    },
  };
}
