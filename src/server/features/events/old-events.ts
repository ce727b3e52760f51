import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';

const TABLES = ['event_scalars', 'event_logs', 'event_samples'] as const;
type Table = (typeof TABLES)[number];

/** Rows that one transaction removes; tests take fewer. */
const BATCH = 5_000;

/**
 * Removes events that were received so many days ago, workspace by workspace in small transactions. What a task keeps
 * of them (its last metrics) stays. Safe beside other processes that do the same.
 * @param days undefined: everything is kept
 */
export async function removeOldEvents(db: Db, days: number | undefined, batch = BATCH): Promise<void> {
  if (days === undefined) return;
  for (const table of TABLES)
    for (const old of await listOld(db, table, days)) {
      let left = old.rows;
      while (left > 0) {
        const gone = await inTransaction(db, (tx) => removeSome(tx, table, old, days, Math.min(batch, left)));
        // None: another process has removed them meanwhile.
        left = gone === 0 ? 0 : left - gone;
      }
    }
}

interface Old {
  workspace_id: string;
  owner_id: string;
  rows: number;
}

const isOld = (days: number) => sql`received < now() - make_interval(days => ${days})`;

/** Whose events are old, and how many of them, the same workspace's together. */
async function listOld(db: Db, table: Table, days: number): Promise<Old[]> {
  const { rows } = await sql<Old>`
    select workspace_id, owner_id, count(*) as rows from ${sql.table(table)} where ${isOld(days)}
    group by workspace_id, owner_id order by workspace_id, owner_id`.execute(db);
  return rows;
}

/** Removes rows of one task or model, whose line count follows. One alone, so that nobody waits in a circle. */
async function removeSome(
  tx: Db,
  table: Table,
  { workspace_id, owner_id }: Old,
  days: number,
  most: number,
): Promise<number> {
  const own = sql`workspace_id = ${workspace_id} and owner_id = ${owner_id}`;
  const { rows } = await sql<{ generation: number; rows: number }>`
    with gone as (
      delete from ${sql.table(table)} where ${own} and (tableoid, ctid) in (
        select tableoid, ctid from ${sql.table(table)} where ${own} and ${isOld(days)}
        limit ${most} for update skip locked)
      returning generation)
    select generation, count(*) as rows from gone group by generation`.execute(tx);
  if (table === 'event_logs')
    for (const gone of rows)
      await sql`
        update event_totals set logs = logs - ${gone.rows}
        where ${own} and generation = ${gone.generation}`.execute(tx);
  return rows.reduce((sum, gone) => sum + gone.rows, 0);
}
