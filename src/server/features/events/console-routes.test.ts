import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sendEvents } from '../../../../tests/support/events.ts';
import { seedTask } from '../../../../tests/support/experiments.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { basicHeader, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { searchLog } from './search-log.ts';

let app: TestApp;
let person: Seeded;
let stranger: Seeded;
let task: string;

beforeAll(async () => {
  app = await createTestApp();
  person = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
});
afterAll(() => app.end());
beforeEach(async () => {
  task = await seedTask(app, { workspace_id: person.workspace_id, name: 'train "a" / b' });
});

const report = (lines: [number, string][]) =>
  sendEvents(
    app,
    person.key,
    lines.map(([timestamp, msg]) => ({ type: 'log', task, timestamp, msg, worker: 'w:0', level: 'info' })),
  );

describe('events.search_task_log', () => {
  const search = (body: Record<string, unknown>, as = person) =>
    app.call('events.search_task_log', { task, ...body }, { basic: as.key });
  const found = async (body: Record<string, unknown>) => (await search(body)).data;
  const at = (timestamp: number, index = 0) => ({ timestamp, index });

  test('goes from hit to hit both ways, through lines of one time too', async () => {
    await report([
      [1, 'epoch 1'],
      [2, 'other'],
      [2, 'an Epoch'],
      [2, 'EPOCH 2'],
      [3, 'the end'],
    ]);
    expect(await found({ text: 'epoch' })).toEqual({ hit: at(1), next: null });
    expect((await found({ text: 'epoch', from: at(1) })).hit).toEqual(at(2, 1));
    expect((await found({ text: 'epoch', from: at(2, 1) })).hit).toEqual(at(2, 2));
    expect(await found({ text: 'epoch', from: at(2, 2) })).toEqual({ hit: null, next: null });
    const earlier = { text: 'epoch', navigate_earlier: true };
    expect((await found(earlier)).hit).toEqual(at(2, 2));
    expect((await found({ ...earlier, from: at(2, 2) })).hit).toEqual(at(2, 1));
    expect((await found({ ...earlier, from: at(2, 0) })).hit).toEqual(at(1));
    expect((await found({ ...earlier, from: at(2, 99) })).hit).toEqual(at(2, 2));
    expect((await found({ ...earlier, from: at(1) })).hit).toBeNull();
  });

  test('takes the text as it stands: nothing in it is a pattern', async () => {
    await report([
      [1, 'loss 100'],
      [2, 'loss 100% a_b \\d+'],
    ]);
    expect((await found({ text: '100%' })).hit).toEqual(at(2));
    expect((await found({ text: 'a_b' })).hit).toEqual(at(2));
    expect((await found({ text: '\\d+' })).hit).toEqual(at(2));
    expect((await found({ text: 'a.b' })).hit).toBeNull();
  });

  test('tells where to go on when a part holds nothing', async () => {
    await report([...Array.from({ length: 9 }, (_, i): [number, string] => [i, 'x']), [9, 'here']]);
    const { db } = app.parts.database;
    const owner = { id: task, generation: 0 };
    const sought = { text: 'here', from: undefined, earlier: false };
    const part = await searchLog(db, person.workspace_id, owner, sought, 4);
    expect(part).toEqual({ hit: null, next: at(3) });
    const second = await searchLog(db, person.workspace_id, owner, { ...sought, from: at(3) }, 4);
    expect(second).toEqual({ hit: null, next: at(7) });
    const last = await searchLog(db, person.workspace_id, owner, { ...sought, from: at(7) }, 4);
    expect(last).toEqual({ hit: at(9), next: null });
  });

  test('finds nothing of a console that was emptied', async () => {
    await report([[1, 'gone']]);
    await app.call('tasks.reset', { task }, { basic: person.key });
    expect((await found({ text: 'gone' })).hit).toBeNull();
  });

  test.each([
    [{ text: '' }],
    [{ text: 'x'.repeat(513) }],
    [{ text: 'x', from: { timestamp: 1, index: -1 } }],
    [{ text: 'x', from: { timestamp: 'now', index: 0 } }],
    [{}],
  ])('%j is 400/12', async (body) => {
    const refused = await search(body);
    expect([refused.code, refused.subcode]).toEqual([400, 12]);
  });

  test('does not look into another workspace', async () => {
    await report([[1, 'secret of ours']]);
    const foreign = await search({ text: 'secret' }, stranger);
    expect([foreign.code, foreign.subcode]).toEqual([400, 101]);
    expect(foreign.message).toContain(task);
  });
});

describe('events.download_task_log', () => {
  const download = (body: Record<string, unknown>, as = person) =>
    app.api.inject({
      method: 'POST',
      url: '/v2.23/events.download_task_log',
      headers: { 'content-type': 'application/json', authorization: basicHeader(as.key) },
      payload: JSON.stringify({ task, ...body }),
    });

  test('gives every line in the order of time, as ClearML prints them', async () => {
    await report([
      [1_700_000_000_001, 'second\n'],
      [1_700_000_000_000, 'first {msg}'],
    ]);
    const answer = await download({});
    expect(answer.body).toBe(
      '2023-11-14T22:13:20.000+00:00 w:0 info first {msg}\n2023-11-14T22:13:20.001+00:00 w:0 info second\n',
    );
    expect(answer.headers['content-type']).toBe('text/plain; charset=utf-8');
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="train-a-b-${task}.log"`);
  });

  test('follows a format of one’s own and leaves unknown names as they are', async () => {
    await report([[5, 'hello']]);
    expect((await download({ line_format: '{timestamp}|{msg}|{constructor}' })).body).toBe(
      '5|hello|{constructor}\n',
    );
  });

  test('gives a JSON list, one line on each line; an empty one for no console', async () => {
    expect((await download({ line_type: 'json' })).json()).toEqual([]);
    await report([
      [1, 'a'],
      [2, '"b"\n'],
    ]);
    const { body } = await download({ line_type: 'json' });
    expect(JSON.parse(body).map(({ msg }: { msg: string }) => msg)).toEqual(['a', '"b"\n']);
    expect(body.split('\n')).toHaveLength(5);
  });

  test('gives all of a console that is longer than what is read at once', async () => {
    await report(Array.from({ length: 4_500 }, (_, i): [number, string] => [Math.floor(i / 3), `line ${i}`]));
    const lines = (await download({ line_format: '{msg}' })).body.split('\n');
    expect(lines).toHaveLength(4_501);
    expect(lines[4_499]).toBe('line 4499');
  });

  test('is there for the page’s session by GET, in its own workspace only', async () => {
    await report([[1, 'hello']]);
    const get = (who: Seeded) =>
      app.web.inject({
        url: `/api/events.download_task_log?tenant=${who.workspace_id}&task=${task}&line_type=text`,
        headers: { cookie: `atrium_session=${who.session}`, 'sec-fetch-site': 'same-origin' },
      });
    expect((await get(person)).body).toContain('hello');
    expect((await get(stranger)).json().meta).toMatchObject({ result_code: 400, result_subcode: 101 });
    expect((await download({}, stranger)).json().meta).toMatchObject({
      result_code: 400,
      result_subcode: 101,
    });
  });
});
