import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
const call = (action: string, body: object = {}, who = owner) =>
  app.call(action.startsWith('/') ? action : `models.${action}`, body, { basic: who.key });
const create = async (body: object = {}) =>
  (await call('create', { name: 'model', uri: 's3://b/m', ...body })).data.id as string;
const find = async (model: string) => (await call('get_by_id', { model })).data.model;
const coded = ({ code, subcode }: { code: number; subcode: number }) => `${code}/${subcode}`;
const task = (row: object = {}) => seedTask(app, { workspace_id: owner.workspace_id, ...row });
const taskModels = async (id: string) =>
  (await app.call('tasks.get_by_id', { task: id }, { basic: owner.key })).data.task.models;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  owner = await seedPerson(app.parts);
});

describe('a model', () => {
  test('is made as the SDK makes it, changed, and read back whole', async () => {
    const [project, made] = [await seedProject(app, { workspace_id: owner.workspace_id }), await task()];
    const answer = await call('create', {
      uri: 's3://b/uploading_file',
      name: 'net',
      labels: {},
      ready: false,
      public: false,
    });
    expect(answer.data).toEqual({ id: expect.stringMatching(/^[0-9a-f]{32}$/), created: true });
    const { id } = answer.data;
    const change = {
      ...{
        name: 'net 2',
        uri: 's3://b/net.pt',
        comment: 'c',
        tags: ['t'],
        system_tags: ['s'],
        framework: 'PyTorch',
      },
      ...{ design: { design: 'layers' }, labels: { cat: 1 }, project, task: made },
    };
    const edited = await call('edit', { model: id, ...change, parent: null, iteration: 7 });
    expect(edited.data).toEqual({ updated: 1, fields: change });
    expect(await find(id)).toEqual({
      ...{ ...change, id, company: owner.workspace_id, user: owner.id, ready: false, last_iteration: 0 },
      ...{ metadata: {}, ui_cache: {}, last_metrics: {} },
      created: expect.stringMatching(/\+00:00$/),
      last_update: expect.stringMatching(/\+00:00$/),
      last_change: expect.stringMatching(/\+00:00$/),
    });
    const { data } = await app.call('tasks.get_by_id', { task: made }, { basic: owner.key });
    expect(data.task.last_iteration).toBe(7);
    expect((await call('update', { model: id })).data).toEqual({ updated: 0, fields: {} });
    expect((await call('update', { model: id, ui_cache: { a: 1 } })).data.updated).toBe(1);
  });

  test.each([
    ['get_by_id', {}],
    ['edit', { name: 'name' }],
    ['update', { name: 'name' }],
    ['set_ready', {}],
    ['delete', {}],
    ['add_or_update_metadata', { metadata: [] }],
    ['delete_metadata', { keys: [] }],
  ])('%s of one that is gone is 400/201', async (action, body) => {
    expect(coded(await call(action, { ...body, model: 'f'.repeat(32) }))).toBe('400/201');
  });

  test.each([
    [{ name: 'ab' }, '400/12'],
    [{ project: 'f'.repeat(32) }, '400/401'],
    [{ task: 'f'.repeat(32) }, '400/101'],
    [{ parent: 'f'.repeat(32) }, '400/201'],
    [{ labels: { a: 'x' } }, '400/12'],
  ])('that cannot be is refused: %j', async (body, code) => {
    expect(coded(await call('create', { name: 'model', uri: 'u', ...body }))).toBe(code);
    const id = await create();
    expect(coded(await call('edit', { model: id, ...body }))).toBe(code);
  });
});

test('metadata is an object from 2.20 on, a list before; added to, replaced, taken away', async () => {
  const id = await create({ metadata: [{ key: 'a', type: 'int', value: '1' }] });
  await call('add_or_update_metadata', { model: id, metadata: [{ key: 'b', value: '2' }] });
  const both = [
    { key: 'a', type: 'int', value: '1' },
    { key: 'b', value: '2' },
  ];
  const by = async (version: string) =>
    (await call(`/${version}/models.get_by_id`, { model: id })).data.model.metadata;
  expect([await by('v2.23'), await by('v2.13')]).toEqual([{ a: both[0], b: both[1] }, both]);
  expect((await call('/v2.13/models.get_all', { id: [id] })).data.models[0].metadata).toEqual(both);
  const found = async (query: object) =>
    (await call('get_all', { 'metadata.b.value': ['2'], ...query })).data.models;
  expect(await found({ only_fields: ['metadata.a'] })).toEqual([{ id, metadata: { a: both[0] } }]);
  expect((await call('delete_metadata', { model: id, keys: ['b', 'x'] })).data).toEqual({ updated: 1 });
  expect((await call('delete_metadata', { model: id, keys: ['b'] })).data).toEqual({ updated: 0 });
  await call('add_or_update_metadata', {
    model: id,
    metadata: [{ key: 'c', value: '3' }],
    replace_metadata: true,
  });
  expect(Object.keys(await by('v2.23'))).toEqual(['c']);
});

