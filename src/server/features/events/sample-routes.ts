import type { Database } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import { kindOf, requireOwner, requireOwners } from './owners.ts';
import { readSamplePage } from './sample-pages.ts';
import { whoseOf } from './scrolls-store.ts';
import { walkIterations } from './walk-iterations.ts';

type Methods = 'get_task_plots' | 'get_multi_task_plots' | 'debug_images' | 'plots';

/** Reading of plots and debug images. */
export function sampleRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    async 'events.get_task_plots'(caller, { task, model_events, iters, metrics, ...scroll }) {
      const owner = await requireOwner(db, kindOf(model_events), caller.workspace.id, task);
      const wanted = { types: ['plot'] as const, metrics, last: iters ?? 1 };
      const { events, ...page } = await readSamplePage(db, whoseOf(caller), [owner], wanted, scroll);
      return { plots: events, ...page };
    },

    async 'events.get_multi_task_plots'(caller, { tasks, model_events, iters, metrics, ...scroll }) {
      const owners = await requireOwners(db, kindOf(model_events), caller.workspace.id, tasks);
      const wanted = { types: ['plot'] as const, metrics, last: iters ?? 1 };
      const { events, ...page } = await readSamplePage(db, whoseOf(caller), owners, wanted, scroll);
      const names = new Map(owners.map(({ id, name }) => [id, name]));
      return { plots: byMetric(events, names), ...page };
    },

    'events.debug_images': (caller, { model_events, ...asked }) =>
      walkIterations(db, whoseOf(caller), kindOf(model_events), 'training_debug_image', asked),

    'events.plots': (caller, { model_events, ...asked }) =>
      walkIterations(db, whoseOf(caller), kindOf(model_events), 'plot', asked),
  };
}

type Plots = readonly Record<string, unknown>[];

/** By metric, variant, task and iteration, as plots are compared. */
function byMetric(plots: Plots, names: ReadonlyMap<string, string>): Record<string, unknown> {
  return grouped(plots, 'metric', (ofMetric) =>
    grouped(ofMetric, 'variant', (ofVariant) =>
      grouped(ofVariant, 'task', (ofTask, task) =>
        grouped(ofTask, 'iter', (ofIteration) => ({ name: names.get(task), plots: ofIteration })),
      ),
    ),
  );
}

function grouped(
  plots: Plots,
  field: string,
  inner: (plots: Plots, name: string) => unknown,
): Record<string, unknown> {
  const groups = new Map<string, Record<string, unknown>[]>();
  for (const plot of plots) {
    const name = String(plot[field]);
    groups.set(name, [...(groups.get(name) ?? []), plot]);
  }
  return Object.fromEntries([...groups].map(([name, group]) => [name, inner(group, name)]));
}
