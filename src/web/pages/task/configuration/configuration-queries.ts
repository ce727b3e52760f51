import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import type { TaskDocument } from '../task-query.ts';

export interface Param {
  section: string;
  name: string;
  value?: string | null;
  type?: string | null;
  description?: string | null;
}

export interface ConfigurationObject {
  name: string;
  type?: string | null;
  value?: string | null;
  description?: string | null;
}

export interface Script {
  repository?: string | null;
  branch?: string | null;
  version_num?: string | null;
  tag?: string | null;
  entry_point?: string | null;
  working_dir?: string | null;
  binary?: string | null;
  /** By package manager: a text as pip reads it, or a list of its lines. */
  requirements?: Record<string, unknown> | null;
}

export interface Execution {
  script?: Script;
  container?: Record<string, string | null>;
}

/** Keys begin with the task, so that they are refreshed with it; a task that changed has others than before. */
const keyOf = (workspace: string, { id, last_change }: TaskDocument, what: string) => [
  ...['task', workspace, id, what],
  last_change,
];

/** A version that is shown no more is not worth keeping. */
const SHORT_MS = 10_000;
const parts = { placeholderData: keepPreviousData, gcTime: SHORT_MS };

const SCRIPT = ['repository', 'branch', 'version_num', 'tag', 'entry_point', 'working_dir', 'binary'];
const EXECUTION = [...SCRIPT.map((name) => `script.${name}`), 'script.requirements', 'container'];

async function fetchFields<Part>(workspace: string, { id }: TaskDocument, only_fields: string[]) {
  return (await call('tasks.get_by_id', { task: id, only_fields }, { workspace })).task as Part;
}

/** What is run and in what; without the uncommitted changes, which may be long. */
export const executionQuery = (workspace: string, task: TaskDocument) =>
  queryOptions({
    ...parts,
    queryKey: keyOf(workspace, task, 'execution'),
    queryFn: () => fetchFields<Execution>(workspace, task, EXECUTION),
  });

/** The changes that were not committed; where there is no repository, the script itself. */
export const diffQuery = (workspace: string, task: TaskDocument) =>
  queryOptions({
    ...parts,
    queryKey: keyOf(workspace, task, 'diff'),
    queryFn: async () => {
      const found = await fetchFields<{ script?: { diff?: string | null } }>(workspace, task, [
        'script.diff',
      ]);
      return found.script?.diff ?? '';
    },
  });

/** The hyper-parameters by section and name. */
export const paramsQuery = (workspace: string, task: TaskDocument) =>
  queryOptions({
    ...parts,
    queryKey: keyOf(workspace, task, 'params'),
    queryFn: async () => {
      const { params } = await call('tasks.get_hyper_params', { tasks: [task.id] }, { workspace });
      return (params[0]?.hyperparams ?? []) as unknown as Param[];
    },
  });

/** The names of the configuration objects. */
export const objectNamesQuery = (workspace: string, task: TaskDocument) =>
  queryOptions({
    ...parts,
    queryKey: keyOf(workspace, task, 'configuration-names'),
    queryFn: async () => {
      const wanted = { tasks: [task.id], skip_empty: false };
      return (
        (await call('tasks.get_configuration_names', wanted, { workspace })).configurations[0]?.names ?? []
      );
    },
  });

/** One configuration object with its text. */
export const objectQuery = (workspace: string, task: TaskDocument, name: string) =>
  queryOptions({
    ...parts,
    queryKey: [...keyOf(workspace, task, 'configuration'), name],
    queryFn: async () => {
      const wanted = { tasks: [task.id], names: [name] };
      const { configurations } = await call('tasks.get_configurations', wanted, { workspace });
      return (configurations[0]?.configuration[0] ?? { name }) as unknown as ConfigurationObject;
    },
  });
