import { queryOptions } from '@tanstack/react-query';
import { call } from '../../api.ts';

const PAGE_SIZE = 500;

export interface Member {
  id: string;
  name: string;
}

/** Everyone in a workspace, by name. */
export const membersQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['members', workspace],
    queryFn: async () => {
      const members: Member[] = [];
      for (let page = 0; ; page++) {
        const { users } = await call('users.get_all', { page, page_size: PAGE_SIZE }, { workspace });
        members.push(...users.map(({ id = '', name = '' }) => ({ id, name })));
        if (users.length < PAGE_SIZE) return members.toSorted((a, b) => a.name.localeCompare(b.name));
      }
    },
  });
