import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { newId } from '../accounts/store.ts';

const KIND = 'events';
/** Seconds a scroll waits for its next call. */
const LIFE_S = 3_600;

/** Whose scroll it is. */
export interface Whose {
  workspace_id: string;
  account_id: string;
}

/** The scrolls of whoever calls. */
export const whoseOf = ({ workspace, account }: Record<'workspace' | 'account', { id: string }>): Whose => ({
  workspace_id: workspace.id,
  account_id: account.id,
});

const own = (db: Db, { workspace_id, account_id }: Whose, id: string) =>
  db
    .selectFrom('scrolls')
    .select('state')
    .where('workspace_id', '=', workspace_id)
    .where('account_id', '=', account_id)
    .where('kind', '=', KIND)
    .where('id', '=', id)
    .where('expires_at', '>', sql<string>`now()`);

/** Where the caller's scroll stands; undefined when it is unknown or has ended. */
export async function findEventScroll<State>(db: Db, whose: Whose, id: string): Promise<State | undefined> {
  const row = await own(db, whose, id).executeTakeFirst();
  return row?.state as State | undefined;
}

/** Notes where a scroll stands, under a new id where there is none. */
export async function keepEventScroll(
  db: Db,
  { workspace_id, account_id }: Whose,
  state: object,
  id = newId(),
): Promise<string> {
  const values = {
    state: JSON.stringify(state),
    expires_at: sql<string>`now() + ${LIFE_S} * interval '1 second'`,
  };
  await db
    .insertInto('scrolls')
    .values({ workspace_id, account_id, kind: KIND, id, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute();
  return id;
}

/** Forgets a scroll of the caller; of none it is no error. */
export async function deleteEventScroll(
  db: Db,
  { workspace_id, account_id }: Whose,
  id: string,
): Promise<void> {
  await db
    .deleteFrom('scrolls')
    .where('workspace_id', '=', workspace_id)
    .where('account_id', '=', account_id)
    .where('kind', '=', KIND)
    .where('id', '=', id)
    .execute();
}
