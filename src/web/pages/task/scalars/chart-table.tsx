import { useMemo, useState } from 'react';
import { Button } from '../../../ui/button.tsx';
import type { Axis } from './curve.ts';
import { joinCurves } from './join-curves.ts';
import { clockText, numberText } from './number-text.ts';
import type { DrawnCurve } from './plot-options.ts';

const STEP = 100;
const AXES: Record<Axis, string> = { iter: 'Iteration', start: 'Time from start', clock: 'Time' };
const CLOCK = new Intl.DateTimeFormat('en-GB', { dateStyle: 'short', timeStyle: 'medium' });

/** A place along the axis in words. */
export function placeText(axis: Axis, at: number): string {
  if (axis === 'clock') return CLOCK.format(at * 1000);
  return axis === 'start' ? clockText(at) : numberText(at);
}

const shown = (value: number | null | undefined) =>
  value === null ? 'no number' : value === undefined ? '' : numberText(value);

/** The points of a chart as a table, the newest first. */
export function ChartTable({
  label,
  curves,
  axis,
}: {
  label: string;
  curves: readonly DrawnCurve[];
  axis: Axis;
}) {
  const [most, setMost] = useState(STEP);
  const [places, ...rows] = useMemo(() => joinCurves(curves), [curves]);
  const first = Math.max(0, places.length - most);
  const order = Array.from({ length: places.length - first }, (_, i) => places.length - 1 - i);
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="curve-table" aria-label={`${label} as a table`} tabIndex={0}>
        <table className="table">
          <caption className="sr">{label}</caption>
          <thead>
            <tr>
              <th scope="col">{AXES[axis]}</th>
              {curves.map((curve) => (
                <th key={curve.id} scope="col">
                  {curve.label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {order.map((at) => (
              <tr key={at}>
                <th scope="row">{placeText(axis, places[at] as number)}</th>
                {curves.map((curve, i) => (
                  <td key={curve.id}>{shown(rows[i]?.[at])}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      {first > 0 && (
        <Button size="sm" onClick={() => setMost(most + STEP)}>
          Show {Math.min(STEP, first)} more of {places.length}
        </Button>
      )}
    </>
  );
}
