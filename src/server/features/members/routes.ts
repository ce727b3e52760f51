import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { readTimePlace, writePlace } from '../../http/list-place.ts';
import type { MemberUses } from './member-uses.ts';
import { countMembers, listMembers } from './store.ts';

interface Parts extends Pick<Database, 'db'> {
  memberUses: Pick<MemberUses, 'flush'>;
}

export function membersRoutes({ db, memberUses }: Parts): Pick<Handlers, 'workspaces.get_members'> {
  return {
    async 'workspaces.get_members'({ workspace, account, role: own }, { search, role, after, page_size }) {
      const administers = own === 'owner' || own === 'administrator';
      const filter = {
        workspace_id: workspace.id,
        search: search?.trim() || undefined,
        by_email: administers,
        role: role ?? undefined,
      };
      const from = readTimePlace(after, isAccountId);
      await memberUses.flush();
      const rows = await listMembers(db, { ...filter, after: from, limit: page_size + 1 });
      const page = rows.slice(0, page_size);
      const last = rows.length > page_size ? page.at(-1) : undefined;
      return {
        members: page.map(({ email, state, ...row }) => ({
          ...row,
          email: administers || row.id === account.id ? email : null,
          state: state === 'disabled' ? 'disabled' : 'active',
        })),
        next: last ? writePlace(last.joined, last.id) : null,
        // A first page that holds everything has counted already.
        total: from || last ? await countMembers(db, filter) : page.length,
      };
    },
  };
}

const isAccountId = (id: unknown): id is string => typeof id === 'string' && /^[0-9a-f]{32}$/.test(id);
