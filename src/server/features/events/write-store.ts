import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { OwnEvents } from './gather-events.ts';
import { packPoints } from './points.ts';

/** Events of one task or model, of its present generation. */
export interface Stored extends OwnEvents {
  generation: number;
}

/** Writes events: one statement for each kind of row, however many there are. */
export async function insertEvents(tx: Db, workspaceId: string, all: readonly Stored[]): Promise<void> {
  await insertScalars(tx, workspaceId, all);
  await insertLogs(tx, workspaceId, all);
  await insertSamples(tx, workspaceId, all);
  await addTotals(tx, workspaceId, all);
}

async function insertScalars(tx: Db, workspaceId: string, all: readonly Stored[]): Promise<void> {
  const rows = all.flatMap(({ owner, generation, curves }) =>
    curves.map((curve) => ({ owner, generation, ...curve, packed: packPoints(curve) })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into event_scalars
      (workspace_id, owner_id, generation, metric, variant, points, single, iterations, times, numbers)
    select ${workspaceId}, * from unnest(
      ${rows.map(({ owner }) => owner)}::text[],
      ${rows.map(({ generation }) => generation)}::integer[],
      ${rows.map(({ metric }) => metric)}::text[],
      ${rows.map(({ variant }) => variant)}::text[],
      ${rows.map(({ numbers }) => numbers.length)}::integer[],
      ${rows.map(({ single }) => single)}::boolean[],
      ${rows.map(({ packed }) => packed.iterations)}::bytea[],
      ${rows.map(({ packed }) => packed.times)}::bytea[],
      ${rows.map(({ packed }) => packed.numbers)}::bytea[])`.execute(tx);
}

async function insertLogs(tx: Db, workspaceId: string, all: readonly Stored[]): Promise<void> {
  const rows = all.flatMap(({ owner, generation, logs }) =>
    logs.map((line) => ({ ...line, owner, generation })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into event_logs (workspace_id, owner_id, generation, at, level, worker, msg)
    select ${workspaceId}, * from unnest(
      ${rows.map(({ owner }) => owner)}::text[],
      ${rows.map(({ generation }) => generation)}::integer[],
      ${rows.map(({ at }) => at)}::double precision[],
      ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ worker }) => worker)}::text[],
      ${rows.map(({ content }) => content)}::text[])`.execute(tx);
}

async function insertSamples(tx: Db, workspaceId: string, all: readonly Stored[]): Promise<void> {
  const rows = all.flatMap(({ owner, generation, samples }) =>
    samples.map((sample) => ({ ...sample, owner, generation })),
  );
  if (rows.length === 0) return;
  await sql`
    insert into event_samples
      (workspace_id, owner_id, generation, type, metric, variant, iter, key, at, content)
    select ${workspaceId}, * from unnest(
      ${rows.map(({ owner }) => owner)}::text[],
      ${rows.map(({ generation }) => generation)}::integer[],
      ${rows.map(({ type }) => type)}::text[],
      ${rows.map(({ metric }) => metric)}::text[],
      ${rows.map(({ variant }) => variant)}::text[],
      ${rows.map(({ iter }) => iter)}::integer[],
      ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ at }) => at)}::double precision[],
      ${rows.map(({ content }) => content)}::text[])`.execute(tx);
}

/** Counts of what would take long to count; they begin anew with a generation. */
async function addTotals(tx: Db, workspaceId: string, all: readonly Stored[]): Promise<void> {
  await sql`
    insert into event_totals as t (workspace_id, owner_id, generation, logs, chunks)
    select ${workspaceId}, * from unnest(
      ${all.map(({ owner }) => owner)}::text[],
      ${all.map(({ generation }) => generation)}::integer[],
      ${all.map(({ logs }) => logs.length)}::bigint[],
      ${all.map(({ curves, samples }) => curves.length + samples.length)}::integer[])
    on conflict (workspace_id, owner_id) do update set
      generation = excluded.generation,
      logs = excluded.logs + case when t.generation = excluded.generation then t.logs else 0 end,
      chunks = excluded.chunks + case when t.generation = excluded.generation then t.chunks else 0 end`.execute(
    tx,
  );
}
