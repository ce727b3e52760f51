import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { forVersion } from '../models/metadata.ts';
import { QUEUE_FIELDS } from '../queries/entity-fields.ts';
import { listExpanded } from '../queries/expand.ts';
import { findDocument, listDocuments } from '../queries/list.ts';
import { shownList, whoseList } from '../queries/list-request.ts';
import { writerOf } from '../tasks/tasks.ts';
import {
  changeQueue,
  createQueue,
  deleteMetadata,
  deleteQueue,
  requireDefaultQueue,
  setMetadata,
  unknownQueue,
} from './queues.ts';
import { queuesWithNames, withEntries } from './shown-queues.ts';

type Names =
  | 'create'
  | 'update'
  | 'delete'
  | 'get_all'
  | 'get_all_ex'
  | 'get_by_id'
  | 'get_default'
  | 'add_or_update_metadata'
  | 'delete_metadata';

const given = <Value>(value: Value | null | undefined) => value ?? undefined;

/** Queues themselves; what is in them stands in entry-routes.ts. */
export function queueRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `queues.${Names}`> {
  return {
    async 'queues.create'(caller, { name, tags, system_tags }) {
      const wanted = { name, tags: given(tags), system_tags: given(system_tags) };
      return { id: await createQueue(db, writerOf(caller), wanted) };
    },

    async 'queues.update'(caller, { queue, name, tags, system_tags }) {
      const change = { name: given(name), tags: given(tags), system_tags: given(system_tags) };
      const fields = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      await changeQueue(db, writerOf(caller), queue, change);
      return { updated: 1, fields };
    },

    async 'queues.delete'(caller, { queue, force }) {
      await deleteQueue(db, writerOf(caller), queue, force === true);
      return { deleted: 1 };
    },

    async 'queues.get_all'(caller, { max_task_entries: most, ...query }, { requested }) {
      const listed = await listDocuments(db, QUEUE_FIELDS, { ...whoseList(caller), query });
      const documents = listed.documents.map((queue) => forVersion(withEntries(queue, most), requested));
      return shownList('queues', { ...listed, documents });
    },

    async 'queues.get_all_ex'(caller, { max_task_entries: most, ...query }, { requested }) {
      const listed = await listExpanded(db, caller, QUEUE_FIELDS, query);
      const queues = listed.documents.map((queue) => forVersion(withEntries(queue, most), requested));
      const documents = await queuesWithNames(db, caller.workspace.id, queues);
      return shownList('queues', { ...listed, documents });
    },

    async 'queues.get_by_id'({ workspace }, { queue: id, max_task_entries: most }, { requested }) {
      const queue = await findDocument(db, QUEUE_FIELDS, workspace.id, id);
      if (!queue) throw unknownQueue(id);
      return { queue: forVersion(withEntries(queue, most), requested) };
    },

    async 'queues.get_default'({ workspace }) {
      const { id, name } = await requireDefaultQueue(db, workspace.id);
      return { id, name };
    },

    async 'queues.add_or_update_metadata'(caller, { queue, metadata: items, replace_metadata }) {
      await setMetadata(db, writerOf(caller), queue, { items, replace: replace_metadata === true });
      return { updated: 1 };
    },

    async 'queues.delete_metadata'(caller, { queue, keys }) {
      return { updated: Number(await deleteMetadata(db, writerOf(caller), queue, keys)) };
    },
  };
}
