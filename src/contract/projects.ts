import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { document, entityName, integer, listQuery, tags, texts, updated } from './entities.ts';

const projectQuery = listQuery.extend({
  /** Only projects without a parent, or direct children of the given `parent`s. */
  shallow_search: z.boolean().nullish(),
});
const projectList = z.object({ projects: z.array(document), scroll_id: z.string().optional() });

const given = {
  description: z.string().max(10_000).nullish(),
  tags: tags.nullish(),
  system_tags: tags.nullish(),
  default_output_destination: z.string().max(2_000).nullish(),
};

const projectQueryEx = projectQuery.extend({
  /** Adds `stats` and `sub_projects`. */
  include_stats: z.boolean().nullish(),
  /** Counts tasks of the projects below, too. */
  stats_with_children: z.boolean().nullish(),
  stats_for_state: z.enum(['active', 'archived']).nullish(),
  /** Adds `own_tasks` and `own_models`. */
  check_own_contents: z.boolean().nullish(),
  /** Only projects in which, or below which, these people have tasks. */
  active_users: texts.nullish(),
});

const one = z.object({ project: z.string() });
const below = { include_subprojects: z.boolean().nullish() };
const paged = { page: integer.nullish(), page_size: integer.nullish() };
const several = { projects: texts.nullish(), ...below };
const rest = { total: z.number(), remaining: z.number() };

export const tagsQuery = z.object({
  include_system: z.boolean().nullish(),
  filter: z.object({ tags: texts.nullish(), system_tags: texts.nullish() }).nullish(),
});
export const tagsAnswer = z.object({ tags: texts, system_tags: texts.optional() });
const tagsOf = (whose: string) =>
  endpoint(
    { summary: `Lists the tags of ${whose}, sorted.`, effect: 'read' },
    tagsQuery.extend({ projects: texts.nullish() }),
    tagsAnswer,
  );

export const projects = {
  'projects.create': endpoint(
    { summary: 'Makes a project, and those its path runs through.', effect: 'write', roles: WRITERS },
    z.object({ name: entityName, ...given }),
    z.object({ id: z.string() }),
  ),
  'projects.get_all': endpoint(
    { summary: 'Lists projects as they are filtered, ordered, projected and paged.', effect: 'read' },
    projectQuery,
    projectList,
  ),
  'projects.get_by_id': endpoint(
    { summary: 'Gives a project.', effect: 'read' },
    z.object({ project: z.string() }),
    z.object({ project: document }),
  ),
  'projects.update': endpoint(
    {
      summary: 'Changes a project; a new name keeps its place, and renames what is below it.',
      effect: 'write',
      roles: WRITERS,
    },
    z.object({ project: z.string(), name: entityName.nullish(), ...given }),
    updated,
  ),
  'projects.get_all_ex': endpoint(
    {
      summary:
        'Lists projects with what they hold; `user`, `company` and `parent` are objects with id and name.',
      effect: 'read',
    },
    projectQueryEx,
    projectList,
  ),
  'projects.validate_delete': endpoint(
    { summary: 'Counts what would go with a project.', effect: 'read' },
    one,
    z.object({
      tasks: z.number(),
      non_archived_tasks: z.number(),
      models: z.number(),
      non_archived_models: z.number(),
    }),
  ),
  'projects.delete': endpoint(
    {
      summary: 'Deletes a project and those below it; their tasks and models stay without one, or go too.',
      effect: 'write',
      roles: WRITERS,
    },
    one.extend({
      force: z.boolean().nullish(),
      delete_contents: z.boolean().nullish(),
      delete_stored_objects: z.boolean().nullish(),
    }),
    z.object({
      deleted: z.number(),
      disassociated_tasks: z.number(),
      deleted_tasks: z.number(),
      deleted_models: z.number(),
      urls: z.object({ model_urls: texts, artifact_urls: texts, event_urls: texts }),
    }),
  ),
  'projects.move': endpoint(
    {
      summary: 'Moves a project with all below it to another place, which is made if it is not there.',
      effect: 'write',
      roles: WRITERS,
    },
    one.extend({ new_location: z.string().max(1024).nullish() }),
    z.object({ moved: z.number() }),
  ),
  'projects.merge': endpoint(
    {
      summary: 'Moves what a project holds into another, and deletes it.',
      effect: 'write',
      roles: WRITERS,
    },
    one.extend({ destination_project: z.string().nullish() }),
    z.object({ moved_entities: z.number(), moved_projects: z.number() }),
  ),
  'projects.get_project_tags': tagsOf('projects'),
  'projects.get_task_tags': tagsOf('tasks'),
  'projects.get_model_tags': tagsOf('models'),
  'projects.get_unique_metric_variants': endpoint(
    { summary: 'Lists the metrics that tasks or models of a project report.', effect: 'read' },
    z.object({
      project: z.string().nullish(),
      ids: texts.nullish(),
      model_metrics: z.boolean().nullish(),
      ...below,
    }),
    z.object({
      metrics: z.array(
        z.object({
          metric: z.string(),
          metric_hash: z.string(),
          variant: z.string(),
          variant_hash: z.string(),
        }),
      ),
    }),
  ),
  'projects.get_hyper_parameters': endpoint(
    { summary: 'Lists the names of hyper-parameters of the tasks of a project.', effect: 'read' },
    one.extend({ ...below, ...paged }),
    z.object({ parameters: z.array(z.object({ section: z.string(), name: z.string() })), ...rest }),
  ),
  'projects.get_hyperparam_values': endpoint(
    { summary: 'Lists the values one hyper-parameter has.', effect: 'read' },
    z.object({ ...several, section: z.string(), name: z.string() }),
    z.object({ total: z.number(), values: texts }),
  ),
  'projects.get_task_parents': endpoint(
    { summary: 'Lists the tasks that are parents of tasks in projects.', effect: 'read' },
    z.object({ ...several, tasks_state: z.enum(['active', 'archived']).nullish() }),
    z.object({ parents: z.array(document) }),
  ),
  'projects.get_model_metadata_keys': endpoint(
    { summary: 'Lists the keys of the metadata of a project’s models.', effect: 'read' },
    one.extend({ ...below, ...paged }),
    z.object({ keys: texts, ...rest }),
  ),
  'projects.get_model_metadata_values': endpoint(
    { summary: 'Lists the values models have under one key of their metadata.', effect: 'read' },
    z.object({ ...several, key: z.string() }),
    z.object({ total: z.number(), values: texts }),
  ),
};
