import { keepPreviousData, type QueryClient, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

type Listed = ResponseOf<'auth.get_credentials'>;
export type Credential = Listed['credentials'][number];
export type NewPair = ResponseOf<'auth.create_credentials'>['credentials'];

const KEY = ['credentials'];

/** The caller's key pairs in all their workspaces, in one call made for the active one. */
export const credentialsQuery = (active: string) =>
  queryOptions({
    queryKey: [...KEY, active],
    queryFn: async () => {
      const listed = await call('auth.get_credentials', {}, { workspace: active });
      return (workspace: string) =>
        workspace === active ? listed.credentials : (listed.additional_credentials?.[workspace] ?? []);
    },
    // The answer of the workspace before holds those of this one too: a switch shows them at once.
    placeholderData: keepPreviousData,
  });

/** Has every list of key pairs fetched again after one of them changed. */
export const refreshCredentials = (client: QueryClient) => client.invalidateQueries({ queryKey: KEY });
