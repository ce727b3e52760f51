import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { seedModel, seedProject, seedTask } from '../support/experiments.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

/** Another workspace's ids: they must answer as ids do that are nowhere, and nothing there may change. */
interface Ids {
  task: string;
  project: string;
  model: string;
  queue: string;
  worker: string;
}

const ABSENT: Ids = {
  task: 'f'.repeat(32),
  project: 'e'.repeat(32),
  model: 'd'.repeat(32),
  queue: 'c'.repeat(32),
  worker: 'nowhere:0',
};

const PERIOD = { from_date: 0, to_date: 4_000_000_000, interval: 1_000_000 };
const made = { name: 'made here', type: 'training' };

type Bodies = (ids: Ids, own: Ids) => Record<string, unknown>[];
const forced =
  (rest: Record<string, unknown> = {}): Bodies =>
  ({ task }) => [{ task, force: true, ...rest }];
const ids: Bodies = ({ task }) => [{ ids: [task], force: true }];
const held: Bodies = ({ task, queue }, own) => [
  { task, queue },
  { task: own.task, queue },
  { task, queue: own.queue },
];
const queue =
  (rest: Record<string, unknown> = {}): Bodies =>
  (wanted) => [{ queue: wanted.queue, ...rest }];

const BODIES: Record<string, Bodies> = {
  'tasks.create': ({ task, project, model }) => [
    { ...made, parent: task },
    { ...made, project },
    { ...made, models: { input: [{ name: 'm', model }] } },
  ],
  'tasks.validate': ({ task, project }) => [
    { ...made, parent: task },
    { ...made, project },
  ],
  'tasks.clone': ({ task, project, model }, own) => [
    { task },
    { task: own.task, new_task_parent: task },
    { task: own.task, new_task_project: project },
    { task: own.task, new_task_input_models: [{ name: 'm', model }] },
  ],
  'tasks.edit': ({ task, project, model }, own) => [
    { task, force: true, name: 'taken over' },
    { task: own.task, force: true, parent: task },
    { task: own.task, force: true, project },
    { task: own.task, force: true, models: { output: [{ name: 'm', model }] } },
  ],
  'tasks.update': ({ task, project }, own) => [
    { task, name: 'taken over' },
    { task: own.task, project },
  ],
  'tasks.set_requirements': forced({ requirements: {} }),
  'tasks.edit_hyper_params': forced({ hyperparams: [{ section: 'a', name: 'b', value: 'c' }] }),
  'tasks.delete_hyper_params': forced({ hyperparams: [{ section: 'a' }] }),
  'tasks.edit_configuration': forced({ configuration: [{ name: 'a' }] }),
  'tasks.delete_configuration': forced({ configuration: ['a'] }),
  'tasks.add_or_update_artifacts': forced({ artifacts: [{ key: 'a' }] }),
  'tasks.delete_artifacts': forced({ artifacts: [{ key: 'a' }] }),
  'tasks.add_or_update_model': ({ task, model }, own) => [
    { task, model: own.model, name: 'm', type: 'input' },
    { task: own.task, model, name: 'm', type: 'input' },
  ],
  'tasks.delete_models': forced({ models: [{ name: 'a', type: 'input' }] }),
  ...Object.fromEntries(
    [
      'started',
      'stop',
      'stopped',
      'completed',
      'failed',
      'close',
      'publish',
      'ping',
      'reset',
      'dequeue',
      'delete',
    ].map((step) => [`tasks.${step}`, forced()]),
  ),
  'tasks.enqueue': ({ task, queue }, own) => [{ task }, { task: own.task, queue }],
  'tasks.archive': ({ task }) => [{ tasks: [task] }],
  'tasks.unarchive': ({ task }) => [{ tasks: [task] }],
  'tasks.move': ({ task, project }, own) => [
    { ids: [task], project: own.project },
    { ids: [own.task], project },
  ],
  ...Object.fromEntries(
    ['archive', 'unarchive', 'stop', 'publish', 'reset', 'delete', 'dequeue'].map((step) => [
      `tasks.${step}_many`,
      ids,
    ]),
  ),
  'tasks.enqueue_many': ({ task, queue }, own) => [{ ids: [task] }, { ids: [own.task], queue }],
  'queues.update': queue({ name: 'taken over' }),
  'queues.delete': queue({ force: true }),
  'queues.get_by_id': queue(),
  'queues.add_task': held,
  'queues.remove_task': held,
  'queues.get_next_task': queue({ get_task_info: true }),
  'queues.peek_task': queue(),
  'queues.get_num_entries': queue(),
  'queues.move_task_forward': held,
  'queues.move_task_backward': held,
  'queues.move_task_to_front': held,
  'queues.move_task_to_back': held,
  'queues.add_or_update_metadata': queue({ metadata: [{ key: 'a', value: 'b' }] }),
  'queues.delete_metadata': queue({ keys: ['kept'] }),
  'queues.get_queue_metrics': (wanted) => [{ ...PERIOD, queue_ids: [wanted.queue] }],
  'queues.get_all': (wanted) => [{ id: [wanted.queue] }],
  'queues.get_all_ex': (wanted) => [{ id: [wanted.queue] }],
  'workers.unregister': ({ worker }) => [{ worker }],
  'workers.register': (wanted) => [{ worker: 'own:1', queues: [wanted.queue] }],
  'workers.status_report': ({ task }) => [{ worker: 'own:1', task }],
  'workers.get_runtime_properties': ({ worker }) => [{ worker }],
  'workers.set_runtime_properties': ({ worker }) => [
    { worker, runtime_properties: [{ key: 'a', value: 'b' }] },
  ],
  'workers.get_stats': ({ worker }) => [{ ...PERIOD, worker_ids: [worker], items: [{ key: 'cpu_usage' }] }],
  'workers.get_metric_keys': ({ worker }) => [{ worker_ids: [worker] }],
};

