import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { TaskStatus } from '../task/task-query.ts';

/** Parameters of a run: section → name → what is kept of it. */
type Hyperparams = Record<string, Record<string, { value?: unknown }>>;

export interface ComparedRun {
  id: string;
  name: string;
  status: TaskStatus;
  type: string;
  project?: { id: string; name: string } | null;
  started?: string | null;
  hyperparams?: Hyperparams | null;
}

const FIELDS = ['id', 'name', 'status', 'type', 'project.name', 'started', 'hyperparams'];

/** The runs by their ids, in that order; those that are unknown here are left out. */
export const comparedRunsQuery = (workspace: string, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['compared-runs', workspace, ids],
    queryFn: async () => {
      if (ids.length === 0) return [];
      const asked = { id: [...ids], only_fields: FIELDS, search_hidden: true };
      const { tasks } = await call('tasks.get_all_ex', asked, { workspace });
      const found = new Map((tasks as unknown as ComparedRun[]).map((run) => [run.id, run]));
      return ids.map((id) => found.get(id)).filter((run) => run !== undefined);
    },
    placeholderData: keepPreviousData,
  });

/** Patterns are read as regular expressions: what a person types is meant as it stands. */
export const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

const MOST_FOUND = 12;

/** Runs by a part of their name or id, the last that changed first. */
export const foundRunsQuery = (workspace: string, text: string) =>
  queryOptions({
    queryKey: ['found-runs', workspace, text],
    queryFn: async () => {
      const { tasks } = await call(
        'tasks.get_all_ex',
        {
          ...(text !== '' && { _any_: { fields: ['name', 'id'], pattern: literal(text) } }),
          only_fields: ['id', 'name', 'status', 'type', 'project.name', 'started'],
          order_by: ['-last_update'],
          page: 0,
          page_size: MOST_FOUND,
        },
        { workspace },
      );
      return tasks as unknown as ComparedRun[];
    },
    placeholderData: keepPreviousData,
  });
