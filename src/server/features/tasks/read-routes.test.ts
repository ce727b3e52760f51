import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let stranger: Seeded;
let project: string;
let task: string;
let theirs: string;
const call = (method: string, body: object = {}, who = owner) => app.call(method, body, { basic: who.key });

beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
  const { workspace_id } = owner;
  project = await seedProject(app, { workspace_id, name: 'mine' });
  task = await seedTask(app, {
    workspace_id,
    project_id: project,
    user_id: owner.id,
    tags: ['a'],
    hyperparams: { B: { y: { value: '2' } }, A: { z: { value: '1', type: 'int' }, x: { value: '0' } } },
    configuration: { one: { name: 'one', value: 'text' }, none: { name: 'none', value: '' } },
  });
  await seedTask(app, { workspace_id, type: 'testing', system_tags: ['pipeline'] });
  await seedModel(app, { workspace_id, tags: ['b'], name: 'model' });
  await seedProject(app, { workspace_id, name: 'p/.pipelines/x', system_tags: ['pipeline', 'hidden'] });
  theirs = await seedTask(app, {
    ...{ workspace_id: stranger.workspace_id, type: 'monitor', tags: ['secret'], name: 'secret' },
    hyperparams: { A: { secret: { value: 'secret' } } },
    configuration: { secret: { value: 'secret' } },
  });
});
afterAll(() => app.end());

test('types that occur, in projects or in all', async () => {
  expect((await call('tasks.get_types')).data.types).toEqual(['testing', 'training']);
  expect((await call('tasks.get_types', { projects: [project] })).data.types).toEqual(['training']);
});

test('hyper-parameters as a list by section and name', async () => {
  expect((await call('tasks.get_hyper_params', { tasks: [task] })).data.params).toEqual([
    {
      task,
      hyperparams: [
        { section: 'A', name: 'x', value: '0' },
        { section: 'A', name: 'z', value: '1', type: 'int' },
        { section: 'B', name: 'y', value: '2' },
      ],
    },
  ]);
});

test('configurations, all or by name, and their names', async () => {
  const one = { name: 'one', value: 'text' };
  const none = { name: 'none', value: '' };
  const configurations = async (body: object) =>
    (await call('tasks.get_configurations', { tasks: [task], ...body })).data.configurations;
  expect(await configurations({})).toEqual([{ task, configuration: [none, one] }]);
  expect(await configurations({ names: ['one', 'two'] })).toEqual([{ task, configuration: [one] }]);
  const names = async (body: object) =>
    (await call('tasks.get_configuration_names', { tasks: [task], ...body })).data.configurations[0].names;
  expect([await names({}), await names({ skip_empty: false })]).toEqual([['one'], ['none', 'one']]);
});

test('counts of what is asked for, and tags of tasks and models', async () => {
  expect((await call('organization.get_tags', { include_system: true })).data).toEqual({
    tags: ['a', 'b'],
    system_tags: ['pipeline'],
  });
  const counts = async (body: object) => (await call('organization.get_entities_count', body)).data;
  expect(
    await counts({
      projects: {},
      tasks: { type: ['testing'] },
      models: {},
      pipelines: {},
      pipeline_runs: {},
      datasets: {},
    }),
  ).toEqual({ projects: 1, tasks: 1, models: 1, pipelines: 1, pipeline_runs: 1, datasets: 0, errors: {} });
  expect(await counts({ tasks: {}, projects: {}, active_users: [owner.id] })).toEqual({
    tasks: 1,
    projects: 1,
    errors: {},
  });
  expect(await counts({ tasks: {}, projects: {}, search_hidden: true, limit: 1 })).toMatchObject({
    tasks: 1,
    projects: 1,
  });
  expect(await counts({ tasks: { name: '(' }, models: {} })).toEqual({
    models: 1,
    errors: { tasks: expect.stringContaining('name') },
  });
});

test('people who have tasks in a project, or in any', async () => {
  const people = async (active_in_projects: string[]) =>
    (await call('users.get_all_ex', { active_in_projects })).data.users.map(({ id }: { id: string }) => id);
  expect([await people([project]), await people([]), await people(['f'.repeat(32)])]).toEqual([
    [owner.id],
    [owner.id],
    [],
  ]);
});

describe('another workspace', () => {
  test.each([
    ['tasks.get_by_id', 'task'],
    ['tasks.get_hyper_params', 'tasks'],
    ['tasks.get_configurations', 'tasks'],
    ['tasks.get_configuration_names', 'tasks'],
  ])('%s answers as for an unknown id', async (method, field) => {
    const ask = (id: string) => call(method, { [field]: field === 'task' ? id : [task, id] });
    const unknown = 'f'.repeat(32);
    const [answer, nobody] = [await ask(theirs), await ask(unknown)];
    expect([answer.code, answer.subcode, answer.message.replace(theirs, '')]).toEqual([
      400,
      101,
      nobody.message.replace(unknown, ''),
    ]);
    expect(answer.error).toEqual(nobody.error);
  });

  test.each(['tasks.get_all', 'tasks.get_all_ex', 'tasks.get_by_id_ex'])(
    '%s lists nothing of it',
    async (method) => {
      for (const body of [
        { id: [theirs] },
        { id: [task, theirs], company: [stranger.workspace_id] },
        { id: [task], search_text: 'secret' },
        { id: theirs, 'hyperparams.A.secret.value': 'secret' },
      ])
        expect(JSON.stringify((await call(method, body)).data)).not.toContain('secret');
      expect((await call(method, { id: [theirs] }, stranger)).data.tasks).toHaveLength(1);
    },
  );

  test('is not counted, and lends no tags and types', async () => {
    const { data } = await call('organization.get_entities_count', { tasks: { id: [theirs] } });
    expect(data).toEqual({ tasks: 0, errors: {} });
    expect(JSON.stringify((await call('organization.get_tags')).data)).not.toContain('secret');
    expect((await call('tasks.get_types')).data.types).not.toContain('monitor');
  });
});
