import { type Curve, curveId, type Run } from './curve.ts';
import { type Look, looksOf } from './curve-looks.ts';
import type { Chart } from './metric-list.ts';
import type { DrawnCurve } from './plot-options.ts';
import { smoothCurve } from './smooth-curve.ts';

/** Names for runs that can be told apart: equal ones get the beginning of their id. */
export function runNames(runs: readonly Run[]): Map<string, string> {
  const times = (name: string) => runs.filter((run) => run.name === name).length;
  return new Map(
    runs.map(({ id, name }) => [id, times(name) > 1 ? `${name} (${id.slice(0, 6)})` : name] as const),
  );
}

/** How the curves of a chart are called: by variant, by run, or by both where there are several of both. */
export function labelOf(runs: readonly Run[], chart: Pick<Chart, 'variants'>) {
  const names = runNames(runs);
  return ({ run, variant }: Pick<Curve, 'run' | 'variant'>): string => {
    const name = names.get(run.id) ?? run.name;
    if (runs.length === 1) return variant;
    return chart.variants.length === 1 ? name : `${name} · ${variant}`;
  };
}

/**
 * How curves look: of one run each variant has a colour; of several each run has one, and its variants other lines.
 */
function lookOf(runs: readonly Run[], { variants }: Pick<Chart, 'variants'>) {
  const looks = runs.length === 1 ? looksOf(variants) : looksOf(runs.map(({ id }) => id));
  return ({ run, variant }: Pick<Curve, 'run' | 'variant'>): Look => {
    const look = looks.get(runs.length === 1 ? variant : run.id) ?? { colour: 0, line: 0 };
    return runs.length === 1 ? look : { ...look, line: (look.line + variants.indexOf(variant)) % 3 };
  };
}

/** The curves of a chart, named, coloured and smoothed. */
export function drawnCurves(
  curves: readonly Curve[],
  runs: readonly Run[],
  chart: Chart,
  smoothing: number,
): DrawnCurve[] {
  const [label, look] = [labelOf(runs, chart), lookOf(runs, chart)];
  return curves.map((curve) => ({
    id: curveId(curve),
    label: label(curve),
    look: look(curve),
    x: curve.x,
    y: smoothing > 0 ? smoothCurve(curve.y, smoothing) : curve.y,
    ...(smoothing > 0 && { raw: curve.y }),
  }));
}
