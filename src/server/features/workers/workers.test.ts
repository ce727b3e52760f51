import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { deleteOldWorkerData } from './worker-store.ts';

let app: TestApp;
let person: Seeded;
let queue: string;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
  queue = (await call('queues.get_default')).data.id;
});
afterAll(() => app.end());

const call = (name: string, body: Record<string, unknown> = {}) =>
  app.call(name, body, { basic: person.key });
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const listed = async (body = {}) =>
  (await call('workers.get_all', body)).data.workers.map(({ id }: { id: string }) => id);
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];
const task = (row = {}) =>
  seedTask(app, { workspace_id: person.workspace_id, status: 'in_progress', ...row });

describe('a worker', () => {
  test('registers, reports what it runs, and is forgotten', async () => {
    const id = await task({
      name: 'fit',
      last_iteration: 3,
      started: new Date(Date.now() - 5_000).toISOString(),
    });
    await call('workers.register', { worker: 'a:0', queues: [queue], tags: ['gpu'], timeout: 60 });
    const report = { worker: 'a:0', task: id, queue, queues: [queue], timestamp: 1 };
    expect(
      (await call('workers.status_report', { ...report, machine_stats: { cpu_usage: [1, 3] } })).data,
    ).toEqual({});
    const { workers } = (await call('workers.get_all', { last_seen: 600 })).data;
    expect(workers).toEqual([
      expect.objectContaining({
        id: 'a:0',
        user: { id: person.id, name: person.name },
        company: expect.objectContaining({ id: person.workspace_id }),
        task: { id, name: 'fit', last_iteration: 3, running_time: expect.any(Number) },
        queue: { id: queue, name: 'default', num_tasks: 0, next_task: null },
        tags: ['gpu'],
        register_timeout: 60,
      }),
    ]);
    expect(workers[0].task.running_time).toBeGreaterThanOrEqual(5_000);
    const { task: running } = (await call('tasks.get_by_id', { task: id })).data;
    expect(running.last_worker).toBe('a:0');
    const stop = await call('tasks.stop', { task: id });
    expect(stop.data.fields).toMatchObject({ status: 'in_progress', status_message: 'stopping' });
    expect((await call('workers.unregister', { worker: 'a:0' })).code).toBe(200);
    expect(codes(await call('workers.unregister', { worker: 'a:0' }))).toEqual([400, 1004]);
    expect(await listed()).toEqual([]);
  });

  test('that reports without having registered is registered by it', async () => {
    await call('workers.status_report', { worker: 'b:0', timestamp: 1 });
    expect(await listed()).toEqual(['b:0']);
    expect((await call('workers.get_count')).data).toEqual({ count: 1 });
    await call('workers.unregister', { worker: 'b:0' });
  });

  test('is listed only within its timeout, and by its tags', async () => {
    await call('workers.register', { worker: 'c:0', timeout: 60, tags: ['x'] });
    await call('workers.register', { worker: 'd:0', timeout: 600, tags: ['y'] });
    await sql(`update workers set last_activity_time = now() - interval '100 s'`);
    expect(await listed()).toEqual(['d:0']);
    expect(await listed({ last_seen: 50 })).toEqual([]);
    await call('workers.register', { worker: 'c:0', timeout: 60, tags: ['x'] });
    expect(await listed({ tags: ['x'] })).toEqual(['c:0']);
    expect(await listed({ tags: ['-x'] })).toEqual(['d:0']);
    for (const worker of ['c:0', 'd:0']) await call('workers.unregister', { worker });
  });

  test('cannot listen to a queue, or run a task, that is not there', async () => {
    const absent = 'f'.repeat(32);
    expect(codes(await call('workers.register', { worker: 'e:0', queues: [absent] }))).toEqual([400, 701]);
    expect(codes(await call('workers.status_report', { worker: 'e:0', task: absent }))).toEqual([400, 101]);
    await call('workers.status_report', { worker: 'e:0', queues: [absent], queue: absent });
    expect((await call('workers.get_all')).data.workers[0]).toMatchObject({ id: 'e:0', queues: [] });
    await call('workers.unregister', { worker: 'e:0' });
  });
});

