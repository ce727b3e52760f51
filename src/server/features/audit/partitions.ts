import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';

/** A calendar month (UTC) of the audit log as its partition: "audit_events_2026_11". */
const PARTITION = /^audit_events_(\d{4})_(\d{2})$/;

/** The first day of the month `months` after that of `day` (both "2026-11-01", UTC). */
export function monthAfter(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return new Date(Date.UTC(year, month - 1 + months, 1)).toISOString().slice(0, 10);
}

const nameOf = (month: string) => `audit_events_${month.slice(0, 7).replace('-', '_')}`;

/** The first days of the months that have a partition, in order. */
export async function listPartitions(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'audit_events'::regclass order by 1`.execute(db);
  return rows.flatMap(({ name }) => {
    const found = PARTITION.exec(name);
    return found ? [`${found[1]}-${found[2]}-01`] : [];
  });
}

/** Months of which events stand in the partition for everything else. */
export async function listMonthsApart(db: Db): Promise<string[]> {
  const { rows } = await sql<{ month: string }>`
    select distinct to_char(at at time zone 'UTC', 'YYYY-MM-01') as month
    from audit_events_default order by 1`.execute(db);
  return rows.map(({ month }) => month);
}

/** Lets the transaction change and remove events; nothing but retention and partitioning may. */
export async function allowRemoval(tx: Db): Promise<void> {
  await sql`select set_config('atrium.audit_retention', 'on', true)`.execute(tx);
}

/** Makes the partition of a month and moves its events there, ids and times unchanged. */
export async function makePartition(tx: Db, month: string): Promise<void> {
  const until = monthAfter(month, 1);
  await allowRemoval(tx);
  await sql`create temporary table audit_moved on commit drop as
    select * from audit_events_default where at >= ${month}::timestamptz and at < ${until}::timestamptz`.execute(
    tx,
  );
  await sql`delete from audit_events_default where at >= ${month}::timestamptz and at < ${until}::timestamptz`.execute(
    tx,
  );
  const range = `from (${literal(month)}) to (${literal(until)})`;
  await sql.raw(`create table ${nameOf(month)} partition of audit_events for values ${range}`).execute(tx);
  await sql`insert into audit_events
      (id, at, workspace_id, account_id, actor_id, action, target, detail, address, user_agent)
    overriding system value
    select id, at, workspace_id, account_id, actor_id, action, target, detail, address, user_agent
    from audit_moved`.execute(tx);
  await sql`drop table audit_moved`.execute(tx);
}

const literal = (month: string) => `'${month} 00:00:00+00'`;

/** Removes the partition of a month with all its events. */
export async function dropPartition(tx: Db, month: string): Promise<void> {
  await sql.raw(`drop table ${nameOf(month)}`).execute(tx);
}

/** Removes events older than so many days, at most `limit`; gives how many. */
export async function deleteOldEvents(tx: Db, days: number, limit: number): Promise<number> {
  await allowRemoval(tx);
  const { numAffectedRows } = await sql`
    delete from audit_events where (at, id) in (
      select at, id from audit_events where at < now() - make_interval(days => ${days}) order by at limit ${limit})
    and at < now() - make_interval(days => ${days})`.execute(tx);
  return Number(numAffectedRows ?? 0);
}