/** Methods that name nothing of anybody's; their own test looks at what they show. */
const NAMELESS = [
  'queues.create',
  'queues.get_default',
  'workers.get_all',
  'workers.get_count',
  'workers.get_activity_report',
];
const READING = /^tasks\.(get_|.*_get_)/;

let app: TestApp;
let mine: Seeded;
let theirs: Seeded;
let foreign: Ids;
let own: Ids;

async function populate(person: Seeded, name: string): Promise<Ids> {
  const here = { workspace_id: person.workspace_id };
  const project = await seedProject(app, here);
  const task = await seedTask(app, {
    ...{ ...here, user_id: person.id, project_id: project, name: `task of ${name}`, status: 'created' },
    ...{ hyperparams: { a: { x: {} } }, configuration: { a: {} }, artifacts: [{ key: 'a', mode: 'output' }] },
    models: { input: [{ name: 'a', model: 'x' }], output: [] },
  });
  const model = await seedModel(app, here);
  const call = (method: string, body: Record<string, unknown>) =>
    app.call(method, body, { basic: person.key });
  const queued = (await call('queues.create', { name: `queue of ${name}` })).data.id;
  await call('queues.add_or_update_metadata', { queue: queued, metadata: [{ key: 'kept', value: '1' }] });
  await call('tasks.enqueue', { task, queue: queued });
  const worker = `${name}:0`;
  await call('workers.register', { worker, queues: [queued] });
  await call('workers.status_report', { worker, machine_stats: { cpu_usage: [1] } });
  await call('workers.set_runtime_properties', { worker, runtime_properties: [{ key: 'k', value: 'v' }] });
  return { task, project, model, queue: queued, worker };
}

beforeAll(async () => {
  app = await createTestApp();
  mine = await seedPerson(app.parts);
  theirs = await seedPerson(app.parts);
  own = await populate(mine, 'mine');
  foreign = await populate(theirs, 'theirs');
});
afterAll(() => app.end());

const TABLES = [
  'tasks',
  'projects',
  'models',
  'queues',
  'queue_entries',
  'workers',
  'worker_properties',
  'worker_stats',
];

/** Every row of the other workspace, as text. */
async function rowsOfTheirs(): Promise<string> {
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

test('every method of tasks that writes, and of queues and workers, stands in the table', () => {
  const names = Object.keys(contract).filter(
    (name) => /^(tasks|queues|workers)\./.test(name) && !READING.test(name),
  );
  expect([...Object.keys(BODIES), ...NAMELESS].toSorted()).toEqual(names.toSorted());
});

describe('ids of another workspace answer as unknown ones do, and change nothing', () => {
  test.each(Object.keys(BODIES))('%s', async (name) => {
    const before = await rowsOfTheirs();
    const bodies = BODIES[name] ?? expect.fail('no body');
    for (const [i, body] of bodies(foreign, own).entries()) {
      const there = await app.call(name, body, { basic: mine.key });
      const nowhere = await app.call(name, bodies(ABSENT, own)[i], { basic: mine.key });
      const seen = ({ code, subcode, message, error, data }: typeof there, asked: Ids) =>
        masked([code, subcode, message, error, data], asked);
      expect(seen(there, foreign)).toBe(seen(nowhere, ABSENT));
      expect(JSON.stringify(there.data)).not.toContain('theirs');
    }
    expect(await rowsOfTheirs()).toBe(before);
  });
});

test('lists hold nothing of another workspace', async () => {
  const call = (name: string, body = {}) => app.call(name, body, { basic: mine.key });
  const texts = [];
  for (const name of [
    'queues.get_all',
    'queues.get_all_ex',
    'queues.get_default',
    'workers.get_all',
    'tasks.get_all',
  ])
    texts.push(JSON.stringify((await call(name)).data));
  texts.push(JSON.stringify((await call('queues.get_queue_metrics', PERIOD)).data));
  texts.push(
    JSON.stringify((await call('workers.get_stats', { ...PERIOD, items: [{ key: 'cpu_usage' }] })).data),
  );
  for (const text of texts)
    for (const id of [...Object.values(foreign), theirs.id, theirs.workspace_id])
      expect(text).not.toContain(id);
  const { total } = (await call('workers.get_activity_report', PERIOD)).data;
  expect(Math.max(...total.counts)).toBeLessThanOrEqual(2);
});

test('a worker of the same name in two workspaces is two workers', async () => {
  for (const person of [mine, theirs])
    await app.call('workers.register', { worker: 'same:0', tags: [person.id] }, { basic: person.key });
  await app.call('workers.unregister', { worker: 'same:0' }, { basic: mine.key });
  const { workers } = (await app.call('workers.get_all', { tags: [theirs.id] }, { basic: theirs.key })).data;
  expect(workers.map(({ id }: { id: string }) => id)).toEqual(['same:0']);
});
