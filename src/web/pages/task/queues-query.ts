import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';

export interface QueueName {
  id: string;
  name: string;
  /** The queue of tasks that are sent to none in particular has the tag "default". */
  system_tags?: string[];
}

/** The queues of a workspace by name. */
export const queuesQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['queue-names', workspace],
    queryFn: async () => {
      const wanted = { only_fields: ['name', 'system_tags'], order_by: ['name'], max_task_entries: 0 };
      return (await call('queues.get_all', wanted, { workspace })).queues as unknown as QueueName[];
    },
  });
