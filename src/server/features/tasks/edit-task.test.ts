import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let person: Seeded;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
});
afterAll(() => app.end());

const call = (name: string, body: Record<string, unknown>) =>
  app.call(`tasks.${name}`, body, { basic: person.key });
const here = () => ({ workspace_id: person.workspace_id });
const task = (row: Record<string, unknown> = {}) => seedTask(app, { ...here(), ...row });
const read = async (id: string) => (await call('get_by_id', { task: id })).data.task;
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];
const ABSENT = 'f'.repeat(32);

describe('a task is made', () => {
  test('of everything that clients send', async () => {
    const project = await seedProject(app, here());
    const parent = await task();
    const model = await seedModel(app, here());
    const { data } = await call('create', {
      ...{ name: '  fit  ', type: 'training', project, parent, comment: 'c', method: 'get' },
      ...{ tags: ['t'], system_tags: ['development'], output_dest: 's3://bucket' },
      script: { repository: 'r', diff: 'd', branch: null, requirements: { pip: ['a', 'b'] } },
      hyperparams: {
        Args: { lr: { value: 0.1, type: 'float' }, on: { section: 'x', name: 'y', value: true } },
      },
      configuration: { net: { value: 'text', type: 'dictionary' } },
      execution: { docker_cmd: 'image', queue: 'q', artifacts: [{ key: 'a', type: 'custom', uri: 'u' }] },
      container: { image: 'i', arguments: null },
      models: { input: [{ name: 'm', model }] },
      runtime: { progress: '1' },
    });
    expect(data.id).toMatch(/^[0-9a-f]{32}$/);
    expect(await read(data.id)).toMatchObject({
      ...{ name: 'fit', type: 'training', status: 'created', project, parent, comment: 'c' },
      ...{ user: person.id, company: person.workspace_id, tags: ['t'], system_tags: ['development'] },
      output: { destination: 's3://bucket' },
      script: { repository: 'r', diff: 'd', requirements: { pip: ['a', 'b'] } },
      hyperparams: {
        Args: {
          lr: { section: 'Args', name: 'lr', value: '0.1', type: 'float' },
          on: { section: 'Args', name: 'on', value: 'true' },
        },
      },
      configuration: { net: { name: 'net', value: 'text', type: 'dictionary' } },
      execution: { docker_cmd: 'image', artifacts: [{ key: 'a', type: 'custom', uri: 'u', mode: 'output' }] },
      container: { image: 'i' },
      models: { input: [{ name: 'm', model }], output: [] },
      runtime: { progress: '1' },
    });
  });

  test.each([
    ['without a type', { name: 'task' }, [400, 12]],
    ['of an unknown type', { name: 'task', type: 'walk' }, [400, 12]],
    ['with a name too short', { name: 'ab', type: 'training' }, [400, 12]],
    ['in an unknown project', { name: 'task', type: 'training', project: ABSENT }, [400, 401]],
    ['below an unknown parent', { name: 'task', type: 'training', parent: ABSENT }, [400, 101]],
    [
      'with an unknown model',
      { name: 'task', type: 'training', models: { input: [{ name: 'm', model: ABSENT }] } },
      [400, 201],
    ],
  ])('not %s, and validate says so too', async (_, body, code) => {
    expect(codes(await call('create', body))).toEqual(code);
    expect(codes(await call('validate', body))).toEqual(code);
  });

  test('validate makes none', async () => {
    expect((await call('validate', { name: 'not made', type: 'training' })).data).toEqual({});
    expect((await call('get_all', { name: '^not made$' })).data.tasks).toEqual([]);
  });
});

