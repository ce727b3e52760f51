import type { Db } from '../../db/database.ts';
import type { AccountState, MemberRole } from '../../db/schema.ts';

export interface LockedWorkspace {
  id: string;
  name: string;
  personal_of: string | null;
  seat_limit: number | null;
  members_invite: boolean;
}

/**
 * A workspace that is not deleted, locked until the transaction ends: whoever changes its members takes this lock
 * first, and so decides on members nobody else is changing. Rows that refer to it can still be added.
 */
export function lockWorkspace(tx: Db, id: string): Promise<LockedWorkspace | undefined> {
  return tx
    .selectFrom('workspaces')
    .select(['id', 'name', 'personal_of', 'seat_limit', 'members_invite'])
    .where('id', '=', id)
    .where('deleted_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst();
}

export interface Member {
  id: string;
  role: MemberRole;
  kind: 'person' | 'service';
  state: AccountState;
}

/** A member; with their account kept from being disabled or deleted until the transaction ends, if `held`. */
export function findMember(
  tx: Db,
  workspaceId: string,
  accountId: string,
  held = false,
): Promise<Member | undefined> {
  return tx
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select(['a.id', 'm.role', 'a.kind', 'a.state'])
    .where('m.workspace_id', '=', workspaceId)
    .where('m.account_id', '=', accountId)
    .$if(held, (query) => query.forShare(['a']))
    .executeTakeFirst();
}

/** True when somebody else who can sign in owns the workspace too. */
export async function hasOtherOwner(tx: Db, workspaceId: string, accountId: string): Promise<boolean> {
  const rows = await tx
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select('a.id')
    .where('m.workspace_id', '=', workspaceId)
    .where('m.role', '=', 'owner')
    .where('m.account_id', '!=', accountId)
    .where('a.kind', '=', 'person')
    .where('a.state', '=', 'active')
    .limit(1)
    .execute();
  return rows.length > 0;
}

/** The workspaces an account owns, locked in the order of their ids. */
export function lockOwnedBy(tx: Db, accountId: string): Promise<{ id: string }[]> {
  return tx
    .selectFrom('workspaces as w')
    .innerJoin('memberships as m', 'm.workspace_id', 'w.id')
    .select('w.id')
    .where('m.account_id', '=', accountId)
    .where('m.role', '=', 'owner')
    .where('w.deleted_at', 'is', null)
    .orderBy('w.id')
    .forNoKeyUpdate(['w'])
    .execute();
}

export async function updateMemberRole(
  tx: Db,
  workspaceId: string,
  accountId: string,
  role: MemberRole,
): Promise<void> {
  await tx
    .updateTable('memberships')
    .set({ role })
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute();
}

/** Removes a membership, and by foreign keys its key pairs, personal vault and workers seen; gives the pairs it ended. */
export async function deleteMember(tx: Db, workspaceId: string, accountId: string) {
  const pairs = await tx
    .deleteFrom('credentials')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .returning(['access_key', 'label', 'revoked_at'])
    .execute();
  await tx
    .deleteFrom('memberships')
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .execute();
  return pairs.filter(({ revoked_at }) => revoked_at === null);
}
