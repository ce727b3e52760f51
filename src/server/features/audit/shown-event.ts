import type { ResponseOf } from '../../../contract/contract.ts';
import type { StoredEvent } from './events-store.ts';

export type ShownEvent = ResponseOf<'audit.get_all'>['events'][number];

/** Parts of an event's detail that name its person. */
const NAMES = ['name', 'given_name', 'family_name', 'email'];

/** What the log told of somebody who is gone is theirs no longer. */
function detailOf({ kind, detail, account_state }: StoredEvent): Record<string, unknown> {
  if (account_state !== 'deleted' || (kind !== 'users' && kind !== 'accounts')) return detail;
  return Object.fromEntries(
    Object.entries(detail).map(([key, value]) => [key, NAMES.includes(key) ? 'deleted user' : value]),
  );
}

const personOf = (id: string | null, name: string | null) => (id === null ? null : { id, name: name ?? '' });

/** An event as the wire shows it. */
export function shownEvent(row: StoredEvent, { addresses }: { addresses: boolean }): ShownEvent {
  return {
    id: row.id,
    at: row.at,
    action: row.action,
    actor: personOf(row.actor_id, row.actor_name),
    account: personOf(row.account_id, row.account_name),
    target: row.target,
    detail: detailOf(row),
    address: addresses ? row.address : null,
    user_agent: addresses ? row.user_agent : null,
  };
}

/** An event of one's own account: who else acted is an administrator of the server, and no more is told of them. */
export function ownEvent(row: StoredEvent, me: string): ShownEvent {
  const own = row.actor_id === me || row.actor_id === null;
  const shown = shownEvent(row, { addresses: own });
  return own ? shown : { ...shown, actor: null };
}
