import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { Named } from '../task/task-query.ts';

export interface QueueEntry {
  task: Named;
  /** Wire time. */
  added: string;
}

export interface Queue {
  id: string;
  name: string;
  tags?: string[];
  system_tags?: string[];
  created: string;
  entries: QueueEntry[];
  /** The live workers that listen. */
  workers: { name: string; task?: Named }[];
}

const LIVE_MS = 4_000;
/** Entries of each queue that are shown. */
export const MOST_ENTRIES = 500;

/** The queues of a workspace with their first entries and who listens, asked for every few seconds. */
export const queueListQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['queues', workspace],
    queryFn: async () => {
      const wanted = {
        only_fields: ['name', 'tags', 'system_tags', 'created', 'entries'],
        order_by: ['name'],
        max_task_entries: MOST_ENTRIES,
      };
      return (await call('queues.get_all_ex', wanted, { workspace })).queues as unknown as Queue[];
    },
    refetchInterval: LIVE_MS,
  });

/** The queue of tasks that are sent to none in particular. */
export const isDefault = ({ system_tags }: Pick<Queue, 'system_tags'>) =>
  system_tags?.includes('default') ?? false;

/** Has everything that shows queues fetched again. */
export const refreshQueues = (client: QueryClient, workspace: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['queues', workspace] }),
    client.invalidateQueries({ queryKey: ['queue-names', workspace] }),
  ]);

/** "12", or "500 or more" where not all were counted. */
export const waiting = ({ entries }: Pick<Queue, 'entries'>) =>
  entries.length < MOST_ENTRIES ? String(entries.length) : `${MOST_ENTRIES} or more`;
