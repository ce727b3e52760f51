import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import {
  document,
  entityName,
  failedItem,
  integer,
  listQuery,
  map,
  tags,
  texts,
  updated,
} from './entities.ts';
import { deletion } from './tasks-state.ts';

const modelQuery = listQuery.extend({
  /** With `project`: models of the projects below, too. */
  include_subprojects: z.boolean().nullish(),
});
const modelList = z.object({ models: z.array(document), scroll_id: z.string().optional() });

const text = z.string().nullish();
const item = z.object({ key: z.string().min(1).max(1024), type: text, value: text });
const metadata = z.array(item).max(10_000);

const given = {
  name: entityName.nullish(),
  comment: text,
  tags: tags.nullish(),
  system_tags: tags.nullish(),
  project: text,
  task: text,
  ready: z.boolean().nullish(),
};
const described = {
  ...given,
  uri: z.string().max(8_192).nullish(),
  framework: z.string().max(256).nullish(),
  design: map.nullish(),
  labels: z.record(z.string(), integer).nullish(),
  parent: text,
  /** A list, as clients send it; keys name the items. */
  metadata: metadata.nullish(),
};
const iteration = { iteration: integer.nullish() };
const one = z.object({ model: z.string() });
const writes = { effect: 'write', roles: WRITERS } as const;
/** Models hold whole network designs. */
const LARGE = 16 * 1024 * 1024;

const publishedTask = z.object({ id: z.string(), data: updated });
const many = z.object({ ids: texts.min(1).max(10_000) });
const each = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({ succeeded: z.array(z.object({ id: z.string(), ...shape })), failed: z.array(failedItem) });

const publishing = { force_publish_task: z.boolean().nullish() };

export const models = {
  'models.create': endpoint(
    { summary: 'Makes a model.', ...writes, body_limit: LARGE },
    z.object({ ...described, name: entityName, uri: z.string().max(8_192) }),
    z.object({ id: z.string(), created: z.boolean() }),
  ),
  'models.edit': endpoint(
    { summary: 'Changes anything of a model.', ...writes, body_limit: LARGE },
    one.extend({ ...described, ...iteration }),
    updated,
  ),
  'models.update': endpoint(
    { summary: 'Changes how a model is shown and where it belongs.', ...writes },
    one.extend({ ...given, ...iteration, ui_cache: map.nullish() }),
    updated,
  ),
  'models.update_for_task': endpoint(
    { summary: 'Makes or changes the model a task puts out.', ...writes },
    z.object({
      task: z.string(),
      uri: text,
      override_model_id: text,
      name: entityName.nullish(),
      comment: text,
      tags: tags.nullish(),
      system_tags: tags.nullish(),
      ...iteration,
    }),
    updated.extend({ id: z.string(), created: z.boolean() }),
  ),
  'models.get_all': endpoint(
    {
      summary: 'Lists models as they are filtered, ordered, projected and paged; references are ids.',
      effect: 'read',
    },
    modelQuery,
    modelList,
  ),
  'models.get_all_ex': endpoint(
    {
      summary:
        'Lists models; `user`, `company`, `project`, `task` and `parent` are objects with id and name.',
      effect: 'read',
    },
    modelQuery,
    modelList,
  ),
  'models.get_by_id': endpoint(
    { summary: 'Gives a model.', effect: 'read' },
    one,
    z.object({ model: document }),
  ),
  'models.get_by_task_id': endpoint(
    { summary: 'Gives the model a task put out last.', effect: 'read' },
    z.object({ task: z.string() }),
    z.object({ model: document.nullable() }),
  ),
  'models.set_ready': endpoint(
    { summary: 'Publishes a model, and the task that made it.', ...writes },
    one.extend({ ...publishing, publish_task: z.boolean().nullish() }),
    z.object({ updated: z.number(), published_task: publishedTask.optional() }),
  ),
  'models.publish_many': endpoint(
    { summary: 'Publishes models, each for itself.', ...writes },
    many.extend({ ...publishing, publish_tasks: z.boolean().nullish() }),
    each({ updated: z.number(), published_task: publishedTask.optional() }),
  ),
  'models.archive_many': endpoint(
    { summary: 'Archives models, each for itself.', ...writes },
    many,
    each({ archived: z.boolean() }),
  ),
  'models.unarchive_many': endpoint(
    { summary: 'Takes models out of the archive, each for itself.', ...writes },
    many,
    each({ unarchived: z.boolean() }),
  ),
  'models.delete': endpoint(
    { summary: 'Deletes a model.', ...writes },
    one.extend({ force: z.boolean().nullish(), delete_stored_objects: z.boolean().nullish() }),
    z.object({ deleted: z.boolean(), url: z.string().optional(), ...deletion }),
  ),
  'models.delete_many': endpoint(
    { summary: 'Deletes models, each for itself.', ...writes },
    many.extend({ force: z.boolean().nullish(), delete_stored_objects: z.boolean().nullish() }),
    each({ deleted: z.boolean(), url: z.string().optional(), ...deletion }),
  ),
  'models.move': endpoint(
    { summary: 'Moves models into a project, which is made if it is named and not there.', ...writes },
    many.extend({ project: text, project_name: z.string().max(1024).nullish() }),
    z.object({ project_id: z.string().optional() }),
  ),
  'models.add_or_update_metadata': endpoint(
    { summary: 'Adds items to a model’s metadata, or replaces all of it.', ...writes },
    one.extend({ metadata, replace_metadata: z.boolean().nullish() }),
    z.object({ updated: z.number() }),
  ),
  'models.delete_metadata': endpoint(
    { summary: 'Takes items out of a model’s metadata.', ...writes },
    one.extend({ keys: texts }),
    z.object({ updated: z.number() }),
  ),
  'models.get_frameworks': endpoint(
    { summary: 'Lists the frameworks models are of.', effect: 'read' },
    z.object({ projects: texts.nullish() }),
    z.object({ frameworks: texts }),
  ),
};
