import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import type { Named, TaskDocument } from '../task-query.ts';

export interface Artifact {
  key: string;
  type?: string | null;
  mode?: string | null;
  uri?: string | null;
  /** Bytes. */
  content_size?: number | null;
  hash?: string | null;
  /** Seconds since 1970. */
  timestamp?: number | null;
  type_data?: { preview?: string | null; content_type?: string | null; data_hash?: string | null } | null;
  /** Names and values that the client wants shown. */
  display_data?: string[][] | null;
}

export interface ModelItem {
  /** What the task calls it. */
  name: string;
  model: string;
}

export interface Made {
  artifacts: Artifact[];
  input: ModelItem[];
  output: ModelItem[];
}

interface MadeFields {
  execution?: { artifacts?: Artifact[] };
  models?: { input?: ModelItem[]; output?: ModelItem[] };
}

/** The artifacts of a task, and which models it took and made. */
export const madeQuery = (workspace: string, { id, last_change }: TaskDocument) =>
  queryOptions({
    queryKey: ['task', workspace, id, 'made', last_change],
    queryFn: async (): Promise<Made> => {
      const wanted = { task: id, only_fields: ['execution.artifacts', 'models'] };
      const { execution, models } = (await call('tasks.get_by_id', wanted, { workspace })).task as MadeFields;
      return {
        artifacts: execution?.artifacts ?? [],
        input: models?.input ?? [],
        output: models?.output ?? [],
      };
    },
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });

export interface ModelRow {
  id: string;
  name: string;
  uri?: string | null;
  framework?: string | null;
  ready?: boolean;
  task?: Named | null;
  tags?: string[];
  last_update?: string | null;
}

const FIELDS = ['name', 'uri', 'framework', 'ready', 'task', 'tags', 'last_update'];

/** Models by their ids; those that are no longer there are left out. */
export const modelsQuery = (workspace: string, task: TaskDocument, ids: readonly string[]) =>
  queryOptions({
    queryKey: ['task', workspace, task.id, 'models', task.last_change, ids],
    queryFn: async () => {
      const wanted = { id: [...ids], only_fields: FIELDS };
      return (await call('models.get_all_ex', wanted, { workspace })).models as unknown as ModelRow[];
    },
    enabled: ids.length > 0,
    placeholderData: keepPreviousData,
    gcTime: 10_000,
  });