describe('lists', () => {
  test('by task, uri, name, readiness and project; references as objects in the _ex form', async () => {
    const made = await task({ name: 'maker' });
    const id = await create({ name: 'one', uri: 's3://b/one', task: made });
    await create({ name: 'two', ready: true, framework: 'XGBoost' });
    const names = async (query: object) =>
      (await call('get_all', { order_by: ['name'], ...query })).data.models.map(
        ({ name }: { name: string }) => name,
      );
    expect(await names({ task: [made] })).toEqual(['one']);
    expect(await names({ uri: ['s3://b/one'] })).toEqual(['one']);
    expect(await names({ name: '^t' })).toEqual(['two']);
    expect(await names({ ready: true })).toEqual(['two']);
    expect(await names({ search_text: 'XGB' })).toEqual(['two']);
    const only_fields = ['task.name', 'user.name', 'uri'];
    expect((await call('get_all_ex', { id: [id], only_fields })).data.models).toEqual([
      { id, uri: 's3://b/one', task: { id: made, name: 'maker' }, user: { id: owner.id, name: owner.name } },
    ]);
    expect((await call('get_frameworks')).data.frameworks).toEqual(['XGBoost']);
    expect(coded(await call('get_all', { only_fields: ['event_generation'] }))).toBe('400/14');
  });

  test('the model a task put out last', async () => {
    const model = await create();
    const made = await task({
      models: {
        input: [],
        output: [
          { name: 'x', model: 'gone' },
          { name: 'y', model },
        ],
      },
    });
    expect((await call('get_by_task_id', { task: made })).data.model.id).toBe(model);
    expect((await call('get_by_task_id', { task: await task() })).data).toEqual({ model: null });
    expect(coded(await call('get_by_task_id', { task: 'f'.repeat(32) }))).toBe('400/101');
  });
});

describe('update_for_task', () => {
  test('makes a model of the task’s, changes it while it is a draft, then makes another', async () => {
    const made = await task({ name: 'maker', status: 'in_progress' });
    const first = await call('update_for_task', { task: made, uri: 's3://b/1', iteration: 3 });
    expect(first.data).toMatchObject({ created: true, updated: 1 });
    const { id } = first.data;
    const second = await call('update_for_task', { task: made, uri: 's3://b/2', comment: 'better' });
    expect(second.data).toEqual({
      id,
      created: false,
      updated: 1,
      fields: { uri: 's3://b/2', comment: 'better', task: made },
    });
    await call('set_ready', { model: id, publish_task: false });
    const third = await call('update_for_task', { task: made, uri: 's3://b/3', name: 'third' });
    expect([third.data.created, third.data.id === id]).toEqual([true, false]);
    expect((await taskModels(made)).output).toEqual([
      { name: 'maker', model: id },
      { name: 'third', model: third.data.id },
    ]);
  });

  test('takes another model in its place; needs one of the two, and a working task', async () => {
    const [made, other] = [await task(), await create({ name: 'other' })];
    const answer = await call('update_for_task', { task: made, override_model_id: other });
    expect(answer.data).toMatchObject({ id: other, created: false });
    expect((await taskModels(made)).output).toEqual([{ name: 'other', model: other }]);
    expect(coded(await call('update_for_task', { task: made }))).toBe('400/12');
    expect(coded(await call('update_for_task', { task: made, uri: 'u', override_model_id: other }))).toBe(
      '400/12',
    );
    expect(
      coded(await call('update_for_task', { task: await task({ status: 'completed' }), uri: 'u' })),
    ).toBe('400/110');
  });
});

describe('publishing, archiving, moving', () => {
  test('a model takes its task along, once it is at its end', async () => {
    const made = await task({ status: 'completed' });
    const id = await create({ task: made });
    const answer = await call('set_ready', { model: id });
    expect(answer.data).toMatchObject({ updated: 1, published_task: { id: made, data: { updated: 1 } } });
    expect((await find(id)).ready).toBe(true);
    expect(coded(await call('set_ready', { model: id }))).toBe('400/203');
    const running = await create({ task: await task({ status: 'created' }) });
    expect(coded(await call('set_ready', { model: running }))).toBe('400/110');
    expect((await find(running)).ready).toBe(false);
    expect((await call('set_ready', { model: running, publish_task: false })).data).toEqual({ updated: 1 });
  });

  test('many, each for itself', async () => {
    const [id, unknown] = [await create(), 'f'.repeat(32)];
    const many = async (action: string, body = {}) => {
      const { succeeded, failed } = (await call(action, { ids: [id, unknown], ...body })).data;
      expect(failed).toEqual([
        { id: unknown, error: { codes: [400, 201], msg: expect.any(String), data: { field: 'model' } } },
      ]);
      return succeeded;
    };
    expect(await many('archive_many')).toEqual([{ id, archived: true }]);
    expect((await find(id)).system_tags).toEqual(['archived']);
    expect(await many('archive_many')).toEqual([{ id, archived: false }]);
    expect(await many('unarchive_many')).toEqual([{ id, unarchived: true }]);
    expect((await find(id)).system_tags).toEqual([]);
    expect(await many('publish_many')).toEqual([{ id, updated: 1 }]);
    expect(await many('delete_many')).toEqual([{ id, deleted: true, url: 's3://b/m' }]);
    expect(coded(await call('get_by_id', { model: id }))).toBe('400/201');
  });

  test('into a project, by id or by a path that is made; all or none', async () => {
    const id = await create();
    const { project_id } = (await call('move', { ids: [id], project_name: 'new/place' })).data;
    expect((await find(id)).project).toBe(project_id);
    expect(coded(await call('move', { ids: [id, 'f'.repeat(32)], project: '' }))).toBe('400/201');
    expect((await find(id)).project).toBe(project_id);
    expect((await call('move', { ids: [id], project: '' })).data).toEqual({});
    expect((await find(id)).project).toBeUndefined();
    expect(coded(await call('move', { ids: [id] }))).toBe('400/12');
    expect(coded(await call('move', { ids: [id], project: 'f'.repeat(32) }))).toBe('400/401');
  });
});

