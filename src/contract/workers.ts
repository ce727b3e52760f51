import { z } from 'zod';
import { endpoint, WRITERS } from './endpoint.ts';
import { map, tags, texts } from './entities.ts';
import { integer, line, nothing, time } from './fields.ts';

const written = { effect: 'write', roles: WRITERS } as const;
const worker = line(1, 256);
const one = z.object({ worker });
const named = z.object({ id: z.string(), name: z.string().nullable() });
const queue = named.extend({ next_task: named.nullish(), num_tasks: z.number() });
const given = { tags: tags.nullish(), system_tags: tags.nullish() };
const queueIds = texts.pipe(z.array(z.string()).max(1_000)).nullish();
/** Seconds since 1970; clients read the dates of an answer as whole numbers. */
const instant = z.number().min(0).max(4_102_444_800);
const from_date = instant.transform(Math.floor);
const to_date = instant.transform(Math.ceil);
const period = {
  from_date,
  to_date,
  interval: integer.pipe(z.number().min(1)),
};
const aggregation = z.enum(['avg', 'min', 'max']);
const reading = z.union([z.number(), z.array(z.number()).max(1_024)]);
const lists = {
  /** Only those active within so many seconds; 0 for all that are registered. */
  last_seen: integer.pipe(z.number().min(0)).nullish(),
  tags: texts.nullish(),
  system_tags: texts.nullish(),
};

const MACHINE_STATS = [
  'cpu_usage',
  'cpu_temperature',
  'gpu_usage',
  'gpu_temperature',
  'gpu_memory_free',
  'gpu_memory_used',
  'memory_used',
  'memory_free',
  'network_tx',
  'network_rx',
  'disk_free_home',
  'disk_free_temp',
  'disk_read',
  'disk_write',
] as const;

type Stat = (typeof MACHINE_STATS)[number];
const stat = reading.nullish();
const machineStats = z.object(
  Object.fromEntries(MACHINE_STATS.map((key) => [key, stat])) as Record<Stat, typeof stat>,
);

/** Agents and what they run. */
export const workers = {
  'workers.register': endpoint(
    { ...written, summary: 'Makes a worker known; it counts as live for `timeout` seconds after each call.' },
    one.extend({
      timeout: integer.pipe(z.number().min(1).max(604_800)).nullish(),
      queues: queueIds,
      ...given,
    }),
    nothing,
  ),
  'workers.unregister': endpoint({ ...written, summary: 'Forgets a worker.' }, one, nothing),
  'workers.status_report': endpoint(
    { ...written, summary: 'Notes that a worker lives, what it runs and how its machine does.' },
    one.extend({
      timestamp: integer.nullish(),
      queue: z.string().nullish(),
      queues: queueIds,
      task: z.string().nullish(),
      machine_stats: machineStats.nullish(),
      ...given,
    }),
    nothing,
  ),
  'workers.get_all': endpoint(
    { summary: 'Lists the live workers with what they run and listen to.', effect: 'read' },
    z.object(lists),
    z.object({
      workers: z.array(
        z.object({
          id: z.string(),
          key: z.string(),
          ip: z.string(),
          user: named.optional(),
          company: named,
          task: z
            .object({
              id: z.string(),
              name: z.string(),
              running_time: z.number().optional(),
              last_iteration: z.number(),
            })
            .optional(),
          project: named.optional(),
          queue: queue.optional(),
          queues: z.array(queue),
          tags: texts,
          system_tags: texts,
          register_time: time,
          last_activity_time: time,
          last_report_time: time.optional(),
          register_timeout: z.number(),
        }),
      ),
    }),
  ),
  'workers.get_count': endpoint(
    { summary: 'Counts the live workers.', effect: 'read' },
    z.object(lists),
    z.object({ count: z.number() }),
  ),
  'workers.get_metric_keys': endpoint(
    { summary: 'Names what is measured of workers, by category.', effect: 'read' },
    z.object({ worker_ids: texts.nullish() }),
    z.object({ categories: z.array(z.object({ name: z.string(), metric_keys: texts })) }),
  ),
  'workers.get_stats': endpoint(
    { summary: 'Gives measurements of workers over time.', effect: 'read' },
    z.object({
      ...period,
      items: z
        .array(z.object({ key: z.string(), category: aggregation.nullish() }))
        .min(1)
        .max(100),
      split_by_variant: z.boolean().nullish(),
      worker_ids: texts.nullish(),
    }),
    z.object({
      workers: z.array(
        z.object({
          worker: z.string(),
          metrics: z.array(
            z.object({
              metric: z.string(),
              variant: z.string().optional(),
              dates: z.array(z.number()),
              stats: z.array(z.object({ aggregation, values: z.array(z.number()) })),
            }),
          ),
        }),
      ),
    }),
  ),
  'workers.get_activity_report': endpoint(
    {
      summary: 'Gives how many workers reported, and how many of them ran a task, over time.',
      effect: 'read',
    },
    z.object(period),
    z.object({ total: series(), active: series() }),
  ),
  'workers.get_runtime_properties': endpoint(
    { summary: 'Gives what was set on a worker while it runs.', effect: 'read' },
    one,
    z.object({
      runtime_properties: z.array(z.object({ key: z.string(), value: z.string(), expiry: time.nullable() })),
    }),
  ),
  'workers.set_runtime_properties': endpoint(
    {
      ...written,
      summary: 'Sets properties of a running worker, each for some seconds or until it is set again.',
    },
    one.extend({
      runtime_properties: z
        .array(
          z.object({
            key: line(1, 256),
            value: z
              .union([z.string(), z.number(), z.boolean()])
              .transform(String)
              .pipe(z.string().max(65_536))
              .nullish(),
            expiry: integer.pipe(z.number().min(0).max(31_536_000)).nullish(),
          }),
        )
        .max(100),
    }),
    z.object({ added: texts, errors: z.array(map) }),
  ),
};

function series() {
  return z.object({ dates: z.array(z.number()), counts: z.array(z.number()) });
}
