import { z } from 'zod';
import { endpoint } from './endpoint.ts';
import { document, integer, texts } from './entities.ts';

const task = z.string();
const metric = z.string();
const flag = z.boolean().nullish();
const scroll_id = z.string().nullish();
const look = z.object({
  ...{ task, metric, iteration: integer.nullish(), scroll_id, refresh: flag },
  ...{ navigate_current_metric: flag, model_events: flag },
});
const step = z.object({
  ...{ task, scroll_id: z.string(), navigate_earlier: flag, next_iteration: flag, model_events: flag },
});
const place = {
  scroll_id: z.string(),
  min_iteration: z.number().nullable(),
  max_iteration: z.number().nullable(),
};
const image = z.object({ ...place, event: document.nullable() });
const plots = z.object({ ...place, events: z.array(document) });

/** Steps from image to image and from plot to plot; scalars point by point; vectors. */
export const eventsSteps = {
  'events.get_debug_image_sample': endpoint(
    { summary: 'Gives a debug image of a variant, of an iteration or the last one.', effect: 'read' },
    look.extend({ variant: z.string() }),
    image,
  ),
  'events.next_debug_image_sample': endpoint(
    { summary: 'Gives the debug image before or after the one looked at.', effect: 'read' },
    step,
    image,
  ),
  'events.get_plot_sample': endpoint(
    { summary: 'Gives the plots of a metric, of an iteration or the last ones.', effect: 'read' },
    look,
    plots,
  ),
  'events.next_plot_sample': endpoint(
    { summary: 'Gives the plots before or after those looked at.', effect: 'read' },
    step,
    plots,
  ),
  'events.scalar_metrics_iter_raw': endpoint(
    { summary: 'Gives every point of a metric, in pages.', effect: 'read' },
    z.object({
      ...{ task, scroll_id, model_events: flag, count_total: flag },
      metric: z.object({ metric, variants: texts.nullish() }),
      key: z.enum(['iter', 'timestamp', 'iso_time']).nullish(),
      batch_size: integer.pipe(z.number().min(1).max(100_000)).nullish(),
    }),
    z.object({
      variants: z.custom<Record<string, unknown>>(),
      ...{ returned: z.number(), total: z.number(), scroll_id: z.string() },
    }),
  ),
  'events.vector_metrics_iter_histogram': endpoint(
    { summary: 'Gives the vectors of a variant by iteration.', effect: 'read' },
    z.object({ task, metric, variant: z.string(), model_events: flag }),
    z.object({ images: z.array(document) }),
  ),
  'events.get_vector_metrics_and_variants': endpoint(
    { summary: 'Lists the variants of each vector metric of a task.', effect: 'read' },
    z.object({ task, model_events: flag }),
    z.object({ metrics: z.array(z.object({ metric, variants: texts })) }),
  ),
};
