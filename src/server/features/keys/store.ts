import type { Selectable } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';

export type KeyRow = Selectable<Schema['keys']>;

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

export async function insertKey(db: Db, key: Omit<KeyRow, 'created_at' | 'retired_at'>): Promise<void> {
  await db.insertInto('keys').values(key).execute();
}
