import type { ParsedRequestOf } from '../../../contract/contract.ts';
import type { Database, Db } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { whereOf } from '../queries/conditions.ts';
import { MODEL_FIELDS, PROJECT_FIELDS, TASK_FIELDS } from '../queries/entity-fields.ts';
import type { EntityFields } from '../queries/fields.ts';
import {
  listHyperParameters,
  listHyperParameterValues,
  listMetadataKeys,
  listMetadataValues,
  listMetrics,
  listParents,
} from './lookups-store.ts';
import { findTags } from './tags.ts';

type Names =
  | 'projects.get_project_tags'
  | 'projects.get_task_tags'
  | 'projects.get_model_tags'
  | 'projects.get_unique_metric_variants'
  | 'projects.get_hyper_parameters'
  | 'projects.get_hyperparam_values'
  | 'projects.get_task_parents'
  | 'projects.get_model_metadata_keys'
  | 'projects.get_model_metadata_values';

const MAX_VALUES = 10_000;

interface Where {
  projects?: readonly string[] | null | undefined;
  include_subprojects?: boolean | null | undefined;
}

/** Everything in some projects, with those below unless said otherwise; in the whole workspace where none is named. */
function inside(
  entity: EntityFields,
  workspaceId: string,
  { projects, include_subprojects }: Where,
  more = {},
) {
  return whereOf(entity, workspaceId, {
    ...more,
    project: projects ?? [],
    include_subprojects: include_subprojects ?? true,
    search_hidden: true,
  });
}

/** What occurs in projects: tags, metrics, parameters, metadata, parents. For choosing filters and columns. */
export function projectLookupRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    ...tagRoutes(db),
    async 'projects.get_unique_metric_variants'({ workspace }, { project, ids, model_metrics, ...where }) {
      const entity = model_metrics ? MODEL_FIELDS : TASK_FIELDS;
      const rows = inside(entity, workspace.id, { projects: listOf(project), ...where }, { id: ids ?? [] });
      return { metrics: await listMetrics(db, model_metrics ? 'models' : 'tasks', rows) };
    },
    async 'projects.get_hyper_parameters'({ workspace }, body) {
      const where = inside(TASK_FIELDS, workspace.id, { ...body, projects: [body.project] });
      const rows = await listHyperParameters(db, where, pageOf(body));
      return { parameters: rows.map(({ section, name }) => ({ section, name })), ...restOf(rows, body) };
    },
    async 'projects.get_hyperparam_values'({ workspace }, { section, name, ...where }) {
      const rows = inside(TASK_FIELDS, workspace.id, where);
      return valuesOf(await listHyperParameterValues(db, rows, section, name, MAX_VALUES));
    },
    async 'projects.get_task_parents'({ workspace }, { tasks_state: state, ...where }) {
      const archived =
        state === undefined || state === null ? [] : [state === 'archived' ? 'archived' : '-archived'];
      const rows = inside(TASK_FIELDS, workspace.id, where, { system_tags: archived });
      const parents = await listParents(db, workspace.id, rows);
      return {
        parents: parents.map(({ project, ...parent }) => ({ ...parent, ...(project && { project }) })),
      };
    },
    async 'projects.get_model_metadata_keys'({ workspace }, body) {
      const where = inside(MODEL_FIELDS, workspace.id, { ...body, projects: [body.project] });
      const rows = await listMetadataKeys(db, where, pageOf(body));
      return { keys: rows.map(({ key }) => key), ...restOf(rows, body) };
    },
    async 'projects.get_model_metadata_values'({ workspace }, { key, ...where }) {
      return valuesOf(
        await listMetadataValues(db, inside(MODEL_FIELDS, workspace.id, where), key, MAX_VALUES),
      );
    },
  };
}

type TagNames = 'projects.get_project_tags' | 'projects.get_task_tags' | 'projects.get_model_tags';

function tagRoutes(db: Db): Pick<Handlers, TagNames> {
  type Body = ParsedRequestOf<TagNames>;
  return {
    'projects.get_project_tags': ({ workspace }, body: Body) =>
      findTags(db, workspace.id, [[PROJECT_FIELDS, { id: body.projects ?? [] }]], body),
    'projects.get_task_tags': ({ workspace }, body: Body) =>
      findTags(db, workspace.id, [[TASK_FIELDS, { project: body.projects ?? [] }]], body),
    'projects.get_model_tags': ({ workspace }, body: Body) =>
      findTags(db, workspace.id, [[MODEL_FIELDS, { project: body.projects ?? [] }]], body),
  };
}

const listOf = (value: string | null | undefined) => (value ? [value] : []);

type Paged = Pick<ParsedRequestOf<'projects.get_hyper_parameters'>, 'page' | 'page_size'>;

function pageOf({ page, page_size }: Paged) {
  const limit = Math.min(Math.max(page_size ?? 500, 1), 500);
  return { limit, offset: Math.max(page ?? 0, 0) * limit };
}

function restOf(rows: readonly { total: number }[], body: Paged) {
  const { offset } = pageOf(body);
  const total = rows[0]?.total ?? 0;
  return { total, remaining: Math.max(0, total - offset - rows.length) };
}

const valuesOf = (rows: readonly { value: string; total: number }[]) => ({
  total: rows[0]?.total ?? 0,
  values: rows.map(({ value }) => value),
});
