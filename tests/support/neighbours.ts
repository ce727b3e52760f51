import { expect } from 'vitest';
import { scalar, sendEvents } from './events.ts';
import { metricHash, seedModel, seedProject, seedTask } from './experiments.ts';
import { type Seeded, seedPerson } from './seeds.ts';
import { createTestApp, type TestApp } from './test-app.ts';

/** What a workspace holds, by id: another workspace's must answer as ids do that are nowhere. */
export interface Ids {
  task: string;
  project: string;
  model: string;
  queue: string;
  worker: string;
  /** A walk through the pages of the task's events. */
  scroll: string;
}

export const ABSENT: Ids = {
  task: 'f'.repeat(32),
  project: 'e'.repeat(32),
  model: 'd'.repeat(32),
  queue: 'c'.repeat(32),
  worker: 'nowhere:0',
  scroll: 'b'.repeat(32),
};

/** The requests of a method that name some of these ids, and otherwise what the caller has. */
export type Bodies = (ids: Ids, own: Ids) => Record<string, unknown>[];

/** Two workspaces with the same things in them, and their people. */
export interface Neighbours {
  app: TestApp;
  mine: Seeded;
  theirs: Seeded;
  own: Ids;
  foreign: Ids;
}

export async function createNeighbours(): Promise<Neighbours> {
  const app = await createTestApp();
  const mine = await seedPerson(app.parts);
  const theirs = await seedPerson(app.parts);
  const own = await populate(app, mine, 'mine');
  return { app, mine, theirs, own, foreign: await populate(app, theirs, 'theirs') };
}

async function populate(app: TestApp, person: Seeded, name: string): Promise<Ids> {
  const here = { workspace_id: person.workspace_id };
  const project = await seedProject(app, { ...here, name: `project of ${name}`, tags: [`tag of ${name}`] });
  const task = await seedTask(app, {
    ...{ ...here, user_id: person.id, project_id: project, name: `task of ${name}`, status: 'created' },
    ...{
      hyperparams: { a: { x: { value: `value of ${name}` } } },
      configuration: { a: {} },
      artifacts: [{ key: 'a', mode: 'output' }],
    },
    models: { input: [{ name: 'a', model: 'x' }], output: [] },
    tags: [`tag of ${name}`],
    last_metrics: lastMetrics(name),
  });
  await seedTask(app, { ...here, project_id: project, parent_id: task, name: `child of ${name}` });
  const model = await seedModel(app, {
    ...{ ...here, project_id: project, name: `model of ${name}`, tags: [`tag of ${name}`], ready: false },
    ...{ metadata: { kept: { key: 'kept', value: `value of ${name}` } }, framework: `framework of ${name}` },
  });
  const call = (method: string, body: Record<string, unknown>) =>
    app.call(method, body, { basic: person.key });
  const queued = (await call('queues.create', { name: `queue of ${name}` })).data.id;
  await call('queues.add_or_update_metadata', { queue: queued, metadata: [{ key: 'kept', value: '1' }] });
  await call('tasks.enqueue', { task, queue: queued });
  const worker = `${name}:0`;
  await call('workers.register', { worker, queues: [queued] });
  await call('workers.status_report', { worker, machine_stats: { cpu_usage: [1] } });
  await call('workers.set_runtime_properties', { worker, runtime_properties: [{ key: 'k', value: 'v' }] });
  for (const at of [1, 2]) await sendEvents(app, person.key, reportsOf(task, name, at));
  await sendEvents(app, person.key, [{ ...scalar(model, 1, 1, `metric of ${name}`), model_event: true }]);
  const walk = await call('events.get_debug_image_sample', { task, metric: 'seen', variant: 'v' });
  return { task, project, model, queue: queued, worker, scroll: walk.data.scroll_id };
}

const lastMetrics = (name: string) => ({
  [metricHash('m')]: { [metricHash('v')]: { metric: `metric of ${name}`, variant: 'v', value: 1 } },
});

/** An event of each kind. */
const reportsOf = (task: string, name: string, iter: number) => [
  scalar(task, iter, iter, 'seen', 'v'),
  { ...scalar(task, iter, iter, 'seen', 'vector'), type: 'training_stats_vector', values: [1, 2] },
  { type: 'log', task, timestamp: 1_700_000_000_000 + iter, level: 'info', msg: `line of ${name}` },
  { type: 'plot', task, iter, metric: 'seen', variant: 'v', plot_str: `{"of":"${name}"}` },
  { type: 'training_debug_image', task, iter, metric: 'seen', variant: 'v', key: 'k', url: `s3://${name}/x` },
];

const TABLES = [
  'tasks',
  'projects',
  'models',
  'queues',
  'queue_entries',
  'workers',
  'worker_properties',
  'worker_stats',
  'scrolls',
  'event_scalars',
  'event_logs',
  'event_samples',
  'event_totals',
  'event_drops',
];

/** Every row of the other workspace, as text. */
export async function rowsOfTheirs({ app, theirs }: Neighbours): Promise<string> {
  const texts: string[] = [];
  for (const table of TABLES) {
    const { rows } = await app.parts.database.pool.query(
      `select to_jsonb(t) as row from ${table} t where workspace_id = $1 order by to_jsonb(t)::text`,
      [theirs.workspace_id],
    );
    texts.push(JSON.stringify(rows));
  }
  return texts.join('\n');
}

/** An answer with whichever ids were asked for put out of sight. */
function masked(answer: unknown, asked: Ids): string {
  let text = JSON.stringify(answer);
  for (const [name, id] of Object.entries(asked)) text = text.replaceAll(id, `<${name}>`);
  return text;
}

/**
 * Makes each request of a method with the neighbour's ids and with ids that are nowhere: the answers are the same, are
 * no complaint about the request's form, and tell and change nothing of the neighbour's.
 */
export async function expectAlike(neighbours: Neighbours, name: string, bodies: Bodies): Promise<void> {
  const { app, mine, own, foreign } = neighbours;
  const before = await rowsOfTheirs(neighbours);
  for (const [i, body] of bodies(foreign, own).entries()) {
    const there = await app.call(name, body, { basic: mine.key });
    const nowhere = await app.call(name, bodies(ABSENT, own)[i], { basic: mine.key });
    const seen = ({ code, subcode, message, error, data }: typeof there, asked: Ids) =>
      masked([code, subcode, message, error, data], asked);
    expect(seen(there, foreign)).toBe(seen(nowhere, ABSENT));
    expect([0, 12, 14, 16].includes(there.subcode) && there.code !== 200).toBe(false);
    expect(JSON.stringify(there.data)).not.toContain('theirs');
  }
  expect(await rowsOfTheirs(neighbours)).toBe(before);
}
