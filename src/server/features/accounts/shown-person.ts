import type { ResponseOf } from '../../../contract/contract.ts';
import type { Person } from './people-store.ts';

type Shown = ResponseOf<'users.get_all'>['users'][number];

/** A person as those who share a workspace with them see them, whatever else is known of them. */
export function shownPerson({ id, name, given_name, family_name, initials_color, created_at }: Person) {
  const shown = { id, name, given_name, family_name, initials_color, avatar: null, created: created_at };
  return shown satisfies Shown;
}
