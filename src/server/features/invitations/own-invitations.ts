import { type Db, inTransaction } from '../../db/database.ts';
import { invalidField, WireError } from '../../http/errors.ts';
import { findPerson } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { lockWorkspace } from '../workspaces/member-store.ts';

import { type Joined, joinLocked, requireOpen, unknownInvite } from './accept.ts';
import { lockOwned, markDeclined } from './change-store.ts';
import { type Hashing, hashInvite } from './invitations.ts';
import { findBySecret, findForAddress, type Invitation } from './store.ts';

/**
 * An invitation for the account's own address. It is the account's to accept or decline without its link only when
 * the address is known to be theirs: anybody can make an account under any address.
 */
async function getOwn(tx: Db, accountId: string, id: string) {
  const account = await findPerson(tx, accountId);
  const find = () => findForAddress(tx, id, account?.email ?? '');
  const found = await find();
  if (found) await lock(tx, found);
  const invitation = found && (await find());
  if (!account || !invitation) throw new WireError('invalid_id', { field: 'invite' });
  if (!account.email_verified)
    throw new WireError('address_not_admitted', {
      field: 'invite',
      rule: 'your address is not verified yet',
      cure: 'Open the link you were sent.',
      email: account.email,
    });
  return { account, invitation };
}

/** Joins by an invitation for the account's own address. @throws WireError as `joinBySecret`, 400/10 for an unknown id */
export async function acceptOwn(tx: Db, accountId: string, id: string, actor: Actor): Promise<Joined> {
  const { account, invitation } = await getOwn(tx, accountId, id);
  return joinLocked(tx, invitation, account, actor);
}

/** Declines an invitation for the account's own address. */
export async function declineOwn(db: Db, accountId: string, id: string, actor: Actor): Promise<void> {
  await inTransaction(db, async (tx) => {
    const { invitation } = await getOwn(tx, accountId, id);
    await decline(tx, invitation, actor);
  });
}

/** Declines by the link. @throws WireError 400/54 unknown, 400/56 ended, 400/12 when others may still use it */
export async function declineBySecret(db: Db, hashing: Hashing, secret: string, actor: Actor): Promise<void> {
  const hash = hashInvite(hashing, secret);
  await inTransaction(db, async (tx) => {
    const found = await findBySecret(tx, hash);
    if (found) await lock(tx, found);
    const invitation = found && (await findBySecret(tx, hash));
    if (!invitation) throw unknownInvite();
    await decline(tx, invitation, actor);
  });
}

async function lock(tx: Db, { workspace_id, id }: Invitation): Promise<void> {
  await lockWorkspace(tx, workspace_id);
  await lockOwned(tx, { workspace_id }, [id]);
}

async function decline(tx: Db, invitation: Invitation, actor: Actor): Promise<void> {
  requireOpen(invitation);
  const { workspace_id, id } = invitation;
  if (invitation.uses_allowed !== 1)
    throw invalidField('invite_id', 'is for several people', 'Leave the link unused.');
  await markDeclined(tx, workspace_id, id);
  await append(tx, {
    ...actor,
    action: 'invitations.decline',
    workspace_id,
    account_id: actor.actor_id,
    target: id,
  });
}
