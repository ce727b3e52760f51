import { sql } from 'kysely';
import { type Db, inTransaction, lockInTransaction } from '../../db/database.ts';

const TABLES = ['event_scalars', 'event_logs', 'event_samples'] as const;
type Table = (typeof TABLES)[number];

/** Months made ahead, so that a server whose job fails for weeks still has where to write. */
const AHEAD = 2;

/**
 * Makes the coming months' partitions of events, and those of months whose events stand in the default one. Safe beside
 * other processes that do the same.
 */
export async function keepEventPartitions(db: Db): Promise<void> {
  for (const table of TABLES)
    for (const month of await missingMonths(db, table))
      await inTransaction(db, (tx) => makePartition(tx, table, month));
}

const nameOf = (table: Table, month: string) => `${table}_${month.slice(0, 7).replace('-', '_')}`;

/** First days of months ("2026-11-01", UTC) that want a partition. */
async function missingMonths(db: Db, table: Table): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select to_char(m, 'YYYY-MM-01') as month from (
      select date_trunc('month', now() at time zone 'UTC') + make_interval(months => n) as m
        from generate_series(0, ${AHEAD}) n
      union select distinct date_trunc('month', received at time zone 'UTC')
        from ${sql.table(`${table}_default`)}) as wanted
    where to_regclass(${table} || to_char(m, '_YYYY_MM')) is null order by 1`.execute(db);
  return rows.map(({ month }) => month);
}

async function makePartition(tx: Db, table: Table, month: string): Promise<void> {
  await lockInTransaction(tx, 'atrium event partitions');
  if (!(await missingMonths(tx, table)).includes(month)) return;
  const until = new Date(Date.UTC(Number(month.slice(0, 4)), Number(month.slice(5, 7)), 1))
    .toISOString()
    .slice(0, 10);
  const [all, apart, moved] = [table, `${table}_default`, `${table}_moved`].map((name) => sql.table(name));
  const within = sql`received >= ${month}::timestamp at time zone 'UTC' and received < ${until}::timestamp at time zone 'UTC'`;
  // Both wait for every reader and hold up every writer: rather later than long.
  await sql`set local lock_timeout = '5s'`.execute(tx);
  await sql`lock table ${all} in access exclusive mode`.execute(tx);
  await sql`create temporary table ${moved} on commit drop as select * from ${apart} where ${within}`.execute(
    tx,
  );
  await sql`delete from ${apart} where ${within}`.execute(tx);
  await sql
    .raw(
      `create table ${nameOf(table, month)} partition of ${table}
       for values from ('${month} 00:00:00+00') to ('${until} 00:00:00+00')`,
    )
    .execute(tx);
  await sql`insert into ${all} select * from ${moved}`.execute(tx);
  await sql`drop table ${moved}`.execute(tx);
}
