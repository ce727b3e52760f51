import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { scalar, sendEvents } from '../../../../tests/support/events.ts';
import { seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { compactEvents } from './compact-events.ts';
import { removeDroppedEvents } from './dropped-events.ts';
import { keepEventPartitions } from './partitions.ts';

let app: TestApp;
let person: Seeded;
let task: string;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());
beforeEach(async () => {
  task = await seedTask(app, { workspace_id: person.workspace_id });
});

const send = (events: readonly unknown[]) => sendEvents(app, person.key, events);
const call = async (name: string, body: Record<string, unknown>) =>
  (await app.call(name, body, { basic: person.key })).data;
const query = async (text: string, values: unknown[] = []) =>
  (await app.parts.database.pool.query(text, values)).rows;
const count = async (table: string) =>
  (await query(`select count(*)::int as n from ${table} where owner_id = $1`, [task]))[0].n;
const plot = (iter: number, plot_str: string) => ({
  ...{ type: 'plot', task, iter, metric: 'm', variant: 'v', plot_str },
});
const image = (iter: number, url: string, variant = 'v', metric = 'm') => ({
  ...{ type: 'training_debug_image', task, iter, metric, variant, url, key: 'k' },
});

test('what was reset or deleted goes with the job, and nothing else', async () => {
  await send([scalar(task, 1, 1), { type: 'log', task, msg: 'old' }, plot(1, 'p')]);
  await call('tasks.reset', { task });
  await send([scalar(task, 2, 2)]);
  await removeDroppedEvents(app.parts.database.db);
  expect([await count('event_scalars'), await count('event_logs'), await count('event_samples')]).toEqual([
    1, 0, 0,
  ]);
  await call('tasks.delete', { task, force: true });
  await removeDroppedEvents(app.parts.database.db);
  expect([await count('event_scalars'), await count('event_totals'), await count('event_drops')]).toEqual([
    0, 0, 0,
  ]);
});

test('deleting a task tells the URLs of its debug images', async () => {
  await send([image(1, 's3://bucket/a.png'), image(2, 's3://bucket/b.png')]);
  const { urls } = await call('tasks.delete', { task, force: true, return_file_urls: true });
  expect(urls.event_urls).toEqual(['s3://bucket/a.png', 's3://bucket/b.png']);
});

test('pieces of curves are joined, what was written again is dropped, and readers see the same', async () => {
  const whole = Array.from({ length: 5_000 }, (_, i) => scalar(task, i, 0));
  await send(whole);
  for (let i = 0; i < 270; i++)
    await send([scalar(task, i % 100, i), scalar(task, -(2 ** 31), i, 'Summary', 'a'), plot(0, `plot ${i}`)]);
  const read = async () => [
    await call('events.scalar_metrics_iter_histogram', { task, samples: 10_000 }),
    await call('events.get_task_single_value_metrics', { tasks: [task] }),
    await call('events.get_task_events', { task, event_type: 'plot' }).then(({ events }) => events),
  ];
  const before = await read();
  await compactEvents(app.parts.database.db);
  expect(await read()).toEqual(before);
  expect([await count('event_scalars'), await count('event_samples')]).toEqual([3, 1]);
  expect(await query('select chunks from event_totals where owner_id = $1', [task])).toEqual([{ chunks: 0 }]);
});

test('coming months have partitions, and events of a month without one move there', async () => {
  const month = (await query(`select to_char(now() + interval '1 month', '_YYYY_MM') as m`))[0].m;
  await query(`drop table event_logs${month}`);
  await query(
    `insert into event_logs (workspace_id, owner_id, generation, at, level, worker, msg, received)
     values ($1, $2, 0, 1, '', '', 'ahead', date_trunc('month', now()) + interval '1 month 5 days')`,
    [person.workspace_id, task],
  );
  await keepEventPartitions(app.parts.database.db);
  await keepEventPartitions(app.parts.database.db);
  expect(await query(`select msg from event_logs${month}`)).toEqual([{ msg: 'ahead' }]);
  expect(await query('select msg from event_logs_default')).toEqual([]);
});

