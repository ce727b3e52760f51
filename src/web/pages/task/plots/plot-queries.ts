import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call } from '../../../api.ts';

/** How often the plots of a run that goes on are looked at, and the list of what there is. */
const LIVE_MS = 10_000;
const LIST_MS = 5000;
/** Plots that hold more together are not fetched again and again by themselves. */
const MOST_LIVE_CHARACTERS = 2_000_000;

/** A plot as the wire gives it. */
export interface PlotEvent {
  metric: string;
  variant: string;
  iter: number;
  timestamp: number;
  plot_str: string;
}

/** Metrics of a task that have plots. */
export const plotMetricsQuery = (workspace: string, task: string, live: boolean) =>
  queryOptions({
    queryKey: ['plot-metrics', workspace, task],
    queryFn: async () => {
      const asked = { tasks: [task], event_type: 'plot' as const };
      const { metrics } = await call('events.get_task_metrics', asked, { workspace });
      return metrics[0]?.metrics ?? [];
    },
    refetchInterval: live ? LIST_MS : false,
  });

const charactersOf = (plots: readonly PlotEvent[]) =>
  plots.reduce((sum, { plot_str }) => sum + plot_str.length, 0);

/** The newest plot of each variant of a metric. */
export const newestPlotsQuery = (workspace: string, task: string, metric: string, live: boolean) =>
  queryOptions({
    queryKey: ['newest-plots', workspace, task, metric],
    queryFn: async () => {
      const plots: PlotEvent[] = [];
      let scroll_id: string | undefined;
      for (;;) {
        const asked = {
          task,
          iters: 1,
          metrics: [{ metric }],
          ...(scroll_id !== undefined && { scroll_id }),
        };
        const page = await call('events.get_task_plots', asked, { workspace });
        plots.push(...(page.plots as unknown as PlotEvent[]));
        scroll_id = page.scroll_id;
        if (page.returned === 0 || plots.length >= page.total) return plots;
      }
    },
    refetchInterval: ({ state: { data } }) =>
      live && (!data || charactersOf(data) < MOST_LIVE_CHARACTERS) ? LIVE_MS : false,
    placeholderData: keepPreviousData,
    // plots are large: what is not shown is not kept for long
    gcTime: 30_000,
  });

/** A place in the history of a variant: the plot there, and the way on. */
interface Step {
  scroll_id: string;
  plot: PlotEvent | undefined;
}

/**
 * The plot of a variant one reported iteration before or after the one that `scroll_id` stands at, none where there is
 * no more; without `scroll_id` the newest.
 */
export async function stepPlot(
  workspace: string,
  { task, metric, variant }: { task: string; metric: string; variant: string },
  from: { scroll_id: string; earlier: boolean } | undefined,
): Promise<Step> {
  const { scroll_id, metrics } = await call(
    'events.plots',
    {
      metrics: [{ task, metric, variants: [variant] }],
      iters: 1,
      ...(from && { scroll_id: from.scroll_id, navigate_earlier: from.earlier }),
    },
    { workspace },
  );
  const [event] = metrics[0]?.iterations[0]?.events ?? [];
  return { scroll_id, plot: event as unknown as PlotEvent | undefined };
}
