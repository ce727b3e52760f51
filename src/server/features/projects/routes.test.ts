import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { metricHash, seedModel, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let me: As;
const call = (action: string, body: object = {}, as = me) => app.call(`projects.${action}`, body, as);
const create = async (name: string, more = {}) => (await call('create', { name, ...more })).data.id as string;
type Project = Record<string, unknown> & { id: string; name: string };
const listed = async (query: object = {}): Promise<Project[]> =>
  (await call('get_all_ex', { order_by: ['name'], search_hidden: true, ...query })).data.projects;
const names = async (query: object = {}) => (await listed(query)).map(({ name }) => name);
const coded = ({ code, subcode }: { code: number; subcode: number }) => `${code}/${subcode}`;

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  me = { basic: owner.key };
});
const task = (row: object) => seedTask(app, { workspace_id: owner.workspace_id, ...row });
const model = (row: object) => seedModel(app, { workspace_id: owner.workspace_id, ...row });

describe('a path', () => {
  test('is made with all above it, once; what is below a part that starts with a dot is hidden', async () => {
    const id = await create(' vision / .datasets /cars', { system_tags: ['dataset'], description: 'Cars' });
    expect(await names()).toEqual(['vision', 'vision/.datasets', 'vision/.datasets/cars']);
    expect(await names({ search_hidden: false })).toEqual(['vision']);
    await create('vision/other');
    const { project } = (await call('get_by_id', { project: id })).data;
    expect(project).toEqual({
      id,
      name: 'vision/.datasets/cars',
      basename: 'cars',
      description: 'Cars',
      company: owner.workspace_id,
      user: owner.id,
      parent: (await listed({ name: '^vision/\\.datasets$' }))[0]?.id,
      tags: [],
      system_tags: ['dataset'],
      created: expect.stringMatching(/\+00:00$/),
      last_update: expect.stringMatching(/\+00:00$/),
    });
  });

  test.each([
    ['name', 'a', '400/12'],
    ['only slashes', ' / // ', '400/407'],
    ['too deep', Array.from({ length: 21 }, (_, i) => `p${i}`).join('/'), '400/409'],
  ])('that cannot be is refused: %s', async (_what, name, code) => {
    expect(coded(await call('create', { name }))).toBe(code);
  });

  test('of a project that exists is refused; two at once make one', async () => {
    const both = await Promise.all([
      call('create', { name: 'deep/er' }),
      call('create', { name: 'deep/er' }),
    ]);
    expect(both.map(coded).sort()).toEqual(['200/0', '400/801']);
    expect(await names()).toEqual(['deep', 'deep/er']);
  });
});

