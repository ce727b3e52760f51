import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { Named, TaskStatus } from '../task/task-query.ts';

export interface MetadataItem {
  key: string;
  type?: string | null;
  value?: string | null;
}

export interface ModelDocument {
  id: string;
  name: string;
  uri?: string | null;
  framework?: string | null;
  ready?: boolean;
  comment?: string | null;
  user?: Named | null;
  project?: Named | null;
  /** The task that made it. */
  task?: Named | null;
  parent?: Named | null;
  tags?: string[];
  system_tags?: string[];
  created?: string | null;
  last_update?: string | null;
  last_iteration?: number | null;
  labels?: Record<string, number>;
  metadata?: Record<string, MetadataItem>;
  design?: Record<string, unknown>;
}

/** A model; null where the workspace has none of this id. */
export const modelQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['model', workspace, id],
    queryFn: async () => {
      const { models } = await call('models.get_all_ex', { id: [id] }, { workspace });
      return (models[0] as ModelDocument | undefined) ?? null;
    },
  });

export interface Relative {
  id: string;
  name: string;
  status?: TaskStatus;
}

/** Tasks that take a model in, and models made from it; the newest hundred of each. */
export const lineageQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['model', workspace, id, 'lineage'],
    queryFn: async () => {
      const some = { order_by: ['-last_update'], page: 0, page_size: 100 };
      const users = { ...some, 'models.input.model': [id], only_fields: ['name', 'status'] };
      const children = { ...some, parent: [id], only_fields: ['name'] };
      const [{ tasks }, { models }] = await Promise.all([
        call('tasks.get_all', users, { workspace }),
        call('models.get_all', children, { workspace }),
      ]);
      return { tasks: tasks as unknown as Relative[], models: models as unknown as Relative[] };
    },
  });

/** Asks again for everything the page shows of a model. */
export const refreshModel = (client: QueryClient, workspace: string, id: string) =>
  client.invalidateQueries({ queryKey: ['model', workspace, id] });
