import { sql } from 'kysely';
import { type Db, inTransaction } from '../../db/database.ts';
import { inOrder } from './curves.ts';
import { type LockedOwner, lockOwners } from './owners-store.ts';
import { type Points, packPoints, readIntegers, readNumbers } from './points.ts';

/** Pieces that wait to be joined before a task is worth the work. */
const WORTH = 256;
/** Points of a piece that is left as it is. */
const WHOLE = 4_096;

/** Joins the small pieces in which scalars come, and removes what was written again. */
export async function compactEvents(db: Db): Promise<void> {
  const { rows } = await sql<{ workspace_id: string; owner_id: string }>`
    select workspace_id, owner_id from event_totals where chunks >= ${WORTH}
    order by chunks desc limit 1000`.execute(db);
  for (const { workspace_id, owner_id } of rows)
    await inTransaction(db, (tx) => compactOwner(tx, workspace_id, owner_id));
}

/** The task is locked, so that nothing is written to it meanwhile; readers see it before or after. */
async function compactOwner(tx: Db, workspaceId: string, id: string): Promise<void> {
  const [task] = await lockOwners(tx, 'tasks', workspaceId, [id]);
  const [owner] = task ? [task] : await lockOwners(tx, 'models', workspaceId, [id]);
  if (owner) {
    await joinCurves(tx, workspaceId, owner);
    await removeReplaced(tx, workspaceId, owner);
  }
  await tx
    .updateTable('event_totals')
    .set({ chunks: 0 })
    .where('workspace_id', '=', workspaceId)
    .where('owner_id', '=', id)
    .execute();
}

interface Joined extends Record<'iterations' | 'times' | 'numbers', Buffer> {
  metric: string;
  variant: string;
  single: boolean;
  number: number;
  received: string;
}

/** Only what came after the last whole piece is joined: the order in which pieces replace each other stays. */
async function joinCurves(tx: Db, workspaceId: string, { id, generation }: LockedOwner): Promise<void> {
  const own = sql`s.workspace_id = ${workspaceId} and s.owner_id = ${id} and s.generation = ${generation}`;
  const { rows } = await sql<Joined>`
    with whole as (
      select metric, variant, single, max(number) as number from event_scalars s
      where ${own} and points >= ${WHOLE} group by 1, 2, 3),
    small as (
      delete from event_scalars s where ${own} and points < ${WHOLE} and number > coalesce((
        select number from whole w where (w.metric, w.variant, w.single) = (s.metric, s.variant, s.single)), 0)
      returning *)
    select metric, variant, single, max(number) as number, max(received) as received,
      string_agg(iterations, ''::bytea order by number) as iterations,
      string_agg(times, ''::bytea order by number) as times,
      string_agg(numbers, ''::bytea order by number) as numbers
    from small group by metric, variant, single`.execute(tx);
  if (rows.length === 0) return;
  const joined = rows.map((row) => {
    const points = inOrder({
      iterations: readIntegers(row.iterations),
      ...{ times: readNumbers(row.times), numbers: readNumbers(row.numbers) },
    });
    return { ...row, points: points.numbers.length, packed: packPoints(points satisfies Points) };
  });
  await sql`
    insert into event_scalars (workspace_id, owner_id, generation, metric, variant, single, number, received, points,
      iterations, times, numbers)
    select ${workspaceId}, ${id}, ${generation}::integer, * from unnest(
      ${joined.map(({ metric }) => metric)}::text[],
      ${joined.map(({ variant }) => variant)}::text[],
      ${joined.map(({ single }) => single)}::boolean[],
      ${joined.map(({ number }) => number)}::bigint[],
      ${joined.map(({ received }) => received)}::timestamptz[],
      ${joined.map(({ points }) => points)}::integer[],
      ${joined.map(({ packed }) => packed.iterations)}::bytea[],
      ${joined.map(({ packed }) => packed.times)}::bytea[],
      ${joined.map(({ packed }) => packed.numbers)}::bytea[])`.execute(tx);
}

async function removeReplaced(tx: Db, workspaceId: string, { id, generation }: LockedOwner): Promise<void> {
  await sql`
    delete from event_samples s using (
      select number, row_number() over (partition by type, metric, variant, iter, key order by number desc) as place
      from event_samples
      where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}) as ranked
    where s.workspace_id = ${workspaceId} and s.owner_id = ${id} and s.number = ranked.number
      and ranked.place > 1`.execute(tx);
}
