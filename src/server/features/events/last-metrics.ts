import { createHash } from 'node:crypto';
import { NO_ITERATION } from './read-event.ts';

/** What a task keeps of one variant; numbers that are not finite are null. */
export interface LastMetric {
  metric: string;
  variant: string;
  /** That of the highest iteration; of the last one reported for it. */
  value: number | null;
  iteration: number;
  first_value: number | null;
  first_value_iteration: number;
  min_value: number | null;
  min_value_iteration: number | null;
  max_value: number | null;
  max_value_iteration: number | null;
  /** Of the finite ones, `count` of them. */
  mean_value: number | null;
  count: number;
}

export type LastMetrics = Record<string, Record<string, Partial<LastMetric>>>;

/** Points of one variant in the order they came. */
export interface Reported {
  metric: string;
  variant: string;
  iterations: readonly number[];
  numbers: readonly number[];
}

/** The key of a metric or a variant in `last_metrics`. */
export const hashOf = (name: string) => createHash('md5').update(name).digest('hex');

/** Folds what was reported into what the task keeps; changes nothing that it is given. */
export function foldMetrics(last: LastMetrics, reported: Iterable<Reported>): LastMetrics {
  const folded: LastMetrics = { ...last };
  const copied = new Set<string>();
  for (const points of reported) {
    const [metric, variant] = [hashOf(points.metric), hashOf(points.variant)];
    if (!copied.has(metric)) folded[metric] = { ...folded[metric] };
    copied.add(metric);
    const variants = folded[metric] ?? {};
    variants[variant] = foldVariant(variants[variant], points);
  }
  return folded;
}

const finite = (value: number) => (Number.isFinite(value) ? value : null);

function foldVariant(
  before: Partial<LastMetric> | undefined,
  { metric, variant, iterations, numbers }: Reported,
): LastMetric {
  const [iteration = 0] = iterations;
  const value = finite(numbers[0] ?? 0);
  const now: LastMetric = {
    ...{ metric, variant, value, iteration, first_value: value, first_value_iteration: iteration },
    ...{ min_value: null, min_value_iteration: null, max_value: null, max_value_iteration: null },
    ...{ mean_value: null, count: 0 },
    ...before,
  };
  for (const [i, number] of numbers.entries()) foldPoint(now, iterations[i] ?? NO_ITERATION, number);
  return now;
}

function foldPoint(now: LastMetric, iteration: number, number: number): void {
  if (iteration >= now.iteration) {
    now.value = finite(number);
    now.iteration = iteration;
  }
  if (!Number.isFinite(number)) return;
  if (now.min_value === null || number < now.min_value) {
    now.min_value = number;
    now.min_value_iteration = iteration;
  }
  if (now.max_value === null || number > now.max_value) {
    now.max_value = number;
    now.max_value_iteration = iteration;
  }
  now.count += 1;
  now.mean_value = (now.mean_value ?? 0) + (number - (now.mean_value ?? 0)) / now.count;
}
