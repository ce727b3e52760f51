import type { Db } from '../../db/database.ts';

type Preferences = Record<string, unknown>;

export async function getPreferences(db: Db, accountId: string): Promise<Preferences> {
  const row = await db
    .selectFrom('accounts')
    .select('preferences')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  return row.preferences;
}

/** The preferences, locked until the transaction ends, so that two writers do not overwrite each other. */
export async function lockPreferences(tx: Db, accountId: string): Promise<Preferences> {
  const row = await tx
    .selectFrom('accounts')
    .select('preferences')
    .where('id', '=', accountId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.preferences;
}

export async function writePreferences(tx: Db, accountId: string, preferences: Preferences): Promise<void> {
  await tx
    .updateTable('accounts')
    .set({ preferences: JSON.stringify(preferences) })
    .where('id', '=', accountId)
    .execute();
}
