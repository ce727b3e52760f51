import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { addEvents } from './add-events.ts';

type Methods = 'events.add' | 'events.add_batch';

/** What runs report. */
export function eventRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Methods> {
  return {
    'events.add': ({ workspace }, event) => addEvents(db, workspace.id, [event]),

    'events.add_batch': ({ workspace }, events) =>
      addEvents(db, workspace.id, Array.isArray(events) ? events : [events]),
  };
}
