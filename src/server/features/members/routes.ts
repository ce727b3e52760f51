import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
import type { MemberUses } from './member-uses.ts';
import { countMembers, listMembers, type MemberRow } from './store.ts';

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
      const from = after ? readCursor(after) : undefined;
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
        next: last ? writeCursor(last) : null,
        total: await countMembers(db, filter),
      };
    },
  };
}

function writeCursor({ joined, id }: Pick<MemberRow, 'joined' | 'id'>): string {
  return Buffer.from(`${joined} ${id}`).toString('base64url');
}

/** @throws WireError 400/12 for what no answer of this method gave */
function readCursor(text: string): Pick<MemberRow, 'joined' | 'id'> {
  const [joined = '', id = ''] = Buffer.from(text, 'base64url').toString().split(' ');
  if (isWireTime(joined) && /^[0-9a-f]{32}$/.test(id)) return { joined, id };
  throw invalidField('after', 'is not a place in this list', 'Begin again without it.');
}

/** True for a time as the wire writes it, of a day that exists. */
function isWireTime(text: string): boolean {
  if (!/^[12]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/.test(text)) return false;
  const at = Date.parse(text);
  return !Number.isNaN(at) && new Date(at).toISOString().slice(0, 19) === text.slice(0, 19);
}
