import type { Database, Db } from '../../db/database.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { ChosenMetrics } from './chosen-metrics.ts';
import { type CurveKey, DEFAULT_SAMPLES, inOrder, type ShownCurve, sampleCurve } from './curves.ts';
import { listScalarNames, readCurves, type StoredCurve } from './curves-store.ts';
import { kindOf, requireOwner, requireOwners } from './owners.ts';
import type { Owner } from './owners-store.ts';

type Methods =
  | 'scalar_metrics_iter_histogram'
  | 'multi_task_scalar_metrics_iter_histogram'
  | 'get_task_single_value_metrics'
  | 'get_scalar_metrics_and_variants'
  | 'get_task_latest_scalar_values';

interface Asked {
  key?: CurveKey | null | undefined;
  samples?: number | null | undefined;
  metrics?: ChosenMetrics;
}

/** Reading of scalars. */
export function scalarRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, `events.${Methods}`> {
  return {
    async 'events.scalar_metrics_iter_histogram'({ workspace }, { task, model_events, ...asked }) {
      const owner = await requireOwner(db, kindOf(model_events), workspace.id, task);
      const curves = await shownCurves(db, workspace.id, owner, asked);
      return nested(curves.map(({ metric, variant, x, y }) => [metric, variant, { name: variant, x, y }]));
    },

    async 'events.multi_task_scalar_metrics_iter_histogram'(
      { workspace },
      { tasks, model_events, ...asked },
    ) {
      const rows: [string, string, string, unknown][] = [];
      for (const owner of await requireOwners(db, kindOf(model_events), workspace.id, tasks)) {
        for (const { metric, variant, x, y } of await shownCurves(db, workspace.id, owner, asked))
          rows.push([metric, variant, owner.id, { name: owner.name, x, y }]);
      }
      return nested(rows);
    },

    async 'events.get_task_single_value_metrics'({ workspace }, { tasks, model_events }) {
      const owners = await requireOwners(db, kindOf(model_events), workspace.id, tasks);
      const shown = owners.map(async (owner) => {
        const curves = await readCurves(db, workspace.id, owner, { single: true });
        return { task: owner.id, task_name: owner.name, values: curves.map(singleValue) };
      });
      return { tasks: await Promise.all(shown) };
    },

    async 'events.get_scalar_metrics_and_variants'({ workspace }, { task, model_events }) {
      const owner = await requireOwner(db, kindOf(model_events), workspace.id, task);
      const names = await listScalarNames(db, workspace.id, owner);
      return { metrics: Object.fromEntries(names.map(({ metric, variants }) => [metric, variants])) };
    },

    async 'events.get_task_latest_scalar_values'({ workspace }, { task }) {
      const owner = await requireOwner(db, 'tasks', workspace.id, task);
      const latest = new Map<string, Record<string, unknown>[]>();
      for (const curve of await readCurves(db, workspace.id, owner))
        latest.set(curve.metric, [...(latest.get(curve.metric) ?? []), latestValues(curve)]);
      return { metrics: [...latest].map(([name, variants]) => ({ name, variants })) };
    },
  };
}

async function shownCurves(
  db: Db,
  workspaceId: string,
  owner: Owner,
  { key, samples, metrics }: Asked,
): Promise<(ShownCurve & Pick<StoredCurve, 'metric' | 'variant'>)[]> {
  const curves = await readCurves(db, workspaceId, owner, { metrics });
  return curves.map(({ metric, variant, ...points }) => ({
    ...{ metric, variant },
    ...sampleCurve(points, key ?? 'iter', samples ?? DEFAULT_SAMPLES),
  }));
}

/** Objects in objects by all but the last of each row, which is the value. Names may be any text, "__proto__" too. */
function nested(rows: readonly (readonly unknown[])[]): Record<string, unknown> {
  const groups = new Map<string, (readonly unknown[])[]>();
  for (const [name, ...rest] of rows) {
    const group = groups.get(name as string);
    if (group) group.push(rest);
    else groups.set(name as string, [rest]);
  }
  const entry = (group: (readonly unknown[])[]) => (group[0]?.length === 1 ? group[0][0] : nested(group));
  return Object.fromEntries([...groups].map(([name, group]) => [name, entry(group)]));
}

const finite = (value: number | undefined) => (Number.isFinite(value) ? (value as number) : null);

/** Written again, the last value counts. */
const singleValue = ({ metric, variant, numbers, times }: StoredCurve) => ({
  ...{ metric, variant, value: finite(numbers.at(-1)), timestamp: times.at(-1) },
});

function latestValues({ variant, ...points }: StoredCurve) {
  const { numbers } = inOrder(points);
  const last = numbers.subarray(-100).filter(Number.isFinite);
  const mean = last.length === 0 ? null : last.reduce((sum, value) => sum + value, 0) / last.length;
  return { name: variant, last_value: finite(numbers.at(-1)), last_100_value: mean };
}
