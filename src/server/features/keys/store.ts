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

export async function hasKeys(db: Db): Promise<boolean> {
  return (await db.selectFrom('keys').select('id').limit(1).execute()).length > 0;
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
