import type { Db } from '../../db/database.ts';
import { type Filters, whereOf } from '../queries/conditions.ts';
import type { EntityFields } from '../queries/fields.ts';
import { listTags } from './lookups-store.ts';

interface Asked {
  include_system?: boolean | null | undefined;
  filter?:
    | { tags?: readonly string[] | null | undefined; system_tags?: readonly string[] | null | undefined }
    | null
    | undefined;
}

/** Tags of several entities together, sorted; system tags only when asked for. */
export async function findTags(
  db: Db,
  workspaceId: string,
  sources: readonly (readonly [EntityFields, Filters])[],
  { include_system, filter }: Asked,
): Promise<{ tags: string[]; system_tags?: string[] }> {
  const collect = async (column: 'tags' | 'system_tags') => {
    const lists = await Promise.all(
      sources.map(([entity, filters]) => {
        const asked = { ...filters, ...filter, include_subprojects: true, search_hidden: true };
        return listTags(db, entity.table, column, whereOf(entity, workspaceId, asked));
      }),
    );
    return [...new Set(lists.flat())].toSorted();
  };
  const tags = await collect('tags');
  return include_system ? { tags, system_tags: await collect('system_tags') } : { tags };
}
