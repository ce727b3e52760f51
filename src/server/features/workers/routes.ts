import type { Database } from '../../db/database.ts';
import type { CallerFacts } from '../../http/caller-facts.ts';
import type { Handlers } from '../../http/endpoint-handler.ts';
import type { Principal } from '../../http/principal.ts';
import { listProperties } from './properties-store.ts';
import { shownWorker } from './shown-worker.ts';
import { activityReport, metricCategories, workerStats } from './stats.ts';
import { listListened, listWorkers } from './worker-store.ts';
import { registerWorker, reportStatus, setProperties, unregisterWorker } from './workers.ts';

type Names = Extract<keyof Handlers, `workers.${string}`>;

const reporterOf = ({ workspace, account }: Principal, { address }: CallerFacts) => ({
  workspace_id: workspace.id,
  account_id: account.id,
  ip: address,
});

const keyOf = ({ workspace }: Principal, worker: string) => ({ workspace_id: workspace.id, id: worker });

export function workerRoutes({ db }: Pick<Database, 'db'>): Pick<Handlers, Names> {
  return {
    async 'workers.register'(caller, wanted, { facts }) {
      await registerWorker(db, reporterOf(caller, facts), wanted);
      return {};
    },

    async 'workers.unregister'(caller, { worker }) {
      await unregisterWorker(db, keyOf(caller, worker));
      return {};
    },

    async 'workers.status_report'(caller, report, { facts }) {
      await reportStatus(db, reporterOf(caller, facts), report);
      return {};
    },

    async 'workers.get_all'({ workspace }, wanted) {
      const workers = await listWorkers(db, workspace.id, wanted);
      const ids = workers.flatMap(({ queues, queue_id }) => [...queues, ...(queue_id ? [queue_id] : [])]);
      const queues = await listListened(db, workspace.id, [...new Set(ids)]);
      const byId = new Map(queues.map((queue) => [queue.id, queue]));
      const company = { id: workspace.id, name: workspace.name };
      return { workers: workers.map((worker) => shownWorker(worker, company, byId)) };
    },

    async 'workers.get_count'({ workspace }, wanted) {
      return { count: (await listWorkers(db, workspace.id, wanted)).length };
    },

    async 'workers.get_metric_keys'({ workspace }, { worker_ids }) {
      return { categories: await metricCategories(db, workspace.id, worker_ids ?? []) };
    },

    async 'workers.get_stats'({ workspace }, asked) {
      return { workers: await workerStats(db, workspace.id, asked) };
    },

    'workers.get_activity_report': ({ workspace }, period) => activityReport(db, workspace.id, period),

    async 'workers.get_runtime_properties'(caller, { worker }) {
      const properties = await listProperties(db, keyOf(caller, worker));
      return {
        runtime_properties: properties.map(({ name, value, expires_at }) => ({
          ...{ key: name, value, expiry: expires_at },
        })),
      };
    },

    async 'workers.set_runtime_properties'(caller, { worker, runtime_properties }) {
      await setProperties(db, keyOf(caller, worker), runtime_properties);
      return { added: runtime_properties.map(({ key }) => key), errors: [] };
    },
  };
}
