import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { deleteTask } from './delete-task.ts';
import { resetTask } from './reset-task.ts';
import type { DroppedTask } from './task-hooks.ts';

let app: TestApp;
let person: Seeded;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());

const call = (name: string, body: Record<string, unknown>) => app.call(name, body, { basic: person.key });
const here = () => ({ workspace_id: person.workspace_id });
const task = (row: Record<string, unknown> = {}) => seedTask(app, { ...here(), ...row });
const read = async (id: string) => (await call('tasks.get_by_id', { task: id })).data.task;
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];
const ABSENT = 'f'.repeat(32);

describe('clone', () => {
  const ORIGINAL = {
    ...{ name: 'original', type: 'testing', status: 'completed', comment: 'c', tags: ['t'] },
    ...{ system_tags: ['development', 'archived', 'kept'], script: { diff: 'd' }, container: { image: 'i' } },
    ...{ execution: { queue: 'q', docker_cmd: 'x', framework: 'f' }, runtime: { r: 1 }, last_iteration: 9 },
    ...{ hyperparams: { A: { x: { value: '1' } } }, configuration: { c: { value: 'v' } } },
    artifacts: [
      { key: 'in', mode: 'input' },
      { key: 'out', mode: 'output' },
    ],
    models: { input: [{ name: 'i', model: '1' }], output: [{ name: 'o', model: '2' }] },
    output: { destination: 's3://b', error: 'e' },
  };

  test('takes what to run and with what, not what came of it', async () => {
    const parent = await task();
    const project = await seedProject(app, here());
    const id = await task({ ...ORIGINAL, parent_id: parent, project_id: project });
    const { data } = await call('tasks.clone', { task: id, new_task_name: 'the clone' });
    const clone = await read(data.id);
    expect(clone).toMatchObject({
      ...{ name: 'the clone', type: 'testing', status: 'created', comment: 'c', parent, project },
      ...{ user: person.id, tags: ['t'], system_tags: ['kept'], script: { diff: 'd' }, runtime: {} },
      ...{ container: { image: 'i' }, last_iteration: 0, output: { destination: 's3://b' } },
      ...{ hyperparams: ORIGINAL.hyperparams, configuration: ORIGINAL.configuration },
      models: { input: [{ name: 'i', model: '1' }], output: [] },
    });
    expect(clone.execution).toEqual({
      ...{ docker_cmd: 'x', framework: 'f', artifacts: [{ key: 'in', mode: 'input' }] },
    });
  });

  test('with other parts where they are given, in a project that is made for it', async () => {
    const id = await task(ORIGINAL);
    const { data } = await call('tasks.clone', {
      ...{ task: id, new_project_name: 'clones/here', new_task_parent: id, new_task_tags: ['n'] },
      ...{ new_task_comment: 'nc', new_task_container: { image: 'other' }, new_task_system_tags: [] },
      ...{ execution_overrides: { docker_cmd: 'y' }, new_task_hyperparams: { B: { z: { value: '2' } } } },
    });
    expect(data.new_project).toEqual({ id: expect.any(String), name: 'clones/here' });
    expect(await read(data.id)).toMatchObject({
      ...{ parent: id, project: data.new_project.id, tags: ['n'], system_tags: [], comment: 'nc' },
      ...{ execution: { docker_cmd: 'y', framework: 'f' }, container: { image: 'other' } },
      hyperparams: { B: { z: { section: 'B', name: 'z', value: '2' } } },
    });
  });
});

describe('move', () => {
  test('into a project by id or name, all or none', async () => {
    const project = await seedProject(app, here());
    const ids = [await task(), await task()];
    expect((await call('tasks.move', { ids, project })).data).toEqual({ project_id: project });
    for (const id of ids) expect((await read(id)).project).toBe(project);
    expect(codes(await call('tasks.move', { ids: [...ids, ABSENT], project_name: 'not made' }))).toEqual([
      400, 101,
    ]);
    expect((await read(ids[0] ?? '')).project).toBe(project);
    expect((await call('projects.get_all', { name: '^not made$' })).data.projects).toEqual([]);
    const { data } = await call('tasks.move', { ids, project_name: 'moved/there' });
    expect((await read(ids[1] ?? '')).project).toBe(data.project_id);
    expect(codes(await call('tasks.move', { ids, project: ABSENT }))).toEqual([400, 401]);
    expect(codes(await call('tasks.move', { ids }))).toEqual([400, 12]);
    await call('tasks.move', { ids, project: '' });
    expect((await read(ids[0] ?? '')).project).toBeUndefined();
  });
});

