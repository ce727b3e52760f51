import uPlot from 'uplot';
import { tokenColours } from '../../../theme-watch.ts';
import type { Axis } from './curve.ts';
import { COLOURS, type Look } from './curve-looks.ts';
import { clockText, numberText, timeMarks } from './number-text.ts';

/** What part of the axis is shown. */
export interface Zoom {
  min: number;
  max: number;
}

/** A curve as it is drawn. */
export interface DrawnCurve {
  id: string;
  label: string;
  look: Look;
  x: readonly number[];
  y: readonly (number | null)[];
  /** The values before they were smoothed, drawn faintly. */
  raw?: readonly (number | null)[] | undefined;
}

const CURVE_TOKENS = Array.from({ length: COLOURS }, (_, i) => `--curve-${i + 1}` as const);
const DASHES: readonly (number[] | undefined)[] = [undefined, [7, 4], [2, 3]];
const FAINT = 0.25;
/** Size of the marks' letters, which grows with the page. */
const LETTER_REM = 0.6875;
/** Seconds between marks of an axis that counts from the start of a run. */
const STEPS = [0.001, 0.01, 0.1, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600];
const LONG_STEPS = [7200, 14_400, 21_600, 43_200, 86_400, 172_800, 432_000, 864_000, 8_640_000];

interface Wanted {
  curves: readonly DrawnCurve[];
  axis: Axis;
  log: boolean;
  /** Charts with the same word show the same place. */
  sync: string | undefined;
  size: { width: number; height: number };
  zoom: () => Zoom | null;
  onZoom: (zoom: Zoom | null) => void;
  onPlace: (places: readonly (number | null | undefined)[] | null) => void;
}

/** Everything uPlot has to know of a chart but its data. */
export function plotOptions(wanted: Wanted): uPlot.Options {
  const colours = tokenColours(['--ink-2', '--line', '--surface', ...CURVE_TOKENS]);
  const { axis, log, size } = wanted;
  const letter = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) * LETTER_REM;
  const font = `${letter}px ${getComputedStyle(document.body).fontFamily}`;
  const common = { font, stroke: colours['--ink-2'], grid: { stroke: colours['--line'], width: 1 } };
  const ticks = { ...common, ticks: { stroke: colours['--line'], width: 1, size: 4 } };
  return {
    ...size,
    legend: { show: false },
    padding: [10, 12, 0, 0],
    scales: {
      x: { time: axis === 'clock', range: (_, min, max) => shownRange(wanted.zoom(), min, max) },
      y: { distr: log ? 3 : 1, range: (_, min, max) => valueRange(log, min, max) },
    },
    axes: [
      { ...ticks, size: axis === 'clock' ? 44 : 32, ...placeMarks(axis) },
      {
        ...ticks,
        size: valueWidth,
        values: (_, splits) => splits.map((at) => (at === null ? '' : numberText(at))),
      },
    ],
    series: [{}, ...wanted.curves.flatMap((curve) => seriesOf(curve, colours))],
    cursor: cursorOf(wanted, ['', ...wanted.curves.flatMap((curve) => strokesOf(curve, colours))]),
    hooks: {
      setSelect: [(plot) => selected(plot, wanted.onZoom)],
      setCursor: [(plot) => wanted.onPlace((plot.cursor.left ?? -1) < 0 ? null : (plot.cursor.idxs ?? []))],
    },
  };
}

const strokeOf = ({ look }: DrawnCurve, colours: Record<string, string>) =>
  colours[CURVE_TOKENS[look.colour] ?? ''] ?? '';

/** The colour of each line of a curve. */
function strokesOf(curve: DrawnCurve, colours: Record<string, string>): string[] {
  const stroke = strokeOf(curve, colours);
  return curve.raw ? [stroke, stroke] : [stroke];
}

function seriesOf(curve: DrawnCurve, colours: Record<string, string>): uPlot.Series[] {
  const { look, raw } = curve;
  const stroke = strokeOf(curve, colours);
  const dash = DASHES[look.line];
  const points = { size: 5, stroke, fill: colours['--surface'] ?? '' };
  const whole: uPlot.Series = { stroke, width: 1.5, points, ...(dash && { dash }) };
  return raw ? [{ ...whole, alpha: FAINT, width: 1 }, whole] : [whole];
}

function cursorOf({ sync, onZoom }: Wanted, strokes: readonly string[]): uPlot.Cursor {
  const shared = ['mousemove', 'mouseleave'];
  return {
    // the page keeps what is zoomed to, so that new points do not undo it
    drag: { setScale: false, x: true, y: false, dist: 4 },
    bind: { dblclick: () => () => showAll(onZoom) },
    points: { size: 7, fill: (_, at) => strokes[at] ?? '' },
    ...(sync && {
      sync: {
        key: sync,
        setSeries: false,
        scales: ['x', null],
        filters: { pub: (type) => shared.includes(type) },
      },
    }),
  };
}

function showAll(onZoom: Wanted['onZoom']): null {
  onZoom(null);
  return null;
}

function selected(plot: uPlot, onZoom: Wanted['onZoom']): void {
  const { left, width } = plot.select;
  if (width < 1) return;
  onZoom({ min: plot.posToVal(left, 'x'), max: plot.posToVal(left + width, 'x') });
  plot.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
}

const shownRange = (zoom: Zoom | null, min: number, max: number): uPlot.Range.MinMax =>
  zoom ? [zoom.min, zoom.max] : [min, max];

function valueRange(log: boolean, min: number | null, max: number | null): uPlot.Range.MinMax {
  if (min === null || max === null || !Number.isFinite(min) || !Number.isFinite(max))
    return [log ? 0.1 : 0, 1];
  return log ? uPlot.rangeLog(min, max, 10, false) : uPlot.rangeNum(min, max, 0.1, true);
}

function placeMarks(axis: Axis): Pick<uPlot.Axis, 'incrs' | 'values' | 'space'> {
  if (axis === 'clock')
    return { space: 64, values: (_, splits, _axis, _space, step) => timeMarks(splits, step) };
  if (axis === 'start')
    return { space: 70, incrs: [...STEPS, ...LONG_STEPS], values: (_, splits) => splits.map(clockText) };
  const whole = (at: number) => (Number.isInteger(at) ? numberText(at) : '');
  return { space: 60, values: (_, splits) => splits.map(whole) };
}

/** As wide as its longest number. */
function valueWidth(_: uPlot, values: string[] | null): number {
  const longest = Math.max(0, ...(values ?? []).map((value) => value?.length ?? 0));
  return 22 + longest * 7;
}
