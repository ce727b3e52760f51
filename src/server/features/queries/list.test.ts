import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { metricHash, seedProject, seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let me: As;
let project: string;
let below: string;
const ask = (query: object, action = 'get_all') => app.call(`tasks.${action}`, query, me);
type Task = Record<string, unknown> & { id: string; name: string };
const tasks = async (query: object): Promise<Task[]> => (await ask(query)).data.tasks;
/** Names of the tasks a query finds, ordered by name. */
const names = async (query: object) =>
  (await tasks({ order_by: ['name'], ...query })).map(({ name }) => name).join(' ');

const LOSS = `last_metrics.${metricHash('loss')}.${metricHash('train')}.value`;
const loss = (value: number) => ({
  [metricHash('loss')]: { [metricHash('train')]: { metric: 'loss', value } },
});
const lr = (value: string) => ({ Args: { 'opt.lr': { section: 'Args', name: 'opt.lr', value } } });

beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  me = { basic: owner.key };
  const { workspace_id } = owner;
  project = await seedProject(app, { workspace_id, name: 'vision', user_id: owner.id });
  below = await seedProject(app, {
    workspace_id,
    name: 'vision/a',
    parent_id: project,
    ancestors: [project],
  });
  const task = (name: string, row: object) =>
    seedTask(app, { workspace_id, user_id: owner.id, name, created: '2024-03-01T00:00:00Z', ...row });
  await task('ant', {
    project_id: project,
    tags: ['a', 'b'],
    status: 'completed',
    last_metrics: loss(0.5),
    hyperparams: lr('10'),
    started: '2024-01-01T10:00:00.123456Z',
    last_iteration: 10,
    models: { input: [{ name: 'x', model: 'm1' }], output: [{ name: 'y', model: 'm2' }] },
    artifacts: [{ key: 'data', mode: 'output', uri: 's3://b/data' }],
    execution: { queue: 'q1', parameters: {} },
    runtime: { version: '1.0', 'a.b': 'dotted', size: 7 },
  });
  await task('bee', {
    project_id: below,
    tags: ['b', 'c'],
    status: 'failed',
    last_metrics: loss(2),
    hyperparams: lr('9'),
    started: '2024-02-01T00:00:00Z',
    last_iteration: 20,
    comment: 'Stings (100%)',
  });
  await task('cat', { tags: [], hyperparams: lr('1e-3'), last_iteration: 30, system_tags: ['archived'] });
  await task('dog-7', { tags: ['x y'], hyperparams: lr('adam9') });
  await task('elk', { tags: ['d'], hyperparams: lr('adam10'), name: 'elk' });
});
afterAll(() => app.end());

