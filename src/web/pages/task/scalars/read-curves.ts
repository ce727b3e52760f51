import type { Axis, Curve, Run } from './curve.ts';

interface Points {
  x: number[];
  y: (number | null)[];
}

type ByName<Value> = Record<string, Value>;

/** Milliseconds since 1970 at which runs started, by id; absent for those that have not. */
export type Starts = ReadonlyMap<string, number>;

/**
 * The curves out of the answer for one run (metric → variant → points) or several (metric → variant → run → points).
 * Points at the same place are one: the last.
 */
export function readCurves(
  answer: Record<string, unknown>,
  runs: readonly Run[],
  axis: Axis,
  starts: Starts,
): Curve[] {
  const curves: Curve[] = [];
  for (const [metric, variants] of Object.entries(answer as ByName<ByName<unknown>>)) {
    for (const [variant, found] of Object.entries(variants)) {
      for (const run of runs) {
        const points = runs.length === 1 ? (found as Points) : (found as ByName<Points>)[run.id];
        if (!points) continue;
        const place = axis === 'iter' ? (x: number) => x : placer(axis, points.x, starts.get(run.id));
        curves.push({ run, metric, variant, ...once(points, place) });
      }
    }
  }
  return curves;
}

/** Seconds of the day, or since the start; a script whose clock is behind the server's starts with its first point. */
function placer(axis: 'start' | 'clock', times: readonly number[], started: number | undefined) {
  if (axis === 'clock') return (time: number) => time / 1000;
  const first = times[0] ?? 0;
  const zero = Math.min(started ?? first, first);
  return (time: number) => (time - zero) / 1000;
}

function once({ x, y }: Points, place: (at: number) => number): Points {
  const kept: Points = { x: [], y: [] };
  for (const [i, at] of x.entries()) {
    if (i > 0 && at === x[i - 1]) kept.y[kept.y.length - 1] = y[i] ?? null;
    else {
      kept.x.push(place(at));
      kept.y.push(y[i] ?? null);
    }
  }
  return kept;
}
