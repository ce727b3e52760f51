import type { LastMetrics } from '../task/scalars/metric-list.ts';
import { numberText } from '../task/scalars/number-text.ts';
import type { ComparedRun } from './compare-queries.ts';

/** One line of a comparison: a value for each run, undefined where it has none. */
export interface CompareRow {
  group: string;
  name: string;
  values: (string | undefined)[];
  /** Whether the runs do not all have the same. */
  differs: boolean;
}

const MISSING = 'missing';
const NO_ITERATION = -(2 ** 31);

/** Rows out of the values of each run by group and name, in the order of the alphabet. */
function rowsOf(runs: readonly (readonly { group: string; name: string; value: string }[])[]): CompareRow[] {
  const rows = new Map<string, CompareRow>();
  for (const [at, values] of runs.entries()) {
    for (const { group, name, value } of values) {
      const key = JSON.stringify([group, name]);
      const row = rows.get(key) ?? { group, name, values: runs.map(() => undefined), differs: false };
      row.values[at] = value;
      rows.set(key, row);
    }
  }
  const byText = (a: string, b: string) => a.localeCompare(b, 'en', { numeric: true });
  return [...rows.values()]
    .map((row) => ({ ...row, differs: new Set(row.values.map((value) => value ?? MISSING)).size > 1 }))
    .sort((a, b) => byText(a.group, b.group) || byText(a.name, b.name));
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));

/** The hyper-parameters of runs side by side. */
export function parameterRows(runs: readonly Pick<ComparedRun, 'hyperparams'>[]): CompareRow[] {
  return rowsOf(
    runs.map(({ hyperparams }) =>
      Object.entries(hyperparams ?? {}).flatMap(([group, section]) =>
        Object.entries(section ?? {}).map(([name, kept]) => ({ group, name, value: textOf(kept?.value) })),
      ),
    ),
  );
}

export type MetricValue = 'last' | 'min' | 'max';
const FIELDS = { last: 'value', min: 'min_value', max: 'max_value' } as const;

/** The last, smallest or largest values of runs side by side; a value that is no number says so. */
export function metricRows(
  runs: readonly (LastMetrics | null | undefined)[],
  which: MetricValue,
): CompareRow[] {
  return rowsOf(
    runs.map((last) =>
      Object.values(last ?? {}).flatMap((variants) =>
        Object.values(variants).flatMap((kept) => {
          const { metric, variant, iteration } = kept;
          if (metric === undefined || variant === undefined) return [];
          const value = (kept as Record<string, unknown>)[FIELDS[which]];
          const text = typeof value === 'number' ? numberText(value) : 'no number';
          const group = iteration === NO_ITERATION && metric === 'Summary' ? 'Single values' : metric;
          return [{ group, name: variant, value: text }];
        }),
      ),
    ),
  );
}