describe('filters', () => {
  test.each([
    [{ tags: ['a', 'c'] }, 'ant bee'],
    [{ tags: ['__$all', 'b', 'c'] }, 'bee'],
    [{ tags: ['__$and', 'b', '__$not', 'c'] }, 'ant'],
    [{ tags: ['b', '-c'] }, 'ant'],
    [{ tags: ['-b'] }, 'cat dog-7 elk'],
    [{ tags: ['__$all', 'b', '__$or', 'a', '__$not', 'c'] }, 'ant'],
    [{ tags: [null] }, 'cat'],
    [{ tags: ['__$not', null] }, 'ant bee dog-7 elk'],
    [{ tags: [null, 'd'] }, 'cat elk'],
    [{ tags: [] }, 'ant bee cat dog-7 elk'],
    [{ system_tags: ['__$all', '__$not', 'archived'] }, 'ant bee dog-7 elk'],
    [{ status: ['completed', 'failed'] }, 'ant bee'],
    [{ status: ['-created'] }, 'ant bee'],
    [{ status: 'failed' }, 'bee'],
    [{ project: [null] }, 'cat dog-7 elk'],
    [{ execution: undefined, 'execution.queue': ['q1'] }, 'ant'],
    [{ 'models.output.model': ['m2', 'm9'] }, 'ant'],
    [{ 'models.input.model': ['m2'] }, ''],
    [{ 'execution.artifacts.key': ['data'] }, 'ant'],
    [{ 'hyperparams.Args.opt%2Elr.value': ['9', '10'] }, 'ant bee'],
    [{ 'runtime.version': '1.0' }, 'ant'],
    [{ last_iteration: [15, null] }, 'bee cat'],
    [{ last_iteration: [null, 10] }, 'ant dog-7 elk'],
    [{ last_iteration: 30 }, 'cat'],
    [{ last_iteration: ['>=10', '<30'] }, 'ant bee'],
    [{ [LOSS]: [0, 1] }, 'ant'],
    [{ started: ['>=2024-01-01T10:00:00.123456+00:00', '<2024-01-02'] }, 'ant'],
    [{ started: '>2024-01-15T00:00:00' }, 'bee'],
    [{ started: ['2024-01-01', '2024-01-31'] }, 'ant'],
    [{ started: [null] }, 'ant bee cat dog-7 elk'],
    [{ user: 'nobody' }, ''],
    [{ name: null, type: null, method: 'get', allow_locked: true, nosuch: 1 }, 'ant bee cat dog-7 elk'],
  ])('%j', async (query, found) => {
    expect(await names(query)).toBe(found);
  });

  test('a project with those below it', async () => {
    expect(await names({ project: [project] })).toBe('ant');
    expect(await names({ project: [project], include_subprojects: true })).toBe('ant bee');
    expect(await names({ project: [`-${project}`], include_subprojects: true })).toBe('cat dog-7 elk');
  });

  test.each([
    [{ name: '^ant$' }, 'ant'],
    [{ name: 'dog\\-7' }, 'dog-7'],
    [{ name: '^(ant|b.e)$' }, 'ant bee'],
    [{ name: 'ANT' }, ''],
    [{ _any_: { pattern: 'ANT|100%', fields: ['name', 'comment'] } }, 'ant bee'],
    [{ _any_: { pattern: 'X Y', fields: ['name', 'tags'] } }, 'dog-7'],
    [{ _all_: { pattern: 'e', fields: ['name', 'status'] } }, 'bee elk'],
    [{ _any_: { datetime: '>=2024-02-01', fields: ['started', 'completed'] } }, 'bee'],
    [{ search_text: '(100%)' }, 'bee'],
    [{ search_text: 'DOG' }, 'dog-7'],
  ])('patterns: %j', async (query, found) => {
    expect(await names(query)).toBe(found);
  });

  test.each([
    [{ name: '(' }, 12, 'name'],
    [{ name: `^(${'a'.repeat(600)}|b)` }, 12, 'name'],
    [{ last_iteration: ['many'] }, 12, 'last_iteration'],
    [{ started: ['>=yesterday'] }, 12, 'started'],
    [{ started: ['2024-02-30'] }, 12, 'started'],
    [{ hyperparams: ['x'] }, 12, 'hyperparams'],
    [{ tags: [{ a: 1 }] }, 12, 'tags'],
    [{ page: -1 }, 12, 'page'],
    [{ page_size: 0 }, 12, 'page_size'],
    [{ order_by: ['nosuch'] }, 14, 'order_by'],
    [{ only_fields: ['event_generation'] }, 14, 'only_fields'],
    [{ only_fields: ['name.x'] }, 14, 'only_fields'],
    [{ _any_: { pattern: 'a', fields: ['nosuch'] } }, 14, '_any_.fields'],
    [{ scroll_id: 'nosuch' }, 1104, 'scroll_id'],
  ])('refused: %j', async (query, subcode, field) => {
    const answer = await ask(query);
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, subcode, field]);
  });
});

