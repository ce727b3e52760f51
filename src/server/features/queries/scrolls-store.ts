import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { newId } from '../accounts/store.ts';

/** Seconds a scroll waits for its next call. */
const LIFE_S = 3_600;

/** Where a client is in a long list it reads in pieces. */
export interface Scroll {
  id: string;
  /** Rows given so far. */
  position: number;
  size: number;
}

interface Whose {
  workspace_id: string;
  account_id: string;
  /** What is listed, such as "tasks". */
  kind: string;
}

/** The caller's own scroll over the same entity; undefined when it is unknown or has ended. */
export async function findScroll(db: Db, whose: Whose, id: string): Promise<Scroll | undefined> {
  const row = await db
    .selectFrom('scrolls')
    .select('state')
    .where('workspace_id', '=', whose.workspace_id)
    .where('account_id', '=', whose.account_id)
    .where('kind', '=', whose.kind)
    .where('id', '=', id)
    .where('expires_at', '>', sql<string>`now()`)
    .executeTakeFirst();
  return row && { id, position: Number(row.state.position), size: Number(row.state.size) };
}

/** Notes how far a scroll has come, under a new id where there is none; ended ones of this workspace go. */
export async function keepScroll(
  db: Db,
  whose: Whose,
  { id = newId(), ...state }: Omit<Scroll, 'id'> & { id?: string | undefined },
): Promise<string> {
  const values = {
    state: JSON.stringify(state),
    expires_at: sql<string>`now() + ${LIFE_S} * interval '1 second'`,
  };
  await db
    .deleteFrom('scrolls')
    .where('workspace_id', '=', whose.workspace_id)
    .where('expires_at', '<', sql<string>`now()`)
    .execute();
  await db
    .insertInto('scrolls')
    .values({ ...whose, id, ...values })
    .onConflict((conflict) => conflict.columns(['workspace_id', 'id']).doUpdateSet(values))
    .execute();
  return id;
}
