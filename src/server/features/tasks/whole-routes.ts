import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { archiveTask, unarchiveTask } from './archive-task.ts';
import { cloneTask } from './clone-task.ts';
import { deleteTask } from './delete-task.ts';
import { moveTasks } from './move-tasks.ts';
import { requesterOf, type TaskHooks } from './task-hooks.ts';
import { writerOf } from './tasks.ts';

type Actions = 'clone' | 'delete' | 'archive' | 'unarchive' | 'move';

interface Parts extends Pick<Database, 'db'> {
  hooks: readonly TaskHooks[];
}

/** What is done to tasks as wholes. */
export function wholeTaskRoutes({ db, hooks }: Parts): Pick<Handlers, `tasks.${Actions}`> {
  return {
    'tasks.clone': (caller, wanted) => cloneTask(db, writerOf(caller), wanted),

    async 'tasks.delete'(caller, { delete_stored_objects, ...wanted }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      const deleted = await deleteTask(db, writerOf(caller), { ...wanted, asked_by }, hooks);
      return { ...deleted, deleted: true, events: {}, frames: {}, updated_versions: 0 };
    },

    'tasks.archive': (caller, { tasks, ...why }) =>
      inTransaction(db, async (tx) => {
        let archived = 0;
        for (const id of [...new Set(tasks)].sort())
          archived += Number((await archiveTask(tx, writerOf(caller), id, why)).archived);
        return { archived };
      }),

    'tasks.unarchive': (caller, { tasks, ...why }) =>
      inTransaction(db, async (tx) => {
        let unarchived = 0;
        for (const id of [...new Set(tasks)].sort())
          unarchived += Number((await unarchiveTask(tx, writerOf(caller), id, why)).unarchived);
        return { unarchived };
      }),

    async 'tasks.move'(caller, { ids, ...place }) {
      const project_id = await moveTasks(db, writerOf(caller), ids, place);
      return project_id === undefined ? {} : { project_id };
    },
  };
}
