import { queryOptions } from '@tanstack/react-query';
import type { Rung } from '../../../storage/ladder.ts';
import type { Place } from '../../../storage/place.ts';
import { call } from '../../api.ts';

/** What a rung means for a person (src/storage/explain.ts). */
export interface Explained {
  title: string;
  sentence: string;
  cure?: {
    text: string;
    paste?: { where: string; text: string }[];
    fix?: Partial<Place>;
  };
}
export type Explain = (rung: Rung, about: { who: 'browser' | 'server'; origin: string }) => Explained;

const ONCE = { staleTime: Number.POSITIVE_INFINITY, gcTime: 0, refetchOnWindowFocus: false };

/** The sentences, fetched at the first walk. */
export const explainQuery = queryOptions({
  queryKey: ['storage-explain'],
  queryFn: async (): Promise<{ explain: Explain }> => await import('../../../storage/explain.ts'),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The browser's climb; `walk` tells one press of the button from the next. */
export const browserWalkQuery = (workspace: string, url: string, walk: number) =>
  queryOptions({
    queryKey: ['storage-walk', 'browser', workspace, url, walk],
    queryFn: async () => {
      const { walkInBrowser } = await import('../../storage/links.ts');
      return await walkInBrowser(workspace, url);
    },
    ...ONCE,
  });

/** The server's climb. */
export const serverWalkQuery = (workspace: string, url: string, walk: number) =>
  queryOptions({
    queryKey: ['storage-walk', 'server', workspace, url, walk],
    queryFn: async () => (await call('storage_access.diagnose', { url }, { workspace })).rungs,
    ...ONCE,
  });
