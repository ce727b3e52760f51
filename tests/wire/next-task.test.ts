import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { seedTask } from '../support/experiments.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const POLLERS = 16;
const TASKS = 150;
const PAUSE_MS = 100;

let apps: TestApp[];
let person: Seeded;

beforeAll(async () => {
  const first = await createTestApp();
  apps = [first, await createTestApp({ database: first.database })];
  person = await seedPerson(first.parts);
});
afterAll(async () => {
  for (const app of apps.toReversed()) await app.end();
});

const app = (i: number) => apps[i % apps.length] ?? expect.fail('no app');
const call = (i: number, name: string, body: Record<string, unknown> = {}) =>
  app(i).call(name, body, { basic: person.key, headers: { 'x-clearml-worker': `worker:${i}` } });

async function manyTasks(): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < TASKS; i++) ids.push(await seedTask(app(0), { workspace_id: person.workspace_id }));
  return ids;
}

/** Takes tasks as an agent does until `enough` says that there will be no more. */
async function poll(i: number, queue: string, enough: () => boolean): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const last = enough();
    const { code, data } = await call(i, 'queues.get_next_task', { queue });
    expect(code).toBe(200);
    if (data.entry) {
      taken.push(data.entry.task);
      await call(i, 'tasks.started', { task: data.entry.task, force: true });
    } else if (last) return taken;
    else await sleep(PAUSE_MS);
  }
}

test('many pollers on two processes: every task is handed out exactly once, while others are queued', async () => {
  const ids = await manyTasks();
  const queue = (await call(0, 'queues.create', { name: 'crowded' })).data.id;
  let queued = 0;
  const pollers = Array.from({ length: POLLERS }, (_, i) => poll(i, queue, () => queued === TASKS));
  const putters = [0, 1, 2, 3].map(async (part) => {
    for (let i = part; i < TASKS; i += 4) {
      expect((await call(part, 'tasks.enqueue', { task: ids[i], queue })).code).toBe(200);
      queued++;
    }
  });
  await Promise.all(putters);
  const taken = (await Promise.all(pollers)).flat();
  expect(taken.toSorted()).toEqual(ids.toSorted());
  const { rows } = await app(0).parts.database.pool.query(
    'select status, count(*) from tasks where last_worker like $1 group by status',
    ['worker:%'],
  );
  expect(rows).toEqual([{ status: 'in_progress', count: TASKS }]);
});

test('one queued at the moment its queue is polled is either handed out or taken back, never both', async () => {
  const queue = (await call(0, 'queues.create', { name: 'contested' })).data.id;
  const id = await seedTask(app(0), { workspace_id: person.workspace_id });
  for (let round = 0; round < 30; round++) {
    await call(0, 'tasks.enqueue', { task: id, queue });
    const [next, back] = await Promise.all([
      call(0, 'queues.get_next_task', { queue }),
      call(1, 'queues.remove_task', { queue, task: id }),
    ]);
    expect([next.code, Number(next.data.entry?.task === id) + Number(back.code === 200)]).toEqual([200, 1]);
    await call(0, 'tasks.reset', { task: id });
  }
});
