import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { MemberRole } from '../../db/schema.ts';

export type State = 'pending' | 'accepted' | 'expired' | 'revoked' | 'declined';

export interface Invitation {
  id: string;
  workspace_id: string;
  workspace_name: string;
  inviter_id: string;
  inviter_name: string;
  inviter_given_name: string | null;
  inviter_family_name: string | null;
  inviter_email: string | null;
  role: MemberRole;
  note: string;
  locked_to: string | null;
  sent_to: string | null;
  uses_allowed: number | null;
  uses: number;
  created_at: string;
  expires_at: string;
  revoked_at: string | null;
  revoked_by: string | null;
  state: State;
}

const rank = (role: RawBuilder<unknown>) =>
  sql`array_position(array['viewer', 'member', 'administrator', 'owner'], ${role})`;

/** An invitation counts only while its inviter could still make it. */
const ALIVE = sql`(w.deleted_at is null and a.state = 'active' and (
    m.role in ('owner', 'administrator') or (m.role = 'member' and w.members_invite))
  and ${rank(sql`m.role`)} >= ${rank(sql`i.role`)})`;

/** The state of an invitation `i` to the workspace `w`, by the account `a`, whose membership there is `m`. */
export const INVITATION_STATE = sql<State>`case
  when i.uses_allowed is not null and i.uses >= i.uses_allowed then 'accepted'
  when i.revoked_at is not null then 'revoked'
  when i.declined_at is not null then 'declined'
  when i.expires_at <= now() then 'expired'
  when ${ALIVE} then 'pending'
  else 'revoked' end`;

function invitations(db: Db) {
  return db
    .selectFrom('invitations as i')
    .innerJoin('workspaces as w', 'w.id', 'i.workspace_id')
    .innerJoin('accounts as a', 'a.id', 'i.inviter_id')
    .leftJoin('memberships as m', (join) =>
      join.onRef('m.workspace_id', '=', 'i.workspace_id').onRef('m.account_id', '=', 'i.inviter_id'),
    )
    .leftJoin('accounts as r', 'r.id', 'i.revoked_by')
    .select(['i.id', 'i.workspace_id', 'w.name as workspace_name', 'i.inviter_id', 'a.name as inviter_name'])
    .select(['a.given_name as inviter_given_name', 'a.family_name as inviter_family_name'])
    .select(['a.email as inviter_email', 'i.role', 'i.note', 'i.locked_to', 'i.sent_to', 'i.uses_allowed'])
    .select(['i.uses', 'i.created_at', 'i.expires_at', 'i.revoked_at', 'r.name as revoked_by'])
    .select(INVITATION_STATE.as('state'));
}

export function findBySecret(db: Db, secretHash: Buffer): Promise<Invitation | undefined> {
  return invitations(db).where('i.secret_hash', '=', secretHash).executeTakeFirst();
}

/** The workspace of an invitation by its public id, for the command line. */
export async function findWorkspaceOfInvitation(db: Db, id: string): Promise<string | undefined> {
  const found = await db
    .selectFrom('invitations')
    .select('workspace_id')
    .where('id', '=', id)
    .executeTakeFirst();
  return found?.workspace_id;
}

/** An invitation locked to this address, whatever its workspace. */
export function findForAddress(db: Db, id: string, address: string): Promise<Invitation | undefined> {
  return invitations(db).where('i.id', '=', id).where('i.locked_to', '=', address).executeTakeFirst();
}

/** Pending invitations locked to an address, newest first. */
export function listForAddress(db: Db, address: string): Promise<Invitation[]> {
  return invitations(db)
    .where('i.locked_to', '=', address)
    .where(sql<boolean>`${INVITATION_STATE} = 'pending'`)
    .orderBy('i.created_at', 'desc')
    .orderBy('i.id')
    .limit(50)
    .execute();
}

/** Whose invitations: the workspace's, and where `inviter_id` is given only theirs. */
export interface Owned {
  workspace_id: string;
  inviter_id?: string | undefined;
}

interface Listed extends Owned {
  pending: boolean;
  ids?: readonly string[] | undefined;
  users?: readonly string[] | undefined;
  order: { by: 'created_at' | 'expires_at'; descending: boolean };
  limit: number;
  offset: number;
}

export function listInvitations(db: Db, wanted: Listed): Promise<Invitation[]> {
  const { workspace_id, inviter_id, pending, ids, users, order, limit, offset } = wanted;
  return invitations(db)
    .where('i.workspace_id', '=', workspace_id)
    .$if(inviter_id !== undefined, (query) => query.where('i.inviter_id', '=', inviter_id ?? ''))
    .$if(pending, (query) => query.where(sql<boolean>`${INVITATION_STATE} = 'pending'`))
    .$if(ids !== undefined, (query) => query.where('i.id', 'in', [...(ids ?? []), '']))
    .$if(users !== undefined, (query) => query.where('i.inviter_id', 'in', [...(users ?? []), '']))
    .orderBy(`i.${order.by}`, order.descending ? 'desc' : 'asc')
    .orderBy('i.id')
    .limit(limit)
    .offset(offset)
    .execute();
}

/** Pending invitations of a workspace for these addresses. */
export async function listInvitedAddresses(
  db: Db,
  workspaceId: string,
  addresses: readonly string[],
): Promise<string[]> {
  const rows = await invitations(db)
    .where('i.workspace_id', '=', workspaceId)
    .where('i.locked_to', 'in', [...addresses, ''])
    .where(sql<boolean>`${INVITATION_STATE} = 'pending'`)
    .execute();
  return rows.map(({ locked_to }) => locked_to ?? '');
}

/** Those of these addresses whose accounts are members already. */
export async function listMemberAddresses(
  db: Db,
  workspaceId: string,
  addresses: readonly string[],
): Promise<string[]> {
  const rows = await db
    .selectFrom('memberships as m')
    .innerJoin('accounts as a', 'a.id', 'm.account_id')
    .select('a.email')
    .where('m.workspace_id', '=', workspaceId)
    .where('a.email', 'in', [...addresses, ''])
    .execute();
  return rows.map(({ email }) => email ?? '');
}
