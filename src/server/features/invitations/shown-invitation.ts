import type { ResponseOf } from '../../../contract/contract.ts';
import type { Account } from '../accounts/store.ts';
import type { Seats } from '../workspaces/seats.ts';
import { hasSeat } from './accept.ts';
import type { Invitation } from './store.ts';

/** An invitation as its workspace sees it. */
export function shownInvitation(row: Invitation) {
  return {
    id: row.id,
    user: row.inviter_id,
    user_name: row.inviter_name,
    company: row.workspace_id,
    created: row.created_at,
    expires: row.expires_at,
    role: row.role,
    note: row.note,
    state: row.state,
    email: row.locked_to,
    mailed: row.sent_to !== null,
    uses: row.uses,
    uses_allowed: row.uses_allowed,
  };
}

export const shownSeats = ({ limit, members }: Seats) => ({
  allowed_users: limit,
  allocated_users: members,
});

interface Viewer {
  account: Pick<Account, 'name' | 'email'>;
  membership: { role: Invitation['role']; created_at: string } | undefined;
}

/** An invitation as whoever holds its link sees it; `viewer` is the signed-in one. */
export function invitationInfo(
  row: Invitation,
  seats: Seats,
  viewer: Viewer | undefined,
): ResponseOf<'login.get_invite_info'> {
  const { membership } = viewer ?? {};
  return {
    user_name: row.inviter_name,
    user_given_name: row.inviter_given_name,
    user_family_name: row.inviter_family_name,
    user_email: row.inviter_email,
    company_name: row.workspace_name,
    active: row.state === 'pending',
    state: row.state,
    role: row.role,
    note: row.note,
    created: row.created_at,
    expires: row.expires_at,
    revoked: row.revoked_at,
    revoked_by: row.revoked_by,
    email: row.locked_to,
    uses_allowed: row.uses_allowed,
    ...shownSeats(seats),
    full: !hasSeat(row, seats),
    caller: viewer
      ? {
          name: viewer.account.name,
          email: viewer.account.email ?? '',
          admitted: row.locked_to === null || row.locked_to === viewer.account.email,
          member: membership
            ? { company: row.workspace_id, role: membership.role, since: membership.created_at }
            : null,
        }
      : null,
  };
}
