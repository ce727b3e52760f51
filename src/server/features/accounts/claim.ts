import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { newSecret } from '../sessions/sessions.ts';
import { hasAccounts } from './store.ts';

type Hashing = Pick<KeyRing, 'hashSecret'>;

/** Behind DATABASE_URL a link of a process that died without taking it back stays good for one day. */
const STALE = sql<string>`now() - interval '1 day'`;

/**
 * The secret that makes the first account, new at each start; undefined once there is an account.
 * @param onlyServer true when no other server can have offered one: every former link is a dead server's and goes
 */
export async function offerClaim(db: Db, hashing: Hashing, onlyServer = false): Promise<string | undefined> {
  if (await hasAccounts(db)) return undefined;
  const secret = newSecret();
  await db
    .deleteFrom('claim_links')
    .$if(!onlyServer, (links) => links.where('created_at', '<', STALE))
    .execute();
  await db
    .insertInto('claim_links')
    .values({ secret_hash: hashing.hashSecret('link', secret) })
    .execute();
  return secret;
}

/** Takes an offered claim back, when its process stops. */
export async function withdrawClaim(db: Db, hashing: Hashing, secret: string): Promise<void> {
  await db.deleteFrom('claim_links').where('secret_hash', '=', hashing.hashSecret('link', secret)).execute();
}

/** Uses the claim up, together with those of other processes; false when the secret is not one. */
export async function consumeClaim(tx: Db, hashing: Hashing, secret: string): Promise<boolean> {
  const hash = hashing.hashSecret('link', secret);
  const found = await tx
    .selectFrom('claim_links')
    .select('secret_hash')
    .where('secret_hash', '=', hash)
    .execute();
  if (found.length > 0) await tx.deleteFrom('claim_links').execute();
  return found.length > 0;
}
