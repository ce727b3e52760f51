import type { Db } from '../../db/database.ts';
import { namesOf } from '../queries/names-store.ts';
import type { Document } from '../queries/projection.ts';
import { listWorkers } from '../workers/worker-store.ts';

interface Entry {
  task: string;
  added: string;
}

const entriesOf = (queue: Document): Entry[] => (Array.isArray(queue.entries) ? queue.entries : []);

/** The queue with at most so many of its entries. */
export function withEntries(queue: Document, most: number | null | undefined): Document {
  if (most == null || queue.entries === undefined) return queue;
  return { ...queue, entries: entriesOf(queue).slice(0, most) };
}

/** Queues with their tasks' names, and the live workers that listen to each. */
export async function queuesWithNames(
  db: Db,
  workspaceId: string,
  queues: readonly Document[],
): Promise<Document[]> {
  const ids = queues.flatMap((queue) => entriesOf(queue).map(({ task }) => task));
  const tasks = await namesOf(db, workspaceId, 'tasks', ids);
  const workers = queues.length === 0 ? [] : await listWorkers(db, workspaceId, {});
  return queues.map((queue) => ({
    ...queue,
    ...(queue.entries !== undefined && {
      entries: entriesOf(queue).map(({ task, added }) => ({ task: tasks.get(task) ?? { id: task }, added })),
    }),
    workers: workers
      .filter((worker) => worker.queues.includes(String(queue.id)))
      .map(({ id, ip, task_id, task_name }) => ({
        ...{ name: id, ip },
        ...(task_id !== null && task_name !== null && { task: { id: task_id, name: task_name } }),
      })),
  }));
}
