import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { RequestOf, ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

/** Credentials as the wire shows them: every secret masked. */
export type Settings = ResponseOf<'storage.get_settings'>['settings'];
export type Deletion = ResponseOf<'storage_cleanup.get_all'>['deletions'][number];

/** Whose credentials: those of a workspace, or one's own. */
export type Owner = { workspace: string } | 'own';

/** What is stored for an owner. */
export const settingsQuery = (owner: Owner) =>
  queryOptions({
    queryKey: ['storage-cleanup-settings', owner],
    queryFn: async () => {
      if (owner === 'own') return (await call('storage_cleanup.get_own_settings', {})).settings;
      return (await call('storage.get_settings', {}, owner)).settings;
    },
  });

/** Replaces the providers given. */
export const saveSettings = (owner: Owner, wanted: RequestOf<'storage.set_settings'>) =>
  owner === 'own'
    ? call('storage_cleanup.set_own_settings', wanted)
    : call('storage.set_settings', wanted, owner);

const PAGE_SIZE = 20;
const WORKING_MS = 2_000;

/** A workspace's deletions, the newest first; asked again every two seconds while one is at work. */
export const deletionsQuery = (workspace: string) =>
  infiniteQueryOptions({
    queryKey: ['storage-deletions', workspace],
    queryFn: ({ pageParam }) =>
      call('storage_cleanup.get_all', { after: pageParam, page_size: PAGE_SIZE }, { workspace }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
    refetchInterval: ({ state: { data } }) =>
      data?.pages.some(({ deletions }) => deletions.some(({ finished }) => finished === null))
        ? WORKING_MS
        : false,
  });

/** What one deletion could not delete. */
export const failuresQuery = (workspace: string, id: string) =>
  infiniteQueryOptions({
    queryKey: ['storage-deletions', workspace, id],
    queryFn: ({ pageParam }) =>
      call('storage_cleanup.get_by_id', { id, after: pageParam, page_size: 100 }, { workspace }),
    initialPageParam: 0,
    getNextPageParam: ({ next }) => next,
    staleTime: 0,
  });

export const refreshDeletions = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: ['storage-deletions', workspace] });
