import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { likeText } from '../../db/name-pattern.ts';
import type { Owner } from './owners-store.ts';

/** A line by its time in milliseconds, and which one of those of that time, from 0. */
export interface LinePlace {
  timestamp: number;
  index: number;
}

/** A line as it is stored: lines of one time follow each other by their number. */
export interface StoredPlace {
  at: number;
  number: number;
}

/** Higher than any line's number. */
const BEHIND_ALL = Number.MAX_SAFE_INTEGER;

interface Way {
  /** Towards the beginning. */
  earlier: boolean;
  /** The line behind which the way begins; undefined: from the end that lies in its back. */
  from: StoredPlace | undefined;
}

const ofOwner = (workspaceId: string, { id, generation }: Owner) =>
  sql`workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}`;

function ahead({ earlier, from }: Way): RawBuilder<unknown> {
  if (!from) return sql`true`;
  return sql`(at, number) ${sql.raw(earlier ? '<' : '>')} (${from.at}, ${from.number})`;
}

const inOrder = ({ earlier }: Way) =>
  sql.raw(earlier ? 'order by at desc, number desc' : 'order by at, number');

/** The line at a place; where there is none so far down, what lies behind all of its time. */
export async function findStoredPlace(
  db: Db,
  workspaceId: string,
  owner: Owner,
  { timestamp, index }: LinePlace,
): Promise<StoredPlace> {
  const { rows } = await sql<{ number: number }>`
    select number from event_logs where ${ofOwner(workspaceId, owner)} and at = ${timestamp}
    order by number offset ${index} limit 1`.execute(db);
  return { at: timestamp, number: rows[0]?.number ?? BEHIND_ALL };
}

/** A stored line as its place. */
export async function placeOf(
  db: Db,
  workspaceId: string,
  owner: Owner,
  { at, number }: StoredPlace,
): Promise<LinePlace> {
  const { rows } = await sql<{ index: number }>`
    select count(*) as index from event_logs
    where ${ofOwner(workspaceId, owner)} and at = ${at} and number < ${number}`.execute(db);
  return { timestamp: at, index: rows[0]?.index ?? 0 };
}

/**
 * The nearest line that holds a text among the next `most` lines, or, with `found` false, the last one of these;
 * undefined where there are fewer and none holds it. The lines are read once, in their order, up to the answer.
 */
export async function findText(
  db: Db,
  workspaceId: string,
  owner: Owner,
  way: Way,
  { text, most }: { text: string; most: number },
): Promise<(StoredPlace & { found: boolean }) | undefined> {
  const order = inOrder(way);
  const { rows } = await sql<StoredPlace & { found: boolean }>`
    select at, number, msg ilike ${`%${likeText(text)}%`} as found from (
      select at, number, msg, row_number() over (${order}) as place from event_logs
      where ${ofOwner(workspaceId, owner)} and ${ahead(way)}) as lines
    where place = ${most} or msg ilike ${`%${likeText(text)}%`}
    ${order} limit 1`.execute(db);
  return rows[0];
}
