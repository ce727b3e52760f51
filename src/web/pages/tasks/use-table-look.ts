import { useNavigate, useSearch } from '@tanstack/react-router';
import { usePreference } from '../../queries.ts';
import { columnsOf, DEFAULT_COLUMNS, DEFAULT_SORT } from './columns.ts';
import { readList, type TaskSearch, writeList } from './task-search.ts';

const PATH = 'views.taskTable';

interface Kept {
  columns: string[];
  sort: string;
}

function readKept(stored: unknown): Kept {
  const { columns, sort } = (stored ?? {}) as Partial<Record<keyof Kept, unknown>>;
  const ids = Array.isArray(columns) ? columns.filter((id) => typeof id === 'string') : [];
  return {
    columns: ids.length > 0 ? ids : [...DEFAULT_COLUMNS],
    sort: typeof sort === 'string' ? sort : DEFAULT_SORT,
  };
}

/** Columns, order and filters: the address first, then what the account chose last. */
export function useTableLook() {
  const search = useSearch({ from: '/shell/w/$workspace/projects/$project/tasks' });
  const navigate = useNavigate();
  const { value, set } = usePreference(PATH);
  const kept = readKept(value);
  const ids = search.columns ? readList(search.columns) : kept.columns;
  const change = (changed: Partial<Record<keyof TaskSearch, string | true | undefined>>) =>
    void navigate({
      to: '.',
      search: (before: TaskSearch) => ({ ...before, ...changed }) as TaskSearch,
      replace: true,
    });
  const sort = search.sort ?? kept.sort;
  return {
    search,
    columns: columnsOf(ids),
    sort,
    change,
    setColumns(chosen: string[]) {
      set({ columns: chosen, sort });
      change({ columns: writeList(chosen) });
    },
    setSort(wanted: string) {
      set({ columns: ids, sort: wanted });
      change({ sort: wanted });
    },
  };
}
