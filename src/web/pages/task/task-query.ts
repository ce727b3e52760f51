import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';

export type TaskStatus =
  | 'created'
  | 'queued'
  | 'in_progress'
  | 'stopped'
  | 'publishing'
  | 'published'
  | 'closed'
  | 'failed'
  | 'completed'
  | 'unknown';

/** A user, project or task by its id, with its name where it still exists. */
export interface Named {
  id: string;
  name?: string;
}

type Text = string | null;

/** What the page of a task always knows of it; the long parts are fetched by the tabs that show them. */
export interface TaskDocument {
  id: string;
  name: string;
  type: string;
  status: TaskStatus;
  status_reason?: Text;
  status_message?: Text;
  status_changed?: Text;
  user?: Named | null;
  project?: Named | null;
  parent?: Named | null;
  comment?: Text;
  tags?: string[];
  system_tags?: string[];
  created?: Text;
  started?: Text;
  completed?: Text;
  published?: Text;
  last_update?: Text;
  last_change?: Text;
  last_worker?: Text;
  last_worker_report?: Text;
  last_iteration?: number | null;
  /** Seconds. */
  active_duration?: number | null;
  execution?: { queue?: Text };
  output?: { destination?: Text; error?: Text };
  runtime?: Record<string, unknown>;
}

const FIELDS = [
  ...['name', 'type', 'status', 'status_reason', 'status_message', 'status_changed', 'comment'],
  ...['user', 'project', 'parent', 'tags', 'system_tags', 'created', 'started', 'completed', 'published'],
  ...['last_update', 'last_change', 'last_worker', 'last_worker_report', 'last_iteration'],
  ...['active_duration', 'execution.queue', 'output', 'runtime'],
];

const LIVE_MS = 3_000;

/** True while a task waits in a queue or runs: what is shown of it may change at any moment. */
export const isLive = ({ status }: Pick<TaskDocument, 'status'>) =>
  status === 'queued' || status === 'in_progress';

/** True while a worker has been told to stop a task and has not said that it did. */
export const isStopping = ({ status, status_message }: Pick<TaskDocument, 'status' | 'status_message'>) =>
  status === 'in_progress' && (status_message ?? '').includes('stopping');

/** A task, asked for again every three seconds while it is live; null where the workspace has none of this id. */
export const taskQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['task', workspace, id],
    queryFn: async () => {
      const { tasks } = await call('tasks.get_by_id_ex', { id: [id], only_fields: FIELDS }, { workspace });
      return (tasks[0] as TaskDocument | undefined) ?? null;
    },
    refetchInterval: ({ state: { data } }) => (data && isLive(data) ? LIVE_MS : false),
  });

/** Asks again for everything the page shows of a task. */
export const refreshTask = (client: QueryClient, workspace: string, id: string) =>
  client.invalidateQueries({ queryKey: ['task', workspace, id] });
