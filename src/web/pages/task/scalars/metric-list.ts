/** What a task keeps of its scalars, as the wire gives it. */
export type LastMetrics = Record<
  string,
  Record<string, { metric?: string; variant?: string; iteration?: number; count?: number; value?: unknown }>
>;

/** A metric that has curves, with their variants by name. */
export interface Metric {
  name: string;
  variants: Variant[];
}

interface Variant {
  name: string;
  /** Another text means that there are other points than before. */
  state: string;
}

/** The iteration that says "none": a value of its own, not a point of a curve. */
const NO_ITERATION = -(2 ** 31);

/** By name; what the SDK watches of the machine by itself begins with a colon and comes last. */
const byName = (a: { name: string }, b: { name: string }) =>
  Number(a.name.startsWith(':')) - Number(b.name.startsWith(':')) ||
  a.name.localeCompare(b.name, 'en', { numeric: true });

/** Every metric that some of the tasks has curves of, by name. */
export function metricsOf(tasks: readonly LastMetrics[]): Metric[] {
  const metrics = new Map<string, Map<string, string[]>>();
  for (const { metric, variant, ...kept } of tasks.flatMap(everyVariant)) {
    if (metric === undefined || variant === undefined || kept.iteration === NO_ITERATION) continue;
    const variants = metrics.get(metric) ?? new Map<string, string[]>();
    metrics.set(metric, variants);
    const state = `${kept.iteration} ${kept.count} ${kept.value}`;
    variants.set(variant, [...(variants.get(variant) ?? []), state]);
  }
  return [...metrics]
    .map(([name, variants]) => ({
      name,
      variants: [...variants]
        .map(([variant, states]) => ({ name: variant, state: states.join() }))
        .sort(byName),
    }))
    .sort(byName);
}

const everyVariant = (last: LastMetrics) =>
  Object.values(last).flatMap((variants) => Object.values(variants));

/** A text that is another one when a task has reported other single values. */
export const singleState = (tasks: readonly LastMetrics[]): string =>
  tasks
    .flatMap(everyVariant)
    .filter(({ iteration }) => iteration === NO_ITERATION)
    .map(({ metric, variant, count, value }) => `${metric} ${variant} ${count} ${value}`)
    .join();

export type Grouping = 'metric' | 'none';

/** One chart: all variants of a metric, or one of them. */
export interface Chart {
  key: string;
  title: string;
  metric: string;
  variants: string[];
  state: string;
}

/** The charts of some metrics. */
export function chartsOf(metrics: readonly Metric[], grouping: Grouping): Chart[] {
  return metrics.flatMap(({ name, variants }) => {
    const states = variants.map((variant) => `${variant.name} ${variant.state}`);
    if (grouping === 'metric') {
      const all = variants.map((variant) => variant.name);
      return [
        { key: JSON.stringify([name]), title: name, metric: name, variants: all, state: states.join('\n') },
      ];
    }
    return variants.map((variant) => ({
      key: JSON.stringify([name, variant.name]),
      title: variant.name === name ? name : `${name} / ${variant.name}`,
      ...{ metric: name, variants: [variant.name], state: variant.state },
    }));
  });
}
