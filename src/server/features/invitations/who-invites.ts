import { ROLES, type Role } from '../../../contract/endpoint.ts';
import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { lesserRole } from '../../http/principal.ts';

/** Who invites, to which workspace. */
export interface Inviter {
  workspace_id: string;
  account_id: string;
  role: Role;
}

const isAdministrator = (role: Role) => role === 'owner' || role === 'administrator';

/** The roles somebody may invite to: up to their own; members only where the workspace lets them. */
export async function rolesToInvite(db: Db, { workspace_id, role }: Inviter): Promise<Role[]> {
  if (role === 'viewer') return [];
  if (!isAdministrator(role)) {
    const workspace = await db
      .selectFrom('workspaces')
      .select('members_invite')
      .where('id', '=', workspace_id)
      .executeTakeFirst();
    if (!workspace?.members_invite) return [];
  }
  return ROLES.filter((wanted) => lesserRole(wanted, role) === wanted);
}

/** @throws WireError 403/20 unless this person may invite to that role */
export async function requireMayInvite(db: Db, inviter: Inviter, role: Role): Promise<void> {
  const roles = await rolesToInvite(db, inviter);
  if (roles.length === 0)
    throw new WireError('role_not_allowed', {
      rule: 'owners and administrators invite; members where the workspace lets them',
    });
  if (!roles.includes(role))
    throw new WireError('role_not_allowed', { field: 'role', rule: 'at most your own role' });
}

/** Whose invitations somebody sees and changes: administrators all of the workspace, others their own. */
export function ownedBy({ workspace_id, account_id, role }: Inviter) {
  return { workspace_id, inviter_id: isAdministrator(role) ? undefined : account_id };
}
