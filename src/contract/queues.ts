import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { document, listQuery, tags, texts, updated } from './entities.ts';
import { integer, line, nothing } from './fields.ts';

const written = { effect: 'write', roles: WRITERS } as const;
const queue = z.string();
const task = z.string();
const one = z.object({ queue });
const held = z.object({ queue, task });
const given = { tags: tags.nullish(), system_tags: tags.nullish() };
const name = line(3, 256);
const entries = { max_task_entries: integer.pipe(z.number().min(0)).nullish() };
const list = z.object({ queues: z.array(document), scroll_id: z.string().optional() });
const position = z.object({ position: z.number() });
const count = integer.pipe(z.number().min(1).max(1_000_000)).nullish();
const item = z.object({
  key: z.string().min(1).max(256),
  type: z.string().nullish(),
  value: z.string().nullish(),
});
/** Seconds since 1970; clients read the dates of an answer as whole numbers. */
const instant = z.number().min(0).max(4_102_444_800);
const from_date = instant.transform(Math.floor);
const to_date = instant.transform(Math.ceil);

/** Tasks waiting for a worker. */
export const queues = {
  'queues.create': endpoint(
    { ...written, summary: 'Makes a queue.' },
    z.object({ name, ...given }),
    z.object({ id: z.string() }),
  ),
  'queues.update': endpoint(
    { ...written, summary: 'Changes name or tags of a queue.' },
    one.extend({ name: name.nullish(), ...given }),
    updated,
  ),
  'queues.delete': endpoint(
    { ...written, summary: 'Removes a queue; with `force` one that holds tasks.' },
    one.extend({ force: z.boolean().nullish() }),
    z.object({ deleted: z.number() }),
  ),
  'queues.get_all': endpoint(
    { summary: 'Lists queues as they are filtered, ordered, projected and paged.', effect: 'read' },
    listQuery.extend(entries),
    list,
  ),
  'queues.get_all_ex': endpoint(
    { summary: 'Lists queues with the names of their tasks, and the workers that listen.', effect: 'read' },
    listQuery.extend(entries),
    list,
  ),
  'queues.get_by_id': endpoint(
    { summary: 'Gives a queue.', effect: 'read' },
    one.extend(entries),
    z.object({ queue: document }),
  ),
  'queues.get_default': endpoint(
    { summary: 'Gives the queue of tasks that are sent to none in particular.', effect: 'read' },
    nothing,
    z.object({ id: z.string(), name: z.string() }),
  ),
  'queues.add_task': endpoint(
    { ...written, summary: 'Puts a task at the end of a queue, whatever its status.' },
    held,
    z.object({ added: z.number() }),
  ),
  'queues.remove_task': endpoint(
    { ...written, summary: 'Takes a task out of a queue.' },
    held.extend({ update_task_status: z.boolean().nullish() }),
    z.object({ removed: z.number() }),
  ),
  'queues.get_next_task': endpoint(
    { ...written, summary: 'Takes the next task out of a queue; each is handed out once.' },
    one.extend({ get_task_info: z.boolean().nullish() }),
    z.object({
      entry: z.object({ task: z.string(), added: z.string() }).optional(),
      task_info: z.object({ user: z.string().nullable(), company: z.string() }).optional(),
    }),
  ),
  'queues.peek_task': endpoint(
    { summary: 'Gives the next task of a queue and leaves it there.', effect: 'read' },
    one,
    z.object({ task: z.string().optional() }),
  ),
  'queues.get_num_entries': endpoint(
    { summary: 'Counts the tasks of a queue.', effect: 'read' },
    one,
    z.object({ num: z.number() }),
  ),
  'queues.move_task_forward': endpoint(
    { ...written, summary: 'Moves a task towards the front of its queue.' },
    held.extend({ count }),
    position,
  ),
  'queues.move_task_backward': endpoint(
    { ...written, summary: 'Moves a task towards the back of its queue.' },
    held.extend({ count }),
    position,
  ),
  'queues.move_task_to_front': endpoint(
    { ...written, summary: 'Moves a task to the front of its queue.' },
    held,
    position,
  ),
  'queues.move_task_to_back': endpoint(
    { ...written, summary: 'Moves a task to the back of its queue.' },
    held,
    position,
  ),
  'queues.add_or_update_metadata': endpoint(
    { ...written, summary: 'Adds or changes metadata of a queue, or replaces it.' },
    one.extend({ metadata: z.array(item).max(1_000), replace_metadata: z.boolean().nullish() }),
    z.object({ updated: z.number() }),
  ),
  'queues.delete_metadata': endpoint(
    { ...written, summary: 'Removes metadata of a queue.' },
    one.extend({ keys: texts }),
    z.object({ updated: z.number() }),
  ),
  'queues.get_queue_metrics': endpoint(
    { summary: 'Gives how long queues were and how long their tasks waited, over time.', effect: 'read' },
    z.object({
      from_date,
      to_date,
      interval: integer.pipe(z.number().min(1)),
      queue_ids: texts.nullish(),
    }),
    z.object({
      queues: z.array(
        z.object({
          queue: z.string(),
          dates: z.array(z.number()),
          avg_waiting_times: z.array(z.number()),
          queue_lengths: z.array(z.number()),
        }),
      ),
    }),
  ),
};
