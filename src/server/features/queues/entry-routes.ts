import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { writerOf } from '../tasks/tasks.ts';
import { countEntries, listEntries, takeFirst } from './entry-store.ts';
import { findQueue } from './queue-store.ts';
import { addTask, moveTask, removeTask } from './queue-tasks.ts';
import { unknownQueue } from './queues.ts';
import { queueIdsOf, queuePoints } from './samples-store.ts';

type Names =
  | `${'add' | 'remove' | 'peek'}_task`
  | 'get_next_task'
  | 'get_num_entries'
  | `move_task_${'forward' | 'backward' | 'to_front' | 'to_back'}`
  | 'get_queue_metrics';

/** What is in queues. */
export function queueEntryRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `queues.${Names}`> {
  const requireQueue = async (workspaceId: string, id: string) => {
    const queue = await findQueue(db, workspaceId, id);
    if (!queue) throw unknownQueue(id);
    return queue;
  };
  return {
    async 'queues.add_task'(caller, held) {
      await addTask(db, writerOf(caller), held);
      return { added: 1 };
    },

    async 'queues.remove_task'(caller, { update_task_status, ...held }) {
      await removeTask(db, writerOf(caller), held, update_task_status === true);
      return { removed: 1 };
    },

    async 'queues.get_next_task'({ workspace }, { queue, get_task_info }, { facts }) {
      await requireQueue(workspace.id, queue);
      const taken = await takeFirst(db, workspace.id, queue, facts.worker ?? null);
      if (!taken) return {};
      const { task_id: task, added, user_id: user } = taken;
      return { entry: { task, added }, ...(get_task_info && { task_info: { user, company: workspace.id } }) };
    },

    async 'queues.peek_task'({ workspace }, { queue }) {
      const [first] = await listEntries(db, await requireQueue(workspace.id, queue), 1);
      return first ? { task: first.task_id } : {};
    },

    async 'queues.get_num_entries'({ workspace }, { queue }) {
      return { num: await countEntries(db, await requireQueue(workspace.id, queue)) };
    },

    async 'queues.move_task_forward'(caller, { count, ...held }) {
      return { position: await moveTask(db, writerOf(caller), held, (at) => at - (count ?? 1)) };
    },

    async 'queues.move_task_backward'(caller, { count, ...held }) {
      return { position: await moveTask(db, writerOf(caller), held, (at) => at + (count ?? 1)) };
    },

    async 'queues.move_task_to_front'(caller, held) {
      return { position: await moveTask(db, writerOf(caller), held, () => 0) };
    },

    async 'queues.move_task_to_back'(caller, held) {
      return { position: await moveTask(db, writerOf(caller), held, (_, last) => last) };
    },

    async 'queues.get_queue_metrics'({ workspace }, { queue_ids, ...period }) {
      const own = await queueIdsOf(db, workspace.id);
      const ids = queue_ids?.length ? queue_ids : own;
      for (const id of ids) if (!own.includes(id)) throw unknownQueue(id);
      const points = await queuePoints(db, { workspace_id: workspace.id, ...period }, ids);
      return {
        queues: ids.map((queue) => {
          const ofQueue = points.filter(({ queue_id }) => queue_id === queue);
          return {
            queue,
            dates: ofQueue.map(({ at }) => at),
            avg_waiting_times: ofQueue.map(({ waiting_s }) => waiting_s),
            queue_lengths: ofQueue.map(({ length }) => length),
          };
        }),
      };
    },
  };
}
