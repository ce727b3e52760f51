import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { scalar, sendEvents } from '../../../../tests/support/events.ts';
import { seedModel, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { contract } from '../../../contract/contract.ts';

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

const send = async (events: readonly unknown[]) =>
  expect(await sendEvents(app, person.key, events)).toMatchObject({ code: 200, data: { errors: 0 } });
const call = async (name: string, body: Record<string, unknown>, as = person) =>
  app.call(`events.${name}`, body, { basic: as.key });
const data = async (name: string, body: Record<string, unknown>) => (await call(name, body)).data;
const line = (timestamp: number, msg: string) => ({ type: 'log', task, timestamp, msg, worker: 'w' });
const plot = (iter: number, plot_str: string, variant = 'v') => ({
  ...{ type: 'plot', task, iter, metric: 'm', variant, plot_str, timestamp: 1_000 + iter },
});
const image = (iter: number, url: string, variant = 'v') => ({
  ...{ type: 'training_debug_image', task, iter, metric: 'm', variant, url, key: 'k' },
});

describe('curves', () => {
  const curve = async (asked = {}) =>
    (await data('scalar_metrics_iter_histogram', { task, ...asked })).loss.train;

  test('hold every point, by iteration whatever their order, the last of those written again', async () => {
    await send([scalar(task, 3, 30), scalar(task, 1, 10)]);
    await send([scalar(task, 2, 20), scalar(task, 1, 11), scalar(task, 1, 5, 'loss', 'test')]);
    const all = await data('scalar_metrics_iter_histogram', { task });
    expect(all).toEqual({
      loss: {
        test: { name: 'test', x: [1], y: [5] },
        train: { name: 'train', x: [1, 2, 3], y: [11, 20, 30] },
      },
    });
    const times = { x: [1_700_000_000_001, 1_700_000_000_002, 1_700_000_000_003], y: [11, 20, 30] };
    expect(await curve({ key: 'timestamp' })).toMatchObject(times);
    expect((await curve({ key: 'iso_time' })).x[0]).toBe('2023-11-14T22:13:20.001+00:00');
    const chosen = { metrics: [{ metric: 'loss', variants: ['test'] }] };
    expect(Object.keys((await data('scalar_metrics_iter_histogram', { task, ...chosen })).loss)).toEqual([
      'test',
    ]);
  });

  test('of many points are sampled to as many as asked for', async () => {
    await send(Array.from({ length: 1_000 }, (_, i) => scalar(task, i, i % 2)));
    const { x, y } = await curve({ samples: 10 });
    expect([x.length, x[0], x.at(-1)]).toEqual([10, 50, 950]);
    expect(y.every((value: number) => Math.abs(value - 0.5) < 0.01)).toBe(true);
    expect((await curve({ samples: 1_000 })).x).toHaveLength(1_000);
  });

  test('have gaps where values are no finite numbers', async () => {
    const nan = JSON.stringify(scalar(task, 2, 0)).replace('"value":0', '"value":NaN');
    await send([scalar(task, 1, 1), nan, scalar(task, 3, 3)]);
    expect((await curve()).y).toEqual([1, null, 3]);
  });

  test('of several tasks stand side by side', async () => {
    const other = await seedTask(app, { workspace_id: person.workspace_id, name: 'other' });
    await send([scalar(task, 1, 1), scalar(other, 1, 2)]);
    const answer = await data('multi_task_scalar_metrics_iter_histogram', { tasks: [task, other] });
    expect(answer.loss.train).toEqual({
      [task]: { name: 'task', x: [1], y: [1] },
      [other]: { name: 'other', x: [1], y: [2] },
    });
  });

  test('of a model are read as those of a model', async () => {
    const model = await seedModel(app, { workspace_id: person.workspace_id });
    await send([{ ...scalar(model, 1, 1), model_event: true }]);
    const answer = await data('scalar_metrics_iter_histogram', { task: model, model_events: true });
    expect(answer.loss.train.y).toEqual([1]);
  });

  test('names like __proto__ are names', async () => {
    await send([scalar(task, 1, 1, '__proto__', 'constructor')]);
    const { metrics } = await data('get_scalar_metrics_and_variants', { task });
    expect(JSON.stringify(metrics)).toBe('{"__proto__":["constructor"]}');
  });

  test('give their last value, and the mean of their last hundred points', async () => {
    await send(Array.from({ length: 200 }, (_, i) => scalar(task, i, i)));
    expect(await data('get_task_latest_scalar_values', { task })).toEqual({
      metrics: [{ name: 'loss', variants: [{ name: 'train', last_value: 199, last_100_value: 149.5 }] }],
    });
  });
});

test('values without an iteration are given by themselves, the last one reported', async () => {
  const single = (value: number) => scalar(task, -(2 ** 31), value, 'Summary', 'accuracy');
  await send([single(1), scalar(task, 1, 7)]);
  await send([single(2)]);
  const { tasks } = await data('get_task_single_value_metrics', { tasks: [task] });
  expect(tasks).toMatchObject([{ task, values: [{ metric: 'Summary', variant: 'accuracy', value: 2 }] }]);
  expect(Object.keys(await data('scalar_metrics_iter_histogram', { task }))).toEqual(['loss']);
});

describe('the console', () => {
  const messages = async (asked = {}) =>
    (await data('get_task_log', { task, ...asked })).events.map(({ msg }: { msg: string }) => msg);
  beforeEach(() => send([line(3, 'c'), line(1, 'a'), line(2, 'b1'), line(2, 'b2'), line(4, 'd')]));

  test('is read from its end, or from its beginning, by the time of the client', async () => {
    expect(await messages()).toEqual(['d', 'c', 'b2', 'b1', 'a']);
    expect(await messages({ order: 'asc' })).toEqual(['a', 'b1', 'b2', 'c', 'd']);
    expect(await messages({ navigate_earlier: false, batch_size: 1 })).toEqual(['a']);
    expect(await data('get_task_log', { task, batch_size: 1 })).toMatchObject({
      ...{ returned: 1, total: 5, events: [{ type: 'log', task, timestamp: 4, worker: 'w', msg: 'd' }] },
    });
  });

  test('goes on from a time in both directions, and passes over no line of the same time', async () => {
    expect(await messages({ from_timestamp: 3, batch_size: 1 })).toEqual(['b2', 'b1']);
    expect(await messages({ from_timestamp: 2, navigate_earlier: false })).toEqual(['c', 'd']);
    expect(await messages({ from_timestamp: 1 })).toEqual([]);
  });
});

describe('plots and debug images', () => {
  test('plots of the last iteration of each variant, or of more', async () => {
    await send([plot(1, 'old'), plot(2, 'replaced'), plot(1, 'w', 'other')]);
    await send([plot(2, 'new')]);
    const shown = async (asked = {}) => {
      const { plots, total } = await data('get_task_plots', { task, ...asked });
      return [total, plots.map(({ plot_str }: { plot_str: string }) => plot_str)];
    };
    expect(await shown()).toEqual([2, ['w', 'new']]);
    expect(await shown({ iters: 5 })).toEqual([3, ['w', 'old', 'new']]);
    expect(await shown({ metrics: [{ metric: 'm', variants: ['other'] }] })).toEqual([1, ['w']]);
    const { scroll_id } = await data('get_task_plots', { task });
    expect(await data('get_task_plots', { task, scroll_id })).toMatchObject({
      plots: [],
      returned: 0,
      scroll_id,
    });
    const { plots } = await data('get_multi_task_plots', { tasks: [task] });
    expect(plots.m.v[task][2]).toMatchObject({ name: 'task', plots: [{ plot_str: 'new' }] });
  });

  test.each([
    ['debug_images', image, 'url'],
    ['plots', plot, 'plot_str'],
  ] as const)(
    '%s are walked through by iteration; after the last one nothing comes',
    async (name, make, field) => {
      await send([make(1, 'a'), make(2, 'b'), make(3, 'c'), make(3, 'x', 'w')]);
      const step = async (asked: Record<string, unknown>) => {
        const answer = await data(name, { metrics: [{ task, metric: 'm' }], ...asked });
        const [{ iterations }] = answer.metrics;
        const flat = iterations.map(
          ({ iter, events }: { iter: number; events: Record<string, string>[] }) => [
            iter,
            events.map((event) => event[field]),
          ],
        );
        return { flat, scroll_id: answer.scroll_id };
      };
      const first = await step({ iters: 2 });
      expect(first.flat).toEqual([
        [3, ['c', 'x']],
        [2, ['b']],
      ]);
      const { scroll_id } = first;
      expect((await step({ scroll_id })).flat).toEqual([[1, ['a']]]);
      expect((await step({ scroll_id })).flat).toEqual([]);
      expect((await step({ scroll_id, navigate_earlier: false })).flat).toEqual([[2, ['b']]]);
      expect((await step({ scroll_id, refresh: true })).flat).toEqual([[3, ['c', 'x']]]);
      const strange = await call(name, { metrics: [{ task }], scroll_id: 'none' });
      expect([strange.code, strange.subcode]).toEqual([400, 1104]);
    },
  );
});

describe('events as they were reported', () => {
  test.each(['asc', 'desc'])('come in pages, all types or one, %s', async (order) => {
    await send([line(1, 'a'), scalar(task, 1, 1), scalar(task, 2, 2), plot(1, 'p'), image(1, 'u')]);
    const seen: string[] = [];
    let scroll_id: string | undefined;
    for (;;) {
      const page = await data('get_task_events', { task, batch_size: 2, order, scroll_id });
      expect(page.total).toBe(5);
      if (page.returned === 0) break;
      seen.push(...page.events.map(({ type }: { type: string }) => type));
      scroll_id = page.scroll_id;
    }
    expect(seen).toEqual([
      'log',
      'training_stats_scalar',
      'training_stats_scalar',
      'training_debug_image',
      'plot',
    ]);
    const scalars = await data('get_task_events', { task, order, event_type: 'training_stats_scalar' });
    const values = scalars.events.map(({ value }: { value: number }) => value);
    expect(values).toEqual(order === 'asc' ? [1, 2] : [2, 1]);
    await call('clear_scroll', { scroll_id });
    expect((await call('get_task_events', { task, scroll_id })).subcode).toBe(1104);
  });

  test('a scroll of somebody else is unknown', async () => {
    const { scroll_id } = await data('get_task_events', { task });
    const own = await seedTask(app, { workspace_id: stranger.workspace_id });
    const answer = await call('get_task_events', { task: own, scroll_id }, stranger);
    expect([answer.code, answer.subcode]).toEqual([400, 1104]);
  });

  test('metrics are listed by type', async () => {
    await send([scalar(task, 1, 1), plot(1, 'p')]);
    const { metrics } = await data('get_task_metrics', { tasks: [task] });
    expect(metrics).toEqual([{ task, metrics: ['loss', 'm'] }]);
    const plots = await data('get_task_metrics', { tasks: [task], event_type: 'plot' });
    expect(plots.metrics).toEqual([{ task, metrics: ['m'] }]);
  });
});

/** What each method answers, as one text, about a task. */
const READS: [string, (id: string) => Record<string, unknown>][] = Object.keys(contract)
  .filter((name) => /^events\.(?!add|delete|clear|next|download)/.test(name))
  .map((name) => [
    name.slice('events.'.length),
    (id) => ({
      task: id,
      tasks: [id],
      metrics: [{ task: id, metric: 'loss' }],
      metric: 'loss',
      variant: 'train',
      text: 'loss',
    }),
  ]);
const bodyOf = (name: string, id: string) => {
  const body = READS.find(([read]) => read === name)?.[1](id) ?? {};
  const single = name === 'scalar_metrics_iter_raw' ? { metric: { metric: 'loss' } } : {};
  return { ...body, ...single };
};

describe('a task of another workspace', () => {
  test.each(READS.map(([name]) => name))('%s answers like for one that does not exist', async (name) => {
    const foreign = await seedTask(app, { workspace_id: stranger.workspace_id });
    await sendEvents(app, stranger.key, [scalar(foreign, 1, 1)]);
    const [theirs, none] = [
      await call(name, bodyOf(name, foreign)),
      await call(name, bodyOf(name, '0'.repeat(32))),
    ];
    expect([theirs.code, theirs.subcode]).toEqual([400, 101]);
    expect(theirs.message.replace(foreign, '0'.repeat(32))).toBe(none.message);
    expect((await call(name, bodyOf(name, foreign), stranger)).code).toBe(200);
  });

  test('keeps its events', async () => {
    const foreign = await seedTask(app, { workspace_id: stranger.workspace_id });
    await sendEvents(app, stranger.key, [scalar(foreign, 1, 1)]);
    const refused = await call('delete_for_task', { task: foreign });
    expect([refused.code, refused.subcode]).toEqual([400, 101]);
    const kept = await call('scalar_metrics_iter_histogram', { task: foreign }, stranger);
    expect(kept.data.loss.train.y).toEqual([1]);
  });
});

describe('events that are gone', () => {
  test.each([
    ['reset', () => app.call('tasks.reset', { task }, { basic: person.key })],
    ['delete_for_task', () => call('delete_for_task', { task })],
  ] as const)('are invisible at once after %s, and new ones are seen', async (_, drop) => {
    await send([scalar(task, 1, 1), line(1, 'a'), plot(1, 'p'), image(1, 'u')]);
    expect((await drop()).code).toBe(200);
    expect(await data('scalar_metrics_iter_histogram', { task })).toEqual({});
    expect(await data('get_task_events', { task })).toMatchObject({ events: [], total: 0 });
    expect(await data('get_task_log', { task })).toMatchObject({ events: [], total: 0 });
    await send([scalar(task, 9, 9), line(1, 'b')]);
    expect((await data('scalar_metrics_iter_histogram', { task })).loss.train.x).toEqual([9]);
    expect(await data('get_task_log', { task })).toMatchObject({ returned: 1, total: 1 });
  });

  test('of a published task go only where the caller allows it', async () => {
    const published = await seedTask(app, { workspace_id: person.workspace_id, status: 'published' });
    expect((await call('delete_for_task', { task: published })).subcode).toBe(110);
    const model = await seedModel(app, { workspace_id: person.workspace_id, ready: true });
    expect((await call('delete_for_model', { model })).subcode).toBe(203);
    expect(await data('delete_for_model', { model, allow_locked: true })).toEqual({ deleted: true });
  });
});
