import { sql } from 'kysely';
import type { Db } from '../../db/database.ts';
import { type ChosenMetrics, ofMetrics } from './chosen-metrics.ts';
import type { Owner } from './owners-store.ts';
import { type Points, readIntegers, readNumbers } from './points.ts';

/** The points of one variant in the order they came. */
export interface StoredCurve extends Points {
  metric: string;
  variant: string;
}

interface Wanted {
  metrics?: ChosenMetrics;
  /** The values without an iteration instead of curves. */
  single?: boolean;
}

/** Curves of a task or model, by metric and variant. */
export async function readCurves(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
  { metrics, single = false }: Wanted = {},
): Promise<StoredCurve[]> {
  const { rows } = await sql<
    Record<'iterations' | 'times' | 'numbers', Buffer> & Record<'metric' | 'variant', string>
  >`
    select metric, variant,
      string_agg(iterations, ''::bytea order by number) as iterations,
      string_agg(times, ''::bytea order by number) as times,
      string_agg(numbers, ''::bytea order by number) as numbers
    from event_scalars
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
      and single = ${single} and ${ofMetrics(metrics)}
    group by metric, variant order by metric, variant`.execute(db);
  return rows.map(({ metric, variant, iterations, times, numbers }) => ({
    ...{ metric, variant, iterations: readIntegers(iterations) },
    ...{ times: readNumbers(times), numbers: readNumbers(numbers) },
  }));
}

/** Metrics with their variants that have scalars, without reading those. */
export async function listScalarNames(
  db: Db,
  workspaceId: string,
  { id, generation }: Owner,
): Promise<{ metric: string; variants: string[] }[]> {
  const { rows } = await sql<{ metric: string; variants: string[] }>`
    select metric, array_agg(distinct variant order by variant) as variants from event_scalars
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
    group by metric order by metric`.execute(db);
  return rows;
}
