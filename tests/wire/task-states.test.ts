import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TaskStatus } from '../../src/server/db/experiments-schema.ts';
import { seedTask } from '../support/experiments.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const STATUSES: TaskStatus[] = [
  'created',
  'queued',
  'in_progress',
  'stopped',
  'completed',
  'failed',
  'closed',
  'publishing',
  'published',
  'unknown',
];

/** From which statuses each step is taken without force, and what the task then is. */
const STEPS: Record<string, { from: TaskStatus[]; to: TaskStatus }> = {
  started: {
    from: ['created', 'queued', 'in_progress', 'stopped', 'completed', 'unknown'],
    to: 'in_progress',
  },
  stopped: { from: ['in_progress', 'stopped', 'failed', 'closed', 'unknown'], to: 'stopped' },
  stop: { from: ['queued', 'in_progress', 'stopped', 'failed', 'closed', 'unknown'], to: 'stopped' },
  completed: { from: ['in_progress', 'stopped', 'completed', 'unknown'], to: 'completed' },
  failed: { from: ['in_progress', 'stopped', 'failed', 'closed', 'unknown'], to: 'failed' },
  close: { from: ['stopped', 'completed', 'failed', 'closed', 'unknown'], to: 'closed' },
  publish: {
    from: ['stopped', 'completed', 'failed', 'closed', 'publishing', 'published', 'unknown'],
    to: 'published',
  },
  reset: {
    from: ['created', 'queued', 'in_progress', 'stopped', 'completed', 'failed', 'closed', 'unknown'],
    to: 'created',
  },
  enqueue: { from: ['created', 'stopped', 'unknown'], to: 'queued' },
};

const ROWS = Object.keys(STEPS).flatMap((step) =>
  STATUSES.flatMap((status) => [false, true].map((force) => ({ step, status, force }))),
);

let app: TestApp;
let person: Seeded;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());

const call = (name: string, body: Record<string, unknown>) =>
  app.call(`tasks.${name}`, body, { basic: person.key });
const task = (status: TaskStatus, row: Record<string, unknown> = {}) =>
  seedTask(app, { workspace_id: person.workspace_id, status, ...row });
const read = async (id: string) => (await call('get_by_id', { task: id })).data.task;

describe('every step from every status', () => {
  test.each(ROWS)('$step from $status, force: $force', async ({ step, status, force }) => {
    const id = await task(status);
    const answer = await call(step, { task: id, force });
    const allowed = force || STEPS[step]?.from.includes(status);
    expect([answer.code, answer.subcode]).toEqual(allowed ? [200, 0] : [400, 110]);
    if (!allowed) expect(answer.error).toMatchObject({ field: 'status', cure: expect.any(String) });
    else expect(answer.data).toMatchObject({ updated: 1, fields: { status: STEPS[step]?.to } });
    expect((await read(id)).status).toBe(allowed ? STEPS[step]?.to : status);
  });

  test.each(STATUSES)('dequeue from %s', async (status) => {
    const id = await task(status);
    const answer = await call('dequeue', { task: id });
    expect([answer.code, answer.subcode]).toEqual(status === 'queued' ? [200, 0] : [400, 110]);
  });

  test.each(STATUSES.flatMap((status) => [false, true].map((force) => ({ status, force }))))(
    'edit and delete from $status, force: $force',
    async ({ status, force }) => {
      const id = await task(status);
      const allowed = force || status === 'created';
      for (const [name, body] of [
        ['edit', { comment: 'x' }],
        ['edit_configuration', { configuration: [{ name: 'a', value: '1' }] }],
        ['delete_configuration', { configuration: ['a'] }],
        ['edit_hyper_params', { hyperparams: [{ section: 'Args', name: 'a', value: '1' }] }],
        ['delete_hyper_params', { hyperparams: [{ section: 'Args', name: 'a' }] }],
        ['add_or_update_artifacts', { artifacts: [{ key: 'a', type: 'custom' }] }],
        ['delete_artifacts', { artifacts: [{ key: 'a' }] }],
      ] as const) {
        const answer = await call(name, { task: id, force, ...body });
        expect([name, answer.code, answer.subcode]).toEqual([name, ...(allowed ? [200, 0] : [400, 110])]);
      }
      const deleted = await call('delete', { task: id, force });
      expect([deleted.code, deleted.subcode]).toEqual(allowed ? [200, 0] : [400, 123]);
    },
  );
});

