import { queryOptions } from '@tanstack/react-query';
import type { Rung } from '../../../storage/ladder.ts';
import { call } from '../../api.ts';
import { findFileDoorHref } from '../../storage/file-door.ts';

const ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false };

/** The sentences, fetched at the first walk. */
export const explainQuery = queryOptions({
  queryKey: ['storage-explain'],
  queryFn: () => import('../../../storage/explain.ts'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The browser's climb; `walk` tells one press of the button from the next. */
export const browserWalkQuery = (workspace: string, url: string, walk: number) =>
  queryOptions({
    queryKey: ['storage-walk', 'browser', workspace, url, walk],
    queryFn: async (): Promise<Rung[]> => (await import('./climb-here.ts')).climbHere(workspace, url),
    ...ONCE,
  });

/** The server's climb. */
export const serverWalkQuery = (workspace: string, url: string, walk: number) =>
  queryOptions({
    queryKey: ['storage-walk', 'server', workspace, url, walk],
    queryFn: async (): Promise<Rung[]> => {
      // what Atrium keeps itself lies behind no entry: only the browser's way to it can be broken
      if ((await findFileDoorHref(workspace, url)) !== undefined) return [];
      return (await call('storage_access.diagnose', { url }, { workspace })).rungs;
    },
    ...ONCE,
  });