describe('edit', () => {
  test('sets the fields given, replaces maps whole, and answers the short ones', async () => {
    const id = await task({
      ...{ comment: 'old', hyperparams: { A: { x: {} } }, runtime: { a: 1 } },
      ...{ execution: { queue: 'q', framework: 'f' }, artifacts: [{ key: 'a', mode: 'output' }] },
    });
    const { data } = await call('edit', {
      ...{ task: id, name: 'renamed', hyperparams: { B: { y: { value: '1' } } }, runtime: { b: 2 } },
      execution: { docker_cmd: 'image' },
    });
    expect(data).toEqual({ updated: 1, fields: { name: 'renamed' } });
    expect(await read(id)).toMatchObject({
      ...{ name: 'renamed', comment: 'old', runtime: { b: 2 }, last_changed_by: person.id },
      hyperparams: { B: { y: { section: 'B', name: 'y', value: '1' } } },
      execution: { queue: 'q', docker_cmd: 'image', artifacts: [{ key: 'a', mode: 'output' }] },
    });
    expect((await read(id)).execution.framework).toBeUndefined();
    expect((await call('edit', { task: id })).data).toEqual({ updated: 0, fields: {} });
  });

  test('a task is not its own parent; an empty project or parent means none', async () => {
    const id = await task({ parent_id: await task(), project_id: await seedProject(app, here()) });
    expect(codes(await call('edit', { task: id, parent: id }))).toEqual([400, 12]);
    await call('edit', { task: id, parent: '', project: '' });
    const after = await read(id);
    expect([after.parent, after.project]).toEqual([undefined, undefined]);
  });

  test('name, tags and comment of a published task change by update', async () => {
    const id = await task({ status: 'published', output: { destination: 'd' } });
    const { data } = await call('update', { task: id, name: 'new name', tags: ['x'], output__error: 'e' });
    expect(data).toEqual({ updated: 1, fields: { name: 'new name', tags: ['x'], output__error: 'e' } });
    expect(await read(id)).toMatchObject({
      ...{ name: 'new name', tags: ['x'], output: { destination: 'd', error: 'e' } },
    });
  });

  test('takes a diff of 20 MB', async () => {
    const id = await task();
    const answer = await call('edit', { task: id, script: { diff: 'x'.repeat(20_000_000) } });
    expect(answer.code).toBe(200);
    expect((await call('get_by_id', { task: id })).data.task.script.diff).toHaveLength(20_000_000);
  });
});

