import type { Selectable } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';

/** A workspace's storage entry with its sealed secret. */
export type StoredEntry = Selectable<Schema['storage_entries']>;

type NewEntry = Omit<StoredEntry, 'created_at' | 'updated_at'>;

/** The entries of a workspace with their sealed secrets, those made first first. */
export function listEntries(db: Db, workspaceId: string): Promise<StoredEntry[]> {
  return db
    .selectFrom('storage_entries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

/** The same with the name of who made each. */
export function listEntriesWithMakers(db: Db, workspaceId: string) {
  return db
    .selectFrom('storage_entries as e')
    .leftJoin('accounts as a', 'a.id', 'e.created_by')
    .selectAll('e')
    .select('a.name as maker')
    .where('e.workspace_id', '=', workspaceId)
    .orderBy('e.created_at')
    .orderBy('e.id')
    .execute();
}

/** One entry of a workspace; undefined for an absent one and for another workspace's. */
export function findEntry(db: Db, workspaceId: string, id: string): Promise<StoredEntry | undefined> {
  return db
    .selectFrom('storage_entries')
    .selectAll()
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
}

export async function insertEntry(tx: Db, entry: NewEntry): Promise<void> {
  await tx.insertInto('storage_entries').values(entry).execute();
}

/** Changes an entry of a workspace; gives how many that were. */
export async function updateEntry(
  tx: Db,
  workspaceId: string,
  id: string,
  changes: Partial<NewEntry>,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('storage_entries')
    .set((eb) => ({ ...changes, updated_at: eb.fn<string>('now') }))
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

/** Deletes an entry of a workspace and gives it; undefined when there was none. */
export function deleteEntry(tx: Db, workspaceId: string, id: string): Promise<StoredEntry | undefined> {
  return tx
    .deleteFrom('storage_entries')
    .where('workspace_id', '=', workspaceId)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirst();
}
