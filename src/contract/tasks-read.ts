import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { document, listQuery, map, texts } from './entities.ts';

const taskQuery = listQuery.extend({
  /** With `project`: tasks of the projects below, too. */
  include_subprojects: z.boolean().nullish(),
});
const taskList = z.object({ tasks: z.array(document), scroll_id: z.string().optional() });

const several = z.object({ tasks: texts.min(1).max(1_000) });

/** Reading of tasks; what changes them stands in files of their own. */
export const tasksRead = {
  'tasks.get_all': endpoint(
    {
      summary: 'Lists tasks as they are filtered, ordered, projected and paged; references are ids.',
      effect: 'read',
    },
    taskQuery,
    taskList,
  ),
  'tasks.get_all_ex': endpoint(
    {
      summary: 'Lists tasks; `user`, `company`, `project` and `parent` are objects with id and name.',
      effect: 'read',
    },
    taskQuery,
    taskList,
  ),
  'tasks.get_by_id': endpoint(
    { summary: 'Gives a task.', effect: 'read' },
    z.object({ task: z.string(), only_fields: z.array(z.string()).nullish() }),
    z.object({ task: document }),
  ),
  'tasks.get_by_id_ex': endpoint(
    { summary: 'Gives tasks by their ids, in the form of `get_all_ex`.', effect: 'read' },
    taskQuery.extend({ id: z.union([z.array(z.string()).min(1), z.string().min(1)]) }),
    taskList,
  ),
  'tasks.get_types': endpoint(
    { summary: 'Lists the types of tasks that occur, in some projects or all.', effect: 'read' },
    z.object({ projects: texts.nullish() }),
    z.object({ types: texts }),
  ),
  'tasks.get_hyper_params': endpoint(
    { summary: 'Gives the hyper-parameters of tasks as lists.', effect: 'read' },
    several,
    z.object({ params: z.array(z.object({ task: z.string(), hyperparams: z.array(map) })) }),
  ),
  'tasks.get_configurations': endpoint(
    { summary: 'Gives configuration objects of tasks as lists, all or those named.', effect: 'read' },
    several.extend({ names: texts.nullish() }),
    z.object({ configurations: z.array(z.object({ task: z.string(), configuration: z.array(map) })) }),
  ),
  'tasks.get_configuration_names': endpoint(
    { summary: 'Lists the names of the configuration objects of tasks.', effect: 'read' },
    several.extend({ skip_empty: z.boolean().default(true) }),
    z.object({ configurations: z.array(z.object({ task: z.string(), names: texts })) }),
  ),
};
