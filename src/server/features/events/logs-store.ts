import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { Owner } from './owners-store.ts';

/** A line of the console as it is answered. */
export type ShownLine = {
  type: 'log';
  task: string;
  timestamp: number;
  level: string;
  worker: string;
  msg: string;
};

interface Page {
  size: number;
  /** Towards the beginning. */
  earlier: boolean;
  /** Milliseconds; lines of that very time are not of the page. Undefined: from the end the page begins at. */
  from: number | undefined;
}

/** Lines in the page's direction. Those that share the time of the last one come too, so that none is passed over. */
export async function readLines(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
  { size, earlier, from }: Page,
): Promise<ShownLine[]> {
  const direction = sql.raw(earlier ? 'desc' : 'asc');
  const beyond = earlier ? sql`at < ${from}` : sql`at > ${from}`;
  const { rows } = await sql<ShownLine>`
    select 'log' as type, owner_id as task, at as timestamp, level, worker, msg from (
      select owner_id, at, level, worker, msg, number from event_logs
      where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
        and ${from === undefined ? sql`true` : beyond}
      order by at ${direction} fetch first ${sql.raw(String(size))} rows with ties) as page
    order by at ${direction}, number ${direction}`.execute(db);
  return rows;
}

/** Lines from a place on, in the order of their time. */
export async function readLinesFrom(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
  { position, size, descending }: { position: number; size: number; descending: boolean },
): Promise<ShownLine[]> {
  const direction = sql.raw(descending ? 'desc' : 'asc');
  const { rows } = await sql<ShownLine>`
    select 'log' as type, owner_id as task, at as timestamp, level, worker, msg from event_logs
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
    order by at ${direction}, number ${direction} offset ${position} limit ${size}`.execute(db);
  return rows;
}

/** How many lines a task has, without counting them. */
export async function countLines(db: Db, workspaceId: string, { id, generation }: Owner): Promise<number> {
  const row = await db
    .selectFrom('event_totals')
    .select('logs')
    .where('workspace_id', '=', workspaceId)
    .where('owner_id', '=', id)
    .where('generation', '=', generation)
    .executeTakeFirst();
  return row?.logs ?? 0;
}

/** Removes lines, all or those before a time in milliseconds; gives how many. The task is locked by the caller. */
export async function clearLines(
  tx: Db,
  workspaceId: string,
  { id, generation }: Owner,
  before: number | undefined,
): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from event_logs
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
      and ${before === undefined ? sql`true` : sql`at < ${before}`}`.execute(tx);
  const deleted = Number(numAffectedRows ?? 0);
  await sql`
    update event_totals set logs = logs - ${deleted}
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}`.execute(tx);
  return deleted;
}
