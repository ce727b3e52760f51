import type { TaskDocument } from '../task/task-query.ts';

/** A row of the table: what its columns need of a task. */
export interface TaskRow extends TaskDocument {
  hyperparams?: Record<string, Record<string, { value?: string }>>;
  last_metrics?: Record<string, Record<string, MetricNumbers>>;
}

/** What a task keeps of one variant of a metric. */
interface MetricNumbers {
  metric?: string;
  variant?: string;
  value?: number | null;
  min_value?: number | null;
  max_value?: number | null;
}

export type MetricPart = 'value' | 'min_value' | 'max_value';

export type Column =
  | { kind: 'field'; id: FieldId; name: string; field: string }
  | { kind: 'metric'; id: string; metric: string; variant: string; part: MetricPart }
  | { kind: 'param'; id: string; section: string; name: string };

/** Fields every task has; the name always stands first and is none of them. */
export const FIELDS = {
  status: { name: 'Status', field: 'status' },
  type: { name: 'Type', field: 'type' },
  tags: { name: 'Tags', field: 'tags' },
  user: { name: 'User', field: 'user' },
  project: { name: 'Project', field: 'project' },
  created: { name: 'Created', field: 'created' },
  started: { name: 'Started', field: 'started' },
  completed: { name: 'Ended', field: 'completed' },
  updated: { name: 'Updated', field: 'last_update' },
  duration: { name: 'Ran for', field: 'active_duration' },
  iteration: { name: 'Iteration', field: 'last_iteration' },
  worker: { name: 'Worker', field: 'last_worker' },
  parent: { name: 'Parent task', field: 'parent' },
  comment: { name: 'Comment', field: 'comment' },
} as const;

export type FieldId = keyof typeof FIELDS;

export const DEFAULT_COLUMNS: readonly FieldId[] = [
  ...(['status', 'type', 'tags', 'user', 'started', 'updated', 'iteration'] as const),
];
export const DEFAULT_SORT = '-updated';

const PARTS: readonly MetricPart[] = ['value', 'min_value', 'max_value'];

export const metricColumnId = (metric: string, variant: string, part: MetricPart) =>
  `m.${metric}.${variant}.${part}`;
export const paramColumnId = (section: string, name: string) => `p.${section}/${name}`;

const isFieldId = (id: string): id is FieldId => Object.hasOwn(FIELDS, id);

/** The column an id stands for; undefined for one that stands for none. */
export function columnOf(id: string): Column | undefined {
  if (isFieldId(id)) return { kind: 'field', id, ...FIELDS[id] };
  const [, metric, variant, wanted] = /^m\.([0-9a-f]{32})\.([0-9a-f]{32})\.(\w+)$/.exec(id) ?? [];
  const part = PARTS.find((one) => one === wanted);
  if (metric && variant && part) return { kind: 'metric', id, metric, variant, part };
  const [, section, name] = /^p\.([^/]+)\/(.+)$/s.exec(id) ?? [];
  return section && name ? { kind: 'param', id, section, name } : undefined;
}

/** The columns of these ids, each once, in their order. */
export const columnsOf = (ids: readonly string[]): Column[] =>
  [...new Set(ids)].flatMap((id) => columnOf(id) ?? []);

/** Inside a dotted name, the wire writes dots, dollars and percent signs of a key as `%2E`, `%24` and `%25`. */
const inName = (key: string) => key.replaceAll('%', '%25').replaceAll('.', '%2E').replaceAll('$', '%24');

function paramPath({ section, name }: { section: string; name: string }): string {
  return `hyperparams.${inName(section)}.${inName(name)}`;
}

/** What is fetched of each task for these columns. */
export function fieldsOf(columns: readonly Column[]): string[] {
  const wanted = new Set(['name', 'status', 'status_message', 'project', 'tags', 'system_tags', 'type']);
  for (const column of columns)
    if (column.kind === 'field') wanted.add(column.field);
    else if (column.kind === 'metric') wanted.add(`last_metrics.${column.metric}.${column.variant}`);
    else wanted.add(paramPath(column));
  return [...wanted];
}

/** `order_by` of the wire for a column's id with its direction. */
export function orderOf(sort: string): string[] {
  const sign = sort.startsWith('-') ? '-' : '';
  const id = sort.slice(sign.length);
  if (id === 'name') return [`${sign}name`];
  const column = columnOf(id);
  if (!column) return orderOf(DEFAULT_SORT);
  if (column.kind === 'field') return [`${sign}${column.field}`];
  if (column.kind === 'metric')
    return [`${sign}last_metrics.${column.metric}.${column.variant}.${column.part}`];
  return [`${sign}${paramPath(column)}.value`];
}