describe('order, pages and scrolls', () => {
  test('empty values come last both ways, and numbers by their value, then texts with numbers in their order', async () => {
    const by = async (order: string) =>
      (await tasks({ order_by: [order] })).map(({ name }) => name).join(' ');
    const last = { asc: await by('started'), desc: await by('-started') };
    expect([last.asc.slice(0, 7), last.desc.slice(0, 7)]).toEqual(['ant bee', 'bee ant']);
    expect(await by('hyperparams.Args.opt%2Elr.value')).toBe('cat bee ant dog-7 elk');
    expect((await by(`-${LOSS}`)).slice(0, 7)).toBe('bee ant');
    expect((await by('comment')).slice(0, 3)).toBe('bee');
    expect((await by('-tags')).split(' ').at(-1)).toBe('cat');
  });

  test('pages do not overlap, and end with an empty one', async () => {
    const page = (number: number) => names({ page: number, page_size: 2 });
    expect([await page(0), await page(1), await page(2), await page(3)]).toEqual([
      'ant bee',
      'cat dog-7',
      'elk',
      '',
    ]);
  });

  test('a scroll goes on where it was, gives all again when refreshed, and is the caller’s own', async () => {
    const scroll = async (body: object, as = me) =>
      app.call('tasks.get_all', { order_by: ['name'], size: 2, ...body }, as);
    const first = await scroll({});
    const { scroll_id } = first.data;
    const shown = ({ data }: typeof first) => data.tasks.map(({ name }: Task) => name).join(' ');
    expect([shown(first), shown(await scroll({ scroll_id })), shown(await scroll({ scroll_id }))]).toEqual([
      'ant bee',
      'cat dog-7',
      'elk',
    ]);
    expect(shown(await scroll({ scroll_id, refresh_scroll: true }))).toBe('ant bee cat dog-7 elk');
    expect(shown(await scroll({ scroll_id }))).toBe('');
    const stranger = await seedPerson(app.parts);
    expect((await scroll({ scroll_id }, { basic: stranger.key })).subcode).toBe(1104);
    expect((await app.call('projects.get_all', { scroll_id }, me)).subcode).toBe(1104);
  });
});

describe('documents', () => {
  const document = async (only_fields: string[]): Promise<Record<string, unknown>> => {
    const [first] = await tasks({ name: '^ant$', only_fields });
    return { ...first, id: undefined };
  };

  test('hold what is asked for, nested, and always the id', async () => {
    const [first] = await tasks({
      name: '^ant$',
      only_fields: ['name', 'runtime.version', 'execution.queue'],
    });
    expect(first).toEqual({
      id: expect.stringMatching(/^[0-9a-f]{32}$/),
      name: 'ant',
      runtime: { version: '1.0' },
      execution: { queue: 'q1' },
    });
    expect(await document(['models.output.model', 'models.output.name'])).toEqual({
      models: { output: [{ model: 'm2', name: 'y' }] },
    });
    expect(await document(['execution', 'runtime.a%2Eb'])).toEqual({
      execution: {
        queue: 'q1',
        parameters: {},
        artifacts: [{ key: 'data', mode: 'output', uri: 's3://b/data' }],
      },
      runtime: { 'a.b': 'dotted' },
    });
    expect(await document(['execution.artifacts.key'])).toEqual({
      execution: { artifacts: [{ key: 'data' }] },
    });
    expect(await document(['runtime.absent', 'runtime.size', 'container.image'])).toEqual({
      runtime: { size: 7 },
      container: {},
    });
  });

  test('leave out what is excluded', async () => {
    const whole = await document([]);
    const { hyperparams, runtime, execution, ...rest } = whole;
    expect(hyperparams && runtime && execution).toBeTruthy();
    expect(await document(['-hyperparams', '-runtime.version', '-execution.artifacts'])).toEqual({
      ...rest,
      runtime: { 'a.b': 'dotted', size: 7 },
      execution: { queue: 'q1', parameters: {} },
    });
  });

  test('are those of the field table: no other column leaves', async () => {
    const { data } = await ask({ name: '^ant$' });
    expect(Object.keys(data.tasks[0]).sort()).toEqual(
      'comment company configuration container created execution hyperparams id last_change last_iteration last_metrics last_update models name output project runtime script started status status_changed status_message status_reason system_tags tags type user'.split(
        ' ',
      ),
    );
    expect(data.tasks[0]).toMatchObject({
      company: owner.workspace_id,
      user: owner.id,
      project,
      started: '2024-01-01T10:00:00.123456+00:00',
    });
  });

  test('show references as objects in the _ex form', async () => {
    const { data } = await ask(
      { name: '^ant$', only_fields: ['user.name', 'company', 'project.name'] },
      'get_all_ex',
    );
    expect(data.tasks).toEqual([
      {
        id: expect.any(String),
        user: { id: owner.id, name: owner.name },
        company: { id: owner.workspace_id, name: expect.any(String) },
        project: { id: project, name: 'vision' },
      },
    ]);
  });

  test('a key that names a prototype is no field and changes nothing', async () => {
    const [first] = await tasks({
      name: '^ant$',
      only_fields: ['runtime.__proto__.x', 'runtime.constructor'],
    });
    expect(first).toEqual({ id: expect.any(String), runtime: {} });
    expect(({} as Record<string, unknown>).x).toBeUndefined();
  });
});

