import type { Column, MetricPart, TaskRow } from './columns.ts';

const PART_WORDS: Record<MetricPart, string> = { value: 'last', min_value: 'lowest', max_value: 'highest' };

/** "loss/train, lowest". */
export const metricName = (metric: string, variant: string, part: MetricPart) =>
  `${metric}/${variant}, ${PART_WORDS[part]}`;

/** The words at the head of a column; those of a metric stand in any row that has it. */
export function columnName(column: Column, rows: readonly TaskRow[]): string {
  if (column.kind === 'field') return column.name;
  if (column.kind === 'param') return `${column.section}/${column.name}`;
  for (const { last_metrics } of rows) {
    const { metric, variant } = last_metrics?.[column.metric]?.[column.variant] ?? {};
    if (metric !== undefined && variant !== undefined) return metricName(metric, variant, column.part);
  }
  return `Metric, ${PART_WORDS[column.part]}`;
}
