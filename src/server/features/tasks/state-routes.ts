import { type Database, inTransaction } from '../../db/database.ts';
import type { TaskStatus } from '../../db/experiments-schema.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { Principal } from '../../http/principal.ts';
import { isWatched } from '../workers/watch-store.ts';
import { changeStatus, type StatusChange } from './change-status.ts';
import { dequeueTask, enqueueTask } from './enqueue-task.ts';
import { completeTask, publishTask } from './publish-task.ts';
import { resetTask } from './reset-task.ts';
import { stopTask } from './stop-task.ts';
import { requesterOf, type TaskHooks } from './task-hooks.ts';
import { ping, requireLocked, writerOf } from './tasks.ts';

type Steps =
  | 'started'
  | 'stop'
  | 'stopped'
  | 'completed'
  | 'failed'
  | 'close'
  | 'publish'
  | 'ping'
  | 'reset'
  | 'enqueue'
  | 'dequeue';

interface Parts extends Pick<Database, 'db'> {
  hooks: readonly TaskHooks[];
}

type Asked = Omit<StatusChange, 'to'> & { task: string };

/** What a task goes through. */
export function taskStateRoutes({ db, hooks }: Parts): Pick<Handlers, `tasks.${Steps}`> {
  const become = (caller: Principal, { task: id, ...change }: Asked, to: TaskStatus) =>
    inTransaction(db, async (tx) => {
      const writer = writerOf(caller);
      const task = await requireLocked(tx, writer, id);
      return { ...(await changeStatus(tx, writer, task, { ...change, to })), before: task };
    });
  return {
    async 'tasks.started'(caller, wanted) {
      const { before, ...changed } = await become(caller, wanted, 'in_progress');
      return { ...changed, started: Number(before.started === null) };
    },

    'tasks.stop': (caller, wanted) => stopTask(db, writerOf(caller), wanted),

    'tasks.stopped': (caller, wanted) => become(caller, wanted, 'stopped'),

    'tasks.completed': (caller, wanted) => completeTask(db, writerOf(caller), wanted),

    'tasks.failed': (caller, wanted) => become(caller, wanted, 'failed'),

    'tasks.close': (caller, wanted) => become(caller, wanted, 'closed'),

    async 'tasks.publish'(caller, wanted) {
      return { ...(await publishTask(db, writerOf(caller), wanted)), committed_versions_results: [] };
    },

    async 'tasks.ping'(caller, { task }) {
      await ping(db, writerOf(caller), task);
      return {};
    },

    async 'tasks.reset'(caller, { delete_stored_objects, ...wanted }, { facts }) {
      const asked_by = requesterOf(caller, facts, delete_stored_objects);
      const { dequeued, ...reset } = await resetTask(db, writerOf(caller), { ...wanted, asked_by }, hooks);
      const gone = { events: {}, frames: {}, deleted_indices: [] };
      return { ...reset, ...gone, dequeued: dequeued ? { removed: 1 } : {} };
    },

    async 'tasks.enqueue'(caller, { verify_watched_queue, ...wanted }) {
      const { queue_id, ...changed } = await enqueueTask(db, writerOf(caller), wanted);
      const queue_watched = verify_watched_queue
        ? await isWatched(db, caller.workspace.id, queue_id)
        : undefined;
      return { ...changed, queued: 1, ...(queue_watched !== undefined && { queue_watched }) };
    },

    'tasks.dequeue': (caller, wanted) => dequeueTask(db, writerOf(caller), wanted),
  };
}