describe('archive', () => {
  test('adds the tag once and takes the task out of its queue; back again', async () => {
    const [id, other] = [await task({ system_tags: ['x'] }), await task()];
    await call('tasks.enqueue', { task: id });
    expect((await call('tasks.archive', { tasks: [id, other], status_reason: 'old' })).data).toEqual({
      archived: 2,
    });
    expect(await read(id)).toMatchObject({
      ...{ system_tags: ['x', 'archived'], status: 'created', status_reason: 'old' },
    });
    expect((await call('tasks.archive', { tasks: [id] })).data).toEqual({ archived: 0 });
    expect((await read(id)).system_tags).toEqual(['x', 'archived']);
    expect((await call('tasks.unarchive', { tasks: [id] })).data).toEqual({ unarchived: 1 });
    expect((await read(id)).system_tags).toEqual(['x']);
    expect(codes(await call('tasks.archive', { tasks: [other, ABSENT] }))).toEqual([400, 101]);
  });
});

describe('publish', () => {
  const draft = (id: string) => seedModel(app, { ...here(), task_id: id });
  const isReady = async (model: string) =>
    (await app.parts.database.pool.query('select ready from models where id = $1', [model])).rows[0].ready;

  test('publishes the models that the task made, unless told otherwise', async () => {
    const [one, two] = [await task({ status: 'completed' }), await task({ status: 'completed' })];
    const [a, b] = [await draft(one), await draft(two)];
    expect((await call('tasks.publish', { task: one })).data).toMatchObject({ updated: 1 });
    await call('tasks.publish', { task: two, publish_model: false });
    expect([await isReady(a), await isReady(b)]).toEqual([true, false]);
  });
});

describe('delete', () => {
  test('leaves children and published models without it, takes drafts that nobody uses', async () => {
    const id = await task({
      status: 'completed',
      artifacts: [{ key: 'a', mode: 'output', uri: 'http://f/a' }],
    });
    const child = await task({ parent_id: id });
    const draft = await seedModel(app, { ...here(), task_id: id, uri: 'http://f/draft' });
    const used = await seedModel(app, { ...here(), task_id: id, uri: 'http://f/used' });
    const published = await seedModel(app, { ...here(), task_id: id, ready: true });
    await task({ models: { input: [{ name: 'm', model: used }], output: [] } });
    expect(codes(await call('tasks.delete', { task: id }))).toEqual([400, 123]);
    const { data } = await call('tasks.delete', { task: id, force: true, return_file_urls: true });
    expect(data).toMatchObject({
      ...{ deleted: true, events: {}, updated_children: 1, updated_models: 2, deleted_models: 1 },
      urls: { artifact_urls: ['http://f/a'], model_urls: ['http://f/draft'], event_urls: [] },
    });
    expect((await read(child)).parent).toBeUndefined();
    const { rows } = await app.parts.database.pool.query(
      'select id, task_id from models where id = any($1)',
      [[draft, used, published]],
    );
    expect(rows.map(({ id: model, task_id }) => [model, task_id]).toSorted()).toEqual(
      [
        [used, null],
        [published, null],
      ].toSorted(),
    );
    expect(codes(await call('tasks.delete', { task: id, force: true }))).toEqual([400, 101]);
  });

  test('a created task on which something published hangs goes with force only', async () => {
    const [one, two] = [await task(), await task()];
    await task({ parent_id: one, status: 'published' });
    await seedModel(app, { ...here(), task_id: two, ready: true });
    for (const id of [one, two]) {
      expect(codes(await call('tasks.delete', { task: id }))).toEqual([400, 123]);
      expect((await call('tasks.delete', { task: id, force: true })).code).toBe(200);
    }
  });

  test('models stay if asked', async () => {
    const id = await task();
    await seedModel(app, { ...here(), task_id: id });
    const { data } = await call('tasks.delete', { task: id, delete_output_models: false });
    expect(data).toMatchObject({ deleted_models: 0, updated_models: 1 });
  });

  test('reset and deletion tell others in the same transaction, with the files that may go', async () => {
    const dropped: DroppedTask[] = [];
    const hook = {
      eventUrls: async () => ['http://f/image'],
      async dropped(_: unknown, one: DroppedTask) {
        dropped.push(one);
        return undefined;
      },
    };
    const writer = { ...here(), account_id: person.id, name: person.name };
    const { db } = app.parts.database;
    const id = await task({ artifacts: [{ key: 'a', mode: 'output', uri: 'http://f/a' }] });
    await resetTask(db, writer, { task: id, return_file_urls: true }, [hook]);
    await seedModel(app, { ...here(), task_id: id, uri: 'http://f/m' });
    const asked_by = { account_id: person.id, actor: { actor_id: person.id } };
    await deleteTask(db, writer, { task: id, asked_by }, [hook]);
    const own = { ...here(), id, stored_by: [id] };
    expect(dropped).toEqual([
      { ...own, urls: ['http://f/image', 'http://f/a'], asked_by: undefined, reset_generation: 1 },
      { ...own, urls: ['http://f/m', 'http://f/image'], asked_by, reset_generation: undefined },
    ]);
    const failing = { ...hook, dropped: () => Promise.reject(new Error('no')) };
    const kept = await task();
    await expect(deleteTask(db, writer, { task: kept }, [failing])).rejects.toThrow('no');
    expect((await read(kept)).id).toBe(kept);
  });
});

