import type { ParsedRequestOf, ResponseOf } from '../../../contract/contract.ts';
import type { Db } from '../../db/database.ts';
import { invalidField } from '../../http/errors.ts';
import { activityPoints, metricKeys, type Period, type StatPoint, statPoints } from './stats-store.ts';

type Asked = ParsedRequestOf<'workers.get_stats'>;
type Shown = ResponseOf<'workers.get_stats'>['workers'];

const MAX_INTERVALS = 10_000;

/** @throws WireError 400/12 for a period that ends before it begins or has too many intervals */
function requirePeriod({ from_date, to_date, interval }: Period): void {
  if (to_date < from_date) throw invalidField('to_date', 'must not be before from_date');
  if ((to_date - from_date) / interval > MAX_INTERVALS)
    throw invalidField('interval', `must leave at most ${MAX_INTERVALS} intervals`, 'ask for longer ones');
}

/** Measurements of workers over time. @throws WireError 400/12 */
export async function workerStats(db: Db, workspaceId: string, asked: Asked): Promise<Shown> {
  const { items, split_by_variant, worker_ids, ...period } = asked;
  requirePeriod(period);
  const keys = items.map(({ key }) => key);
  const by_variant = split_by_variant === true;
  const points = await statPoints(db, workspaceId, {
    ...{ ...period, keys, worker_ids: worker_ids ?? [], by_variant },
  });
  const workers = groupedBy(points, ({ worker_id }) => worker_id);
  return [...workers].map(([worker, own]) => ({ worker, metrics: metricsOf(own, items) }));
}

function metricsOf(points: readonly StatPoint[], items: Asked['items']): Shown[number]['metrics'] {
  const series = groupedBy(points, ({ metric, variant }) => `${metric}\n${variant}`);
  return [...series.values()].map((own) => {
    const { metric = '', variant = '' } = own[0] ?? {};
    const asked = items.filter(({ key }) => key === metric).map(({ category }) => category ?? 'avg');
    return {
      metric,
      ...(variant !== '' && { variant }),
      dates: own.map(({ at }) => at),
      stats: [...new Set(asked)].map((aggregation) => ({
        aggregation,
        values: own.map((point) => point[aggregation]),
      })),
    };
  });
}

/** What is measured, by the part of its name before the first underscore. */
export async function metricCategories(db: Db, workspaceId: string, workerIds: readonly string[]) {
  const keys = await metricKeys(db, workspaceId, workerIds);
  const categories = groupedBy(keys, (key) => key.split('_', 1)[0] ?? key);
  return [...categories].map(([name, metric_keys]) => ({ name, metric_keys }));
}

/** How many workers there were, and how many ran a task. @throws WireError 400/12 */
export async function activityReport(db: Db, workspaceId: string, period: Period) {
  requirePeriod(period);
  const points = await activityPoints(db, workspaceId, period);
  const dates = points.map(({ at }) => at);
  return {
    total: { dates, counts: points.map(({ total }) => total) },
    active: { dates, counts: points.map(({ active }) => active) },
  };
}

/** What has the same key together, in the order of the first of each. */
function groupedBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