describe('parts of a task', () => {
  test('hyperparameters are added, replaced by section or whole, and removed', async () => {
    const id = await task({
      hyperparams: { A: { x: { value: '0' }, z: { value: '0' } }, B: { y: { value: '0' } } },
    });
    const edit = (section: string, name: string, replace_hyperparams?: string) =>
      call('edit_hyper_params', {
        task: id,
        hyperparams: [{ section, name, value: '1' }],
        replace_hyperparams,
      });
    const names = async () =>
      Object.entries((await read(id)).hyperparams).map(([section, params]) => [
        section,
        Object.keys(params as object).toSorted(),
      ]);
    expect((await edit('A', 'x')).data).toEqual({ updated: 1 });
    expect((await read(id)).hyperparams.A.x).toEqual({ section: 'A', name: 'x', value: '1' });
    await edit('A', 'w', 'section');
    expect(await names()).toEqual([
      ['A', ['w']],
      ['B', ['y']],
    ]);
    const deleted = await call('delete_hyper_params', {
      task: id,
      hyperparams: [{ section: 'A', name: 'w' }, { section: 'B' }, { section: 'C', name: 'none' }],
    });
    expect(deleted.data).toEqual({ deleted: 2 });
    expect(await names()).toEqual([]);
    await edit('A', 'x');
    await edit('B', 'only', 'all');
    expect(await names()).toEqual([['B', ['only']]]);
  });

  test('user properties change whatever has become of the task', async () => {
    const id = await task({ status: 'published' });
    const hyperparams = [{ section: 'properties', name: 'a', value: '1' }];
    expect((await call('edit_hyper_params', { task: id, hyperparams })).code).toBe(200);
    expect((await call('delete_hyper_params', { task: id, hyperparams })).data).toEqual({ deleted: 1 });
    const all = await call('edit_hyper_params', { task: id, hyperparams, replace_hyperparams: 'all' });
    expect(codes(all)).toEqual([400, 110]);
  });

  test('configuration is added, replaced and removed', async () => {
    const id = await task({ configuration: { a: { name: 'a', value: '0' } } });
    const edit = (name: string, replace_configuration?: boolean) =>
      call('edit_configuration', { task: id, configuration: [{ name, value: '1' }], replace_configuration });
    await edit('b');
    expect((await read(id)).configuration).toEqual({
      ...{ a: { name: 'a', value: '0' }, b: { name: 'b', value: '1' } },
    });
    await edit('c', true);
    expect(Object.keys((await read(id)).configuration)).toEqual(['c']);
    const deleted = await call('delete_configuration', { task: id, configuration: ['c', 'd'] });
    expect(deleted.data).toEqual({ deleted: 1 });
  });

  test('artifacts are merged by key and mode, of which the default is output', async () => {
    const id = await task();
    const add = (artifacts: unknown[]) => call('add_or_update_artifacts', { task: id, artifacts });
    const shown = async () =>
      (await read(id)).execution.artifacts.map(({ key, mode, uri }: Record<string, string>) => [
        key,
        mode,
        uri,
      ]);
    await add([
      { key: 'a', type: 't', uri: '1' },
      { key: 'b', type: 't', uri: '2', mode: 'output' },
    ]);
    await add([
      { key: 'a', type: 't', uri: '3' },
      { key: 'a', type: 't', uri: '4', mode: 'input' },
    ]);
    expect(await shown()).toEqual([
      ['a', 'output', '3'],
      ['b', 'output', '2'],
      ['a', 'input', '4'],
    ]);
    expect((await call('delete_artifacts', { task: id, artifacts: [{ key: 'a' }] })).data).toEqual({
      deleted: 1,
    });
    expect((await shown()).map(([key, mode]: string[]) => [key, mode])).toEqual([
      ['b', 'output'],
      ['a', 'input'],
    ]);
  });

  test('artifacts of many reporters at once are all kept', async () => {
    const id = await task({ status: 'in_progress' });
    const keys = Array.from({ length: 20 }, (_, i) => `artifact ${i}`);
    await Promise.all(
      keys.map((key) =>
        call('add_or_update_artifacts', { task: id, force: true, artifacts: [{ key, type: 't' }] }),
      ),
    );
    const stored = (await read(id)).execution.artifacts.map(({ key }: { key: string }) => key);
    expect(stored.toSorted()).toEqual(keys.toSorted());
  });

  test('models are named among input and output, and taken off', async () => {
    const id = await task({ status: 'in_progress' });
    const [one, two] = [await seedModel(app, here()), await seedModel(app, here())];
    const add = (model: string, type: string) =>
      call('add_or_update_model', { task: id, name: 'm', model, type });
    await add(one, 'output');
    await add(two, 'output');
    await add(one, 'input');
    expect((await read(id)).models).toEqual({
      input: [{ name: 'm', model: one }],
      output: [{ name: 'm', model: two }],
    });
    expect(codes(await add(ABSENT, 'input'))).toEqual([400, 201]);
    const models = [{ name: 'm', type: 'output' }];
    expect((await call('delete_models', { task: id, models })).data).toEqual({ updated: 1 });
    expect((await call('delete_models', { task: id, models })).data).toEqual({ updated: 0 });
  });

  test('requirements, as text or list, leave the rest of the script', async () => {
    const id = await task({ status: 'in_progress', script: { diff: 'd' } });
    await call('set_requirements', { task: id, requirements: { pip: 'a\nb', conda: ['c'] } });
    expect((await read(id)).script).toEqual({ diff: 'd', requirements: { pip: 'a\nb', conda: ['c'] } });
  });
});
