import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { type Bodies, createNeighbours, expectAlike, type Neighbours } from '../support/neighbours.ts';

const PERIOD = { from_date: 0, to_date: 4_000_000_000, interval: 1_000_000 };
const made = { name: 'made here', type: 'training' };

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

let neighbours: Neighbours;
beforeAll(async () => {
  neighbours = await createNeighbours();
});
afterAll(() => neighbours.app.end());

test('every method of tasks that writes, and of queues and workers, stands in the table', () => {
  const names = Object.keys(contract).filter(
    (name) => /^(tasks|queues|workers)\./.test(name) && !READING.test(name),
  );
  expect([...Object.keys(BODIES), ...NAMELESS].toSorted()).toEqual(names.toSorted());
});

describe('ids of another workspace answer as unknown ones do, and change nothing', () => {
  test.each(Object.keys(BODIES))('%s', async (name) => {
    await expectAlike(neighbours, name, BODIES[name] ?? expect.fail('no body'));
  });
});

test('lists hold nothing of another workspace', async () => {
  const { app, mine, theirs, foreign } = neighbours;
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
  const { app, mine, theirs } = neighbours;
  for (const person of [mine, theirs])
    await app.call('workers.register', { worker: 'same:0', tags: [person.id] }, { basic: person.key });
  await app.call('workers.unregister', { worker: 'same:0' }, { basic: mine.key });
  const { workers } = (await app.call('workers.get_all', { tags: [theirs.id] }, { basic: theirs.key })).data;
  expect(workers.map(({ id }: { id: string }) => id)).toEqual(['same:0']);
});
