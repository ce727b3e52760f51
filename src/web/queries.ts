import { type QueryClient, queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '../contract/contract.ts';
import { call } from './api.ts';
import { encodeKeys, preferenceAt, withPreference } from './preferences.ts';

export type CurrentUser = ResponseOf<'users.get_current_user'>['user'];
export type Workspace = ResponseOf<'organization.get_user_companies'>['companies'][number];

export const currentUserQuery = queryOptions({
  queryKey: ['current-user'],
  queryFn: async () => (await call('users.get_current_user', {})).user,
});

export const preferencesQuery = queryOptions({
  queryKey: ['preferences'],
  queryFn: async () => (await call('users.get_preferences', {})).preferences,
});

export const workspacesQuery = queryOptions({
  queryKey: ['workspaces'],
  queryFn: async () => (await call('organization.get_user_companies', {})).companies,
});

export const serverInfoQuery = queryOptions({
  queryKey: ['server-info'],
  queryFn: () => call('server.info', {}),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Under which addresses clients reach this server, and under which ones files were stored. */
export const addressesQuery = queryOptions({
  queryKey: ['addresses'],
  queryFn: () => call('server.addresses', {}),
  staleTime: 300_000,
});

export const modesQuery = queryOptions({
  queryKey: ['modes'],
  queryFn: () => call('login.supported_modes', {}),
  staleTime: 0,
});

/** The workspace to show where the address names none: the last one, if it is still one's own. */
export function lastWorkspace(user: CurrentUser, preferences: Record<string, unknown>): string {
  const last = preferenceAt(preferences, 'users.activeWorkspace');
  const mine = user.companies.find(({ id }) => id === last) ?? user.companies[0];
  return mine?.id ?? user.company.id;
}

/** One preference with its setter, which shows the new value at once and takes it back when refused. */
export function usePreference(path: string) {
  const client = useQueryClient();
  const { data = {} } = useQuery(preferencesQuery);
  const { mutate, error } = useMutation({
    mutationFn: (value: unknown) =>
      call('users.set_preferences', { preferences: { [path]: encodeKeys(value) }, return_updated: false }),
    onMutate: (value) => showPreference(client, path, value),
    onError: (_error, _value, before) => client.setQueryData(preferencesQuery.queryKey, before),
  });
  return { value: preferenceAt(data, path), set: mutate, error };
}

/** Puts a preference into what the page knows and gives back what it knew before. */
async function showPreference(client: QueryClient, path: string, value: unknown) {
  await client.cancelQueries(preferencesQuery);
  const before = client.getQueryData(preferencesQuery.queryKey);
  client.setQueryData(preferencesQuery.queryKey, withPreference(before ?? {}, path, encodeKeys(value)));
  return before;
}