test('a model that is in use goes only by force, and its task lists it no more', async () => {
  const made = await task({ status: 'published' });
  const id = await create({ task: made });
  await app.parts.database.pool.query('update tasks set models = $2 where id = $1', [
    made,
    JSON.stringify({
      input: [],
      output: [
        { name: 'x', model: id },
        { name: 'y', model: 'other' },
      ],
    }),
  ]);
  expect(coded(await call('delete', { model: id }))).toBe('400/206');
  const user = await task({ models: { input: [{ name: 'x', model: id }], output: [] } });
  expect(coded(await call('delete', { model: id }))).toBe('400/205');
  expect((await call('delete', { model: id, force: true })).data).toEqual({ deleted: true, url: 's3://b/m' });
  expect((await taskModels(made)).output).toEqual([{ name: 'y', model: 'other' }]);
  expect((await taskModels(user)).input).toHaveLength(1);
});

describe('another workspace', () => {
  let stranger: Seeded;
  let theirs: string;
  const unknown = 'f'.repeat(32);
  beforeEach(async () => {
    stranger = await seedPerson(app.parts);
    const { workspace_id } = stranger;
    theirs = await seedModel(app, {
      workspace_id,
      name: 'secret',
      uri: 's3://secret',
      framework: 'secret',
      ready: false,
    });
  });

  test.each([
    ['get_by_id', {}],
    ['edit', { name: 'new name' }],
    ['update', { name: 'new name' }],
    ['set_ready', {}],
    ['delete', { force: true }],
    ['add_or_update_metadata', { metadata: [{ key: 'a', value: '1' }] }],
    ['delete_metadata', { keys: ['a'] }],
  ])('%s answers as for an unknown id, and changes nothing', async (action, body) => {
    const before = (await call('get_by_id', { model: theirs }, stranger)).data;
    const [answer, nobody] = [
      await call(action, { ...body, model: theirs }),
      await call(action, { ...body, model: unknown }),
    ];
    expect([coded(answer), answer.error]).toEqual(['400/201', nobody.error]);
    expect(answer.message.replace(theirs, '')).toBe(nobody.message.replace(unknown, ''));
    expect((await call('get_by_id', { model: theirs }, stranger)).data).toEqual(before);
  });

  test.each(['archive_many', 'unarchive_many', 'publish_many', 'delete_many'])(
    '%s does nothing to it',
    async (action) => {
      const { data } = await call(action, { ids: [theirs], force: true });
      expect([data.succeeded, data.failed[0].error.codes]).toEqual([[], [400, 201]]);
      expect((await call('get_by_id', { model: theirs }, stranger)).code).toBe(200);
    },
  );

  test('is neither listed, nor moved, nor referred to', async () => {
    for (const action of ['get_all', 'get_all_ex', 'get_frameworks'])
      for (const body of [
        {},
        { id: [theirs] },
        { company: [stranger.workspace_id] },
        { uri: ['s3://secret'] },
      ])
        expect(JSON.stringify((await call(action, body)).data)).not.toContain('secret');
    expect(coded(await call('move', { ids: [theirs], project_name: 'mine' }))).toBe('400/201');
    const project = await seedProject(app, { workspace_id: stranger.workspace_id });
    const their = await seedTask(app, { workspace_id: stranger.workspace_id, status: 'in_progress' });
    for (const [body, code] of [
      [{ project }, '400/401'],
      [{ task: their }, '400/101'],
      [{ parent: theirs }, '400/201'],
    ] as const)
      expect(coded(await call('create', { name: 'mine', uri: 'u', ...body }))).toBe(code);
    expect(coded(await call('update_for_task', { task: their, uri: 'u' }))).toBe('400/101');
    expect(coded(await call('update_for_task', { task: await task(), override_model_id: theirs }))).toBe(
      '400/201',
    );
    expect(coded(await call('get_by_task_id', { task: their }))).toBe('400/101');
  });
});
