import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { WireError } from '../../http/errors.ts';
import { TASK_FIELDS } from '../queries/entity-fields.ts';
import { listExpanded } from '../queries/expand.ts';
import { findDocument, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';

type Names = 'tasks.get_all' | 'tasks.get_all_ex' | 'tasks.get_by_id' | 'tasks.get_by_id_ex';

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
  };
}
