import type { Axis, Curve } from './curve.ts';
import { joinCurves } from './join-curves.ts';

const AXIS_NAMES: Record<Axis, string> = { iter: 'iteration', start: 'seconds', clock: 'time' };

/** A cell of a CSV file; what a spreadsheet would take for a formula begins with a quote. */
function cell(text: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const placeText = (axis: Axis, at: number) =>
  axis === 'clock' ? new Date(at * 1000).toISOString() : String(at);

/** Curves as a table: a row for each place along the axis, a column for each curve; gaps are empty. */
export function curvesAsCsv(curves: readonly Curve[], labels: readonly string[], axis: Axis): string {
  const [places, ...rows] = joinCurves(curves);
  const head = [AXIS_NAMES[axis], ...labels].map(cell).join(',');
  const lines = places.map((at, i) => [placeText(axis, at), ...rows.map((row) => row[i] ?? '')].join(','));
  return [head, ...lines, ''].join('\r\n');
}

/** Curves as JSON: each with its run, metric, variant and its places and values, gaps as null. */
export function curvesAsJson(curves: readonly Curve[], axis: Axis): string {
  const named = curves.map(({ run, metric, variant, x, y }) => ({
    ...{ task: run.id, task_name: run.name, metric, variant },
    [AXIS_NAMES[axis]]: axis === 'clock' ? x.map((at) => placeText(axis, at)) : x,
    value: y,
  }));
  return `${JSON.stringify(named, null, 1)}\n`;
}
