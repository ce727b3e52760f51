import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { entityName, failedItem, map } from './entities.ts';
import { cleanup, deletion, target, urls } from './tasks-state.ts';

const written = { effect: 'write', roles: WRITERS } as const;
const text = z.string().nullish();
const flag = z.boolean().nullish();
const ids = z.array(z.string()).min(1).max(5_000);
const why = { status_reason: text, status_message: text };
const many = z.object({ ids, ...why });

/** Each task for itself: those that are refused leave the others as done. */
const done = <Shape extends z.ZodRawShape>(shape: Shape) =>
  z.object({
    succeeded: z.array(z.object({ id: z.string(), ...shape })),
    failed: z.array(failedItem),
  });
const changed = { updated: z.number(), fields: map };
const deleted = {
  updated_children: z.number(),
  updated_models: z.number(),
  deleted_models: z.number(),
  urls: urls.optional(),
  ...deletion,
};
const deleting = { ...cleanup, force: flag, move_to_trash: flag };

/** Several tasks at once; and what is done to tasks as wholes. */
export const tasksMany = {
  'tasks.delete': endpoint(
    {
      ...written,
      summary: 'Removes a task with its events and draft models. Unless it is created, with `force`.',
    },
    z.object({ task: z.string(), ...deleting, ...why }),
    z.object({ deleted: z.boolean(), events: map, frames: map, updated_versions: z.number(), ...deleted }),
  ),
  'tasks.archive': endpoint(
    { ...written, summary: 'Puts tasks into the archive, and out of their queues.' },
    z.object({ tasks: ids, ...why }),
    z.object({ archived: z.number() }),
  ),
  'tasks.unarchive': endpoint(
    { ...written, summary: 'Takes tasks out of the archive.' },
    z.object({ tasks: ids, ...why }),
    z.object({ unarchived: z.number() }),
  ),
  'tasks.move': endpoint(
    { ...written, summary: 'Moves tasks into a project; by its name one that is made if it is not there.' },
    z.object({ ids, project: text, project_name: entityName.nullish() }),
    z.object({ project_id: z.string().optional() }),
  ),
  'tasks.archive_many': endpoint(
    { ...written, summary: 'Puts tasks into the archive, each for itself.' },
    many,
    done({ archived: z.boolean() }),
  ),
  'tasks.unarchive_many': endpoint(
    { ...written, summary: 'Takes tasks out of the archive, each for itself.' },
    many,
    done({ unarchived: z.boolean() }),
  ),
  'tasks.stop_many': endpoint(
    { ...written, summary: 'Stops tasks, each for itself.' },
    many.extend({ force: flag }),
    done(changed),
  ),
  'tasks.publish_many': endpoint(
    { ...written, summary: 'Publishes tasks, each for itself.' },
    many.extend({ force: flag, publish_model: flag }),
    done({ ...changed, committed_versions_results: z.array(map) }),
  ),
  'tasks.reset_many': endpoint(
    { ...written, summary: 'Resets tasks, each for itself.' },
    many.extend({ force: flag, clear_all: flag, ...cleanup }),
    done({
      ...changed,
      dequeued: z.boolean(),
      deleted_models: z.number(),
      deleted_versions: z.number(),
      urls: urls.optional(),
      ...deletion,
    }),
  ),
  'tasks.delete_many': endpoint(
    { ...written, summary: 'Removes tasks, each for itself.' },
    many.extend(deleting),
    done({ deleted: z.boolean(), deleted_versions: z.number(), ...deleted }),
  ),
  'tasks.enqueue_many': endpoint(
    { ...written, summary: 'Puts tasks into a queue, each for itself.' },
    many.extend({ ...target, validate_tasks: flag }),
    done({ ...changed, queued: z.boolean() }).extend({ queue_watched: z.boolean().optional() }),
  ),
  'tasks.dequeue_many': endpoint(
    { ...written, summary: 'Takes tasks out of their queues, each for itself.' },
    many,
    done({ ...changed, dequeued: z.boolean() }),
  ),
};
