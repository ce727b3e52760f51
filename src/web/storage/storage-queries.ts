import { queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../contract/contract.ts';
import { call } from '../api.ts';
import { queryClient } from '../session.ts';

export type StorageEntries = ResponseOf<'storage_access.get_all'>;
export type WorkspaceEntry = StorageEntries['workspace'][number];

const KEY = 'storage-entries';

/** The account's own storage entries, a workspace's, and the passphrase's lock; no secrets. */
export const entriesQuery = (workspace: string) =>
  queryOptions({
    queryKey: [KEY, workspace],
    queryFn: () => call('storage_access.get_all', {}, { workspace }),
    staleTime: 30_000,
  });

/** Has the entries fetched again after one of them or the lock changed. */
export const refreshEntries = () => queryClient.invalidateQueries({ queryKey: [KEY] });
