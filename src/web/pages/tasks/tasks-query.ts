import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import type { RequestOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import type { TaskRow } from './columns.ts';
import { readList, type TaskSearch } from './task-search.ts';

type Query = RequestOf<'tasks.get_all_ex'>;

/** Which tasks are listed, in which order. */
export interface TasksAsked {
  workspace: string;
  where: Query;
  order_by: string[];
  /** What is fetched of each. */
  fields: string[];
}

const ALL = '*';
const PAGE_SIZE = 50;
/** Rows that are kept up to date. */
const MOST_LIVE = 500;
const LIVE_MS = 4_000;
const NEW_MS = 8_000;
const ID = /^[0-9a-f]{32}$/;

const escaped = (text: string) => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

function named(text: string): Query {
  const name = text.trim();
  if (name === '') return {};
  return ID.test(name) ? { id: [name] } : { _any_: { pattern: escaped(name), fields: ['name'] } };
}

/** The filters of an address as the wire takes them; `*` stands for all projects. */
export function whereOf(project: string, search: TaskSearch): Query {
  const lists = Object.fromEntries(
    (['status', 'type', 'tags', 'user'] as const).flatMap((key) =>
      search[key] ? [[key, readList(search[key])]] : [],
    ),
  );
  return {
    ...(project !== ALL && { project: [project], include_subprojects: true }),
    ...lists,
    ...named(search.name ?? ''),
    system_tags: [search.archived ? 'archived' : '-archived'],
  };
}

async function listTasks(workspace: string, query: Query): Promise<TaskRow[]> {
  return (await call('tasks.get_all_ex', query, { workspace })).tasks as unknown as TaskRow[];
}

const keyOf = ({ workspace, where, order_by }: TasksAsked) => ['tasks', workspace, where, order_by];

/** The tasks page after page, as they stood when they were asked for. */
export const tasksQuery = (asked: TasksAsked) =>
  infiniteQueryOptions({
    queryKey: [...keyOf(asked), 'pages', asked.fields],
    queryFn: ({ pageParam: page }) => {
      const { workspace, where, order_by, fields: only_fields } = asked;
      return listTasks(workspace, { ...where, order_by, only_fields, page, page_size: PAGE_SIZE });
    },
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.length === PAGE_SIZE ? pages.length : undefined),
    placeholderData: keepPreviousData,
    // The rows are kept up to date where they stand; the order is not, so that nothing moves under the hand.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });

/** What stands in the rows shown, again and again. */
export const shownTasksQuery = (asked: TasksAsked, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['tasks', asked.workspace, 'shown', ids, asked.fields],
    queryFn: () => {
      const live = ids.slice(0, MOST_LIVE);
      return listTasks(asked.workspace, { id: live, only_fields: asked.fields, page_size: MOST_LIVE });
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    refetchInterval: LIVE_MS,
    staleTime: LIVE_MS,
    gcTime: 0,
  });

/** The ids of the first page as it would be now. */
export const firstIdsQuery = (asked: TasksAsked) =>
  queryOptions({
    queryKey: [...keyOf(asked), 'first'],
    queryFn: async () => {
      const { workspace, where, order_by } = asked;
      const tasks = await listTasks(workspace, {
        ...{ ...where, order_by, only_fields: ['id'], page: 0, page_size: PAGE_SIZE },
      });
      return tasks.map(({ id }) => id);
    },
    refetchInterval: NEW_MS,
    staleTime: NEW_MS,
  });

/** Has everything that lists tasks fetched again. */
export const refreshTasks = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: ['tasks', workspace] });
