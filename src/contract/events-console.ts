import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { integer } from './entities.ts';
import { download } from './fields.ts';

/** A line of the console: its time in milliseconds, and which one of those of that time, from 0. */
const place = z.object({ timestamp: z.number(), index: integer.pipe(z.number().min(0)) });

/** The console as a whole: searching it, and all of it as a file. */
export const eventsConsole = {
  'events.download_task_log': endpoint(
    { summary: 'Gives the whole console of a task as a file.', effect: 'read', cookie_get: true },
    z.object({
      task: z.string(),
      line_type: z.enum(['json', 'text']).nullish(),
      line_format: z.string().max(1_000).nullish(),
    }),
    download,
  ),
  'events.search_task_log': endpoint(
    {
      summary:
        'Finds the next line of the console that holds a text, after or before a place. Where one call searches only a part, `next` is where to go on.',
      effect: 'read',
      atrium: true,
    },
    z.object({
      task: z.string(),
      text: z.string().min(1).max(512),
      from: place.nullish(),
      navigate_earlier: z.boolean().nullish(),
    }),
    z.object({ hit: place.nullable(), next: place.nullable() }),
  ),
};
