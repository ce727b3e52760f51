import { type Selectable, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';

export type KeyRow = Selectable<Schema['keys']>;
export type NewKey = Omit<KeyRow, 'created_at' | 'retired_at'>;

/** Whose data a key encrypts. */
export type DataKeyPurpose = 'workspace' | 'account';

/** The keys every process needs at once: token signing and the pepper, oldest first. */
export function listServerKeys(db: Db): Promise<KeyRow[]> {
  return db
    .selectFrom('keys')
    .selectAll()
    .where('purpose', 'in', ['token', 'pepper'])
    .where('retired_at', 'is', null)
    .orderBy('version')
    .execute();
}

/** False before the first migration. */
export async function hasKeysTable(db: Db): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`select to_regclass('keys') is not null as found`.execute(db);
  return rows[0]?.found === true;
}

/** Every key, retired ones too. */
export function listAllKeys(db: Db): Promise<KeyRow[]> {
  return db.selectFrom('keys').selectAll().orderBy('id').execute();
}

export async function insertKey(db: Db, key: NewKey): Promise<void> {
  await db.insertInto('keys').values(key).execute();
}

/** A data key, kept from being destroyed until the transaction ends, if `db` is one. */
export function findDataKey(db: Db, purpose: DataKeyPurpose, ownerId: string): Promise<KeyRow | undefined> {
  return db
    .selectFrom('keys')
    .selectAll()
    .where('purpose', '=', purpose)
    .where(sql`coalesce(owner_id, '')`, '=', ownerId)
    .where('retired_at', 'is', null)
    .orderBy('version', 'desc')
    .limit(1)
    .forKeyShare()
    .executeTakeFirst();
}

/** Inserts a data key unless its owner has one. */
export async function insertDataKey(db: Db, key: NewKey): Promise<void> {
  await db
    .insertInto('keys')
    .values(key)
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The id of the root key that wraps the keys now; undefined while there are none. */
export async function findRootKeyId(db: Db): Promise<string | undefined> {
  const row = await db
    .selectFrom('keys')
    .select('root_key_id')
    .where('purpose', '=', 'token')
    .limit(1)
    .executeTakeFirst();
  return row?.root_key_id;
}

/** Destroys a data key: nothing sealed with it can be opened again. Every process forgets it within a second. */
export async function destroyDataKey(db: Db, purpose: DataKeyPurpose, ownerId: string): Promise<void> {
  await db
    .deleteFrom('keys')
    .where('purpose', '=', purpose)
    .where(sql`coalesce(owner_id, '')`, '=', ownerId)
    .execute();
  await sql`select note_change(${`data-key:${purpose}:${ownerId}`})`.execute(db);
}

const REWRAPPED_AT_ONCE = 1000;

/** Writes how keys are wrapped from now on. */
export async function rewrapKeys(
  tx: Db,
  rootKeyId: string,
  keys: readonly Pick<KeyRow, 'id' | 'nonce' | 'wrapped'>[],
): Promise<void> {
  for (let at = 0; at < keys.length; at += REWRAPPED_AT_ONCE) {
    const some = keys.slice(at, at + REWRAPPED_AT_ONCE);
    await sql`update keys set root_key_id = ${rootKeyId}, nonce = n.nonce, wrapped = n.wrapped
      from unnest(${some.map(({ id }) => id)}::text[], ${some.map(({ nonce }) => nonce)}::bytea[],
        ${some.map(({ wrapped }) => wrapped)}::bytea[]) as n (id, nonce, wrapped)
      where keys.id = n.id`.execute(tx);
  }
}

/** Tells every process that another root key wraps the keys now. */
export async function announceRootKey(tx: Db): Promise<void> {
  await sql`select note_change('root-key')`.execute(tx);
}
