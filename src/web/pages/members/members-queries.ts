import { infiniteQueryOptions, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { currentUserQuery, workspacesQuery } from '../../queries.ts';

export type Member = ResponseOf<'workspaces.get_members'>['members'][number];
export type Role = Member['role'];
export type ServiceAccount = ResponseOf<'service_accounts.get_all'>['service_accounts'][number];

const PAGE_SIZE = 50;

/** The people of a workspace whose name or e-mail holds the text, page after page. */
export const workspaceMembersQuery = (workspace: string, search: string, role: Role | '') =>
  infiniteQueryOptions({
    queryKey: ['workspace-members', workspace, search, role],
    queryFn: ({ pageParam }) =>
      call(
        'workspaces.get_members',
        { search: search || null, role: role || null, after: pageParam, page_size: PAGE_SIZE },
        { workspace },
      ),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const serviceAccountsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['service-accounts', workspace],
    queryFn: async () => (await call('service_accounts.get_all', {}, { workspace })).service_accounts,
  });

/** Has everything that shows members fetched again: the lists, the seats, and what oneself may do. */
export const refreshMembers = (client: QueryClient, workspace: string) =>
  Promise.all([
    client.invalidateQueries({ queryKey: ['workspace-members', workspace] }),
    client.invalidateQueries({ queryKey: ['members', workspace] }),
    client.invalidateQueries(workspacesQuery),
    client.invalidateQueries(currentUserQuery),
  ]);

export const refreshServiceAccounts = (client: QueryClient, workspace: string) =>
  client.invalidateQueries({ queryKey: ['service-accounts', workspace] });
