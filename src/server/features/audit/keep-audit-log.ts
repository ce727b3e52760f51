import { sql } from 'kysely';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';
import {
  deleteOldEvents,
  dropPartition,
  listMonthsApart,
  listPartitions,
  makePartition,
  monthAfter,
} from './partitions.ts';

/** Months made ahead, so that a server whose job fails for weeks still has where to write. */
const AHEAD = 2;
const BATCH = 10_000;

/**
 * What the audit log needs every hour: a partition for each month, and an end for what is older than `days`
 * (undefined: nothing ever is). Safe beside other processes that do the same.
 */
export async function keepAuditLog(db: Db, days: number | undefined): Promise<void> {
  const today = await todayOf(db);
  const coming = Array.from({ length: AHEAD + 1 }, (_, months) => monthAfter(today, months));
  const there = await listPartitions(db);
  const wanted = new Set([...(await listMonthsApart(db)), ...coming]);
  for (const month of wanted) if (!there.includes(month)) await alone(db, month, makePartition);
  if (days === undefined) return;
  const lastKept = new Date(Date.parse(today) - days * 86_400_000).toISOString().slice(0, 10);
  for (const month of there) if (monthAfter(month, 1) <= lastKept) await alone(db, month, dropPartition);
  let removed: number;
  do removed = await inTransaction(db, (tx) => deleteOldEvents(tx, days, BATCH));
  while (removed === BATCH);
}

/** Changes one partition, unless another process has done it meanwhile. */
async function alone(
  db: Db,
  month: string,
  change: typeof makePartition | typeof dropPartition,
): Promise<void> {
  await inTransaction(db, async (tx) => {
    await lockInTransaction(tx, 'atrium audit partitions');
    const isThere = (await listPartitions(tx)).includes(month);
    if (isThere === (change === makePartition)) return;
    // Both wait for every reader and hold up every writer: rather later than long.
    await sql`set local lock_timeout = '5s'`.execute(tx);
    await sql`lock table audit_events in access exclusive mode`.execute(tx);
    await change(tx, month);
  });
}

async function todayOf(db: Db): Promise<string> {
  const { rows } = await sql<{ today: string }>`
    select to_char(now() at time zone 'UTC', 'YYYY-MM-DD') as today`.execute(db);
  return rows[0]?.today ?? '';
}
