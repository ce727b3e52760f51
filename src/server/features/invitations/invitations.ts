import type { Role } from '../../../contract/endpoint.ts';
import type { InvitationExpiry } from '../../../contract/invitations.ts';
import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { newId, normalEmail } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { newSecret } from '../sessions/sessions.ts';
import { lockWorkspace } from '../workspaces/member-store.ts';
import { countSeats, isFull, type Seats, workspaceFull } from '../workspaces/seats.ts';
import { addressFault } from './addresses.ts';
import { insertInvitation, lockOwned, markRevoked, renew } from './change-store.ts';
import { type Invitation, listInvitations, listInvitedAddresses, listMemberAddresses } from './store.ts';
import { type Inviter, ownedBy, requireMayInvite } from './who-invites.ts';

export type Hashing = Pick<KeyRing, 'hashSecret'>;

const LIFE_S: Record<InvitationExpiry, number> = { '24h': 86_400, '7d': 604_800, '30d': 2_592_000 };

export interface Wanted {
  role: Role;
  expires_in: InvitationExpiry;
  /** How many people may use it; null for any number. */
  uses: number | null;
  /** The only address that may accept it. */
  email: string | null;
  note: string;
}

export interface MadeInvitation {
  /** The public id. */
  invite: string;
  secret: string;
  expires: string;
}

export const hashInvite = (hashing: Hashing, secret: string) => hashing.hashSecret('invitation', secret);

/** The link to hand over; its secret stands behind "#", which browsers send to nobody. */
export const inviteUrl = (webUrl: string, secret: string) => `${webUrl}/invite#${secret}`;

/**
 * Makes an invitation.
 * @throws WireError 403/20 for who may not, 400/61 when no seat is free, 400/801 for a member's or an invited address,
 *   400/800 for an address that cannot be one
 */
export async function createInvitation(
  db: Db,
  hashing: Hashing,
  inviter: Inviter,
  wanted: Wanted,
  actor: Actor,
): Promise<MadeInvitation & { seats: Seats }> {
  const { workspace_id } = inviter;
  const locked_to = wanted.email === null ? null : requireAddress(wanted.email);
  if (locked_to !== null && wanted.uses !== 1)
    throw invalidField('uses', 'must be 1 where only one address may accept');
  return inTransaction(db, async (tx) => {
    await requireMayInvite(tx, inviter, wanted.role);
    await requireLock(tx, workspace_id);
    if (locked_to !== null) await requireNewAddress(tx, workspace_id, locked_to);
    if (isFull(await countSeats(tx, workspace_id))) throw workspaceFull();
    const made = await insert(tx, hashing, inviter, { ...wanted, email: locked_to }, actor);
    return { ...made, seats: await countSeats(tx, workspace_id) };
  });
}

/** Inserts what was checked, and tells the audit log. */
export async function insert(
  tx: Db,
  hashing: Hashing,
  { workspace_id, account_id }: Inviter,
  { role, expires_in, uses, email, note }: Wanted,
  actor: Actor,
): Promise<MadeInvitation> {
  const secret = newSecret();
  const id = newId();
  const expires = await insertInvitation(tx, {
    workspace_id,
    id,
    secret_hash: hashInvite(hashing, secret),
    inviter_id: account_id,
    role,
    note,
    locked_to: email,
    uses_allowed: uses,
    life_s: LIFE_S[expires_in],
  });
  await append(tx, {
    ...actor,
    action: 'invitations.create',
    workspace_id,
    account_id,
    target: id,
    detail: { role, uses, locked: email !== null, expires },
  });
  return { invite: id, secret, expires };
}

/** A normal address. @throws WireError 400/800 for one that cannot be an address */
export function requireAddress(email: string): string {
  const address = normalEmail(email);
  const fault = addressFault(address);
  if (fault) throw invalidField('email', fault, undefined, 'data_validation_error');
  return address;
}

/** @throws WireError 400/10 when the workspace is gone */
export async function requireLock(tx: Db, workspaceId: string): Promise<void> {
  if (!(await lockWorkspace(tx, workspaceId))) throw new WireError('invalid_id', { field: 'workspace' });
}

async function requireNewAddress(tx: Db, workspaceId: string, address: string): Promise<void> {
  if ((await listMemberAddresses(tx, workspaceId, [address])).length > 0)
    throw invalidField('email', 'is a member already', undefined, 'expected_unique_data');
  if ((await listInvitedAddresses(tx, workspaceId, [address])).length > 0)
    throw invalidField('email', 'is invited already', 'Send that invitation again.', 'expected_unique_data');
}

/**
 * Revokes invitations; those that had ended already stay as they are.
 * @throws WireError 400/10 when one is unknown or not the caller's to revoke; then none is
 */
export async function revokeInvitations(
  db: Db,
  inviter: Inviter,
  ids: readonly string[],
  actor: Actor,
): Promise<number> {
  const wanted = [...new Set(ids)];
  return inTransaction(db, async (tx) => {
    const found = await lockOwned(tx, ownedBy(inviter), wanted);
    if (found.length < wanted.length) throw new WireError('invalid_id', { field: 'invites' });
    const { workspace_id } = inviter;
    const revoked = await markRevoked(tx, workspace_id, found, actor.actor_id);
    for (const target of revoked)
      await append(tx, { ...actor, action: 'invitations.revoke', workspace_id, account_id: null, target });
    return revoked.length;
  });
}

/**
 * Gives an invitation a new link and its whole life anew; the old link dies.
 * @throws WireError 400/10 for an unknown one, 400/56 for one that was accepted, revoked or declined
 */
export async function renewInvitation(
  db: Db,
  hashing: Hashing,
  inviter: Inviter,
  id: string,
  actor: Actor,
): Promise<{ invitation: Invitation; secret: string; expires: string }> {
  const { workspace_id } = inviter;
  return inTransaction(db, async (tx) => {
    await requireLock(tx, workspace_id);
    const [locked] = await lockOwned(tx, ownedBy(inviter), [id]);
    const invitation = locked && (await getListed(tx, workspace_id, id));
    if (!invitation) throw new WireError('invalid_id', { field: 'invite' });
    await requireMayInvite(tx, inviter, invitation.role);
    if (invitation.state !== 'pending' && invitation.state !== 'expired')
      throw new WireError('invite_expired', {
        field: 'invite',
        rule: `was ${invitation.state}`,
        cure: 'Make a new invitation.',
      });
    // One that has expired held no seat any more.
    if (invitation.state === 'expired' && isFull(await countSeats(tx, workspace_id))) throw workspaceFull();
    const secret = newSecret();
    const expires = await renew(tx, workspace_id, id, hashInvite(hashing, secret));
    await append(tx, {
      ...actor,
      action: 'invitations.resend',
      workspace_id,
      account_id: null,
      target: id,
      detail: { expires },
    });
    return { invitation, secret, expires };
  });
}

async function getListed(tx: Db, workspace_id: string, id: string): Promise<Invitation | undefined> {
  const order = { by: 'created_at', descending: true } as const;
  const found = await listInvitations(tx, {
    workspace_id,
    pending: false,
    ids: [id],
    order,
    limit: 1,
    offset: 0,
  });
  return found[0];
}
