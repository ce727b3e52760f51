import type { Db } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import { listSolelyOwnedWithOthers } from '../accounts/store.ts';
import type { Actor } from '../audit/actor.ts';
import { findMember, lockOwnedBy, lockWorkspace } from './member-store.ts';
import { setRole } from './membership.ts';

/**
 * Sees to it, before an account is disabled or deleted, that no workspace with other people is left without an owner
 * who can sign in; locks every workspace it owns until the transaction ends.
 * @param newOwner becomes owner of those, where they are a member
 * @throws WireError 400/12 naming a workspace that would be ownerless
 */
export async function keepOwned(
  tx: Db,
  accountId: string,
  newOwner: string | undefined,
  actor: Actor,
): Promise<void> {
  await lockOwnedBy(tx, accountId);
  for (const { id, name } of await listSolelyOwnedWithOthers(tx, accountId)) {
    const workspace = await lockWorkspace(tx, id);
    const heir = newOwner === undefined ? undefined : await findMember(tx, id, newOwner);
    if (!workspace || heir?.kind !== 'person' || heir.id === accountId)
      throw invalidField(
        'account',
        `is the only owner of "${name}", which has other members`,
        'Give that workspace another owner first, or name one of its members as new owner.',
      );
    await setRole(tx, workspace, heir, 'owner', actor);
  }
}