test('properties of a worker are set for a while, replaced and taken away', async () => {
  const set = (runtime_properties: unknown) =>
    call('workers.set_runtime_properties', { worker: 'p:0', runtime_properties });
  const read = async () =>
    (await call('workers.get_runtime_properties', { worker: 'p:0' })).data.runtime_properties;
  expect(codes(await set([{ key: 'a', value: '1' }]))).toEqual([400, 1004]);
  expect(await read()).toEqual([]);
  await call('workers.register', { worker: 'p:0' });
  await set([
    { key: 'a', value: '1' },
    { key: 'b', value: 2, expiry: 60 },
  ]);
  expect(await read()).toEqual([
    { key: 'a', value: '1', expiry: null },
    { key: 'b', value: '2', expiry: expect.stringMatching(/\+00:00$/) },
  ]);
  await sql(`update worker_properties set expires_at = now() where name = 'b'`);
  await set([{ key: 'a', value: null }]);
  expect(await read()).toEqual([]);
  await call('workers.unregister', { worker: 'p:0' });
});

describe('measurements', () => {
  const START = 1_780_000_000;
  const period = { from_date: START, to_date: START + 119, interval: 60 };

  beforeAll(async () => {
    const insert = (worker: string, at: number, stats: unknown, running: string | null = null) =>
      sql(
        'insert into worker_stats (workspace_id, worker_id, at, task_id, stats) values ($1, $2, to_timestamp($3), $4, $5)',
        [person.workspace_id, worker, START + at, running, JSON.stringify(stats)],
      );
    await insert('m:0', 0, { cpu_usage: [10, 30], memory_used: 5 }, 'some task');
    await insert('m:0', 30, { cpu_usage: [20, 40], memory_used: 7 });
    await insert('m:0', 60, { cpu_usage: [50, 70] });
    await insert('n:0', 10, { memory_used: 100 });
  });

  test('by worker, metric and interval', async () => {
    const items = [
      { key: 'cpu_usage', category: 'avg' },
      { key: 'cpu_usage', category: 'max' },
      { key: 'memory_used' },
    ];
    const { workers } = (await call('workers.get_stats', { ...period, items })).data;
    const dates = [START, START + 60];
    expect(workers).toEqual([
      {
        worker: 'm:0',
        metrics: [
          {
            metric: 'cpu_usage',
            dates,
            stats: [
              { aggregation: 'avg', values: [25, 60] },
              { aggregation: 'max', values: [40, 70] },
            ],
          },
          { metric: 'memory_used', dates: [START], stats: [{ aggregation: 'avg', values: [6] }] },
        ],
      },
      {
        worker: 'n:0',
        metrics: [{ metric: 'memory_used', dates: [START], stats: [{ aggregation: 'avg', values: [100] }] }],
      },
    ]);
  });

  test('each core for itself, of the workers asked for', async () => {
    const { workers } = (
      await call('workers.get_stats', {
        ...{ ...period, worker_ids: ['m:0'], split_by_variant: true },
        items: [{ key: 'cpu_usage', category: 'min' }],
      })
    ).data;
    expect(workers[0].metrics).toEqual([
      expect.objectContaining({ variant: '0', stats: [{ aggregation: 'min', values: [10, 50] }] }),
      expect.objectContaining({ variant: '1', stats: [{ aggregation: 'min', values: [30, 70] }] }),
    ]);
  });

  test('how many reported, and how many ran a task', async () => {
    const { data } = await call('workers.get_activity_report', { ...period, to_date: START + 180 });
    const dates = [START, START + 60, START + 120, START + 180];
    expect(data).toEqual({
      total: { dates, counts: [2, 1, 0, 0] },
      active: { dates, counts: [1, 0, 0, 0] },
    });
    const long = await call('workers.get_activity_report', { from_date: 0, to_date: START, interval: 1 });
    expect(codes(long)).toEqual([400, 12]);
  });

  test('the names of what is measured, by category', async () => {
    await call('workers.status_report', {
      worker: 'k:0',
      machine_stats: { cpu_usage: [1], cpu_temperature: [2], gpu_usage: [3], unheard: 4 },
    });
    expect((await call('workers.get_metric_keys', { worker_ids: ['k:0'] })).data.categories).toEqual([
      { name: 'cpu', metric_keys: ['cpu_temperature', 'cpu_usage'] },
      { name: 'gpu', metric_keys: ['gpu_usage'] },
    ]);
    await call('workers.unregister', { worker: 'k:0' });
  });

  test('are forgotten after 30 days, as are workers silent for so long', async () => {
    await call('workers.register', { worker: 'old:0' });
    await sql(`update workers set last_activity_time = now() - interval '40 days'`);
    await sql(`update worker_stats set at = now() - interval '31 days' where worker_id = 'm:0'`);
    await deleteOldWorkerData(app.parts.database.db);
    expect((await sql(`select count(*) from workers`)).rows[0].count).toBe(0);
    expect((await sql(`select count(*) from worker_stats where worker_id = 'm:0'`)).rows[0].count).toBe(0);
  });
});
