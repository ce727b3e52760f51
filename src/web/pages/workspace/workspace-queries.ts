import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { currentUserQuery, workspacesQuery } from '../../queries.ts';
import { refreshCredentials } from './credentials-query.ts';

export type LeavePreview = ResponseOf<'workspaces.leave_preview'>;
export type Deleted = ResponseOf<'workspaces.get_deleted'>['workspaces'][number];

/** What stops when someone leaves: the caller, or the member named. */
export const leavePreviewQuery = (workspace: string, user?: string) =>
  queryOptions({
    queryKey: ['leave-preview', workspace, user ?? ''],
    queryFn: () => call('workspaces.leave_preview', { user: user ?? null }, { workspace }),
    staleTime: 0,
  });

/** Workspaces the caller can still bring back. */
export const deletedQuery = queryOptions({
  queryKey: ['deleted-workspaces'],
  queryFn: async () => (await call('workspaces.get_deleted', {})).workspaces,
});

/** Has everything fetched again that depends on which workspaces there are. */
export function refreshWorkspaces(client: QueryClient): Promise<unknown> {
  return Promise.all([
    client.invalidateQueries(currentUserQuery),
    client.invalidateQueries(workspacesQuery),
    client.invalidateQueries(deletedQuery),
    refreshCredentials(client),
  ]);
}

/** Takes a workspace out of what the page knows at once, and has the rest fetched again. */
export function forgetWorkspace(client: QueryClient, gone: string): Promise<unknown> {
  client.setQueryData(currentUserQuery.queryKey, (user) =>
    user ? { ...user, companies: user.companies.filter(({ id }) => id !== gone) } : user,
  );
  client.setQueryData(workspacesQuery.queryKey, (list) => list?.filter(({ id }) => id !== gone));
  return refreshWorkspaces(client);
}
