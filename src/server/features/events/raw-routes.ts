import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { inOrder } from './curves.ts';
import { readCurves } from './curves-store.ts';
import { kindOf, requireOwner } from './owners.ts';
import { cutPage, positionOf } from './sample-pages.ts';
import { listSamples, readSamples } from './samples-store.ts';
import { keepEventScroll, whoseOf } from './scrolls-store.ts';

type Methods =
  | 'scalar_metrics_iter_raw'
  | 'vector_metrics_iter_histogram'
  | 'get_vector_metrics_and_variants';

/** Points of a page when the reader gives no number of them. */
const PAGE = 10_000;
/** Vectors of an answer. */
const VECTORS = 1_000;

/** Scalars point by point, and vectors. */
export function rawRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    async 'events.scalar_metrics_iter_raw'(caller, { task, metric, model_events, scroll_id, batch_size }) {
      const { id } = caller.workspace;
      const owner = await requireOwner(db, kindOf(model_events), id, task);
      const start = await positionOf(db, whoseOf(caller), scroll_id);
      const variants: [string, unknown][] = [];
      const end = start + (batch_size ?? PAGE);
      let [total, returned] = [0, 0];
      for (const { variant, ...curve } of await readCurves(db, id, owner, { metrics: [metric] })) {
        const { iterations, times, numbers } = inOrder(curve);
        const [from, to] = [Math.max(0, start - total), Math.max(0, end - total)];
        const y = Array.from(numbers.subarray(from, to), (value) => (Number.isFinite(value) ? value : null));
        total += numbers.length;
        returned += y.length;
        if (y.length === 0) continue;
        const timestamp = [...times.subarray(from, to)];
        variants.push([variant, { iter: [...iterations.subarray(from, to)], timestamp, y }]);
      }
      const state = { position: start + returned };
      const kept = await keepEventScroll(db, whoseOf(caller), state, scroll_id || undefined);
      return { variants: Object.fromEntries(variants), returned, total, scroll_id: kept };
    },

    async 'events.vector_metrics_iter_histogram'({ workspace }, { task, metric, variant, model_events }) {
      const owner = await requireOwner(db, kindOf(model_events), workspace.id, task);
      const metrics = [{ metric, variants: [variant] }];
      const keys = await listSamples(db, workspace.id, owner, { types: ['training_stats_vector'], metrics });
      return { images: await readSamples(db, workspace.id, cutPage(keys, VECTORS)) };
    },

    async 'events.get_vector_metrics_and_variants'({ workspace }, { task, model_events }) {
      const owner = await requireOwner(db, kindOf(model_events), workspace.id, task);
      const keys = await listSamples(db, workspace.id, owner, { types: ['training_stats_vector'], last: 1 });
      const names = new Map<string, Set<string>>();
      for (const { metric, variant } of keys)
        names.set(metric, (names.get(metric) ?? new Set<string>()).add(variant));
      return { metrics: [...names].map(([metric, variants]) => ({ metric, variants: [...variants] })) };
    },
  };
}
