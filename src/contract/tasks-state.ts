import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { map, updated } from './entities.ts';
import { line, nothing } from './fields.ts';

const written = { effect: 'write', roles: WRITERS } as const;
const text = z.string().nullish();
const flag = z.boolean().nullish();
const why = { status_reason: text, status_message: text };
const one = z.object({ task: z.string(), ...why });
const forced = one.extend({ force: flag });

export const urls = z.object({
  model_urls: z.array(z.string()),
  event_urls: z.array(z.string()),
  artifact_urls: z.array(z.string()),
});

/** What goes when a task is reset or deleted. */
export const cleanup = {
  delete_output_models: z.boolean().nullish(),
  return_file_urls: flag,
  /**
   * Atrium's own: the objects in the task's own folder go too, in the background. ClearML's `delete_external_artifacts`
   * is no such wish: its SDK sends it with every reset and deletion.
   */
  delete_stored_objects: flag,
};

/** The deletion of stored objects that began, as `storage_cleanup.get_by_id` shows it. */
export const deletion = { deletion: z.string().optional() };

/** Where a task may be sent. */
export const target = {
  queue: text,
  /** Made if there is none of this name. */
  queue_name: line(3, 256).nullish(),
  verify_watched_queue: flag,
};

/** What a task goes through, from created to published. */
export const tasksState = {
  'tasks.started': endpoint(
    { ...written, summary: 'Notes that a task runs.' },
    forced,
    updated.extend({ started: z.number() }),
  ),
  'tasks.stop': endpoint(
    {
      ...written,
      summary: 'Asks for a task to be stopped: by its worker if one runs it, else it is stopped at once.',
    },
    forced,
    updated,
  ),
  'tasks.stopped': endpoint({ ...written, summary: 'Notes that a task was stopped.' }, forced, updated),
  'tasks.completed': endpoint(
    { ...written, summary: 'Notes that a task ran to its end; publishes it too, if asked.' },
    forced.extend({ publish: flag }),
    updated.extend({ published: z.number() }),
  ),
  'tasks.failed': endpoint({ ...written, summary: 'Notes that a task failed.' }, forced, updated),
  'tasks.close': endpoint({ ...written, summary: 'Closes a task.' }, forced, updated),
  'tasks.publish': endpoint(
    { ...written, summary: 'Publishes a task and, unless told otherwise, the models it made.' },
    forced.extend({ publish_model: flag }),
    updated.extend({ committed_versions_results: z.array(map) }),
  ),
  'tasks.ping': endpoint(
    { ...written, summary: 'Notes that a task is alive.' },
    z.object({ task: z.string() }),
    nothing,
  ),
  'tasks.reset': endpoint(
    { ...written, summary: 'Takes a task back to created: without events, output models and artifacts.' },
    forced.extend({ clear_all: flag, ...cleanup }),
    updated.extend({
      dequeued: map,
      deleted_models: z.number(),
      events: map,
      frames: map,
      deleted_indices: z.array(z.string()),
      urls: urls.optional(),
      ...deletion,
    }),
  ),
  'tasks.enqueue': endpoint(
    { ...written, summary: 'Puts a task into a queue; the default one if none is named.' },
    forced.extend(target),
    updated.extend({ queued: z.number(), queue_watched: z.boolean().optional() }),
  ),
  'tasks.dequeue': endpoint(
    { ...written, summary: 'Takes a task out of its queue.' },
    one.extend({
      new_status: z.enum(['created', 'in_progress', 'stopped', 'failed', 'completed', 'closed']).nullish(),
    }),
    updated.extend({ dequeued: z.number() }),
  ),
};
