import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { createAccount } from '../accounts/accounts.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { findMember } from './member-store.ts';
import { changeRole } from './membership.ts';
import { requireSeat } from './seats.ts';
import { insertMember } from './store.ts';

/** What the wire's roles are here; nobody becomes owner by them. */
const MEMBER_ROLES = { admin: 'administrator', user: 'member', guest: 'viewer' } as const;

export function memberRoutes({
  db,
}: Pick<Database, 'db'>): Pick<Handlers, 'auth.create_user' | 'auth.edit_user'> {
  return {
    async 'auth.create_user'(caller, { email, name, company, role }, { facts }) {
      if (company !== caller.workspace.id) throw new WireError('invalid_id', { field: 'company' });
      const actor = actorOf(caller, facts);
      return inTransaction(db, async (tx) => {
        const { id } = await createAccount(tx, { email, name, server_admin: false }, actor);
        await requireSeat(tx, company);
        await insertMember(tx, company, id, MEMBER_ROLES[role]);
        await append(tx, {
          ...actor,
          action: 'members.add',
          workspace_id: company,
          account_id: id,
          detail: { role: MEMBER_ROLES[role] },
        });
        return { id };
      });
    },
    async 'auth.edit_user'(caller, { user, role }, { facts }) {
      const { id: workspace_id } = caller.workspace;
      const member = await findMember(db, workspace_id, user);
      // ClearML's administrators are owners too: calling an owner one changes nothing.
      if (member?.role === 'owner' && role === 'admin') return { updated: 0, fields: {} };
      const asked = { workspace_id, user, by: caller.account.id, role: MEMBER_ROLES[role] };
      const changed = await changeRole(db, asked, actorOf(caller, facts));
      return changed ? { updated: 1, fields: { role } } : { updated: 0, fields: {} };
    },
  };
}
