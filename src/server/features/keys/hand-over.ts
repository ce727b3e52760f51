import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { asRootKey, type RootKey } from './root-key.ts';
import { seal, unseal } from './seal.ts';

/** How long after a rotation processes that were started with the old root key can learn the new one. */
export const HAND_OVER_S = 3600;

const NAME = 'root-key-hand-over';
const notEnded = sql<boolean>`changed_at > now() - make_interval(secs => ${HAND_OVER_S})`;

/** A new root key, sealed with the old one, for processes that run on. See docs/decisions/010. */
interface HandOver {
  from: string;
  to: string;
  nonce: string;
  wrapped: string;
}

const place = (from: string, to: string) => ['settings', NAME, from, to];

/** Leaves the new root key for those who hold the old one; one of a rotation before goes. */
export async function leaveHandOver(tx: Db, old: RootKey, next: RootKey): Promise<void> {
  const { nonce, ciphertext } = seal(old.bytes, place(old.id, next.id), next.bytes);
  const handOver: HandOver = {
    from: old.id,
    to: next.id,
    nonce: nonce.toString('base64'),
    wrapped: ciphertext.toString('base64'),
  };
  await endHandOver(tx);
  await tx
    .insertInto('settings')
    .values({ name: NAME, value: JSON.stringify(handOver) })
    .execute();
}

/** The root key left for who holds one of these; undefined when there is none, or its time is over. */
export async function takeHandOver(db: Db, held: ReadonlyMap<string, RootKey>): Promise<RootKey | undefined> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', NAME)
    .where(notEnded)
    .executeTakeFirst();
  if (!row) return undefined;
  const { from, to, nonce, wrapped } = row.value as HandOver;
  const old = held.get(from);
  if (!old) return undefined;
  const sealed = { nonce: Buffer.from(nonce, 'base64'), ciphertext: Buffer.from(wrapped, 'base64') };
  return asRootKey(unseal(old.bytes, place(from, to), sealed));
}

/** The hand-over there is, without its secret; times as wire text. */
export async function findHandOver(
  db: Db,
): Promise<{ from: string; to: string; since: string; age_s: number; ended: boolean } | undefined> {
  const row = await db
    .selectFrom('settings')
    .select(['value', 'changed_at as since'])
    .select(sql<number>`floor(extract(epoch from now() - changed_at))::int`.as('age_s'))
    .select(sql<boolean>`not (${notEnded})`.as('ended'))
    .where('name', '=', NAME)
    .executeTakeFirst();
  if (!row) return undefined;
  const { from, to } = row.value as HandOver;
  return { from, to, since: row.since, age_s: row.age_s, ended: row.ended };
}

/** Removes the hand-over; false when there was none. */
export async function endHandOver(db: Db): Promise<boolean> {
  const gone = await db.deleteFrom('settings').where('name', '=', NAME).returning('name').execute();
  return gone.length > 0;
}

/** Removes a hand-over whose time is over. */
export async function endOldHandOver(db: Db): Promise<void> {
  await db.deleteFrom('settings').where('name', '=', NAME).where(sql<boolean>`not (${notEnded})`).execute();
}
