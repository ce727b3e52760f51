import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { document, integer, texts } from './entities.ts';

/** Objects by names that clients chose; passed on as they are, since a name may be "__proto__". */
const byName = z.custom<Record<string, unknown>>();
const task = z.string();
const model_events = z.boolean().nullish();
const flag = z.boolean().nullish();
const scroll_id = z.string().nullish();
const named = { task, model_events };
const many = z.object({ tasks: texts.min(1).max(1_000), model_events });
const metrics = z.array(z.object({ metric: z.string(), variants: texts.nullish() })).nullish();
const key = z.enum(['iter', 'timestamp', 'iso_time']).nullish();
const samples = integer.pipe(z.number().min(1).max(100_000)).nullish();
const iters = integer.pipe(z.number().min(1).max(10_000)).nullish();
const batch_size = integer.pipe(z.number().min(1).max(10_000)).nullish();
const order = z.enum(['asc', 'desc']).nullish();
const event_type = z
  .enum(['training_stats_scalar', 'training_stats_vector', 'training_debug_image', 'plot', 'log'])
  .nullish();
const page = {
  returned: z.number(),
  total: z.number(),
  scroll_id: z.string().optional(),
};
const events = z.array(document);
/** The shapes of the request and the answer of what is walked through iteration by iteration. */
const walk = z.object({
  metrics: z
    .array(z.object({ task, metric: z.string().nullish(), variants: texts.nullish() }))
    .min(1)
    .max(1_000),
  ...{ iters, scroll_id, navigate_earlier: flag, refresh: flag, model_events },
});
const walked = z.object({
  scroll_id: z.string(),
  metrics: z.array(
    z.object({ task, iterations: z.array(z.object({ iter: z.number(), events: z.array(document) })) }),
  ),
});

/** Reading of what runs reported. */
export const eventsRead = {
  'events.scalar_metrics_iter_histogram': endpoint(
    { summary: 'Gives the curves of a task, each with at most as many points as asked for.', effect: 'read' },
    z.object({ ...named, key, samples, metrics }),
    byName,
  ),
  'events.multi_task_scalar_metrics_iter_histogram': endpoint(
    { summary: 'Gives the curves of several tasks side by side.', effect: 'read' },
    many.extend({ key, samples, metrics }),
    byName,
  ),
  'events.get_task_single_value_metrics': endpoint(
    { summary: 'Gives the values that tasks reported without an iteration.', effect: 'read' },
    many,
    z.object({ tasks: z.array(z.object({ task, task_name: z.string(), values: z.array(document) })) }),
  ),
  'events.get_scalar_metrics_and_variants': endpoint(
    { summary: 'Lists the variants of each scalar metric of a task.', effect: 'read' },
    z.object(named),
    z.object({ metrics: byName }),
  ),
  'events.get_task_latest_scalar_values': endpoint(
    { summary: 'Gives the last value of each curve, and the mean over its last 100 points.', effect: 'read' },
    z.object({ task }),
    z.object({ metrics: z.array(z.object({ name: z.string(), variants: z.array(document) })) }),
  ),
  'events.get_task_log': endpoint(
    { summary: 'Gives a page of the console, before or after a time.', effect: 'read' },
    z.object({ task, batch_size, order, navigate_earlier: flag, from_timestamp: z.number().nullish() }),
    z.object({ events, returned: z.number(), total: z.number() }),
  ),
  'events.get_task_plots': endpoint(
    { summary: 'Gives the plots of the last iterations of each variant.', effect: 'read' },
    z.object({ ...named, iters, metrics, scroll_id, no_scroll: flag }),
    z.object({ plots: events, ...page }),
  ),
  'events.get_multi_task_plots': endpoint(
    { summary: 'Gives the plots of several tasks.', effect: 'read' },
    many.extend({ iters, metrics, scroll_id, no_scroll: flag }),
    z.object({ plots: byName, ...page }),
  ),
  'events.debug_images': endpoint(
    { summary: 'Walks through the debug images of tasks by iteration.', effect: 'read' },
    walk,
    walked,
  ),
  'events.plots': endpoint(
    { summary: 'Walks through the plots of tasks by iteration.', effect: 'read' },
    walk,
    walked,
  ),
  'events.get_task_events': endpoint(
    { summary: 'Gives the events of a task as they were reported, in pages.', effect: 'read' },
    z.object({ ...named, event_type, batch_size, order, scroll_id }),
    z.object({ events, ...page }),
  ),
  'events.get_task_metrics': endpoint(
    { summary: 'Lists the metrics of tasks.', effect: 'read' },
    many.extend({ event_type }),
    z.object({ metrics: z.array(z.object({ task, metrics: texts })) }),
  ),
};
