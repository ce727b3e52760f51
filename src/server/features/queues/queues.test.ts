import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { sampleQueues } from './samples-store.ts';

let app: TestApp;
let person: Seeded;
let queue: string;
let count = 0;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());
beforeEach(async () => {
  queue = (await call('queues.create', { name: `queue ${++count}` })).data.id;
});

const call = (name: string, body: Record<string, unknown> = {}, headers: Record<string, string> = {}) =>
  app.call(name, body, { basic: person.key, headers });
const task = (row: Record<string, unknown> = {}) =>
  seedTask(app, { workspace_id: person.workspace_id, user_id: person.id, ...row });
const read = async (id: string) => (await call('tasks.get_by_id', { task: id })).data.task;
const order = async () =>
  (await call('queues.get_by_id', { queue })).data.queue.entries.map((entry: { task: string }) => entry.task);
const enqueued = async (n: number) => {
  const ids: string[] = [];
  for (let i = 0; i < n; i++) {
    const id = await task();
    await call('tasks.enqueue', { task: id, queue });
    ids.push(id);
  }
  return ids;
};
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];

describe('queues', () => {
  test('are made, changed and removed; a name is taken once', async () => {
    const taken = await call('queues.create', { name: `queue ${count}` });
    expect(codes(taken)).toEqual([400, 801]);
    const { data } = await call('queues.update', { queue, name: 'renamed', tags: ['a'] });
    expect(data).toEqual({ updated: 1, fields: { name: 'renamed', tags: ['a'] } });
    const listed = (await call('queues.get_all', { name: '^renamed$', only_fields: ['id', 'tags'] })).data;
    expect(listed.queues).toEqual([{ id: queue, tags: ['a'] }]);
    expect(codes(await call('queues.update', { queue, name: 'default' }))).toEqual([400, 801]);
    expect((await call('queues.delete', { queue })).data).toEqual({ deleted: 1 });
    expect(codes(await call('queues.delete', { queue }))).toEqual([400, 701]);
  });

  test('one that holds tasks goes with force only, and its tasks are what they were', async () => {
    const [id = ''] = await enqueued(1);
    expect(codes(await call('queues.delete', { queue }))).toEqual([400, 702]);
    expect((await call('queues.delete', { queue, force: true })).code).toBe(200);
    expect(await read(id)).toMatchObject({ status: 'created', execution: { artifacts: [] } });
  });

  test('metadata is added, replaced and removed', async () => {
    const set = (metadata: unknown, replace_metadata = false) =>
      call('queues.add_or_update_metadata', { queue, metadata, replace_metadata });
    const metadata = async () => (await call('queues.get_by_id', { queue })).data.queue.metadata;
    await set([{ key: 'a', type: 'str', value: '1' }]);
    await set([{ key: 'b', value: '2' }]);
    expect(await metadata()).toEqual({
      a: { key: 'a', type: 'str', value: '1' },
      b: { key: 'b', type: 'str', value: '2' },
    });
    const { queues } = (await call('/v2.13/queues.get_all', { id: [queue] })).data;
    expect(queues[0].metadata.map(({ key }: { key: string }) => key)).toEqual(['a', 'b']);
    await set([{ key: 'c', value: '3' }], true);
    expect(Object.keys(await metadata())).toEqual(['c']);
    expect((await call('queues.delete_metadata', { queue, keys: ['c', 'd'] })).data).toEqual({ updated: 1 });
    expect((await call('queues.delete_metadata', { queue, keys: ['c'] })).data).toEqual({ updated: 0 });
  });

  test('every workspace has a default one, to which tasks go that name none', async () => {
    const { data } = await call('queues.get_default');
    expect(data.name).toBe('default');
    const id = await task();
    await call('tasks.enqueue', { task: id });
    expect((await read(id)).execution.queue).toBe(data.id);
  });
});

describe('order', () => {
  test('first in, first out; moved forward, backward, to either end', async () => {
    const [a = '', b = '', c = '', d = ''] = await enqueued(4);
    const move = async (how: string, id: string, rest = {}) =>
      (await call(`queues.move_task_${how}`, { queue, task: id, ...rest })).data.position;
    expect(await order()).toEqual([a, b, c, d]);
    expect(await move('forward', d, { count: 2 })).toBe(1);
    expect(await order()).toEqual([a, d, b, c]);
    expect(await move('backward', a)).toBe(1);
    expect(await order()).toEqual([d, a, b, c]);
    expect(await move('to_back', d)).toBe(3);
    expect(await order()).toEqual([a, b, c, d]);
    expect(await move('to_front', c)).toBe(0);
    expect(await order()).toEqual([c, a, b, d]);
    expect(await move('forward', b, { count: 100 })).toBe(0);
    expect(await move('forward', b)).toBe(0);
    expect(await order()).toEqual([b, c, a, d]);
    const [e = ''] = await enqueued(1);
    expect(await order()).toEqual([b, c, a, d, e]);
    expect((await call('queues.peek_task', { queue })).data).toEqual({ task: b });
    expect((await call('queues.get_num_entries', { queue })).data).toEqual({ num: 5 });
    expect((await call('queues.get_by_id', { queue, max_task_entries: 2 })).data.queue.entries).toHaveLength(
      2,
    );
  });

  test('a task of no queue, or of another, cannot be moved or removed', async () => {
    const id = await task();
    for (const name of ['move_task_forward', 'move_task_to_back', 'remove_task'])
      expect(codes(await call(`queues.${name}`, { queue, task: id }))).toEqual([400, 703]);
  });

  test('a task is added once, and removed; its status changes only if asked', async () => {
    const id = await task();
    expect((await call('queues.add_task', { queue, task: id })).data).toEqual({ added: 1 });
    expect(codes(await call('queues.add_task', { queue, task: id }))).toEqual([400, 706]);
    expect((await call('queues.remove_task', { queue, task: id })).data).toEqual({ removed: 1 });
    const [other = ''] = await enqueued(1);
    await call('queues.remove_task', { queue, task: other, update_task_status: true });
    expect((await read(other)).status).toBe('created');
  });
});

