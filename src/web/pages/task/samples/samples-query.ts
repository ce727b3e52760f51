import { type InfiniteData, infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call, WireError } from '../../../api.ts';
import type { GalleryItem } from '../../../media/gallery-tile.tsx';
import { nameOf } from '../../../media/plain-address.ts';
import { queryClient } from '../../../session.ts';

/** A debug sample as a task reported it. */
export interface Sample {
  metric: string;
  variant: string;
  iter: number;
  timestamp: number;
  /** Which one of its variant and iteration. */
  key: string;
  url: string;
}

export interface SamplePage {
  scroll_id: string;
  /** The newest first. */
  iterations: { iter: number; samples: Sample[] }[];
}

/** Iterations of a page. */
export const ITERATIONS = 4;
export const LIVE_MS = 3_000;

/** Names of the metrics that have samples. */
export const sampleMetricsQuery = (workspace: string, task: string, live: boolean) =>
  queryOptions({
    queryKey: ['task', workspace, task, 'sample-metrics'],
    queryFn: async () => {
      const asked = { tasks: [task], event_type: 'training_debug_image' as const };
      return (await call('events.get_task_metrics', asked, { workspace })).metrics[0]?.metrics ?? [];
    },
    refetchInterval: live ? LIVE_MS * 2 : false,
  });

async function walk(
  workspace: string,
  task: string,
  metric: string,
  scroll: { scroll_id?: string; refresh?: boolean },
): Promise<SamplePage> {
  const metrics = [{ task, ...(metric && { metric }) }];
  const answer = await call('events.debug_images', { metrics, iters: ITERATIONS, ...scroll }, { workspace });
  const iterations = answer.metrics[0]?.iterations ?? [];
  return {
    scroll_id: answer.scroll_id,
    iterations: iterations.map(({ iter, events }) => ({ iter, samples: events as unknown as Sample[] })),
  };
}

const keyOf = (workspace: string, task: string, metric: string) => [
  ...['task', workspace, task, 'samples', metric],
];

/** The newest page: asked for again it takes the same walk from its beginning, unless the server has forgotten it. */
async function newest(workspace: string, task: string, metric: string): Promise<SamplePage> {
  const known = queryClient.getQueryData<InfiniteData<SamplePage>>(keyOf(workspace, task, metric));
  const scroll_id = known?.pages[0]?.scroll_id;
  if (scroll_id === undefined) return walk(workspace, task, metric, {});
  try {
    return await walk(workspace, task, metric, { scroll_id, refresh: true });
  } catch (error) {
    if (error instanceof WireError && error.code === 400) return walk(workspace, task, metric, {});
    throw error;
  }
}

/** Samples of a task by iteration, a page of older ones at a time. `metric` is empty for all of them. */
export const samplesQuery = (workspace: string, task: string, metric: string) =>
  infiniteQueryOptions({
    queryKey: keyOf(workspace, task, metric),
    queryFn: ({ pageParam }) =>
      pageParam === ''
        ? newest(workspace, task, metric)
        : walk(workspace, task, metric, { scroll_id: pageParam }),
    initialPageParam: '',
    getNextPageParam: ({ scroll_id, iterations }) => (iterations.length < ITERATIONS ? undefined : scroll_id),
  });

/** Forgets the older pages, so that looking for new samples asks for one page only. */
export function forgetOlder(workspace: string, task: string, metric: string): void {
  queryClient.setQueryData<InfiniteData<SamplePage>>(keyOf(workspace, task, metric), (data) =>
    data ? { pages: data.pages.slice(0, 1), pageParams: data.pageParams.slice(0, 1) } : data,
  );
}

type Curve = Pick<Sample, 'metric' | 'variant'>;

type Looked = Awaited<ReturnType<typeof look>>;

/** One place in the history of each task is enough: the server keeps it under the same id. */
const scrolls = new Map<string, string>();

async function look(workspace: string, task: string, { metric, variant }: Curve, iteration: number | null) {
  const asked = { task, metric, variant, iteration, scroll_id: scrolls.get(task) ?? null };
  const looked = await call('events.get_debug_image_sample', asked, { workspace });
  scrolls.set(task, looked.scroll_id);
  return looked;
}

const step = (workspace: string, task: string, scroll_id: string, navigate_earlier: boolean) =>
  call(
    'events.next_debug_image_sample',
    { task, scroll_id, navigate_earlier, next_iteration: true },
    { workspace },
  );

const eventOf = ({ event }: Looked) => (event as Sample | null) ?? undefined;

/** The sample of a variant at an iteration, or the nearest before it. */
export async function sampleAt(
  workspace: string,
  task: string,
  of: Curve,
  iteration: number,
): Promise<Sample | undefined> {
  const here = await look(workspace, task, of, iteration);
  return eventOf(here) ?? eventOf(await step(workspace, task, here.scroll_id, true));
}

/** The sample of a variant one iteration before or after another. */
export async function sampleBeside(
  workspace: string,
  task: string,
  of: Sample,
  earlier: boolean,
): Promise<Sample | undefined> {
  const here = await look(workspace, task, of, of.iter);
  return eventOf(await step(workspace, task, here.scroll_id, earlier));
}

/** Between which iterations a variant has samples. */
export const historyQuery = (workspace: string, task: string, of: Sample, live: boolean) =>
  queryOptions({
    queryKey: ['task', workspace, task, 'sample-history', of.metric, of.variant],
    queryFn: async () => {
      const { min_iteration, max_iteration } = await look(workspace, task, of, null);
      return { first: min_iteration ?? of.iter, last: max_iteration ?? of.iter };
    },
    refetchInterval: live ? LIVE_MS : false,
  });

/** Samples as the gallery shows them; its captions name the metric where there are several. */
export function itemOf(sample: Sample, named: boolean): GalleryItem {
  const { metric, variant, iter, key, url } = sample;
  return {
    ...{ url, size: null, id: [metric, variant, iter, key].join('\n'), file: nameOf(url) },
    name: named ? `${metric} / ${variant}` : variant || nameOf(url),
  };
}
