import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { map } from './entities.ts';

/** Bytes of events taken at once. */
const BATCH_LIMIT = 64 * 1024 * 1024;
const written = { effect: 'write', roles: WRITERS } as const;
const added = z.object({ added: z.number(), errors: z.number(), errors_info: map });

/** What runs report: scalars, console, plots, images. Single events are checked one by one, so that one refuses none. */
export const events = {
  'events.add': endpoint({ ...written, summary: 'Stores one event.', body_limit: BATCH_LIMIT }, map, added),
  'events.add_batch': endpoint(
    {
      ...written,
      summary: 'Stores events, one per line; those that cannot be are told by their index.',
      body_limit: BATCH_LIMIT,
    },
    z.union([z.array(z.unknown()), map]),
    added,
  ),
  'events.delete_for_task': endpoint(
    { ...written, summary: 'Removes the events of a task.' },
    z.object({ task: z.string(), allow_locked: z.boolean().nullish() }),
    z.object({ deleted: z.boolean() }),
  ),
  'events.delete_for_model': endpoint(
    { ...written, summary: 'Removes the events of a model.' },
    z.object({ model: z.string(), allow_locked: z.boolean().nullish() }),
    z.object({ deleted: z.boolean() }),
  ),
  'events.clear_task_log': endpoint(
    { ...written, summary: 'Removes the console of a task, all of it or what is older than some seconds.' },
    z.object({
      task: z.string(),
      threshold_sec: z.number().min(0).nullish(),
      allow_locked: z.boolean().nullish(),
    }),
    z.object({ deleted: z.number() }),
  ),
  'events.clear_scroll': endpoint(
    { summary: 'Ends a walk through pages of events.', effect: 'write' },
    z.object({ scroll_id: z.string() }),
    z.object({}),
  ),
};
