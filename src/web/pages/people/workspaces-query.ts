import { infiniteQueryOptions, type QueryClient } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';

export type ServerWorkspace = ResponseOf<'workspaces.get_all'>['workspaces'][number];

const KEY = ['server-workspaces'];
const PAGE_SIZE = 50;

/** The workspaces of this server whose name holds the text, page after page. */
export const serverWorkspacesQuery = (search: string) =>
  infiniteQueryOptions({
    queryKey: [...KEY, search],
    queryFn: ({ pageParam }) =>
      call('workspaces.get_all', { search: search || null, after: pageParam, page_size: PAGE_SIZE }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ next }) => next,
  });

export const refreshServerWorkspaces = (client: QueryClient) => client.invalidateQueries({ queryKey: KEY });