describe('changing', () => {
  test('a new name renames what is below; its place is for move', async () => {
    await create('vision/a/b');
    await create('visionary');
    const [vision] = await listed({ name: '^vision$' });
    const answer = await call('update', { project: vision?.id, name: 'sight', tags: ['x'] });
    expect(answer.data).toEqual({ updated: 1, fields: { name: 'sight', tags: ['x'] } });
    expect(await names()).toEqual(['sight', 'sight/a', 'sight/a/b', 'visionary']);
    expect(coded(await call('update', { project: vision?.id, name: 'x/sight' }))).toBe('400/408');
    expect(coded(await call('update', { project: vision?.id, name: 'visionary' }))).toBe('400/801');
    expect((await call('update', { project: vision?.id })).data).toEqual({ updated: 0, fields: {} });
  });

  test('move takes along what is below, and makes the place', async () => {
    const id = await create('a-1/b-1');
    await create('a-1/b-1/c-1');
    expect((await call('move', { project: id, new_location: 'x-1/y-1' })).data).toEqual({ moved: 2 });
    expect(await names()).toEqual(['a-1', 'x-1', 'x-1/y-1', 'x-1/y-1/b-1', 'x-1/y-1/b-1/c-1']);
    const [x] = await listed({ name: '^x-1$', include_stats: true });
    expect((x?.sub_projects as Project[] | undefined)?.map(({ name }) => name)).toEqual([
      'x-1/y-1',
      'x-1/y-1/b-1',
      'x-1/y-1/b-1/c-1',
    ]);
    expect(coded(await call('move', { project: id, new_location: 'x-1/y-1' }))).toBe('400/410');
    expect(coded(await call('move', { project: id, new_location: 'x-1/y-1/b-1/z-1' }))).toBe('400/411');
    expect((await call('move', { project: id })).data).toEqual({ moved: 2 });
    expect(await names({ name: '^b-1' })).toEqual(['b-1', 'b-1/c-1']);
  });

  test('merge moves tasks, models and projects into another', async () => {
    const [from, to] = [await create('from'), await create('dest')];
    const child = await create('from/child');
    await task({ project_id: from });
    await model({ project_id: from });
    await task({ project_id: child });
    expect(coded(await call('merge', { project: from, destination_project: from }))).toBe('400/410');
    expect(coded(await call('merge', { project: from, destination_project: child }))).toBe('400/412');
    const answer = await call('merge', { project: from, destination_project: to });
    expect(answer.data).toEqual({ moved_entities: 2, moved_projects: 1 });
    expect(await names()).toEqual(['dest', 'dest/child']);
    expect((await listed({ check_own_contents: true }))[0]).toMatchObject({ own_tasks: 1, own_models: 1 });
  });

  test('merge is refused, and nothing moves, where a name below is taken', async () => {
    const [from, to] = [await create('from'), await create('dest')];
    await create('from/same');
    await create('dest/same');
    await task({ project_id: from });
    expect(coded(await call('merge', { project: from, destination_project: to }))).toBe('400/801');
    expect((await listed({ check_own_contents: true, id: [from] }))[0]).toMatchObject({ own_tasks: 1 });
  });
});

describe('deleting', () => {
  test('is refused while something is not archived; the contents stay without a project', async () => {
    const id = await create('gone');
    const kept = await task({ project_id: await create('gone/below') });
    await task({ project_id: id, system_tags: ['archived'] });
    expect((await call('validate_delete', { project: id })).data).toEqual({
      tasks: 2,
      non_archived_tasks: 1,
      models: 0,
      non_archived_models: 0,
    });
    const refused = await call('delete', { project: id });
    expect([coded(refused), refused.error.cure]).toEqual(['400/402', 'archive them, or give force']);
    expect((await call('delete', { project: id, force: true })).data).toMatchObject({
      deleted: 2,
      disassociated_tasks: 2,
      deleted_tasks: 0,
    });
    expect((await app.call('tasks.get_by_id', { task: kept }, me)).data.task.project).toBeUndefined();
    const models = await create('models');
    await model({ project_id: models });
    expect(coded(await call('delete', { project: models }))).toBe('400/405');
  });

  test('with its contents, tells what was stored', async () => {
    const id = await create('gone');
    const artifacts = [
      { key: 'a', mode: 'output', uri: 's3://b/a' },
      { key: 'i', mode: 'input', uri: 's3://b/i' },
    ];
    const task_id = await task({ project_id: id, artifacts });
    await model({ project_id: id, task_id, uri: 's3://b/m' });
    expect((await call('delete', { project: id, force: true, delete_contents: true })).data).toEqual({
      deleted: 1,
      disassociated_tasks: 0,
      deleted_tasks: 1,
      deleted_models: 1,
      urls: { model_urls: ['s3://b/m'], artifact_urls: ['s3://b/a'], event_urls: [] },
    });
    expect(coded(await app.call('tasks.get_by_id', { task: task_id }, me))).toBe('400/101');
  });
});