describe('the next task', () => {
  test('is handed out once, with its owner if asked, and the worker noted on it', async () => {
    const [a = '', b = ''] = await enqueued(2);
    const first = await call('queues.get_next_task', { queue }, { 'x-clearml-worker': 'gpu:0' });
    expect(first.data).toEqual({ entry: { task: a, added: expect.stringMatching(/\+00:00$/) } });
    expect(await read(a)).toMatchObject({ status: 'queued', last_worker: 'gpu:0' });
    const second = await call('queues.get_next_task', { queue, get_task_info: true });
    expect(second.data).toMatchObject({
      entry: { task: b },
      task_info: { user: person.id, company: person.workspace_id },
    });
    expect((await call('queues.get_next_task', { queue })).data).toEqual({});
    await call('tasks.started', { task: a, force: true });
    expect(codes(await call('tasks.dequeue', { task: a, new_status: 'in_progress' }))).toEqual([400, 110]);
    const handed = await call('tasks.dequeue', { task: b, new_status: 'in_progress' });
    expect(handed.data).toMatchObject({ dequeued: 0, updated: 1, fields: { status: 'in_progress' } });
  });

  test('a task that leaves its queue by starting, stopping, resetting or deletion is not handed out', async () => {
    const ids = await enqueued(5);
    await call('tasks.started', { task: ids[0] });
    await call('tasks.stop', { task: ids[1] });
    await call('tasks.reset', { task: ids[2] });
    await call('tasks.delete', { task: ids[3], force: true });
    await call('tasks.archive', { tasks: [ids[4]] });
    expect((await call('queues.get_num_entries', { queue })).data.num).toBe(0);
    expect((await call('queues.get_next_task', { queue })).data).toEqual({});
  });
});

describe('enqueueing', () => {
  test('into a queue of a new name makes it; queue and name together are refused', async () => {
    const id = await task();
    const { data } = await call('tasks.enqueue', {
      task: id,
      queue_name: 'made for it',
      verify_watched_queue: true,
    });
    expect(data).toMatchObject({ queued: 1, updated: 1, queue_watched: false });
    const { queues } = (await call('queues.get_all', { name: '^made for it$' })).data;
    expect(queues[0].entries.map((entry: { task: string }) => entry.task)).toEqual([id]);
    const both = await call('tasks.enqueue', { task: await task(), queue, queue_name: 'x y z' });
    expect(codes(both)).toEqual([400, 12]);
  });

  test('says whether a worker listens', async () => {
    await call('workers.register', { worker: 'listener', queues: [queue] });
    const { data } = await call('tasks.enqueue', { task: await task(), queue, verify_watched_queue: true });
    expect(data.queue_watched).toBe(true);
    await call('workers.unregister', { worker: 'listener' });
  });

  test('a stopped task that is taken out again is stopped as before', async () => {
    const id = await task({ status: 'stopped' });
    await call('tasks.enqueue', { task: id, queue });
    expect(await read(id)).toMatchObject({ status: 'queued', execution: { queue } });
    const { data } = await call('tasks.dequeue', { task: id });
    expect(data).toMatchObject({ dequeued: 1, fields: { status: 'stopped' } });
    expect(await order()).toEqual([]);
  });

  test('again is refused and leaves the task where it is', async () => {
    const [a = '', b = ''] = await enqueued(2);
    expect(codes(await call('tasks.enqueue', { task: a, queue }))).toEqual([400, 110]);
    expect(await order()).toEqual([a, b]);
  });
});

test('a list with names shows tasks and who listens', async () => {
  const [id = ''] = await enqueued(1);
  await call('workers.register', { worker: 'shown', queues: [queue] });
  const { queues } = (await call('queues.get_all_ex', { id: [queue] })).data;
  expect(queues[0]).toMatchObject({
    entries: [{ task: { id, name: 'task' } }],
    workers: [{ name: 'shown', ip: '127.0.0.1' }],
    company: { id: person.workspace_id },
  });
  await call('workers.unregister', { worker: 'shown' });
});

test('how long queues were, and how long tasks waited', async () => {
  await enqueued(2);
  await app.parts.database.pool.query(
    `update queue_entries set added = now() - interval '60 s' where queue_id = $1`,
    [queue],
  );
  await sampleQueues(app.parts.database.db);
  await sampleQueues(app.parts.database.db);
  const now = Date.now() / 1000;
  const period = { from_date: now - 600, to_date: now + 60, interval: 60 };
  const { data } = await call('queues.get_queue_metrics', { ...period, queue_ids: [queue] });
  expect(data.queues).toHaveLength(1);
  expect(data.queues[0]).toMatchObject({ queue, queue_lengths: [2] });
  expect(data.queues[0].avg_waiting_times[0]).toBeGreaterThanOrEqual(60);
  expect((await call('queues.get_queue_metrics', period)).data.queues.length).toBeGreaterThan(1);
});