test('debug images are stepped through by variant and iteration', async () => {
  await send([image(1, 'a1', 'a'), image(1, 'b1', 'b'), image(2, 'a2', 'a'), image(2, 'c2', 'c', 'n')]);
  const first = await call('events.get_debug_image_sample', { task, metric: 'm', variant: 'a' });
  expect(first).toMatchObject({ event: { url: 'a2', iter: 2 }, min_iteration: 1, max_iteration: 2 });
  const { scroll_id } = first;
  const next = async (asked = {}) =>
    (await call('events.next_debug_image_sample', { task, scroll_id, ...asked })).event?.url;
  expect([await next(), await next(), await next()]).toEqual(['b1', 'a1', undefined]);
  expect(await next({ navigate_earlier: false, next_iteration: true })).toBe('a2');
  const at = await call('events.get_debug_image_sample', { task, metric: 'm', variant: 'b', iteration: 1 });
  expect(at.event.url).toBe('b1');
  const any = await call('events.get_debug_image_sample', {
    ...{ task, metric: 'm', variant: 'a', navigate_current_metric: false, scroll_id },
  });
  expect([any.event.url, await next({ navigate_earlier: false })]).toEqual(['a2', 'c2']);
});

test('plots of a metric are stepped through together', async () => {
  await send([plot(1, 'one'), { ...plot(1, 'other'), variant: 'w' }, plot(2, 'two')]);
  const texts = ({ events }: { events: { plot_str: string }[] }) => events.map(({ plot_str }) => plot_str);
  const first = await call('events.get_plot_sample', { task, metric: 'm' });
  expect(texts(first)).toEqual(['two']);
  const { scroll_id } = first;
  expect(texts(await call('events.next_plot_sample', { task, scroll_id }))).toEqual(['one', 'other']);
  expect(texts(await call('events.next_plot_sample', { task, scroll_id }))).toEqual([]);
});

test('points come one by one in pages', async () => {
  await send([...[1, 2, 3].map((i) => scalar(task, i, i * 10)), scalar(task, 1, 7, 'loss', 'val')]);
  const page = (scroll_id?: string) =>
    call('events.scalar_metrics_iter_raw', { task, metric: { metric: 'loss' }, batch_size: 2, scroll_id });
  const first = await page();
  expect(first).toMatchObject({ returned: 2, total: 4, variants: { train: { iter: [1, 2], y: [10, 20] } } });
  expect((await page(first.scroll_id)).variants).toMatchObject({
    ...{ train: { iter: [3], y: [30] }, val: { iter: [1], y: [7] } },
  });
  expect((await page(first.scroll_id)).returned).toBe(0);
});

test('vectors are read back', async () => {
  await send([{ type: 'training_stats_vector', task, iter: 1, metric: 'm', variant: 'v', values: [1, 2] }]);
  const { metrics } = await call('events.get_vector_metrics_and_variants', { task });
  expect(metrics).toEqual([{ metric: 'm', variants: ['v'] }]);
  const { images } = await call('events.vector_metrics_iter_histogram', { task, metric: 'm', variant: 'v' });
  expect(images).toMatchObject([{ iter: 1, values: [1, 2] }]);
});

test('the console is cleared, all of it or what is old', async () => {
  const line = (timestamp: number, msg: string) => ({ type: 'log', task, timestamp, msg });
  await send([line(1, 'old'), line(Date.now(), 'new')]);
  expect(await call('events.clear_task_log', { task, threshold_sec: 3_600 })).toEqual({ deleted: 1 });
  expect(await call('events.get_task_log', { task })).toMatchObject({ total: 1, events: [{ msg: 'new' }] });
  expect(await call('events.clear_task_log', { task })).toEqual({ deleted: 1 });
});
