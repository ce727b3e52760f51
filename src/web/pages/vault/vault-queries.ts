import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

export type Vaults = ResponseOf<'vaults.get_all'>;
export type Vault = Vaults['workspace'][number];
export type VaultDetails = ResponseOf<'vaults.get_by_id'>;
export type Finding = VaultDetails['findings'][number];
export type Format = Vault['format'];
export type Version = ResponseOf<'vaults.get_versions'>['versions'][number];
export type Rollout = ResponseOf<'vaults.get_rollout'>;

const KEY = 'vaults';

/** One's own vault of a workspace and the workspace's that apply. */
export const vaultsQuery = (workspace: string) =>
  queryOptions({
    queryKey: [KEY, workspace],
    queryFn: () => call('vaults.get_all', {}, { workspace }),
  });

/** One vault with its text, its secrets masked by the server. */
export const vaultQuery = (workspace: string, vault: string) =>
  queryOptions({
    queryKey: [KEY, workspace, vault],
    queryFn: () => call('vaults.get_by_id', { vault }, { workspace }),
  });

/** Versions, the newest first, page after page. */
export const versionsQuery = (workspace: string, vault: string) =>
  infiniteQueryOptions({
    queryKey: [KEY, workspace, vault, 'versions'],
    queryFn: ({ pageParam }) =>
      call('vaults.get_versions', { vault, before: pageParam, limit: 50 }, { workspace }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ versions, more }) => (more ? versions.at(-1)?.version : undefined),
  });

/** The masked text of one version. */
export const versionQuery = (workspace: string, vault: string, version: number) =>
  queryOptions({
    queryKey: [KEY, workspace, vault, 'version', version],
    queryFn: () => call('vaults.get_version', { vault, version }, { workspace }),
  });

const ROLLOUT_EVERY_MS = 15_000;

/** Which worker has which version; asked again while it is shown, since workers come by themselves. */
export const rolloutQuery = (workspace: string, vault: string) =>
  queryOptions({
    queryKey: [KEY, workspace, vault, 'rollout'],
    queryFn: () => call('vaults.get_rollout', { vault }, { workspace }),
    refetchInterval: ROLLOUT_EVERY_MS,
  });

/** Has everything known of the workspace's vaults fetched again after one of them changed. */
export const refreshVaults = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: [KEY, workspace] });
