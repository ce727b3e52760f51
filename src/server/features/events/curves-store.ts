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
  const { rows } = await sql<Piece>`
    select metric, variant, encode(iterations, 'base64') as iterations, encode(times, 'base64') as times,
      encode(numbers, 'base64') as numbers
    from event_scalars
    where workspace_id = ${workspaceId} and owner_id = ${id} and generation = ${generation}
      and single = ${single} and ${ofMetrics(metrics)}
    order by metric, variant, number`.execute(db);
  return joinPieces(rows);
}

/**
 * A stored piece of a curve, its numbers as base64: of a long curve that is read in a third of the time that
 * PostgreSQL's own text of bytes takes, and piece by piece in less than as one long text.
 */
type Piece = Record<'metric' | 'variant' | 'iterations' | 'times' | 'numbers', string>;

/** Pieces in the order of metric, variant and number become curves. */
function joinPieces(rows: readonly Piece[]): StoredCurve[] {
  const curves: StoredCurve[] = [];
  for (let from = 0, to = 0; from < rows.length; from = to) {
    const { metric, variant } = rows[from] as Piece;
    while (rows[to]?.metric === metric && rows[to]?.variant === variant) to += 1;
    const pieces = rows.slice(from, to);
    const bytes = (of: 'iterations' | 'times' | 'numbers') =>
      Buffer.concat(pieces.map((piece) => Buffer.from(piece[of], 'base64')));
    curves.push({
      ...{ metric, variant, iterations: readIntegers(bytes('iterations')) },
      ...{ times: readNumbers(bytes('times')), numbers: readNumbers(bytes('numbers')) },
    });
  }
  return curves;
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
