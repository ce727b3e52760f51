import { type RawBuilder, sql } from 'kysely';
import type { ParsedRequestOf, ResponseOf } from '../../../contract/contract.ts';
import type { Db } from '../../db/database.ts';
import { WireError } from '../../http/errors.ts';
import { activeUsers } from '../projects/active-users.ts';
import { MODEL_FIELDS, PROJECT_FIELDS, TASK_FIELDS } from '../queries/entity-fields.ts';
import type { EntityFields } from '../queries/fields.ts';
import { countDocuments } from '../queries/list.ts';

type Body = ParsedRequestOf<'organization.get_entities_count'>;
type Counts = ResponseOf<'organization.get_entities_count'>;
type Kind = Exclude<keyof Counts, 'errors'>;

interface Source {
  entity: EntityFields;
  /** What makes an entity one of this kind. */
  is?: RawBuilder<boolean>;
}

const tagged = ({ table }: EntityFields, tag: string) =>
  sql<boolean>`${sql.ref(`${table}.system_tags`)} @> array[${tag}]`;

const SOURCES: Record<Kind, Source> = {
  projects: { entity: PROJECT_FIELDS },
  tasks: { entity: TASK_FIELDS },
  models: { entity: MODEL_FIELDS },
  pipelines: { entity: PROJECT_FIELDS, is: tagged(PROJECT_FIELDS, 'pipeline') },
  pipeline_runs: { entity: TASK_FIELDS, is: tagged(TASK_FIELDS, 'pipeline') },
  datasets: { entity: PROJECT_FIELDS, is: tagged(PROJECT_FIELDS, 'dataset') },
  dataset_versions: { entity: TASK_FIELDS, is: tagged(TASK_FIELDS, 'dataset') },
  reports: { entity: TASK_FIELDS, is: sql<boolean>`tasks.type = 'report'` },
};

/** How many of each asked kind there are; a query that cannot be is named in `errors`, the others are counted. */
export async function countEntities(db: Db, workspaceId: string, body: Body): Promise<Counts> {
  const counts: Counts = { errors: {} };
  for (const [kind, source] of Object.entries(SOURCES) as [Kind, Source][]) {
    const query = body[kind];
    if (!query) continue;
    try {
      const count = await countOf(db, workspaceId, source, { ...body, query });
      counts[kind] = body.limit != null && body.limit > 0 ? Math.min(count, body.limit) : count;
    } catch (error) {
      if (!(error instanceof WireError) || error.code >= 500) throw error;
      counts.errors[kind] = error.message;
    }
  }
  return counts;
}

function countOf(
  db: Db,
  workspaceId: string,
  { entity, is }: Source,
  { query, search_hidden, active_users }: Body & { query: NonNullable<Body[Kind]> },
): Promise<number> {
  // Pipelines, datasets and their runs stand in hidden projects.
  const hidden = search_hidden || is !== undefined;
  const users = active_users ?? [];
  const byProject = entity.table === 'projects' ? activeUsers(workspaceId, users) : undefined;
  const conditions = [is, byProject].filter((condition) => condition !== undefined);
  return countDocuments(db, entity, {
    workspace_id: workspaceId,
    query: {
      ...query,
      search_hidden: query.search_hidden ?? hidden,
      ...(users.length > 0 && entity.table !== 'projects' && { user: users }),
    },
    extra: conditions.length > 0 ? sql<boolean>`${sql.join(conditions, sql` and `)}` : undefined,
  });
}
