import { type RawBuilder, sql } from 'kysely';

interface Asked {
  shallow_search?: boolean | null | undefined;
  [field: string]: unknown;
}

/** Keeps a shallow search at the top, unless the request names parents itself. */
export function shallowSearch({ shallow_search, parent, id }: Asked): RawBuilder<boolean> | undefined {
  return shallow_search && parent == null && id == null
    ? sql<boolean>`projects.parent_id is null`
    : undefined;
}
