import type { Points } from './points.ts';

export type CurveKey = 'iter' | 'timestamp' | 'iso_time';

/** A curve as it is answered; a gap is null. */
export interface ShownCurve {
  x: (number | string)[];
  y: (number | null)[];
}

/** Points until a reader gives no number of them. */
export const DEFAULT_SAMPLES = 2_000;

/** Points by iteration, each once: of those written again the last. Gives the same arrays where nothing is to do. */
export function inOrder(points: Points): Points {
  const { iterations } = points;
  let rising = true;
  for (let i = 1; i < iterations.length && rising; i++)
    rising = (iterations[i] as number) > (iterations[i - 1] as number);
  if (rising) return points;
  const order = Uint32Array.from(iterations.keys()).sort(
    (a, b) => (iterations[a] as number) - (iterations[b] as number) || a - b,
  );
  const kept = order.filter((at, i) => {
    const next = order[i + 1];
    return next === undefined || iterations[next] !== iterations[at];
  });
  return pick(points, kept);
}

function pick({ iterations, times, numbers }: Points, places: Uint32Array): Points {
  return {
    iterations: Int32Array.from(places, (at) => iterations[at] as number),
    times: Float64Array.from(places, (at) => times[at] as number),
    numbers: Float64Array.from(places, (at) => numbers[at] as number),
  };
}

/**
 * A curve of at most so many points. With more of them the axis is cut into as many parts of equal length, and each is
 * answered as the mean of what lies in it.
 */
export function sampleCurve(points: Points, key: CurveKey, samples: number): ShownCurve {
  const ordered = inOrder(points);
  const [axis, numbers] = key === 'iter' ? [ordered.iterations, ordered.numbers] : byTime(ordered);
  const { x, y } = numbers.length <= samples ? whole(axis, numbers) : means(axis, numbers, samples);
  return { x: key === 'iso_time' ? x.map(isoTime) : x, y };
}

const isoTime = (at: number) => new Date(at).toISOString().replace('Z', '+00:00');
const shown = (value: number) => (Number.isFinite(value) ? value : null);

function byTime({ times, numbers }: Points): [Float64Array, Float64Array] {
  let rising = true;
  for (let i = 1; i < times.length && rising; i++) rising = (times[i] as number) >= (times[i - 1] as number);
  if (rising) return [times, numbers];
  const order = Uint32Array.from(times.keys()).sort((a, b) => (times[a] as number) - (times[b] as number));
  return [
    Float64Array.from(order, (at) => times[at] as number),
    Float64Array.from(order, (at) => numbers[at] as number),
  ];
}

type Axis = Int32Array | Float64Array;

const whole = (axis: Axis, numbers: Float64Array) => ({
  x: Array.from(axis as ArrayLike<number>),
  y: Array.from(numbers, shown),
});

/** Sums of the part of the axis being read. */
interface Part {
  at: number;
  count: number;
  x: number;
  finite: number;
  y: number;
}

function means(axis: Axis, numbers: Float64Array, samples: number) {
  const curve = { x: [] as number[], y: [] as (number | null)[] };
  const first = axis[0] as number;
  const width = ((axis.at(-1) as number) - first) / samples || 1;
  let part: Part = { at: 0, count: 0, x: 0, finite: 0, y: 0 };
  const close = () => {
    curve.x.push(first + Math.round(part.x / part.count));
    curve.y.push(part.finite === 0 ? null : shown(part.y / part.finite));
  };
  for (let i = 0; i < numbers.length; i++) {
    const offset = (axis[i] as number) - first;
    const at = Math.min(samples - 1, Math.floor(offset / width));
    if (at !== part.at) {
      if (part.count > 0) close();
      part = { at, count: 0, x: 0, finite: 0, y: 0 };
    }
    const value = numbers[i] as number;
    part.count += 1;
    part.x += offset;
    if (Number.isFinite(value)) {
      part.finite += 1;
      part.y += value;
    }
  }
  close();
  return curve;
}
