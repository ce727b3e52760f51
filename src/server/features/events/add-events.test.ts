import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scalar, sendEvents } from '../../../../tests/support/events.ts';
import { metricHash, seedModel, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let person: Seeded;
let stranger: Seeded;
let task: string;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
});
afterAll(() => app.end());
beforeEach(async () => {
  task = await seedTask(app, { workspace_id: person.workspace_id });
});

const send = (events: readonly unknown[], method?: 'GET' | 'POST') =>
  sendEvents(app, person.key, events, method);
const read = async (id = task) =>
  (await app.call('tasks.get_by_id', { task: id }, { basic: person.key })).data.task;
const rows = async (table: string, owner = task) =>
  (await app.parts.database.pool.query(`select * from ${table} where owner_id = $1 order by number`, [owner]))
    .rows;

describe('a batch', () => {
  test.each(['GET', 'POST'] as const)('by %s stores every type of event', async (method) => {
    const answer = await send(
      [
        { type: 'log', task, timestamp: 5, level: 'INFO', worker: 'w', msg: 'hello' },
        scalar(task, 1, 0.5),
        { type: 'training_stats_vector', task, iter: 1, metric: 'm', variant: 'v', values: [1, 2] },
        { type: 'plot', task, iter: 1, metric: 'm', variant: 'v', plot_str: '{"data": []}' },
        { type: 'training_debug_image', task, iter: 2, metric: 'm', variant: 'v', key: 'k', url: 's3://b/x' },
      ],
      method,
    );
    expect(answer).toMatchObject({ code: 200, data: { added: 5, errors: 0, errors_info: {} } });
    expect(await rows('event_logs')).toMatchObject([{ at: 5, level: 'INFO', worker: 'w', msg: 'hello' }]);
    expect(await rows('event_scalars')).toMatchObject([{ metric: 'loss', variant: 'train', points: 1 }]);
    expect((await rows('event_samples')).map(({ type, content }) => [type, content])).toEqual([
      ['training_stats_vector', '[1,2]'],
      ['plot', '{"data": []}'],
      ['training_debug_image', 's3://b/x'],
    ]);
  });

  test('keeps the good ones and tells the bad ones by their places', async () => {
    const { code, data } = await send([
      scalar(task, 1, 1),
      { ...scalar(task, 2, 2), value: 'high' },
      { type: 'unheard of', task },
      [],
      scalar(task, 3, 3),
      { ...scalar(task, 2, 2), iter: 2 ** 31 },
      { ...scalar(task, 2, 2), metric: 'a\0b' },
      { ...scalar(task, 2, 2), variant: 'v'.repeat(801) },
      { type: 'plot', task, iter: 0 },
    ]);
    expect([code, data.added, data.errors]).toEqual([200, 2, 7]);
    expect(data.errors_info).toMatchObject({
      'value: must be a number': [1],
      'an event must be an object': [3],
      'plot_str: is required': [8],
    });
    expect(Object.values(data.errors_info).flat()).toHaveLength(7);
  });

  test('tells tasks of other workspaces exactly like unknown ones, and stores nothing for them', async () => {
    const foreign = await seedTask(app, { workspace_id: stranger.workspace_id });
    const { data } = await send([scalar(task, 1, 1), scalar(foreign, 1, 1), scalar('0'.repeat(32), 1, 1)]);
    expect(data).toEqual({
      ...{ added: 1, errors: 2, errors_info: { 'task: is no task of this workspace': [1, 2] } },
    });
    expect(await rows('event_scalars', foreign)).toEqual([]);
    const alone = await send([scalar(foreign, 1, 1)]);
    const unknown = await send([scalar('f'.repeat(32), 1, 1)]);
    expect([alone.code, alone.subcode]).toEqual([400, 131]);
    expect([alone.message, alone.error]).toEqual([unknown.message, unknown.error]);
  });

  test('with a line that is not JSON stores nothing', async () => {
    const answer = await send([scalar(task, 1, 1), '{"type": ', scalar(task, 2, 2)]);
    expect([answer.code, answer.subcode]).toEqual([400, 0]);
    expect(await rows('event_scalars')).toEqual([]);
  });

  test('without a line adds nothing', async () => {
    expect((await send([])).data).toEqual({ added: 0, errors: 0, errors_info: {} });
  });

  test('may be larger than other bodies, up to 64 MiB', async () => {
    const plot_str = JSON.stringify({ data: 'x'.repeat(10 * 1024 * 1024) });
    expect(
      (await send([{ type: 'plot', task, iter: 1, metric: 'm', variant: 'v', plot_str }])).data.added,
    ).toBe(1);
    const { rows } = await app.parts.database.pool.query(
      'select length(content) as length from event_samples where owner_id = $1',
      [task],
    );
    expect(rows).toEqual([{ length: plot_str.length }]);
  });

  test('mends characters that are none in console and plots', async () => {
    await send([`{"type":"log","task":"${task}","msg":"a\\u0000b\\ud800"}`]);
    expect((await rows('event_logs'))[0].msg).toBe('a\uFFFDb\uFFFD');
  });

  test('to a published task is taken only with allow_locked', async () => {
    const published = await seedTask(app, { workspace_id: person.workspace_id, status: 'published' });
    const { data } = await send([
      scalar(published, 1, 1),
      { ...scalar(published, 2, 2), allow_locked: undefined },
    ]);
    expect(data).toMatchObject({ added: 1, errors: 1 });
  });

  test('of a model stands by the model', async () => {
    const model = await seedModel(app, { workspace_id: person.workspace_id });
    const { data } = await send([
      { ...scalar(model, 4, 1), model_event: true },
      { ...scalar(task, 4, 1), model_event: true },
    ]);
    expect(data).toEqual({
      added: 1,
      errors: 1,
      errors_info: { 'model: is no model of this workspace': [1] },
    });
    const { rows } = await app.parts.database.pool.query('select last_iteration from models where id = $1', [
      model,
    ]);
    expect(rows).toEqual([{ last_iteration: 4 }]);
  });
});

