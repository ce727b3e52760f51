import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { MemberRole } from '../../db/schema.ts';
import type { Owned } from './store.ts';

interface NewInvitation {
  workspace_id: string;
  id: string;
  secret_hash: Buffer;
  inviter_id: string;
  role: MemberRole;
  note: string;
  locked_to: string | null;
  uses_allowed: number | null;
  /** Seconds until it expires. */
  life_s: number;
}

/** Inserts an invitation; gives when it expires. */
export async function insertInvitation(tx: Db, invitation: NewInvitation): Promise<string> {
  const { expires_at } = await tx
    .insertInto('invitations')
    .values({
      ...invitation,
      expires_at: sql<string>`now() + make_interval(secs => ${invitation.life_s})`,
    })
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return expires_at;
}

/** Locks an invitation by its secret until the transaction ends; false when no link has that secret any more. */
export async function lockBySecret(tx: Db, secretHash: Buffer): Promise<boolean> {
  const rows = await tx
    .selectFrom('invitations')
    .select('id')
    .where('secret_hash', '=', secretHash)
    .forUpdate()
    .execute();
  return rows.length === 1;
}

/** Locks those of these invitations that are the caller's to change; gives their ids. */
export async function lockOwned(
  tx: Db,
  { workspace_id, inviter_id }: Owned,
  ids: readonly string[],
): Promise<string[]> {
  const rows = await tx
    .selectFrom('invitations')
    .select('id')
    .where('workspace_id', '=', workspace_id)
    .$if(inviter_id !== undefined, (query) => query.where('inviter_id', '=', inviter_id ?? ''))
    .where('id', 'in', [...ids, ''])
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

/** Marks those that are still open as revoked; gives their ids. */
export async function markRevoked(
  tx: Db,
  workspaceId: string,
  ids: readonly string[],
  by: string | null,
): Promise<string[]> {
  const rows = await tx
    .updateTable('invitations')
    .set({ revoked_at: sql<string>`now()`, revoked_by: by })
    .where('workspace_id', '=', workspaceId)
    .where('id', 'in', [...ids, ''])
    .where('revoked_at', 'is', null)
    .where('declined_at', 'is', null)
    .where(sql<boolean>`(uses_allowed is null or uses < uses_allowed)`)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

export async function markDeclined(tx: Db, workspaceId: string, id: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ declined_at: sql<string>`now()` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
}

/** Gives an invitation a new secret and its whole life anew: the old link dies. */
export async function renew(tx: Db, workspaceId: string, id: string, secretHash: Buffer): Promise<string> {
  const { expires_at } = await tx
    .updateTable('invitations')
    .set({
      secret_hash: secretHash,
      sent_to: null,
      expires_at: sql<string>`now() + make_interval(secs => life_s)`,
    })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returning('expires_at')
    .executeTakeFirstOrThrow();
  return expires_at;
}

/** Notes that the link with this secret went out by mail; a newer link is left alone. */
export async function markSent(db: Db, secretHash: Buffer, address: string): Promise<void> {
  await db
    .updateTable('invitations')
    .set({ sent_to: address })
    .where('secret_hash', '=', secretHash)
    .execute();
}

/** Counts one acceptance; false when this account used the invitation before. */
export async function countUse(tx: Db, workspaceId: string, id: string, accountId: string): Promise<boolean> {
  const inserted = await tx
    .insertInto('invitation_uses')
    .values({ workspace_id: workspaceId, invitation_id: id, account_id: accountId })
    .onConflict((conflict) => conflict.doNothing())
    .returning('account_id')
    .execute();
  if (inserted.length === 0) return false;
  await tx
    .updateTable('invitations')
    .set({ uses: sql<number>`uses + 1` })
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .execute();
  return true;
}

/** An account's membership, if it has one. */
export function findMembership(db: Db, workspaceId: string, accountId: string) {
  return db
    .selectFrom('memberships')
    .select(['role', 'created_at'])
    .where('workspace_id', '=', workspaceId)
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Whoever opened a link that only its mail held reads that mailbox. */
export async function markVerified(tx: Db, accountId: string): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ email_verified: true })
    .where('id', '=', accountId)
    .where('email_verified', '=', false)
    .execute();
}

/** Forgets where the invitations went by which an account came, as its removal does. */
export async function forgetAddressOf(tx: Db, accountId: string): Promise<void> {
  await tx
    .updateTable('invitations')
    .set({ locked_to: null, sent_to: null })
    .where('id', 'in', (eb) =>
      eb.selectFrom('invitation_uses').select('invitation_id').where('account_id', '=', accountId),
    )
    .where('uses_allowed', '=', 1)
    .execute();
}

/** Forgets invitations that ended 90 days ago; the audit log keeps what happened. */
export async function deleteOldInvitations(db: Db): Promise<void> {
  await sql`
    delete from invitations where least(expires_at, revoked_at, declined_at) < now() - interval '90 days'`.execute(
    db,
  );
}
