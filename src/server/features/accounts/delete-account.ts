import { type Db, inTransaction } from '../../db/database.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import { destroyDataKey } from '../keys/store.ts';
import { keepOwned } from '../workspaces/keep-owned.ts';
import { markDeleted } from '../workspaces/workspace-store.ts';
import { getPerson, requireOtherAdmin } from './accounts.ts';
import { type LeftWorkspace, listLeftWorkspaces } from './leaving-store.ts';
import { eraseAccount, lockAccount } from './store.ts';

/** A workspace with other people in it that would have no owner. */
export const isBlocking = ({ sole_owner, others }: LeftWorkspace) => sole_owner && others > 0;

/** The personal workspace, and those that nobody would be left in. */
export const isEnding = (workspace: LeftWorkspace) =>
  !isBlocking(workspace) && (workspace.personal || (workspace.sole_owner && workspace.others === 0));

/**
 * Removes an account. Its personal workspace and those it was alone in end with it, after the week that every deleted
 * workspace has; what it did in others stays there.
 * @param newOwner becomes owner, in the same step, of workspaces with other people that only this account owns
 * @throws WireError 400/12 for the last administrator of the server, and for the only owner of others' workspace
 */
export async function deleteAccount(
  db: Db,
  id: string,
  actor: Actor,
  newOwner?: string | undefined,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    const account = await getPerson(tx, id);
    await requireOtherAdmin(tx, account);
    await lockAccount(tx, id);
    await keepOwned(tx, id, newOwner, actor);
    const workspaces = await listLeftWorkspaces(tx, id);
    const ending = workspaces.filter(isEnding);
    for (const workspace of ending) await markDeleted(tx, workspace.id, id);
    await eraseAccount(tx, id);
    await destroyDataKey(tx, 'account', id);
    for (const workspace of workspaces) {
      const action = ending.includes(workspace) ? 'workspaces.delete' : 'members.leave';
      const detail = { reason: 'account deleted' };
      await append(tx, { ...actor, action, workspace_id: workspace.id, account_id: id, detail });
    }
    await append(tx, { ...actor, action: 'accounts.delete', workspace_id: null, account_id: id });
  });
}
