import { call } from '../../api.ts';
import type { TaskStatus } from '../task/task-query.ts';
import { STATUS_LOOKS, typeName } from '../task/task-words.ts';
import type { FilterOption, OptionsQuery } from './filter-menu.tsx';

const STALE_MS = 30_000;
/** As many people as a list to choose from can hold. */
const MOST_PEOPLE = 500;

export const STATUS_OPTIONS: readonly FilterOption[] = (Object.keys(STATUS_LOOKS) as TaskStatus[]).map(
  (status) => ({ value: status, name: STATUS_LOOKS[status].name, icon: STATUS_LOOKS[status].icon }),
);

const projectsOf = (project: string) => (project === '*' ? {} : { projects: [project] });

/** Types of tasks that occur. */
export const typeOptions = (workspace: string, project: string): OptionsQuery => ({
  queryKey: ['task-types', workspace, project],
  queryFn: async () => {
    const { types } = await call('tasks.get_types', projectsOf(project), { workspace });
    return types.map((type) => ({ value: type, name: typeName(type) }));
  },
  staleTime: STALE_MS,
});

/** Tags that tasks have. */
export const tagOptions = (workspace: string, project: string): OptionsQuery => ({
  queryKey: ['task-tags', workspace, project],
  queryFn: async () => {
    const { tags } = await call('projects.get_task_tags', projectsOf(project), { workspace });
    return tags.map((tag) => ({ value: tag, name: tag }));
  },
  staleTime: STALE_MS,
});

/** The people of the workspace. */
export const userOptions = (workspace: string): OptionsQuery => ({
  queryKey: ['task-users', workspace],
  queryFn: async () => {
    const wanted = { page_size: MOST_PEOPLE, order_by: ['name'] };
    const { users } = await call('users.get_all', wanted, { workspace });
    return users.map(({ id = '', name = '' }) => ({ value: id, name }));
  },
  staleTime: STALE_MS,
});
