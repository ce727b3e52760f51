import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api.ts';
import type { Axis, Curve, Run } from './curve.ts';
import type { Chart, LastMetrics } from './metric-list.ts';
import { readCurves, type Starts } from './read-curves.ts';

/** How often a run that goes on is looked at. */
const LIVE_MS = 3000;
/** Points of a curve: more than a chart has room for. What has more is asked for again when somebody looks closer. */
const SHOWN_POINTS = 2000;
const CLOSE_POINTS = 20_000;
/** Points of a saved curve; the wire gives no more at once, and beyond them means of neighbours. */
const SAVED_POINTS = 100_000;
/** What was shown before is soon no longer needed: a run that goes on leaves a trail of it. */
const KEPT_MS = 20_000;

/** How far a run has come. */
export interface Progress {
  id: string;
  status: string;
  started?: string | null;
  last_metrics?: LastMetrics | null;
}

const isLive = ({ status }: Progress) => status === 'in_progress' || status === 'queued';

/** What each run has reported, looked at again while one of them goes on and the page is looked at. */
export const progressQuery = (workspace: string, runs: readonly Run[]) =>
  queryOptions({
    queryKey: ['scalar-progress', workspace, runs.map(({ id }) => id)],
    queryFn: async () => {
      const { tasks } = await call(
        'tasks.get_all',
        {
          id: runs.map(({ id }) => id),
          only_fields: ['id', 'status', 'started', 'last_metrics'],
          search_hidden: true,
        },
        { workspace },
      );
      return tasks as unknown as Progress[];
    },
    refetchInterval: ({ state: { data } }) => (data?.some(isLive) ? LIVE_MS : false),
    placeholderData: keepPreviousData,
  });

/** When runs started, by id. */
export function startsOf(progress: readonly Progress[]): Starts {
  const started = progress.flatMap(({ id, started: at }) => (at ? [[id, Date.parse(at)] as const] : []));
  return new Map(started);
}

interface Asked {
  workspace: string;
  runs: readonly Run[];
  axis: Axis;
  starts: Starts;
  chart: Pick<Chart, 'metric' | 'variants'>;
}

async function askCurves({ workspace, runs, axis, starts, chart }: Asked, samples: number) {
  const { metric, variants } = chart;
  const asked = {
    key: axis === 'iter' ? ('iter' as const) : ('timestamp' as const),
    samples,
    metrics: [{ metric, variants }],
  };
  const [first] = runs;
  const answer =
    first && runs.length === 1
      ? await call('events.scalar_metrics_iter_histogram', { task: first.id, ...asked }, { workspace })
      : await call(
          'events.multi_task_scalar_metrics_iter_histogram',
          { tasks: runs.map(({ id }) => id), ...asked },
          { workspace },
        );
  return readCurves(answer, runs, axis, starts);
}

/** Whether curves may hold means of neighbours instead of every point. */
export const areThinned = (curves: readonly Curve[]) =>
  curves.some(({ x }) => x.length > SHOWN_POINTS / 2 && x.length <= SHOWN_POINTS);

/**
 * The curves of one chart; asked for again only when its own metric has new points.
 * @param close whether a part of them is looked at, for which more points are wanted
 */
export const curvesQuery = (asked: Asked & { chart: Chart }, close: boolean) =>
  queryOptions({
    queryKey: [
      'scalar-curves',
      asked.workspace,
      asked.runs,
      asked.axis,
      asked.chart.key,
      asked.chart.state,
      asked.axis === 'start' ? [...asked.starts.values()] : [],
      close,
    ],
    queryFn: () => askCurves(asked, close ? CLOSE_POINTS : SHOWN_POINTS),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
    // thousands of points are not compared one by one
    structuralSharing: false,
  });

/** The curves of a chart with all their points, to be saved. */
export const allPoints = (asked: Asked) => askCurves(asked, SAVED_POINTS);

export interface SingleValue {
  metric: string;
  variant: string;
  value: number | null;
}

/** Values that runs reported without an iteration, by the run's id. */
export const singleValuesQuery = (workspace: string, runs: readonly Run[], state: string) =>
  queryOptions({
    queryKey: ['single-values', workspace, runs.map(({ id }) => id), state],
    queryFn: async () => {
      const ids = runs.map(({ id }) => id);
      const { tasks } = await call('events.get_task_single_value_metrics', { tasks: ids }, { workspace });
      return new Map(tasks.map(({ task, values }) => [task, values as unknown as SingleValue[]]));
    },
    enabled: state !== '',
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: KEPT_MS,
  });
