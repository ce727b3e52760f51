import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { createAccount } from '../accounts/accounts.ts';
import { actorOf } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { requireSeat } from './seats.ts';
import { insertMember, lockMemberRole, updateMemberRole } from './store.ts';

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
      const wanted = MEMBER_ROLES[role];
      return inTransaction(db, async (tx) => {
        const member = await lockMemberRole(tx, workspace_id, user);
        if (!member) throw new WireError('invalid_user_id', { field: 'user' });
        if (member.role === wanted || (member.role === 'owner' && role === 'admin'))
          return { updated: 0, fields: {} };
        if (member.role === 'owner' && caller.role !== 'owner')
          throw new WireError('role_not_allowed', { field: 'user', rule: 'only an owner changes an owner' });
        if (member.role === 'owner' && member.owners === 1)
          throw invalidField('user', 'is the only owner of this workspace', 'Make another owner first.');
        await updateMemberRole(tx, workspace_id, user, wanted);
        const detail = { before: member.role, after: wanted };
        await append(tx, {
          ...actorOf(caller, facts),
          action: 'members.role',
          workspace_id,
          account_id: user,
          detail,
        });
        return { updated: 1, fields: { role } };
      });
    },
  };
}
