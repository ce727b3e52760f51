import { useQuery } from '@tanstack/react-query';
import { call } from '../../api.ts';
import type { AuditEvent } from './audit-query.ts';

/** As many as a list to choose from can hold; whoever is not among them is found by what they did. */
const MOST = 500;

/** Whom one can filter by: members, and whoever acts in the events shown. */
export function usePeople(workspace: string, events: readonly AuditEvent[]) {
  const { data: members = [] } = useQuery({
    queryKey: ['audit', workspace, 'people'],
    queryFn: async () =>
      (await call('users.get_all', { page_size: MOST, order_by: ['name'] }, { workspace })).users,
  });
  const people = new Map(members.map(({ id = '', name = '' }) => [id, { id, name }]));
  for (const { actor } of events) if (actor) people.set(actor.id, actor);
  return [...people.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
