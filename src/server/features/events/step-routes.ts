import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { kindOf } from './owners.ts';
import { lookAt, stepFrom } from './sample-steps.ts';
import { whoseOf } from './scrolls-store.ts';

type Methods = `${'get' | 'next'}_${'debug_image' | 'plot'}_sample`;

/** One debug image, or the plots of one metric, and the way to its neighbours. */
export function stepRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    async 'events.get_debug_image_sample'(caller, { model_events, ...look }) {
      const kind = kindOf(model_events);
      return oneOf(await lookAt(db, whoseOf(caller), kind, 'training_debug_image', look));
    },

    async 'events.next_debug_image_sample'(caller, { model_events, ...step }) {
      return oneOf(await stepFrom(db, whoseOf(caller), kindOf(model_events), step));
    },

    'events.get_plot_sample': (caller, { model_events, ...look }) =>
      lookAt(db, whoseOf(caller), kindOf(model_events), 'plot', look),

    'events.next_plot_sample': (caller, { model_events, ...step }) =>
      stepFrom(db, whoseOf(caller), kindOf(model_events), step),
  };
}

function oneOf<Seen extends { events: Record<string, unknown>[] }>({ events, ...seen }: Seen) {
  return { ...seen, event: events[0] ?? null };
}
