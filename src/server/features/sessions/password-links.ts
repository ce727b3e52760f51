import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import type { Actor } from '../audit/actor.ts';
import { append } from '../audit/audit.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { newSecret } from './sessions.ts';

/** A link to set a password works once, within this many seconds: 24 hours. */
const LINK_LIFE_S = 86_400;

type Hashing = Pick<KeyRing, 'hashSecret'>;

/** Makes a one-time link to set an account's password; earlier links of the account die. */
export async function makePasswordLink(
  db: Db,
  hashing: Hashing,
  accountId: string,
  webUrl: string,
  actor: Actor,
): Promise<{ url: string; expires: string }> {
  const secret = newSecret();
  const expires = await inTransaction(db, async (tx) => {
    await tx.deleteFrom('password_links').where('account_id', '=', accountId).execute();
    const row = await tx
      .insertInto('password_links')
      .values({
        secret_hash: hashing.hashSecret('link', secret),
        account_id: accountId,
        expires_at: sql<string>`now() + make_interval(secs => ${LINK_LIFE_S})`,
      })
      .returning('expires_at')
      .executeTakeFirstOrThrow();
    await append(tx, {
      ...actor,
      action: 'accounts.password_link',
      workspace_id: null,
      account_id: accountId,
    });
    return row.expires_at;
  });
  return { url: `${webUrl}/reset#${secret}`, expires };
}

/** Uses a link up and gives its account; undefined when it is unknown, used or ended. */
export async function consumePasswordLink(
  tx: Db,
  hashing: Hashing,
  secret: string,
): Promise<string | undefined> {
  const row = await tx
    .deleteFrom('password_links')
    .where('secret_hash', '=', hashing.hashSecret('link', secret))
    .where('expires_at', '>', sql<string>`now()`)
    .returning('account_id')
    .executeTakeFirst();
  return row?.account_id;
}

/** Kills an account's unused links, as a changed password does. */
export async function deletePasswordLinks(db: Db, accountId: string): Promise<void> {
  await db.deleteFrom('password_links').where('account_id', '=', accountId).execute();
}