test('statistics count tasks below, by state and status', async () => {
  const id = await create('stats');
  const below = await create('stats/below');
  const started = '2024-01-01T00:00:00Z';
  await task({
    project_id: id,
    status: 'completed',
    active_duration_s: 60,
    started,
    completed: new Date().toISOString(),
  });
  await task({ project_id: below, status: 'failed', active_duration_s: 5, system_tags: ['archived'] });
  await task({ project_id: below, user_id: owner.id });
  const [whole] = await listed({ id: [id], include_stats: true });
  expect(whole?.stats).toMatchObject({
    active: {
      status_count: { completed: 1, created: 1, failed: 0 },
      total_tasks: 2,
      total_runtime: 60,
      completed_tasks_24h: 1,
      last_task_run: 1704067200,
    },
    archived: { status_count: { failed: 1 }, total_tasks: 1, total_runtime: 5 },
  });
  const [alone] = await listed({
    id: [id],
    include_stats: true,
    stats_with_children: false,
    stats_for_state: 'active',
  });
  expect(alone?.stats).toEqual({ active: expect.objectContaining({ total_tasks: 1 }) });
  await create('nobody');
  expect(await names({ active_users: [owner.id] })).toEqual(['stats', 'stats/below']);
});

describe('look-ups', () => {
  let id: string;
  let parent: string;
  beforeEach(async () => {
    id = await create('look', { tags: ['p'] });
    const below = await create('look/below');
    parent = await task({ name: 'parent', project_id: id, tags: ['t2'], system_tags: ['pipeline'] });
    const last_metrics = {
      [metricHash('loss')]: { [metricHash('train')]: { metric: 'loss', variant: 'train', value: 1 } },
    };
    const hyperparams = { Args: { lr: { value: '0.1' }, bs: { value: '4' } } };
    await task({ project_id: below, parent_id: parent, tags: ['t1'], last_metrics, hyperparams });
    await task({
      project_id: below,
      parent_id: parent,
      system_tags: ['archived'],
      hyperparams: { Args: { lr: { value: '1' } } },
    });
    await model({
      project_id: id,
      tags: ['m'],
      metadata: { size: { key: 'size', value: '3' }, kind: { key: 'kind', value: 'x' } },
    });
  });

  test.each([
    ['get_project_tags', {}, { tags: ['p'] }],
    ['get_task_tags', {}, { tags: ['t1', 't2'] }],
    [
      'get_task_tags',
      { include_system: true },
      { tags: ['t1', 't2'], system_tags: ['archived', 'pipeline'] },
    ],
    ['get_task_tags', { filter: { system_tags: ['pipeline'] } }, { tags: ['t2'] }],
    ['get_model_tags', {}, { tags: ['m'] }],
    ['get_hyperparam_values', { section: 'Args', name: 'lr' }, { total: 2, values: ['0.1', '1'] }],
    ['get_model_metadata_values', { key: 'size' }, { total: 1, values: ['3'] }],
  ])('%s %j', async (action, body, expected) => {
    expect((await call(action, { ...body, projects: [id] })).data).toEqual(expected);
    expect((await call(action, body)).data).toEqual(expected);
  });

  test('of one project: parameters, metadata keys, metrics', async () => {
    expect((await call('get_hyper_parameters', { project: id, page_size: 1 })).data).toEqual({
      parameters: [{ section: 'Args', name: 'bs' }],
      total: 2,
      remaining: 1,
    });
    expect((await call('get_hyper_parameters', { project: id, include_subprojects: false })).data.total).toBe(
      0,
    );
    expect((await call('get_model_metadata_keys', { project: id })).data).toEqual({
      keys: ['kind', 'size'],
      total: 2,
      remaining: 0,
    });
    expect((await call('get_unique_metric_variants', { project: id })).data.metrics).toEqual([
      {
        metric: 'loss',
        variant: 'train',
        metric_hash: metricHash('loss'),
        variant_hash: metricHash('train'),
      },
    ]);
  });

  test('parents of tasks, by state', async () => {
    const shown = { id: parent, name: 'parent', project: { id, name: 'look' } };
    expect((await call('get_task_parents', { projects: [id] })).data.parents).toEqual([shown]);
    await app.parts.database.pool.query("update tasks set parent_id = null where system_tags = '{archived}'");
    expect((await call('get_task_parents', { tasks_state: 'archived' })).data.parents).toEqual([]);
    expect((await call('get_task_parents', { tasks_state: 'active' })).data.parents).toEqual([shown]);
  });
});

