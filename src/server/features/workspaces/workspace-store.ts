import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** How long a deleted workspace can be brought back. */
export const UNDO_DAYS = 7;

const UNDO = sql`make_interval(days => ${sql.lit(UNDO_DAYS)})`;
const erasedAt = sql<string>`deleted_at + ${UNDO}`;

export async function insertWorkspace(tx: Db, workspace: { id: string; name: string }): Promise<void> {
  await tx
    .insertInto('workspaces')
    .values({ ...workspace, personal_of: null })
    .execute();
}

export async function updateWorkspaceRow(
  tx: Db,
  id: string,
  change: { name?: string; members_invite?: boolean; seat_limit?: number | null },
): Promise<void> {
  await tx.updateTable('workspaces').set(change).where('id', '=', id).execute();
}

/** Marks a workspace as deleted; its key pairs and invitations go for good. Gives the time of its erasure. */
export async function markDeleted(tx: Db, id: string, by: string | null): Promise<string> {
  await tx.deleteFrom('credentials').where('workspace_id', '=', id).execute();
  await tx.deleteFrom('invitations').where('workspace_id', '=', id).execute();
  const row = await tx
    .updateTable('workspaces')
    .set({ deleted_at: sql<string>`now()`, deleted_by: by })
    .where('id', '=', id)
    .returning(erasedAt.as('erased'))
    .executeTakeFirstOrThrow();
  return row.erased;
}

function deletedOf(db: Db, accountId: string) {
  return db
    .selectFrom('workspaces as w')
    .innerJoin('memberships as m', 'm.workspace_id', 'w.id')
    .where('m.account_id', '=', accountId)
    .where('m.role', '=', 'owner')
    .where('w.deleted_at', 'is not', null)
    .where(sql<boolean>`${erasedAt} > now()`);
}

/** Deleted workspaces an account owns and can bring back, those deleted last first. Times are wire times. */
export async function listDeletedOf(db: Db, accountId: string) {
  const rows = await deletedOf(db, accountId)
    .select(['w.id', 'w.name', 'w.deleted_at as deleted', erasedAt.as('erased')])
    .orderBy('w.deleted_at', 'desc')
    .execute();
  return rows.map((row) => ({ ...row, deleted: row.deleted ?? '' }));
}

/** One of those, locked until the transaction ends. */
export function findDeletedOf(
  tx: Db,
  accountId: string,
  id: string,
): Promise<{ id: string; name: string } | undefined> {
  return deletedOf(tx, accountId)
    .select(['w.id', 'w.name'])
    .where('w.id', '=', id)
    .forNoKeyUpdate(['w'])
    .executeTakeFirst();
}

/** Brings a workspace back; one whose person is gone belongs to its other owners from then on. */
export async function clearDeleted(tx: Db, id: string): Promise<void> {
  await sql`update workspaces set deleted_at = null, deleted_by = null,
    personal_of = (select a.id from accounts a where a.id = personal_of and a.state <> 'deleted')
    where id = ${id}`.execute(tx);
}

/** A workspace whose time is over, locked until the transaction ends; passes over those another process erases. */
export function lockErasable(tx: Db): Promise<{ id: string } | undefined> {
  return tx
    .selectFrom('workspaces')
    .select('id')
    .where('deleted_at', 'is not', null)
    .where(sql<boolean>`${erasedAt} <= now()`)
    .orderBy('deleted_at')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
}

/** Removes a workspace and, by foreign keys, all that is in it; its service accounts end. */
export async function eraseWorkspace(tx: Db, id: string): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ state: 'deleted', name: 'deleted user', may_impersonate: false })
    .where('kind', '=', 'service')
    .where('id', 'in', (eb) =>
      eb.selectFrom('memberships').select('account_id').where('workspace_id', '=', id),
    )
    .execute();
  await tx.deleteFrom('workspaces').where('id', '=', id).execute();
}
