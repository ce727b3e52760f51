import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { wireRole } from '../../http/principal.ts';
import { requirePlace } from './locate.ts';
import { listPeopleOf, listWorkspacesOf } from './store.ts';

type Names = 'organization.get_user_companies' | 'workspaces.locate';

/** What the caller's workspaces are, and which of them holds something. */
export function workspaceRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'workspaces.locate'(caller, { kind, id }) {
      return { workspace: await requirePlace(db, caller.account.id, kind, id) };
    },
    async 'organization.get_user_companies'(caller) {
      const all = await listWorkspacesOf(db, caller.account.id);
      // A key pair is for one workspace and sees no other.
      const workspaces = caller.via === 'cookie' ? all : all.filter(({ id }) => id === caller.workspace.id);
      const people = await listPeopleOf(
        db,
        workspaces.map(({ id }) => id),
      );
      const companies = workspaces.map(({ id, name, role, personal_of, seat_limit, members_invite }) => {
        const here = people.filter(({ workspace_id }) => workspace_id === id);
        const shown = (owners: boolean) =>
          here
            .filter((person) => (person.role === 'owner') === owners)
            .map((person) => ({
              id: person.id,
              name: person.name,
              avatar: null,
              initials_color: person.initials_color,
            }));
        return {
          id,
          name,
          role: caller.via === 'cookie' ? role : wireRole(role),
          personal: personal_of === caller.account.id,
          allocated: here.length,
          allowed: seat_limit,
          members_invite,
          owners: shown(true),
          members: shown(false),
        };
      });
      return { companies };
    },
  };
}
