import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

interface NewSession {
  id: string;
  secret_hash: Buffer;
  account_id: string;
  user_agent: string;
  address: string;
  /** Seconds until it ends however much it is used. */
  life_s: number;
}

export async function insertSession(db: Db, { life_s, ...session }: NewSession): Promise<void> {
  await db
    .insertInto('sessions')
    .values({ ...session, expires_at: sql<string>`now() + make_interval(secs => ${life_s})` })
    .execute();
}

/** An account's sessions that have not ended, most recently used first. `idle_s` ends unused ones. */
export function listSessions(db: Db, accountId: string, idle_s: number) {
  return db
    .selectFrom('sessions')
    .select(['id', 'user_agent', 'address', 'created_at', 'last_seen_at', 'expires_at'])
    .where('account_id', '=', accountId)
    .where('expires_at', '>', sql<string>`now()`)
    .where('last_seen_at', '>', sql<string>`now() - make_interval(secs => ${idle_s})`)
    .orderBy('last_seen_at', 'desc')
    .execute();
}

/** Ends an account's sessions, all or but for one; gives how many. */
export async function deleteSessions(db: Db, accountId: string, exceptId?: string): Promise<number> {
  const result = await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .$if(exceptId !== undefined, (query) => query.where('id', '!=', exceptId ?? ''))
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

/** Ends one session of this account; 0 when it is not theirs. */
export async function deleteSession(db: Db, accountId: string, id: string): Promise<number> {
  const result = await db
    .deleteFrom('sessions')
    .where('account_id', '=', accountId)
    .where('id', '=', id)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

interface Use {
  id: string;
  /** ISO time. */
  at: string;
  address: string;
}

/** Writes when and from where sessions were last seen, in one statement. */
export async function writeSessionUses(db: Db, uses: readonly Use[]): Promise<void> {
  await sql`
    update sessions s set last_seen_at = greatest(s.last_seen_at, u.at), address = u.address
    from unnest(${uses.map((u) => u.id)}::text[], ${uses.map((u) => u.at)}::timestamptz[], ${uses.map((u) => u.address)}::text[])
      as u(id, at, address)
    where s.id = u.id`.execute(db);
}

/** Removes what has ended; sessions unused for `idle_s` seconds too. */
export async function deleteEndedSessions(db: Db, idle_s: number): Promise<void> {
  await sql`delete from sessions where expires_at < now() or last_seen_at < now() - make_interval(secs => ${idle_s})`.execute(
    db,
  );
  await sql`delete from password_links where expires_at < now()`.execute(db);
  await sql`delete from attempts where last_failure < now() - interval '1 day'`.execute(db);
}