describe('what a task keeps', () => {
  const last = async (metric = 'loss', variant = 'train') =>
    (await read()).last_metrics[metricHash(metric)][metricHash(variant)];

  test('last, lowest, highest and mean value with their iterations, over batches', async () => {
    await send([scalar(task, 1, 4), scalar(task, 2, 1)]);
    await send([scalar(task, 4, 10), scalar(task, 3, 5), scalar(task, 1, 7, 'loss', 'test')]);
    expect(await last()).toMatchObject({
      ...{ metric: 'loss', variant: 'train', value: 10, min_value: 1, min_value_iteration: 2 },
      ...{ max_value: 10, max_value_iteration: 4, first_value: 4, mean_value: 5, count: 4 },
    });
    expect(await last('loss', 'test')).toMatchObject({ value: 7 });
    expect((await read()).last_iteration).toBe(4);
  });

  test('NaN and infinity are no lowest and no highest value', async () => {
    const bare = (value: string, iter: number) =>
      JSON.stringify(scalar(task, iter, 0)).replace('"value":0', `"value":${value}`);
    const { data } = await send([
      scalar(task, 1, 2),
      bare('NaN', 2),
      bare('Infinity', 3),
      bare('-Infinity', 4),
    ]);
    expect(data.added).toBe(4);
    expect(await last()).toMatchObject({ value: null, min_value: 2, max_value: 2, count: 1 });
  });

  test('a value without an iteration moves no iteration', async () => {
    await send([scalar(task, 3, 1), scalar(task, -(2 ** 31), 9, 'Summary', 'accuracy')]);
    expect((await read()).last_iteration).toBe(3);
    expect(await last('Summary', 'accuracy')).toMatchObject({ value: 9 });
  });

  test('of batches at once nothing is lost', async () => {
    const batches = Array.from({ length: 20 }, (_, i) => [scalar(task, i, i), scalar(task, i, -i, 'gain')]);
    await Promise.all(batches.map((batch) => send(batch)));
    expect(await last()).toMatchObject({ value: 19, count: 20, min_value: 0, max_value: 19 });
    expect(await last('gain')).toMatchObject({ value: -19, count: 20 });
  });
});

test('one event is added by events.add', async () => {
  const { data } = await app.call('events.add', scalar(task, 1, 1), { basic: person.key });
  expect(data).toEqual({ added: 1, errors: 0, errors_info: {} });
});

test('reset and deletion note which events are gone', async () => {
  await send([scalar(task, 1, 1)]);
  await app.call('tasks.reset', { task }, { basic: person.key });
  expect(await read()).toMatchObject({ last_iteration: 0, last_metrics: {} });
  await send([scalar(task, 1, 2)]);
  expect((await rows('event_scalars')).map(({ generation }) => generation)).toEqual([0, 1]);
  await app.call('tasks.delete', { task, force: true }, { basic: person.key });
  const { rows: drops } = await app.parts.database.pool.query(
    'select generation from event_drops where owner_id = $1',
    [task],
  );
  expect(drops).toEqual([{ generation: 1 }]);
  expect((await send([scalar(task, 1, 1)])).subcode).toBe(131);
});
