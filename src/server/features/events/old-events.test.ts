import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { scalar, sendEvents } from '../../../../tests/support/events.ts';
import { seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { removeOldEvents } from './old-events.ts';

let app: TestApp;
let people: [Seeded, Seeded];
let tasks: [string, string];

beforeAll(async () => {
  app = await createTestApp({ jobs: false });
  people = [await seedPerson(app.parts), await seedPerson(app.parts)];
});
afterAll(() => app.end());
beforeEach(async () => {
  for (const table of TABLES) await query(`delete from ${table}`);
  const [one, two] = people;
  tasks = [
    await seedTask(app, { workspace_id: one.workspace_id }),
    await seedTask(app, { workspace_id: two.workspace_id }),
  ];
  for (const [n, task] of tasks.entries()) {
    await sendEvents(app, people[n as 0].key, events(task, 0));
    for (const table of TABLES)
      await query(`update ${table} set received = now() - interval '40 days' where owner_id = $1`, [task]);
    await sendEvents(app, people[n as 0].key, events(task, 100));
  }
});

const TABLES = ['event_scalars', 'event_logs', 'event_samples'];
const query = async (text: string, values: unknown[] = []) =>
  (await app.parts.database.pool.query(text, values)).rows;
const counts = (task: string) =>
  Promise.all(
    TABLES.map(async (table) => {
      const [{ n }] = await query(`select count(*)::int as n from ${table} where owner_id = $1`, [task]);
      return n;
    }),
  );

/** One scalar, seven lines and one image. */
const events = (task: string, iter: number) => [
  scalar(task, iter, iter),
  ...Array.from({ length: 7 }, (_, i) => ({
    type: 'log',
    task,
    timestamp: iter + i,
    msg: `line ${iter + i}`,
  })),
  { type: 'training_debug_image', task, iter, metric: 'm', variant: 'v', url: 's3://b/k', key: 'k' },
];

const remove = (days: number | undefined, batch?: number) =>
  removeOldEvents(app.parts.database.db, days, batch);

test('unless a number of days is set, everything is kept', async () => {
  await remove(undefined);
  expect(await counts(tasks[0])).toEqual([2, 14, 2]);
});

test('what was received before goes in batches, of every workspace; the rest stays', async () => {
  await remove(30, 3);
  for (const task of tasks) expect(await counts(task)).toEqual([1, 7, 1]);
  const [person] = people;
  const read = async (name: string, body: object) => (await app.call(name, body, { basic: person.key })).data;
  const log = await read('events.get_task_log', { task: tasks[0] });
  expect([log.total, log.events.at(-1).msg]).toEqual([7, 'line 100']);
  const curve = await read('events.scalar_metrics_iter_histogram', { task: tasks[0] });
  expect(curve.loss.train.x).toEqual([100]);
});

test('what is younger than that stays, whatever time its client gave it', async () => {
  await remove(41);
  expect(await counts(tasks[0])).toEqual([2, 14, 2]);
});

test('the task keeps its last metrics', async () => {
  const shown = async () =>
    (await app.call('tasks.get_by_id', { task: tasks[0] }, { basic: people[0].key })).data.task.last_metrics;
  const before = await shown();
  await remove(30);
  expect(await shown()).toEqual(before);
});

test('two processes at once remove each row once: the line counts are right', async () => {
  await Promise.all([remove(30, 1), remove(30, 1)]);
  await remove(30);
  expect(await counts(tasks[0])).toEqual([1, 7, 1]);
  expect(await query('select logs from event_totals where owner_id = $1', [tasks[0]])).toEqual([{ logs: 7 }]);
});

test('months in which nothing is old are not read', async () => {
  const plan = await query(
    `explain select workspace_id, owner_id, count(*) from event_logs where received < now() - interval '30 days' group by 1, 2`,
  );
  expect(JSON.stringify(plan)).toMatch(/Subplans Removed/);
});
