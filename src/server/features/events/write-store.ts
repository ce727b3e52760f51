import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import type { OwnEvents } from './gather-events.ts';
import type { LastMetrics } from './last-metrics.ts';
import type { OwnerKind } from './owners-store.ts';
import { packPoints } from './points.ts';

/** Events of one task or model, of its present generation. */
export interface Stored extends OwnEvents {
  generation: number;
  /** What it keeps from now on; undefined where no scalars were reported. */
  last_metrics: LastMetrics | undefined;
}

type Statement = RawBuilder<unknown>;

/**
 * Writes events, and what their tasks or models keep of them. All in one statement: each way to the database and back
 * costs as much as many rows.
 */
export async function writeEvents(
  tx: Db,
  kind: OwnerKind,
  workspaceId: string,
  all: readonly Stored[],
): Promise<void> {
  const parts = [scalars, logs, samples, totals].map((part) => part(workspaceId, all));
  const named = parts
    .filter((part) => part !== undefined)
    .map((part, i) => sql`${sql.ref(`part_${i}`)} as (${part})`);
  await sql`with ${sql.join(named)} ${progress(kind, workspaceId, all)}`.execute(tx);
}

function scalars(workspaceId: string, all: readonly Stored[]): Statement | undefined {
  const rows = all.flatMap(({ owner, generation, curves }) =>
    curves.map((curve) => ({ owner, generation, ...curve, packed: packPoints(curve) })),
  );
  if (rows.length === 0) return undefined;
  return sql`
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
      ${rows.map(({ packed }) => packed.numbers)}::bytea[])`;
}

function logs(workspaceId: string, all: readonly Stored[]): Statement | undefined {
  const rows = all.flatMap(({ owner, generation, logs }) =>
    logs.map((line) => ({ ...line, owner, generation })),
  );
  if (rows.length === 0) return undefined;
  return sql`
    insert into event_logs (workspace_id, owner_id, generation, at, level, worker, msg)
    select ${workspaceId}, * from unnest(
      ${rows.map(({ owner }) => owner)}::text[],
      ${rows.map(({ generation }) => generation)}::integer[],
      ${rows.map(({ at }) => at)}::double precision[],
      ${rows.map(({ key }) => key)}::text[],
      ${rows.map(({ worker }) => worker)}::text[],
      ${rows.map(({ content }) => content)}::text[])`;
}

function samples(workspaceId: string, all: readonly Stored[]): Statement | undefined {
  const rows = all.flatMap(({ owner, generation, samples }) =>
    samples.map((sample) => ({ ...sample, owner, generation })),
  );
  if (rows.length === 0) return undefined;
  return sql`
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
      ${rows.map(({ content }) => content)}::text[])`;
}

/** Counts of what would take long to count; they begin anew with a generation. */
function totals(workspaceId: string, all: readonly Stored[]): Statement {
  return sql`
    insert into event_totals as t (workspace_id, owner_id, generation, logs, chunks)
    select ${workspaceId}, * from unnest(
      ${all.map(({ owner }) => owner)}::text[],
      ${all.map(({ generation }) => generation)}::integer[],
      ${all.map(({ logs }) => logs.length)}::bigint[],
      ${all.map(({ curves, samples }) => curves.length + samples.length)}::integer[])
    on conflict (workspace_id, owner_id) do update set
      generation = excluded.generation,
      logs = excluded.logs + case when t.generation = excluded.generation then t.logs else 0 end,
      chunks = excluded.chunks + case when t.generation = excluded.generation then t.chunks else 0 end`;
}

/** Tasks or models note that they reported, how far they are, and their last metrics. */
function progress(kind: OwnerKind, workspaceId: string, all: readonly Stored[]): Statement {
  const metrics = all.map(({ last_metrics }) => (last_metrics ? JSON.stringify(last_metrics) : null));
  return sql`
    update ${sql.table(kind)} as o set
      last_update = now(),
      last_iteration = greatest(o.last_iteration, n.iteration),
      last_metrics = coalesce(n.metrics::jsonb, o.last_metrics)
    from unnest(
      ${all.map(({ owner }) => owner)}::text[],
      ${all.map(({ iteration }) => iteration ?? null)}::integer[],
      ${metrics}::text[]) as n (id, iteration, metrics)
    where o.workspace_id = ${workspaceId} and o.id = n.id`;
}
