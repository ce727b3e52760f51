import { type Db, inTransaction } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { lockWorkspace } from '../workspaces/member-store.ts';
import { countSeats, type Seats, workspaceFull } from '../workspaces/seats.ts';
import { insertMember } from '../workspaces/store.ts';
import { countUse, findMembership, lockBySecret, markVerified } from './change-store.ts';
import { type Hashing, hashInvite } from './invitations.ts';
import { findBySecret, type Invitation } from './store.ts';

/** Who accepts. */
export interface Joiner {
  id: string;
  email: string | null;
}

export interface Joined {
  company_id: string;
  company_name: string;
}

/** What an unknown link is answered with: one that never was and one that a newer link replaced are alike. */
export function unknownInvite(): WireError {
  return new WireError('unknown_invite', {
    field: 'invite_id',
    rule: 'is not the secret of an invitation of this server',
    cure: 'Copy the whole link, up to its last character, or ask for a new one.',
  });
}

/**
 * Makes an account a member by the secret of an invitation. Seats are counted under a lock on the workspace, so that of
 * several at one instant only as many get in as there are seats. A member already uses nothing up.
 * @throws WireError 400/54 unknown, 400/56 ended, 400/67 for another address, 400/61 full
 */
export async function joinBySecret(
  db: Db,
  hashing: Hashing,
  secret: string,
  joiner: Joiner,
  actor: Actor,
): Promise<Joined> {
  const hash = hashInvite(hashing, secret);
  return inTransaction(db, async (tx) => {
    const found = await findBySecret(tx, hash);
    if (!found) throw unknownInvite();
    // Refuses most of a crowd at a full workspace without making it queue for the lock.
    await mayJoin(tx, found, joiner);
    await lockWorkspace(tx, found.workspace_id);
    const invitation = (await lockBySecret(tx, hash)) ? await findBySecret(tx, hash) : undefined;
    if (!invitation) throw unknownInvite();
    const joined = await joinLocked(tx, invitation, joiner, actor);
    if (joiner.email !== null && invitation.sent_to === joiner.email) await markVerified(tx, joiner.id);
    return joined;
  });
}

/** False for a member already. @throws WireError as `joinBySecret` */
async function mayJoin(db: Db, invitation: Invitation, { id, email }: Joiner): Promise<boolean> {
  requireAddressee(invitation, email);
  if (await findMembership(db, invitation.workspace_id, id)) return false;
  requireOpen(invitation);
  if (!hasSeat(invitation, await countSeats(db, invitation.workspace_id))) throw workspaceFull();
  return true;
}

/** As `joinBySecret`, with the workspace and the invitation locked by the caller. */
export async function joinLocked(
  tx: Db,
  invitation: Invitation,
  joiner: Joiner,
  actor: Actor,
): Promise<Joined> {
  const { workspace_id, id, role } = invitation;
  const joined = { company_id: workspace_id, company_name: invitation.workspace_name };
  if (!(await mayJoin(tx, invitation, joiner))) return joined;
  // Whoever left or was removed comes back by a new invitation, not by the one they used.
  if (!(await countUse(tx, workspace_id, id, joiner.id))) throw inviteEnded(invitation, 'accepted');
  await insertMember(tx, workspace_id, joiner.id, role);
  await append(tx, {
    ...actor,
    action: 'members.join',
    workspace_id,
    account_id: joiner.id,
    target: id,
    detail: { role, inviter: invitation.inviter_id },
  });
  return joined;
}

/** A single-use invitation holds its seat; one for several people takes what nobody holds. */
export function hasSeat({ uses_allowed }: Invitation, { members, held, limit }: Seats): boolean {
  return limit === null || members + (uses_allowed === 1 ? 0 : held) < limit;
}

/** @throws WireError 400/56 naming the state */
export function requireOpen(invitation: Invitation): void {
  if (invitation.state !== 'pending') throw inviteEnded(invitation, invitation.state);
}

const ENDED: Record<string, string> = {
  accepted: 'was used already',
  revoked: 'was withdrawn',
  declined: 'was declined',
  expired: 'has expired',
};

function inviteEnded(invitation: Invitation, state: string): WireError {
  const { inviter_name: user_name, expires_at: expires } = invitation;
  const rule = ENDED[state] ?? state;
  const cure = `Ask ${user_name} for a new one.`;
  return new WireError('invite_expired', { field: 'invite_id', rule, cure, state, user_name, expires });
}

/** @throws WireError 400/67 when the invitation is locked to another address */
export function requireAddressee({ locked_to }: Invitation, email: string | null): void {
  if (locked_to !== null && locked_to !== email)
    throw new WireError('address_not_admitted', {
      field: 'email',
      rule: `this invitation is for ${locked_to}`,
      cure: 'Sign in with that address.',
      email: locked_to,
    });
}