describe('many at once', () => {
  const failed = (id: string, codesOf: number[]) => [
    expect.objectContaining({
      id,
      error: { codes: codesOf, msg: expect.any(String), data: expect.any(Object) },
    }),
  ];

  test.each([
    ['stop_many', 'in_progress', {}, { updated: 1, fields: expect.objectContaining({ status: 'stopped' }) }],
    ['reset_many', 'completed', {}, { updated: 1, dequeued: false, deleted_models: 0 }],
    ['publish_many', 'completed', {}, { updated: 1, committed_versions_results: [] }],
    ['delete_many', 'completed', { force: true }, { deleted: true, updated_children: 0 }],
    ['archive_many', 'created', {}, { archived: true }],
    ['unarchive_many', 'created', {}, { unarchived: false }],
    ['enqueue_many', 'created', {}, { queued: true, updated: 1 }],
    ['dequeue_many', 'queued', {}, { dequeued: false, updated: 1 }],
  ])('%s does each for itself', async (name, status, rest, done) => {
    const [one, two] = [await task({ status }), await task({ status })];
    const { code, data } = await call(`tasks.${name}`, { ids: [one, ABSENT, two, one], ...rest });
    expect(code).toBe(200);
    expect(data.succeeded).toEqual([
      expect.objectContaining({ id: one, ...done }),
      expect.objectContaining({ id: two, ...done }),
    ]);
    expect(data.failed).toEqual(failed(ABSENT, [400, 101]));
  });

  test('one in the wrong status is named with its code, the others are done', async () => {
    const [good, bad] = [await task({ status: 'in_progress' }), await task({ status: 'published' })];
    const { data } = await call('tasks.stop_many', { ids: [bad, good] });
    expect(data.succeeded).toEqual([expect.objectContaining({ id: good })]);
    expect(data.failed).toEqual(failed(bad, [400, 110]));
  });

  test('enqueueing into an unknown queue refuses all', async () => {
    const id = await task();
    expect(codes(await call('tasks.enqueue_many', { ids: [id], queue: ABSENT }))).toEqual([400, 701]);
    const { data } = await call('tasks.enqueue_many', { ids: [id], verify_watched_queue: true });
    expect(data.queue_watched).toBe(false);
  });
});
