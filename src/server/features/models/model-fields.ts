import { metadataOf } from './metadata.ts';
import type { ModelChange } from './store.ts';

/** What a request says about a model; null stands for nothing said, as clients send it. */
export interface GivenModel {
  name?: string | null | undefined;
  comment?: string | null | undefined;
  tags?: string[] | null | undefined;
  system_tags?: string[] | null | undefined;
  uri?: string | null | undefined;
  framework?: string | null | undefined;
  project?: string | null | undefined;
  task?: string | null | undefined;
  parent?: string | null | undefined;
  ready?: boolean | null | undefined;
  design?: Record<string, unknown> | null | undefined;
  labels?: Record<string, number> | null | undefined;
  ui_cache?: Record<string, unknown> | null | undefined;
  metadata?: Parameters<typeof metadataOf>[0] | null | undefined;
}

const PLAIN = ['name', 'comment', 'tags', 'system_tags', 'uri', 'framework', 'ready'] as const;
const REFERENCES = { project: 'project_id', task: 'task_id', parent: 'parent_id' } as const;
const JSON_FIELDS = ['design', 'labels', 'ui_cache'] as const;

/** The columns that what is said fills; an empty reference takes it away. */
export function columnsOf(given: GivenModel): Omit<ModelChange, 'workspace_id' | 'id'> {
  const columns: Record<string, unknown> = {};
  for (const name of PLAIN) if (given[name] != null) columns[name] = given[name];
  for (const [name, column] of Object.entries(REFERENCES)) {
    const id = given[name as keyof typeof REFERENCES];
    if (id != null) columns[column] = id === '' ? null : id;
  }
  for (const name of JSON_FIELDS) if (given[name] != null) columns[name] = JSON.stringify(given[name]);
  if (given.metadata != null) columns.metadata = JSON.stringify(metadataOf(given.metadata));
  return columns;
}

/** What was said, as the answer of a change repeats it. */
export const shownFields = (given: GivenModel): Record<string, unknown> =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => value != null));
