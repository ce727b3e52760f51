import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type { ResponseOf } from '../../../contract/contract.ts';
import { call } from '../../api.ts';
import { type Loads, readLoads, STAT_KEYS } from './loads.ts';

export type Worker = ResponseOf<'workers.get_all'>['workers'][number];

const LIVE_MS = 4_000;
const LOADS_MS = 20_000;
/** Seconds that the curves reach back, and seconds of one point. */
export const REACH_S = 3_600;
const INTERVAL_S = 60;

/** The live workers of a workspace, asked for every few seconds. */
export const workersQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['workers', workspace],
    queryFn: async () => (await call('workers.get_all', {}, { workspace })).workers,
    refetchInterval: LIVE_MS,
  });

/** How busy the machines of the workers were within the last hour. */
export const loadsQuery = (workspace: string) =>
  queryOptions({
    queryKey: ['worker-loads', workspace],
    queryFn: async (): Promise<Map<string, Loads>> => {
      const now = Math.ceil(Date.now() / 1000);
      const asked = {
        from_date: now - REACH_S,
        to_date: now,
        interval: INTERVAL_S,
        items: STAT_KEYS.map((key) => ({ key, category: 'avg' as const })),
      };
      const { workers } = await call('workers.get_stats', asked, { workspace });
      return new Map(workers.map(({ worker, metrics }) => [worker, readLoads(metrics)]));
    },
    placeholderData: keepPreviousData,
    refetchInterval: LOADS_MS,
  });
