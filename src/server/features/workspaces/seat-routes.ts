import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { invalidField } from '../../http/errors.ts';
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
        after: after ? readPlace(after) : undefined,
        limit: page_size + 1,
      });
      const page = rows.slice(0, page_size);
      const last = rows.length > page_size ? page.at(-1) : undefined;
      return { workspaces: page, next: last ? writePlace(last) : null };
    },
    async 'workspaces.set_seats'(caller, { workspace, seats }, { facts }) {
      await setSeats(db, workspace, seats, actorOf(caller, facts));
      return {};
    },
  };
}

function writePlace({ sort_name, id }: { sort_name: string; id: string }): string {
  return Buffer.from(JSON.stringify([sort_name, id])).toString('base64url');
}

function readPlace(text: string): { name: string; id: string } {
  try {
    const [name, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    if (typeof name === 'string' && typeof id === 'string') return { name, id };
  } catch {
    // Falls through to the refusal.
  }
  throw invalidField('after', 'is not a place in this list', 'Begin again without it.');
}
