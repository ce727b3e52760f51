import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { TaskRow } from './columns.ts';
import { mergeRows } from './merge-rows.ts';
import { firstIdsQuery, shownTasksQuery, type TasksAsked, tasksQuery } from './tasks-query.ts';

const NONE: TaskRow[] = [];

/**
 * Tasks as a list that keeps still: what stands in its rows is renewed every few seconds, what is gone leaves, and what
 * is new is only counted, so that no row moves by itself.
 */
export function useTasks(asked: TasksAsked) {
  const list = useInfiniteQuery(tasksQuery(asked));
  const listed = useMemo(() => list.data?.pages.flat() ?? NONE, [list.data]);
  const ids = useMemo(() => [...new Set(listed.map(({ id }) => id))], [listed]);
  const shown = useQuery(shownTasksQuery(asked, ids));
  const first = useQuery({ ...firstIdsQuery(asked), enabled: list.isSuccess });
  const now = shown.isPlaceholderData ? undefined : shown.data;
  const rows = useMemo(() => mergeRows(listed, shown.data ?? NONE, now), [listed, shown.data, now]);
  const known = new Set(ids);
  const fresh = list.isPlaceholderData ? 0 : (first.data ?? []).filter((id) => !known.has(id)).length;
  return { list, rows, fresh };
}
