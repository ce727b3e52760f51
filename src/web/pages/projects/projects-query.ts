import {
  infiniteQueryOptions,
  keepPreviousData,
  type QueryClient,
  queryOptions,
} from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { Named, TaskStatus } from '../task/task-query.ts';

export interface Project {
  id: string;
  /** The whole path, such as "vision/detection". */
  name: string;
  description?: string;
  tags?: string[];
  system_tags?: string[];
  default_output_destination?: string;
  last_update: string;
  parent?: Named;
}

/** What a project and those below it hold. */
export interface ProjectStats {
  id: string;
  stats?: {
    active?: {
      status_count: Partial<Record<TaskStatus, number>>;
      /** Seconds since 1970. */
      last_task_run?: number;
    };
  };
  /** All that are below it, however deep. */
  sub_projects?: { id: string; name: string }[];
}

export interface ProjectsAsked {
  search: string;
  /** Only the children of this project; those at the top without. */
  inside?: string | undefined;
  hidden: boolean;
}

const PAGE_SIZE = 50;
const FIELDS = ['name', 'description', 'tags', 'system_tags', 'default_output_destination', 'last_update'];

/** Projects page after page; a search looks at every depth. */
export const projectsQuery = (workspace: string, { search, inside, hidden }: ProjectsAsked) =>
  infiniteQueryOptions({
    queryKey: ['projects', workspace, search, inside, hidden],
    queryFn: async ({ pageParam: page }) => {
      const where = search ? { search_text: search } : inside ? { parent: [inside] } : {};
      const { projects } = await call(
        'projects.get_all_ex',
        {
          ...where,
          shallow_search: !search && !inside,
          search_hidden: hidden,
          only_fields: [...FIELDS, 'parent'],
          order_by: ['-last_update'],
          page,
          page_size: PAGE_SIZE,
        },
        { workspace },
      );
      return projects as unknown as Project[];
    },
    initialPageParam: 0,
    getNextPageParam: (page, pages) => (page.length === PAGE_SIZE ? pages.length : undefined),
  });

/** What projects hold, by their ids; asked for by itself, since counting takes longer than listing. */
export const projectStatsQuery = (workspace: string, ids: readonly string[], hidden: boolean) =>
  queryOptions({
    queryKey: ['projects', workspace, 'stats', ids, hidden],
    queryFn: async () => {
      const { projects } = await call(
        'projects.get_all_ex',
        {
          id: [...ids],
          search_hidden: hidden,
          include_stats: true,
          stats_for_state: 'active',
          only_fields: ['id'],
        },
        { workspace },
      );
      return new Map((projects as unknown as ProjectStats[]).map((project) => [project.id, project]));
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
  });

/** One project; null where the workspace has none of this id. */
export const projectQuery = (workspace: string, id: string) =>
  queryOptions({
    queryKey: ['projects', workspace, 'one', id],
    queryFn: async () => {
      const { projects } = await call(
        'projects.get_all_ex',
        { id: [id], search_hidden: true, only_fields: [...FIELDS, 'parent'] },
        { workspace },
      );
      return (projects[0] as unknown as Project | undefined) ?? null;
    },
  });

/** Paths of projects that hold the text, to choose from. */
export const projectNamesQuery = (workspace: string, search: string) =>
  queryOptions({
    queryKey: ['projects', workspace, 'names', search],
    queryFn: async () => {
      const wanted = { only_fields: ['name'], order_by: ['name'], page_size: 100 };
      const { projects } = await call(
        'projects.get_all',
        { ...wanted, ...(search && { search_text: search }) },
        { workspace },
      );
      return projects as unknown as { id: string; name: string }[];
    },
  });

/** Has everything that shows projects fetched again. */
export const refreshProjects = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: ['projects', workspace] });
