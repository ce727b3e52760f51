import type pg from 'pg';

/**
 * Atrium's advisory locks share this first number; the second says which lock. They hold for a session, so they
 * vanish with the process that took them, however it ends.
 */
export const LOCK_SPACE = 0x61_74_72_69;
const USE = 1;
export const SERVER = 2;

/**
 * Who stops PostgreSQL: the last one out. Everybody who uses it (server or command) holds the use lock shared.
 * Whoever leaves gives that up first and then tries for the lock alone: of several leaving at once the last to try
 * gets it, and nobody can come in while they hold it.
 */
export async function joinUsers(client: pg.Client): Promise<boolean> {
  return askForLock(client, 'select pg_try_advisory_lock_shared($1, $2) as held');
}

/** Gives up one's own use. */
export async function leaveUsers(client: pg.Client): Promise<void> {
  await client.query('select pg_advisory_unlock_shared($1, $2)', [LOCK_SPACE, USE]);
}

/** True when nobody uses the database; from then on everybody is kept out until this session ends. */
export async function isAlone(client: pg.Client): Promise<boolean> {
  return askForLock(client, 'select pg_try_advisory_lock($1, $2) as held');
}

async function askForLock(client: pg.Client, sql: string): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>(sql, [LOCK_SPACE, USE]);
  return rows[0]?.held === true;
}
