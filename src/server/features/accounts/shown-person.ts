import type { ResponseOf } from '../../../contract/contract.ts';
import type { Person } from './people-store.ts';

type Shown = ResponseOf<'users.get_all'>['users'][number];

/** A person as those who share a workspace with them see them. */
export function shownPerson({ created_at, ...person }: Person): Shown {
  return { ...person, avatar: null, created: created_at };
}
