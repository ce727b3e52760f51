import type { Selectable } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';

/** A storage entry of an account: its secret is in a browser, or sealed by one. */
export type OwnEntry = Selectable<Schema['own_storage_entries']>;

/** The passphrase's lock: a data key that a browser wrapped. */
export type Lock = Selectable<Schema['own_storage_locks']>;

type NewOwnEntry = Omit<OwnEntry, 'created_at' | 'updated_at'>;

/** Makes other changes of an account's entries wait until the transaction ends; false when the account is gone. */
export async function lockOwner(tx: Db, accountId: string): Promise<boolean> {
  const found = await tx
    .selectFrom('accounts')
    .select('id')
    .where('id', '=', accountId)
    .where('state', '=', 'active')
    .forNoKeyUpdate()
    .executeTakeFirst();
  return found !== undefined;
}

/** The entries of an account, those made first first. */
export function listOwnEntries(db: Db, accountId: string): Promise<OwnEntry[]> {
  return db
    .selectFrom('own_storage_entries')
    .selectAll()
    .where('account_id', '=', accountId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

export async function insertOwnEntry(tx: Db, entry: NewOwnEntry): Promise<void> {
  await tx.insertInto('own_storage_entries').values(entry).execute();
}

/** Changes an entry of an account; gives how many that were. */
export async function updateOwnEntry(
  tx: Db,
  accountId: string,
  id: string,
  changes: Partial<NewOwnEntry>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('own_storage_entries')
    .set((eb) => ({ ...changes, updated_at: eb.fn<string>('now') }))
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deletes an entry of an account and gives it; undefined when there was none. */
export function deleteOwnEntry(tx: Db, accountId: string, id: string): Promise<OwnEntry | undefined> {
  return tx
    .deleteFrom('own_storage_entries')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}

/** Empties what browsers sealed for an account; gives how many entries that were. */
export async function clearSealed(tx: Db, accountId: string): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('own_storage_entries')
    .set({ sealed: null })
    .where('account_id', '=', accountId)
    .where('sealed', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

export function findLock(db: Db, accountId: string): Promise<Lock | undefined> {
  return db
    .selectFrom('own_storage_locks')
    .selectAll()
    .where('account_id', '=', accountId)
    .executeTakeFirst();
}

/** Stores a lock in place of the account's present one, if there is any. */
export async function putLock(tx: Db, lock: Omit<Lock, 'changed_at'>): Promise<void> {
  const { account_id: _owner, ...changes } = lock;
  await tx
    .insertInto('own_storage_locks')
    .values(lock)
    .onConflict((conflict) =>
      conflict.column('account_id').doUpdateSet((eb) => ({ ...changes, changed_at: eb.fn<string>('now') })),
    )
    .execute();
}

export async function deleteLock(tx: Db, accountId: string): Promise<void> {
  await tx.deleteFrom('own_storage_locks').where('account_id', '=', accountId).execute();
}

/** Removes all an account keeps for storage access. */
export async function deleteOwnStorage(tx: Db, accountId: string): Promise<void> {
  await tx.deleteFrom('own_storage_entries').where('account_id', '=', accountId).execute();
  await deleteLock(tx, accountId);
}
