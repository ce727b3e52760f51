import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { findTags } from '../projects/tags.ts';
import { MODEL_FIELDS, TASK_FIELDS } from '../queries/entity-fields.ts';
import { countEntities } from './entities-count.ts';

type Names = 'organization.get_tags' | 'organization.get_entities_count';

/** What is asked across all projects of a workspace. */
export function organizationRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    'organization.get_tags': ({ workspace }, body) =>
      findTags(
        db,
        workspace.id,
        [
          [TASK_FIELDS, {}],
          [MODEL_FIELDS, {}],
        ],
        body,
      ),
    'organization.get_entities_count': ({ workspace }, body) => countEntities(db, workspace.id, body),
  };
}
