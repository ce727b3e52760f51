import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { chooseQueue } from '../queues/queues.ts';
import { isWatched } from '../workers/watch-store.ts';
import { archiveTask, unarchiveTask } from './archive-task.ts';
import { deleteTask } from './delete-task.ts';
import { eachTask } from './each-task.ts';
import { dequeueTask, enqueueTask } from './enqueue-task.ts';
import { publishTask } from './publish-task.ts';
import { resetTask } from './reset-task.ts';
import { stopTask } from './stop-task.ts';
import { requesterOf, type TaskHooks } from './task-hooks.ts';
import { writerOf } from './tasks.ts';

type Actions = 'archive' | 'unarchive' | 'stop' | 'publish' | 'reset' | 'delete' | 'enqueue' | 'dequeue';

interface Parts extends Pick<Database, 'db'> {
  hooks: readonly TaskHooks[];
}

/** Several tasks at once, each for itself. */
export function taskManyRoutes({ db, hooks }: Parts): Pick<Handlers, `tasks.${Actions}_many`> {
  return {
    'tasks.archive_many': (caller, { ids, ...why }) =>
      eachTask(ids, (id) => archiveTask(db, writerOf(caller), id, why)),

    'tasks.unarchive_many': (caller, { ids, ...why }) =>
      eachTask(ids, (id) => unarchiveTask(db, writerOf(caller), id, why)),

    'tasks.stop_many': (caller, { ids, ...wanted }) =>
      eachTask(ids, (task) => stopTask(db, writerOf(caller), { ...wanted, task })),

    'tasks.publish_many': (caller, { ids, ...wanted }) =>
      eachTask(ids, async (task) => ({
        ...(await publishTask(db, writerOf(caller), { ...wanted, task })),
        committed_versions_results: [],
      })),

    async 'tasks.reset_many'(caller, { ids, delete_stored_objects, ...wanted }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      return eachTask(ids, async (task) => ({
        ...(await resetTask(db, writerOf(caller), { ...wanted, asked_by, task }, hooks)),
        deleted_versions: 0,
      }));
    },

    async 'tasks.delete_many'(caller, { ids, delete_stored_objects, ...wanted }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      return eachTask(ids, async (task) => ({
        ...(await deleteTask(db, writerOf(caller), { ...wanted, asked_by, task }, hooks)),
        ...{ deleted: true, deleted_versions: 0 },
      }));
    },

    async 'tasks.enqueue_many'(caller, { ids, queue, queue_name, verify_watched_queue, ...wanted }) {
      const writer = writerOf(caller);
      const chosen = await inTransaction(db, (tx) => chooseQueue(tx, writer, { queue, queue_name }));
      const result = await eachTask(ids, async (task) => {
        const { queue_id: _, ...changed } = await enqueueTask(db, writer, {
          ...{ ...wanted, task, queue: chosen.id },
        });
        return { ...changed, queued: true };
      });
      if (!verify_watched_queue) return result;
      return { ...result, queue_watched: await isWatched(db, caller.workspace.id, chosen.id) };
    },

    'tasks.dequeue_many': (caller, { ids, ...wanted }) =>
      eachTask(ids, async (task) => {
        const changed = await dequeueTask(db, writerOf(caller), { ...wanted, task });
        return { ...changed, dequeued: changed.dequeued > 0 };
      }),
  };
}
