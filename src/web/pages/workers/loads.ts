import type { ResponseOf } from '../../../contract/contract.ts';

type Metrics = ResponseOf<'workers.get_stats'>['workers'][number]['metrics'];

/** Percent at times in seconds since 1970, the oldest first. */
export type Series = readonly { at: number; percent: number }[];

/** How busy a machine was; a part that it did not report is empty. */
export interface Loads {
  cpu: Series;
  gpu: Series;
  memory: Series;
}

export const STAT_KEYS = ['cpu_usage', 'gpu_usage', 'memory_used', 'memory_free'] as const;

/** The curves of one worker. Memory is told as used and free, in whatever unit: their share is the same in each. */
export function readLoads(metrics: Metrics): Loads {
  const points = (key: (typeof STAT_KEYS)[number]) => {
    const found = metrics.find(({ metric }) => metric === key);
    const values = found?.stats[0]?.values ?? [];
    return (found?.dates ?? []).map((at, i) => ({ at, percent: values[i] ?? 0 }));
  };
  const free = new Map(points('memory_free').map(({ at, percent }) => [at, percent]));
  const memory = points('memory_used').flatMap(({ at, percent: used }) => {
    const all = used + (free.get(at) ?? 0);
    return free.has(at) && all > 0 ? [{ at, percent: (100 * used) / all }] : [];
  });
  return { cpu: points('cpu_usage'), gpu: points('gpu_usage'), memory };
}

/**
 * A curve as the points of an SVG line in a box of 100 by 24, time to the right and percent upwards.
 * @param until seconds since 1970 at the right edge
 */
export function linePoints(series: Series, until: number, reach: number): string {
  return series
    .map(({ at, percent }) => {
      const x = 100 * (1 - (until - at) / reach);
      const y = 23 - 22 * (Math.min(100, Math.max(0, percent)) / 100);
      return `${x.toFixed(1)},${y.toFixed(1)}`;
    })
    .join(' ');
}
