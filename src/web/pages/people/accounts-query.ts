import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

export type Account = ResponseOf<'accounts.get_all'>['accounts'][number];
export type PasswordLink = ResponseOf<'accounts.reset_password'>['link'];

const KEY = ['accounts'];
const PAGE_SIZE = 50;

/** The accounts whose name or e-mail holds the text, page after page. */
export const accountsQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...KEY, search],
    queryFn: ({ pageParam }) =>
      call('accounts.get_all', { search: search || null, after: pageParam, page_size: PAGE_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const refreshAccounts = (client: QueryClient) => client.invalidateQueries({ queryKey: KEY });
