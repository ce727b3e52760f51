import { type Database, inTransaction } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { addEvents } from './add-events.ts';
import { listScalarNames } from './curves-store.ts';
import { kindOf, removeEvents, requireOwner, requireOwners } from './owners.ts';
import { SAMPLE_TYPES, type SampleType } from './read-event.ts';
import { positionOf } from './sample-pages.ts';
import { listSampleMetrics } from './samples-store.ts';
import { deleteEventScroll, keepEventScroll } from './scrolls-store.ts';
import { readTaskEvents } from './task-events.ts';

type Methods =
  | 'add'
  | 'add_batch'
  | 'delete_for_task'
  | 'delete_for_model'
  | 'clear_scroll'
  | 'get_task_events'
  | 'get_task_metrics';

/** Events of a page when the reader gives no number of them. */
const PAGE = 500;

/** What runs report. */
export function eventRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    'events.add': ({ workspace }, event) => addEvents(db, workspace.id, [event]),

    'events.add_batch': ({ workspace }, events) =>
      addEvents(db, workspace.id, Array.isArray(events) ? events : [events]),

    async 'events.delete_for_task'({ workspace }, { task, allow_locked }) {
      await inTransaction(db, (tx) => removeEvents(tx, 'tasks', workspace.id, task, allow_locked));
      return { deleted: true };
    },

    async 'events.delete_for_model'({ workspace }, { model, allow_locked }) {
      await inTransaction(db, (tx) => removeEvents(tx, 'models', workspace.id, model, allow_locked));
      return { deleted: true };
    },

    async 'events.clear_scroll'({ workspace, account }, { scroll_id }) {
      await deleteEventScroll(db, { workspace_id: workspace.id, account_id: account.id }, scroll_id);
      return {};
    },

    async 'events.get_task_events'({ workspace, account }, { task, model_events, scroll_id, ...asked }) {
      const owner = await requireOwner(db, kindOf(model_events), workspace.id, task);
      const whose = { workspace_id: workspace.id, account_id: account.id };
      const position = await positionOf(db, whose, scroll_id);
      const { events, total } = await readTaskEvents(db, workspace.id, owner, {
        type: asked.event_type ?? undefined,
        ...{ position, size: asked.batch_size ?? PAGE, descending: asked.order === 'desc' },
      });
      const state = { position: position + events.length };
      const kept = await keepEventScroll(db, whose, state, scroll_id || undefined);
      return { events, returned: events.length, total, scroll_id: kept };
    },

    async 'events.get_task_metrics'({ workspace }, { tasks, model_events, event_type }) {
      const owners = await requireOwners(db, kindOf(model_events), workspace.id, tasks);
      const shown = owners.map(async (owner) => {
        const names = new Set<string>();
        if (!event_type || event_type === 'training_stats_scalar')
          for (const { metric } of await listScalarNames(db, workspace.id, owner)) names.add(metric);
        const types = event_type ? SAMPLE_TYPES.filter((type) => type === event_type) : SAMPLE_TYPES;
        for (const metric of await listSampleMetrics(db, workspace.id, owner, types as SampleType[]))
          names.add(metric);
        return { task: owner.id, metrics: [...names].sort() };
      });
      return { metrics: await Promise.all(shown) };
    },
  };
}