test('times follow the status, and a step taken twice keeps them', async () => {
  const id = await task('created');
  await call('started', { task: id, status_message: 'pulled by agent' });
  const running = await read(id);
  expect(running).toMatchObject({
    status_message: 'pulled by agent',
    active_duration: 0,
    last_changed_by: person.id,
  });
  expect(running.started).toMatch(/\+00:00$/);
  expect((await call('started', { task: id })).data.started).toBe(0);
  expect(await read(id)).toMatchObject({
    started: running.started,
    status_changed: running.status_changed,
  });
  await app.parts.database.pool.query(
    `update tasks set status_changed = status_changed - interval '90 s' where id = $1`,
    [id],
  );
  await call('completed', { task: id, status_reason: 'done' });
  const ended = await read(id);
  expect(ended).toMatchObject({ status: 'completed', status_reason: 'done', started: running.started });
  expect(ended.status_message).toBe('');
  expect(ended.active_duration).toBeGreaterThanOrEqual(90);
  expect((await call('completed', { task: id })).code).toBe(200);
  expect(await read(id)).toMatchObject({
    completed: ended.completed,
    active_duration: ended.active_duration,
  });
  const again = (await call('completed', { task: id, publish: true })).data;
  expect(again).toMatchObject({ published: 1, fields: { status: 'published' } });
  expect((await read(id)).published).toMatch(/\+00:00$/);
});

describe('stop', () => {
  const NOW = new Date().toISOString();

  test('a task that a worker reports from goes on until the worker ends it', async () => {
    const id = await task('in_progress', { last_worker: 'w', last_worker_report: NOW });
    const { data } = await call('stop', { task: id });
    expect(data).toMatchObject({ updated: 1, fields: { status: 'in_progress', status_message: 'stopping' } });
    await call('stopped', { task: id });
    const stopped = await read(id);
    expect(stopped.status).toBe('stopped');
    expect(stopped.status_message).toBe('');
  });

  test('one whose worker has been silent for long is stopped at once', async () => {
    const id = await task('in_progress', {
      last_worker: 'w',
      last_worker_report: '2020-01-01T00:00:00+00:00',
    });
    const { data } = await call('stop', { task: id });
    expect(data.fields).toMatchObject({ status: 'stopped', status_message: `Stopped by ${person.name}` });
  });

  test('one that a script of its own runs is stopped at once', async () => {
    const row = { last_worker: 'w', last_worker_report: NOW, system_tags: ['development'] };
    const id = await task('in_progress', row);
    expect((await call('stop', { task: id })).data.fields.status).toBe('stopped');
  });
});

describe('reset', () => {
  test('takes away what came of the run, and keeps what went in', async () => {
    const id = await task('completed', {
      artifacts: [
        { key: 'in', mode: 'input', uri: 'http://f/in' },
        { key: 'out', mode: 'output', uri: 'http://f/out' },
      ],
      models: { input: [{ name: 'i', model: '1' }], output: [{ name: 'o', model: '2' }] },
      last_metrics: { a: { b: { value: 1 } } },
      last_iteration: 7,
      script: { diff: 'x' },
      execution: { queue: 'q', docker_cmd: 'image' },
      output: { destination: 's3://bucket', error: 'no' },
      started: '2026-01-01T00:00:00+00:00',
    });
    const { data } = await call('reset', { task: id, return_file_urls: true });
    expect(data).toMatchObject({ updated: 1, deleted_models: 0, dequeued: {}, events: {} });
    expect(data.urls).toEqual({ artifact_urls: ['http://f/out'], model_urls: [], event_urls: [] });
    const after = await read(id);
    expect(after).toMatchObject({
      status: 'created',
      last_iteration: 0,
      last_metrics: {},
      script: { diff: 'x' },
      execution: { docker_cmd: 'image', artifacts: [{ key: 'in', mode: 'input', uri: 'http://f/in' }] },
      models: { input: [{ name: 'i', model: '1' }], output: [] },
      output: { destination: 's3://bucket' },
    });
    expect(after.started).toBeUndefined();
    expect(after.execution.queue).toBeUndefined();
    const { rows } = await app.parts.database.pool.query('select event_generation from tasks where id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ event_generation: 1 }]);
  });

  test('with clear_all, what to run goes too', async () => {
    const id = await task('stopped', { script: { diff: 'x' }, execution: { docker_cmd: 'image' } });
    await call('reset', { task: id, clear_all: true });
    expect(await read(id)).toMatchObject({ script: {}, execution: { artifacts: [] } });
  });
});