describe('another workspace', () => {
  let theirs: string;
  let stranger: Seeded;
  beforeEach(async () => {
    stranger = await seedPerson(app.parts);
    const { workspace_id } = stranger;
    theirs = await seedProject(app, { workspace_id, name: 'theirs', tags: ['secret'] });
    const metric = { [metricHash('m')]: { [metricHash('v')]: { metric: 'm', variant: 'v', value: 1 } } };
    const hyperparams = { Args: { lr: { value: 'secret' } } };
    const parent_id = await seedTask(app, {
      workspace_id,
      project_id: theirs,
      tags: ['secret'],
      last_metrics: metric,
      hyperparams,
    });
    await seedTask(app, { workspace_id, project_id: theirs, parent_id });
    await seedModel(app, {
      workspace_id,
      project_id: theirs,
      tags: ['secret'],
      metadata: { k: { value: 'secret' } },
    });
    await create('mine');
  });

  test.each(['get_by_id', 'update', 'validate_delete', 'delete', 'move', 'merge'])(
    '%s answers as for an unknown id',
    async (action) => {
      const body = { name: 'new name', force: true, new_location: 'here', destination_project: null };
      const [other, unknown] = [
        await call(action, { ...body, project: theirs }),
        await call(action, { ...body, project: 'f'.repeat(32) }),
      ];
      expect([coded(other), other.message.replace(theirs, '')]).toEqual([
        '400/401',
        unknown.message.replace('f'.repeat(32), ''),
      ]);
      const { data } = await call('get_by_id', { project: theirs }, { basic: stranger.key });
      expect(data.project).toMatchObject({ name: 'theirs' });
    },
  );

  test('is no destination of a merge', async () => {
    const project = await create('source');
    expect(coded(await call('merge', { project, destination_project: theirs }))).toBe('400/401');
  });

  test('shows nothing of itself in lists and look-ups', async () => {
    for (const action of ['get_all', 'get_all_ex'])
      for (const body of [
        {},
        { id: [theirs] },
        { company: stranger.workspace_id },
        { search_text: 'theirs' },
      ])
        expect(JSON.stringify((await call(action, { ...body, include_stats: true })).data)).not.toContain(
          'theirs',
        );
    const where = {
      projects: [theirs],
      project: theirs,
      section: 'Args',
      name: 'lr',
      key: 'k',
      include_system: true,
    };
    for (const action of [
      'get_project_tags',
      'get_task_tags',
      'get_model_tags',
      'get_hyperparam_values',
      'get_model_metadata_values',
      'get_hyper_parameters',
      'get_model_metadata_keys',
      'get_unique_metric_variants',
      'get_task_parents',
    ])
      for (const body of [where, { ...where, projects: [] }]) {
        const { code, data } = await call(action, body);
        expect([
          code,
          Object.values(data)
            .flat()
            .filter((value) => value !== 0),
        ]).toEqual([200, []]);
      }
  });

  test('a project of this path does not stand in the way', async () => {
    expect(coded(await call('create', { name: 'theirs/below' }))).toBe('200/0');
    expect(await names({ name: 'theirs' })).toEqual(['theirs', 'theirs/below']);
  });

  test('a viewer of this one reads and changes nothing', async () => {
    await seedMember(app.parts, owner.workspace_id, stranger.id, 'viewer');
    const as = {
      basic: await seedKey(app.parts, { account_id: stranger.id, workspace_id: owner.workspace_id }),
    };
    expect((await call('get_all', {}, as)).data.projects).toHaveLength(1);
    expect(coded(await call('create', { name: 'new' }, as))).toBe('403/20');
  });
});