describe('what is hidden', () => {
  test('is found by search_hidden, id, or its project only', async () => {
    const { workspace_id } = owner;
    const hidden = await seedProject(app, { workspace_id, name: 'vision/.h', system_tags: ['hidden'] });
    const inner = await seedProject(app, { workspace_id, name: 'vision/.h/x', ancestors: [hidden] });
    const id = await seedTask(app, { workspace_id, name: 'fox', project_id: inner });
    await seedTask(app, { workspace_id, name: 'gnu', system_tags: ['hidden'] });
    expect(await names({})).toBe('ant bee cat dog-7 elk');
    expect(await names({ search_hidden: true })).toBe('ant bee cat dog-7 elk fox gnu');
    expect(await names({ id: [id] })).toBe('fox');
    expect(await names({ project: [inner] })).toBe('fox');
    const shown = async (query: object) =>
      (await app.call('projects.get_all', { order_by: ['name'], ...query }, me)).data.projects.map(
        ({ name }: Task) => name,
      );
    expect(await shown({})).toEqual(['vision', 'vision/a']);
    expect(await shown({ search_hidden: true, name: '^vision/\\.h' })).toEqual(['vision/.h', 'vision/.h/x']);
    expect(await shown({ id: [inner] })).toEqual(['vision/.h/x']);
    expect(await shown({ shallow_search: true })).toEqual(['vision']);
    expect(await shown({ basename: '^a$' })).toEqual(['vision/a']);
  });
});

describe('nothing of a request reaches the text of a statement', () => {
  const EVIL = [
    "name'; drop table tasks; --",
    'name" or 1=1 --',
    "runtime.x') or true or ('",
    `models.output.x" ? (1 == 1) && "`,
    'tasks.name',
    'workspace_id',
    'constructor',
    '__proto__',
    'runtime.$**',
  ];
  test.each(EVIL)('%s', async (evil) => {
    const before = await names({});
    for (const body of [
      { [evil]: ['x'] },
      { order_by: [evil] },
      { only_fields: [evil] },
      { _any_: { fields: [evil], pattern: 'x' } },
      { tags: [evil], name: evil },
    ]) {
      const answer = await ask(body);
      expect([200, 400]).toContain(answer.code);
      expect(answer.code === 400 ? [12, 14] : [0]).toContain(answer.subcode);
    }
    expect(await names({})).toBe(before);
  });

  test('a pattern that takes for ever ends within its time', async () => {
    await app.parts.database.pool.query(
      `insert into tasks (workspace_id, id, name, type, comment)
       select $1, md5('slow' || n), 'slow', 'training', repeat('a', 1000000) from generate_series(1, 1000) n`,
      [owner.workspace_id],
    );
    const started = Date.now();
    const answer = await ask({ _any_: { pattern: '(ab|a)+(a|aa)+c', fields: ['comment'] } });
    expect(Date.now() - started).toBeLessThan(8_000);
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, '_any_']);
    await app.parts.database.pool.query("delete from tasks where name = 'slow'");
  });
});
