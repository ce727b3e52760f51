import { randomBytes } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { forgetAddressOf } from '../invitations/change-store.ts';
import { deleteOwnStorage } from '../storage-access/own-store.ts';
import { deleteSettings, PROVIDERS } from '../storage-cleanup/settings-store.ts';

export type Account = Selectable<Schema['accounts']>;

/** A fresh id: 16 random bytes as 32 lower-case hex. */
export function newId(): string {
  return randomBytes(16).toString('hex');
}

/** E-mail addresses are kept lower-case and NFKC, so that one address is one account. */
export function normalEmail(email: string): string {
  return email.trim().normalize('NFKC').toLowerCase();
}

interface NewAccount {
  email: string;
  name: string;
  password_hash: string | null;
  server_admin: boolean;
}

/** Inserts an account with its personal workspace and the membership that owns it. */
export async function insertAccount(
  db: Db,
  account: NewAccount,
): Promise<{ id: string; workspace_id: string }> {
  const id = newId();
  const workspace_id = newId();
  await db
    .insertInto('accounts')
    .values({
      id,
      ...account,
      email: normalEmail(account.email),
      initials_color: 1 + (Number.parseInt(id[0] ?? '0', 16) % 6),
    })
    .execute();
  await db
    .insertInto('workspaces')
    .values({ id: workspace_id, name: `${account.name}'s workspace`, personal_of: id })
    .execute();
  await db.insertInto('memberships').values({ workspace_id, account_id: id, role: 'owner' }).execute();
  return { id, workspace_id };
}

export async function hasAccounts(db: Db): Promise<boolean> {
  return (await db.selectFrom('accounts').select('id').limit(1).execute()).length > 0;
}

export function findByEmail(db: Db, email: string): Promise<Account | undefined> {
  return db.selectFrom('accounts').selectAll().where('email', '=', normalEmail(email)).executeTakeFirst();
}

/** A person of this server by id; service accounts and removed ones are not found. */
export function findPerson(db: Db, id: string): Promise<Account | undefined> {
  return db
    .selectFrom('accounts')
    .selectAll()
    .where('id', '=', id)
    .where('kind', '=', 'person')
    .where('state', '!=', 'deleted')
    .executeTakeFirst();
}

interface Page {
  search: string | undefined;
  /** The last row of the page before: its name as sorted by, and its id. */
  after: { name: string; id: string } | undefined;
  limit: number;
}

/** People by name, keyset-paged, with when a session or key of theirs was last seen. */
export function listPeople(db: Db, { search, after, limit }: Page) {
  return (
    db
      .selectFrom('accounts as a')
      .select(['a.id', 'a.name', 'a.email', 'a.state', 'a.server_admin', 'a.created_at', 'a.initials_color'])
      // The database's own small letters: with collation C it knows those of ASCII only, JavaScript knows more.
      .select(sql<string>`lower(a.name)`.as('sort_name'))
      .select((eb) => [
        eb
          .selectFrom('sessions as s')
          .select(({ fn }) => fn.max('s.last_seen_at').as('at'))
          .whereRef('s.account_id', '=', 'a.id')
          .as('last_seen_at'),
      ])
      .where('a.kind', '=', 'person')
      .where('a.state', '!=', 'deleted')
      .$if(search !== undefined, (query) =>
        query.where(
          sql<boolean>`position(lower(${search ?? ''}) in lower(a.name || ' ' || coalesce(a.email, ''))) > 0`,
        ),
      )
      .$if(after !== undefined, (query) =>
        query.where(sql<boolean>`(lower(a.name), a.id) > (${after?.name ?? ''}, ${after?.id ?? ''})`),
      )
      .orderBy(sql`lower(a.name)`)
      .orderBy('a.id')
      .limit(limit)
      .execute()
  );
}

export async function countPeople(db: Db): Promise<number> {
  const row = await db
    .selectFrom('accounts')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('kind', '=', 'person')
    .where('state', '!=', 'deleted')
    .executeTakeFirstOrThrow();
  return row.count;
}

/** How many enabled server administrators there are, locked until the transaction ends. */
export async function lockServerAdmins(tx: Db): Promise<string[]> {
  const rows = await tx
    .selectFrom('accounts')
    .select('id')
    .where('server_admin', '=', true)
    .where('state', '=', 'active')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map(({ id }) => id);
}

export async function setState(db: Db, id: string, state: 'active' | 'disabled'): Promise<void> {
  await db.updateTable('accounts').set({ state }).where('id', '=', id).execute();
}

export async function setServerAdmin(db: Db, id: string, server_admin: boolean): Promise<void> {
  await db.updateTable('accounts').set({ server_admin }).where('id', '=', id).execute();
}

export async function setPasswordHash(db: Db, id: string, password_hash: string): Promise<void> {
  await db.updateTable('accounts').set({ password_hash }).where('id', '=', id).execute();
}

/** Keeps an account as it is until the transaction ends. */
export async function lockAccount(tx: Db, id: string): Promise<void> {
  await tx.selectFrom('accounts').select('id').where('id', '=', id).forUpdate().execute();
}

/**
 * Workspaces with other people in them that nobody but this account owns who could sign in: they need a new owner
 * before it can go.
 */
export function listSolelyOwnedWithOthers(
  db: Db,
  accountId: string,
): Promise<{ id: string; name: string }[]> {
  const others = db
    .selectFrom('memberships as o')
    .innerJoin('accounts as a', 'a.id', 'o.account_id')
    .select('o.account_id')
    .whereRef('o.workspace_id', '=', sql.ref('w.id'))
    .where('o.account_id', '!=', accountId)
    .where('a.kind', '=', 'person');
  const owners = others.where('o.role', '=', 'owner').where('a.state', '=', 'active');
  return db
    .selectFrom('memberships as m')
    .innerJoin('workspaces as w', 'w.id', 'm.workspace_id')
    .select(['w.id', 'w.name'])
    .where('m.account_id', '=', accountId)
    .where('m.role', '=', 'owner')
    .where('w.deleted_at', 'is', null)
    .where((eb) => eb.exists(others))
    .where((eb) => eb.not(eb.exists(owners)))
    .execute();
}

/** Marks an account as deleted: no name, address or password stay; memberships and their key pairs go. */
export async function eraseAccount(tx: Db, id: string): Promise<void> {
  await forgetAddressOf(tx, id);
  await tx.deleteFrom('memberships').where('account_id', '=', id).execute();
  await tx.deleteFrom('sessions').where('account_id', '=', id).execute();
  await tx.deleteFrom('password_links').where('account_id', '=', id).execute();
  await deleteOwnStorage(tx, id);
  await deleteSettings(tx, { purpose: 'account', id }, PROVIDERS);
  await tx
    .updateTable('accounts')
    .set({
      state: 'deleted',
      email: null,
      name: 'deleted user',
      given_name: null,
      family_name: null,
      password_hash: null,
      server_admin: false,
      preferences: '{}',
    })
    .where('id', '=', id)
    .execute();
}
