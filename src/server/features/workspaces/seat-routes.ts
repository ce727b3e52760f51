import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { readNamePlace, writePlace } from '../../http/list-place.ts';
import { actorOf } from '../audit/actor.ts';
import { listAllWorkspaces } from './all-workspaces.ts';
import { setSeats } from './workspaces.ts';

/** What those who administer the server do with workspaces. */
export function seatRoutes({
  db,
}: Pick<Database, 'db'>): Pick<Handlers, 'workspaces.get_all' | 'workspaces.set_seats'> {
  return {
    async 'workspaces.get_all'(_caller, { search, after, page_size }) {
      const rows = await listAllWorkspaces(db, {
        search: search || undefined,
        after: readNamePlace(after),
        limit: page_size + 1,
      });
      const page = rows.slice(0, page_size);
      const last = rows.length > page_size ? page.at(-1) : undefined;
      return { workspaces: page, next: last ? writePlace(last.sort_name, last.id) : null };
    },
    async 'workspaces.set_seats'(caller, { workspace, seats }, { facts }) {
      await setSeats(db, workspace, seats, actorOf(caller, facts));
      return {};
    },
  };
}
