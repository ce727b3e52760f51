import type { Pool } from 'pg';
import { within } from './within.ts';

/**
 * Starts `count` things that all come to wait for the lock taken by `lock`, and lets them go together only then: a
 * race whose steps certainly interleave.
 */
export async function heldBack<Result>(
  pool: Pool,
  lock: string,
  count: number,
  begin: () => Promise<Result>[],
): Promise<Result[]> {
  const holder = await pool.connect();
  try {
    await holder.query(`begin; ${lock}`);
    const begun = begin();
    await within(
      15_000,
      () => waiting(pool),
      (number) => number === count,
    );
    await holder.query('commit');
    return await Promise.all(begun);
  } finally {
    holder.release();
  }
}

/** How many connections to this database wait for a lock. */
async function waiting(pool: Pool): Promise<number> {
  const { rows } = await pool.query(
    "select count(*)::int as n from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
  );
  return rows[0].n;
}
