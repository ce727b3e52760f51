import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { actorOf } from '../audit/actor.ts';
import { leavePreview } from './leave-preview.ts';
import { findMember } from './member-store.ts';
import { changeRole, leaveWorkspace, removeMember, transferOwnership } from './membership.ts';
import { listWorkspacesOf } from './store.ts';

type Names =
  | 'workspaces.set_role'
  | 'workspaces.transfer'
  | 'workspaces.remove_member'
  | 'workspaces.leave_preview'
  | 'login.leave_company';

/** Who is in a workspace, as what. */
export function membershipRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'workspaces.set_role'(caller, { user, role }, { facts }) {
      const changed = await changeRole(db, { ...to(caller, user), role }, actorOf(caller, facts));
      return { updated: changed ? 1 : 0 };
    },
    async 'workspaces.transfer'(caller, { user }, { facts }) {
      await transferOwnership(db, to(caller, user), actorOf(caller, facts));
      return {};
    },
    async 'workspaces.remove_member'(caller, { user }, { facts }) {
      return { credentials_revoked: await removeMember(db, to(caller, user), actorOf(caller, facts)) };
    },
    async 'workspaces.leave_preview'(caller, { user }) {
      const who = user || caller.account.id;
      if (who !== caller.account.id && caller.role !== 'owner' && caller.role !== 'administrator')
        throw new WireError('role_not_allowed', {
          field: 'user',
          rule: 'only oneself, or by an administrator',
        });
      const member = await findMember(db, caller.workspace.id, who);
      if (!member) throw new WireError('invalid_user_id', { field: 'user' });
      return leavePreview(db, caller.workspace.id, who);
    },
    async 'login.leave_company'(caller, { company_id }, { facts }) {
      const account_id = caller.account.id;
      // A key pair speaks for one workspace and cannot leave another.
      if (caller.via !== 'cookie' && company_id !== caller.workspace.id)
        throw new WireError('invalid_id', { field: 'company_id' });
      await leaveWorkspace(db, { workspace_id: company_id, account_id }, actorOf(caller, facts));
      const home = (await listWorkspacesOf(db, account_id)).find((w) => w.personal_of === account_id);
      return { company_id: home?.id ?? '', company_name: home?.name ?? '', token: null };
    },
  };
}

const to = ({ workspace, account }: Principal, user: string) => ({
  workspace_id: workspace.id,
  user,
  by: account.id,
});
