import type { ResponseOf } from '../../../contract/contract.ts';
import type { ListedWorker, ListenedQueue } from './worker-store.ts';

type Shown = ResponseOf<'workers.get_all'>['workers'][number];

/** A worker as its list shows it. */
export function shownWorker(
  worker: ListedWorker,
  company: { id: string; name: string },
  queues: ReadonlyMap<string, ListenedQueue>,
): Shown {
  const { id, task_id, task_name, project_id, project_name, queue_id } = worker;
  const queue = queue_id === null ? undefined : queues.get(queue_id);
  return {
    id,
    key: `worker_${company.id}_${worker.account_id}_${id}`,
    ip: worker.ip,
    ...(worker.account_name !== null && { user: { id: worker.account_id, name: worker.account_name } }),
    company,
    ...(task_id !== null && task_name !== null && { task: taskOf(worker, task_id, task_name) }),
    ...(project_id !== null && project_name !== null && { project: { id: project_id, name: project_name } }),
    ...(queue && { queue: shownQueue(queue) }),
    queues: worker.queues.flatMap((one) => shownQueueOf(queues.get(one))),
    tags: worker.tags,
    system_tags: worker.system_tags,
    register_time: worker.register_time,
    last_activity_time: worker.last_activity_time,
    ...(worker.last_report_time !== null && { last_report_time: worker.last_report_time }),
    register_timeout: worker.timeout_s,
  };
}

/** `running_time` is in milliseconds, as the page of ClearML reads it. */
function taskOf({ running_s, last_iteration }: ListedWorker, id: string, name: string) {
  const running_time = running_s === null ? undefined : Math.round(running_s * 1000);
  return {
    id,
    name,
    last_iteration: last_iteration ?? 0,
    ...(running_time !== undefined && { running_time }),
  };
}

const shownQueueOf = (queue: ListenedQueue | undefined) => (queue ? [shownQueue(queue)] : []);

const shownQueue = ({ id, name, num_tasks, next_id, next_name }: ListenedQueue) => ({
  ...{ id, name, num_tasks },
  next_task: next_id === null ? null : { id: next_id, name: next_name },
});
