import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { document, entityName, tags, taskType, texts, updated } from './entities.ts';
import { nothing } from './fields.ts';
import {
  artifact,
  artifactMode,
  configuration,
  configurationItem,
  container,
  editedType,
  execution,
  hyperparams,
  modelItem,
  paramsItem,
  taskFields,
} from './task-parts.ts';

/** Diffs, configuration texts and artifact previews are long. */
const written = { effect: 'write', roles: WRITERS, body_limit: 64 * 1024 * 1024 } as const;
const task = z.string();
const force = z.boolean().nullish();
const edited = z.object({ task, force });
const count = z.object({ updated: z.number() });
const deleted = z.object({ deleted: z.number() });
const whole = z.object({ name: entityName, type: taskType, ...taskFields });

/** What a task consists of is written here; what it goes through stands in tasks-state.ts. */
export const tasksWrite = {
  'tasks.create': endpoint({ ...written, summary: 'Makes a task.' }, whole, z.object({ id: z.string() })),
  'tasks.validate': endpoint(
    { ...written, summary: 'Says whether a task could be made like this; makes none.' },
    whole,
    nothing,
  ),
  'tasks.clone': endpoint(
    { ...written, summary: 'Makes a task from another: what to run and with what, without what came of it.' },
    z.object({
      task,
      new_task_name: entityName.nullish(),
      new_task_comment: z.string().nullish(),
      new_task_parent: z.string().nullish(),
      new_task_project: z.string().nullish(),
      new_project_name: entityName.nullish(),
      new_task_tags: tags.nullish(),
      new_task_system_tags: tags.nullish(),
      new_task_hyperparams: hyperparams.nullish(),
      new_task_configuration: configuration.nullish(),
      new_task_container: container.nullish(),
      new_task_input_models: z.array(modelItem).nullish(),
      execution_overrides: execution.nullish(),
    }),
    z.object({
      id: z.string(),
      new_project: z.object({ id: z.string(), name: z.string() }).optional(),
    }),
  ),
  'tasks.edit': endpoint(
    { ...written, summary: 'Sets fields of a task; maps are replaced whole. Unless created, with `force`.' },
    edited.extend({ name: entityName.nullish(), type: editedType, ...taskFields }),
    updated,
  ),
  'tasks.update': endpoint(
    { ...written, summary: 'Sets what may change in any status: name, tags, comment, project.' },
    z.object({
      task,
      name: entityName.nullish(),
      comment: z.string().nullish(),
      tags: tags.nullish(),
      system_tags: tags.nullish(),
      project: z.string().nullish(),
      output__error: z.string().nullish(),
    }),
    updated,
  ),
  'tasks.set_requirements': endpoint(
    { ...written, summary: 'Sets the packages a task’s script needs.' },
    z.object({ task, requirements: document }),
    updated,
  ),
  'tasks.edit_hyper_params': endpoint(
    {
      ...written,
      summary: 'Adds or changes hyperparameters; replaces all, or those of the sections named, if asked.',
    },
    edited.extend({
      hyperparams: z.array(paramsItem.extend({ section: z.string().min(1), name: z.string().min(1) })),
      replace_hyperparams: z.enum(['none', 'section', 'all']).nullish(),
    }),
    count,
  ),
  'tasks.delete_hyper_params': endpoint(
    { ...written, summary: 'Removes hyperparameters; without a name the whole section.' },
    edited.extend({
      hyperparams: z.array(z.object({ section: z.string().min(1), name: z.string().nullish() })),
    }),
    deleted,
  ),
  'tasks.edit_configuration': endpoint(
    { ...written, summary: 'Adds or changes configuration objects; replaces all if asked.' },
    edited.extend({
      configuration: z.array(configurationItem.extend({ name: z.string().min(1) })),
      replace_configuration: z.boolean().nullish(),
    }),
    count,
  ),
  'tasks.delete_configuration': endpoint(
    { ...written, summary: 'Removes configuration objects.' },
    edited.extend({ configuration: texts }),
    deleted,
  ),
  'tasks.add_or_update_artifacts': endpoint(
    { ...written, summary: 'Adds artifacts, or replaces those of the same key and mode.' },
    edited.extend({ artifacts: z.array(artifact) }),
    count,
  ),
  'tasks.delete_artifacts': endpoint(
    { ...written, summary: 'Takes artifacts off a task; their files stay.' },
    edited.extend({
      artifacts: z.array(z.object({ key: z.string(), mode: artifactMode.nullish() })),
    }),
    deleted,
  ),
  'tasks.add_or_update_model': endpoint(
    { ...written, summary: 'Names a model among a task’s input or output.' },
    z.object({
      task,
      name: z.string().min(1),
      model: z.string(),
      type: artifactMode,
      iteration: z.number().nullish(),
    }),
    count,
  ),
  'tasks.delete_models': endpoint(
    { ...written, summary: 'Takes models off a task; the models stay.' },
    z.object({ task, models: z.array(z.object({ name: z.string(), type: artifactMode })) }),
    count,
  ),
};
