import { type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { type ChosenMetrics, ofMetrics } from './chosen-metrics.ts';
import type { Owner } from './owners-store.ts';
import type { SampleType } from './read-event.ts';

/** A plot, image or vector without what it holds. */
export interface SampleKey {
  number: number;
  owner: string;
  metric: string;
  variant: string;
  iter: number;
  /** Characters it holds. */
  size: number;
}

/** Which plots, images or vectors of a task or model. */
export interface Wanted {
  types: readonly SampleType[];
  metrics?: ChosenMetrics;
  /** Of each variant only the last so many iterations. */
  last?: number | undefined;
  /** Only these iterations. */
  iterations?: readonly number[];
}

/** The rows that count: of those with the same iteration (and key) the last one written. */
const current = (
  workspaceId: string,
  { id, generation }: Owner,
  { types, metrics, iterations }: Wanted,
) => sql`
  select distinct on (type, metric, variant, iter, key) number, owner_id, type, metric, variant, iter, key, content
  from event_samples
  where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
    and type = any(${types}) and (${ofMetrics(metrics)}) and ${among(iterations)}
  order by type, metric, variant, iter, key, number desc`;

const among = (iterations: readonly number[] | undefined): RawBuilder<SqlBool> =>
  iterations ? sql`iter = any(${iterations})` : sql`true`;

/** What there is, by metric, variant and iteration. */
export async function listSamples(
  db: Db,
  workspaceId: string,
  owner: Owner,
  wanted: Wanted,
): Promise<SampleKey[]> {
  const { rows } = await sql<SampleKey>`
    select number, owner_id as owner, metric, variant, iter, length(content) as size from (
      select *, dense_rank() over (partition by type, metric, variant order by iter desc) as place
      from (${current(workspaceId, owner, wanted)}) as current) as ranked
    where ${wanted.last ?? null}::integer is null or place <= ${wanted.last ?? null}::integer
    order by type, metric, variant, iter, key`.execute(db);
  return rows;
}

/** A plot, image or vector as it is answered. */
export type ShownSample = Record<string, unknown>;

interface SampleRow {
  number: number;
  type: SampleType;
  task: string;
  timestamp: number;
  iter: number;
  metric: string;
  variant: string;
  key: string;
  content: string;
}

/** Plots, images or vectors by their numbers, in that order. */
export async function readSamples(
  db: Db,
  workspaceId: string,
  keys: readonly Pick<SampleKey, 'number' | 'owner'>[],
): Promise<ShownSample[]> {
  const numbers = keys.map(({ number }) => number);
  const { rows } = await sql<SampleRow>`
    select number, type, owner_id as task, at as timestamp, iter, metric, variant, key, content
    from event_samples
    where workspace_id = ${workspaceId} and owner_id = any(${[...new Set(keys.map(({ owner }) => owner))]})
      and number = any(${numbers}::bigint[])`.execute(db);
  const found = new Map(rows.map((row) => [row.number, shown(row)] as const));
  return numbers.map((number) => found.get(number)).filter((event) => event !== undefined);
}

function shown({ number: _, key, content, ...event }: SampleRow): ShownSample {
  switch (event.type) {
    case 'plot':
      return { ...event, plot_str: content };
    case 'training_debug_image':
      return { ...event, key, url: content };
    case 'training_stats_vector':
      return { ...event, values: JSON.parse(content) as number[] };
  }
}

/** Iterations there are beyond a place, the nearest first. */
export async function listIterations(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
  { types, metrics }: Wanted,
  { earlier, from, count }: { earlier: boolean; from: number | undefined; count: number },
): Promise<number[]> {
  const beyond = earlier ? sql`iter < ${from}` : sql`iter > ${from}`;
  const { rows } = await sql<{ iter: number }>`
    select distinct iter from event_samples
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
      and type = any(${types}) and (${ofMetrics(metrics)}) and ${from === undefined ? sql`true` : beyond}
    order by iter ${sql.raw(earlier ? 'desc' : 'asc')} limit ${count}`.execute(db);
  return rows.map(({ iter }) => iter);
}

/** Metrics that have plots, images or vectors. */
export async function listSampleMetrics(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
  types: readonly SampleType[],
): Promise<string[]> {
  const { rows } = await sql<{ metric: string }>`
    select distinct metric from event_samples
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
      and type = any(${types}) order by metric`.execute(db);
  return rows.map(({ metric }) => metric);
}
