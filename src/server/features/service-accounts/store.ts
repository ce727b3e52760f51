import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { MemberRole } from '../../db/schema.ts';

export type ServiceRole = Extract<MemberRole, 'member' | 'viewer'>;

export interface NewServiceAccount {
  id: string;
  workspace_id: string;
  name: string;
  description: string;
  role: ServiceRole;
  created_by: string;
}

export async function insertServiceAccount(tx: Db, made: NewServiceAccount): Promise<void> {
  const { id: account_id, workspace_id, name, description, role, created_by } = made;
  await tx
    .insertInto('accounts')
    .values({ id: account_id, kind: 'service', email: null, name, initials_color: 6 })
    .execute();
  await tx.insertInto('memberships').values({ workspace_id, account_id, role }).execute();
  await tx
    .insertInto('service_accounts')
    .values({ workspace_id, account_id, description, created_by })
    .execute();
}

export async function countServiceAccounts(db: Db, workspaceId: string): Promise<number> {
  const row = await db
    .selectFrom('service_accounts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('workspace_id', '=', workspaceId)
    .executeTakeFirstOrThrow();
  return row.count;
}

const ofWorkspace = (db: Db, workspaceId: string) =>
  db
    .selectFrom('service_accounts as s')
    .innerJoin('accounts as a', 'a.id', 's.account_id')
    .innerJoin('memberships as m', (join) =>
      join.onRef('m.workspace_id', '=', 's.workspace_id').onRef('m.account_id', '=', 's.account_id'),
    )
    .where('s.workspace_id', '=', workspaceId);

/** The service accounts of a workspace by name, with who made each. */
export function listServiceAccounts(db: Db, workspaceId: string) {
  return ofWorkspace(db, workspaceId)
    .leftJoin('accounts as maker', 'maker.id', 's.created_by')
    .select(['a.id', 'a.name', 's.description', 'm.role', 'a.may_impersonate', 'm.created_at'])
    .select(['s.created_by', 'maker.name as maker_name'])
    .orderBy(sql`lower(a.name)`)
    .orderBy('a.id')
    .execute();
}

/** The key pairs of all service accounts of a workspace that were not revoked, in the order they were made. */
export function listServiceCredentials(db: Db, workspaceId: string) {
  return db
    .selectFrom('service_accounts as s')
    .innerJoin('credentials as c', (join) =>
      join.onRef('c.workspace_id', '=', 's.workspace_id').onRef('c.account_id', '=', 's.account_id'),
    )
    .leftJoin('credential_uses as u', (join) =>
      join.onRef('u.workspace_id', '=', 'c.workspace_id').onRef('u.credential_id', '=', 'c.id'),
    )
    .select(['c.account_id', 'c.access_key', 'c.label', 'c.created_at', 'c.expires_at', 'c.replaced_by'])
    .select(['u.used_at', 'u.worker', 'u.address', 'u.client'])
    .where('s.workspace_id', '=', workspaceId)
    .where('c.revoked_at', 'is', null)
    .orderBy('c.created_at')
    .orderBy('c.id')
    .execute();
}

/** One service account of a workspace, locked until the transaction ends. */
export function lockServiceAccount(tx: Db, workspaceId: string, id: string) {
  return ofWorkspace(tx, workspaceId)
    .select(['a.id', 'a.name', 's.description', 'm.role', 'a.may_impersonate'])
    .where('a.id', '=', id)
    .forUpdate()
    .executeTakeFirst();
}

export interface ServiceAccountChange {
  name?: string | undefined;
  description?: string | undefined;
  role?: ServiceRole | undefined;
}

export async function updateServiceAccount(
  tx: Db,
  workspaceId: string,
  id: string,
  { name, description, role }: ServiceAccountChange,
): Promise<void> {
  if (name !== undefined) await tx.updateTable('accounts').set({ name }).where('id', '=', id).execute();
  const here = { workspace_id: workspaceId, account_id: id };
  if (description !== undefined)
    await tx.updateTable('service_accounts').set({ description }).where(ownedBy(here)).execute();
  if (role !== undefined) await tx.updateTable('memberships').set({ role }).where(ownedBy(here)).execute();
}

const ownedBy = ({ workspace_id, account_id }: { workspace_id: string; account_id: string }) =>
  sql<boolean>`workspace_id = ${workspace_id} and account_id = ${account_id}`;

export async function setMayImpersonate(tx: Db, id: string, may_impersonate: boolean): Promise<void> {
  await tx.updateTable('accounts').set({ may_impersonate }).where('id', '=', id).execute();
}

/** Ends a service account: its membership goes with all that hangs on it; its name stays for the audit log. */
export async function endServiceAccount(tx: Db, workspaceId: string, id: string): Promise<void> {
  await tx
    .deleteFrom('memberships')
    .where(ownedBy({ workspace_id: workspaceId, account_id: id }))
    .execute();
  await tx
    .updateTable('accounts')
    .set({ state: 'deleted', may_impersonate: false })
    .where('id', '=', id)
    .execute();
}
