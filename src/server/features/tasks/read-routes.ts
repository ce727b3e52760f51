import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { TASK_FIELDS } from '../queries/entity-fields.ts';
import { listExpanded } from '../queries/expand.ts';
import { findDocument, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';
import { listTypes, readParts } from './read-store.ts';

type Names = `tasks.${'get_all' | 'get_all_ex' | 'get_by_id' | 'get_by_id_ex' | 'get_types' | Parts}`;
type Parts = 'get_hyper_params' | 'get_configurations' | 'get_configuration_names';

/** Reading of tasks. */
export function taskReadRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'tasks.get_all'(caller, query) {
      return shownList('tasks', await listDocuments(db, TASK_FIELDS, { ...whoseList(caller), query }));
    },
    async 'tasks.get_all_ex'(caller, query) {
      return shownList('tasks', await listExpanded(db, caller, TASK_FIELDS, query));
    },
    async 'tasks.get_by_id'(caller, { task: id, only_fields }) {
      const task = await findDocument(db, TASK_FIELDS, caller.workspace.id, id, only_fields ?? []);
      if (!task) throw new WireError('invalid_task_id', { field: 'task' });
      return { task };
    },
    async 'tasks.get_by_id_ex'(caller, query) {
      return shownList('tasks', await listExpanded(db, caller, TASK_FIELDS, query));
    },
    async 'tasks.get_types'({ workspace }, { projects }) {
      return { types: await listTypes(db, workspace.id, projects ?? []) };
    },
    ...partRoutes({ db }),
  };
}

function partRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `tasks.${Parts}`> {
  return {
    async 'tasks.get_hyper_params'({ workspace }, { tasks }) {
      const rows = await requireParts(db, workspace.id, tasks, 'hyperparams');
      return { params: rows.map(({ id, part }) => ({ task: id, hyperparams: paramsOf(part) })) };
    },
    async 'tasks.get_configurations'({ workspace }, { tasks, names }) {
      const rows = await requireParts(db, workspace.id, tasks, 'configuration');
      const wanted = ([name]: [string, unknown]) => !names?.length || names.includes(name);
      return {
        configurations: rows.map(({ id, part }) => ({
          task: id,
          configuration: byName(part)
            .filter(wanted)
            .map(([name, item]) => ({ name, ...item })),
        })),
      };
    },
    async 'tasks.get_configuration_names'({ workspace }, { tasks, skip_empty }) {
      const rows = await requireParts(db, workspace.id, tasks, 'configuration');
      return {
        configurations: rows.map(({ id, part }) => ({
          task: id,
          names: byName(part).flatMap(([name, { value }]) => (skip_empty && !value ? [] : [name])),
        })),
      };
    },
  };
}

type Item = Record<string, unknown>;

const byName = <Value>(part: Record<string, Value>) =>
  Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1));

const paramsOf = (sections: Record<string, Record<string, Item>>) =>
  byName(sections).flatMap(([section, params]) =>
    byName(params).map(([name, item]): Item => ({ section, name, ...item })),
  );

/** One part of each of several tasks. @throws WireError 400/101 when the workspace lacks one of them */
async function requireParts<Name extends 'hyperparams' | 'configuration'>(
  db: Database['db'],
  workspaceId: string,
  ids: readonly string[],
  name: Name,
) {
  const rows = await readParts(db, workspaceId, ids, name);
  const missing = ids.find((id) => !rows.some((row) => row.id === id));
  if (missing !== undefined) throw new WireError('invalid_task_id', { field: 'tasks' }, `id=${missing}`);
  return rows;
}
