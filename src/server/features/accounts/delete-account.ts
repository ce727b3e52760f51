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
 * Removes an account; refused while a workspace with other members would lose its only owner. Its personal workspace
 * and those it was alone in end with it, after the week that every deleted workspace has; what it did in others stays.
 * @param newOwner becomes owner of workspaces that would have none, in the same step
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
    for (const workspace of await listLeftWorkspaces(tx, id)) await leave(tx, workspace, id, actor);
    await eraseAccount(tx, id);
    await destroyDataKey(tx, 'account', id);
    await append(tx, { ...actor, action: 'accounts.delete', workspace_id: null, account_id: id });
  });
}

async function leave(tx: Db, workspace: LeftWorkspace, account_id: string, actor: Actor): Promise<void> {
  const ends = isEnding(workspace);
  if (ends) await markDeleted(tx, workspace.id, account_id);
  await append(tx, {
    ...actor,
    action: ends ? 'workspaces.delete' : 'members.leave',
    workspace_id: workspace.id,
    account_id,
    detail: { reason: 'account deleted' },
  });
}
