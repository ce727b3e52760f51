import 'uplot/dist/uPlot.min.css';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import uPlot from 'uplot';
import { useShownTheme } from '../../../theme-watch.ts';
import type { Axis } from './curve.ts';
import { joinCurves } from './join-curves.ts';
import { type DrawnCurve, plotOptions, type Zoom } from './plot-options.ts';
import { zoomByKey } from './zoom-keys.ts';

/** Values at the place that the pointer shows, by the curve's id. */
export interface Pointed {
  x: number;
  values: ReadonlyMap<string, number>;
}

interface CurvePlotProps {
  label: string;
  /** Those that are not hidden. */
  curves: readonly DrawnCurve[];
  axis: Axis;
  log: boolean;
  sync: string | undefined;
  zoom: Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
  onPoint: (pointed: Pointed | null) => void;
}

/** Logarithms know no zero and nothing below. */
const drawable = (log: boolean, values: readonly (number | null)[]) =>
  log ? values.map((value) => (value !== null && value > 0 ? value : null)) : values;

function dataOf(curves: readonly DrawnCurve[], log: boolean) {
  const rows = curves.flatMap(({ x, y, raw }) => [
    ...(raw ? [{ x, y: drawable(log, raw) }] : []),
    { x, y: drawable(log, y) },
  ]);
  return joinCurves(rows);
}

/** What is at some places of the joined data, seen by the curves' ids. */
function pointedAt(
  places: readonly (number | null | undefined)[] | null,
  curves: readonly DrawnCurve[],
  [xs, ...rows]: ReturnType<typeof joinCurves>,
): Pointed | null {
  const [at] = places ?? [];
  const x = at === null || at === undefined ? undefined : xs[at];
  if (x === undefined) return null;
  const values = new Map<string, number>();
  let row = 0;
  for (const { id, raw } of curves) {
    if (raw) row += 1;
    const place = places?.[row + 1];
    const value = place === null || place === undefined ? undefined : rows[row]?.[place];
    if (typeof value === 'number') values.set(id, value);
    row += 1;
  }
  return { x, values };
}

/** Curves on a canvas: drag to come nearer, double click or 0 to see all; + - and arrow keys do it without a mouse. */
export function CurvePlot(props: CurvePlotProps) {
  const { label, curves, axis, log, sync, zoom } = props;
  const box = useRef<HTMLDivElement>(null);
  const plot = useRef<uPlot>(undefined);
  const theme = useShownTheme();
  const data = useMemo(() => dataOf(curves, log), [curves, log]);
  const now = useRef({ ...props, data });
  now.current = { ...props, data };
  const looks = curves.map(({ id, look, raw }) => [id, look, raw !== undefined]);
  const shape = JSON.stringify([looks, axis, log, sync, theme]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: made anew when another shape is wanted, not for new points
  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const options = plotOptions({
      ...{ curves, axis, log, sync },
      size: { width: Math.max(120, element.clientWidth), height: Math.max(80, element.clientHeight) },
      zoom: () => now.current.zoom,
      onZoom: (next) => now.current.onZoom(next),
      onPlace: (places) => now.current.onPoint(pointedAt(places, now.current.curves, now.current.data)),
    });
    const made = new uPlot(options, now.current.data as uPlot.AlignedData, element);
    plot.current = made;
    const sized = new ResizeObserver(() => {
      const { clientWidth: width, clientHeight: height } = element;
      if (width > 0 && height > 0) made.setSize({ width, height });
    });
    sized.observe(element);
    return () => {
      sized.disconnect();
      plot.current = undefined;
      made.destroy();
    };
  }, [shape]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another zoom shows another part of the same data
  useEffect(() => {
    const shown = plot.current;
    if (shown && shown.series.length === data.length) shown.setData(data as uPlot.AlignedData);
  }, [data, zoom]);
  const onKeyDown = (event: KeyboardEvent) => {
    const [xs] = data;
    const all = { min: xs[0] ?? 0, max: xs.at(-1) ?? 0 };
    if (event.ctrlKey || event.metaKey || event.altKey || all.max <= all.min) return;
    const next = zoomByKey(event.key, zoom, all);
    if (next === undefined) return;
    event.preventDefault();
    props.onZoom(next);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a canvas with keys of its own is no fieldset
    <div
      ref={box}
      className="curve-plot"
      role="group"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: its keys zoom and move
      tabIndex={0}
      aria-label={label}
      onKeyDown={onKeyDown}
    />
  );
}
