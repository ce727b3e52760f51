import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedPerson, seedService } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  mira = await seedPerson(app.parts);
});

const set = (preferences: unknown, rest: object = {}) =>
  app.call('users.set_preferences', { preferences, ...rest }, { session: mira.session });
const get = async () =>
  (await app.call('users.get_preferences', {}, { session: mira.session })).data.preferences;
const sql = (text: string, values: unknown[]) => app.parts.database.pool.query(text, values);

describe('dotted paths', () => {
  test.each<[string, object, object, object]>([
    ['a path makes the objects on its way', {}, { 'a.b.c': 1 }, { a: { b: { c: 1 } } }],
    ['a value replaces the whole node', { a: { b: 1, c: 2 } }, { a: { d: 3 } }, { a: { d: 3 } }],
    ['neighbours of the node stay', { a: { b: 1, c: 2 } }, { 'a.b': 9 }, { a: { b: 9, c: 2 } }],
    ['several paths apply in order', {}, { 'a.b': 1, 'a.c': 2, a: { d: 3 } }, { a: { d: 3 } }],
    ['null on the way becomes an object', { a: null }, { 'a.b': 1 }, { a: { b: 1 } }],
    ['null is a value', { a: 1 }, { a: null }, { a: null }],
    ['a number indexes a list', { l: [1, 2] }, { 'l.1': 9 }, { l: [1, 9] }],
    ['a list is padded with nulls', { l: [1] }, { 'l.3': 9 }, { l: [1, null, null, 9] }],
    ['a path goes on inside a list', { l: [{ a: 1 }] }, { 'l.0.b': 2 }, { l: [{ a: 1, b: 2 }] }],
    ['a number is a name in an object', {}, { 'a.0': 1 }, { a: { 0: 1 } }],
    [
      'lists and deep values are kept',
      {},
      { a: [{ b: [1, 'x', null, true] }] },
      { a: [{ b: [1, 'x', null, true] }] },
    ],
    [
      'names of object methods are ordinary',
      {},
      { 'toString.x': 1, hasOwnProperty: 2 },
      { toString: { x: 1 }, hasOwnProperty: 2 },
    ],
  ])('%s', async (_what, before, change, after) => {
    await set(before);
    expect(await set(change)).toMatchObject({ code: 200, data: { updated: 1 } });
    expect(await get()).toEqual(after);
  });

  test.each<[object, object, number]>([
    [{ a: 1 }, { 'a.b': 2 }, 305],
    [{ a: 'text' }, { 'a.length': 2 }, 305],
    [{}, { 'a..b': 1 }, 305],
    [{}, { '': 1 }, 305],
    [{}, { 'a.': 1 }, 305],
    [{ l: [1] }, { 'l.x': 1 }, 305],
    [{ l: [1] }, { 'l.-1': 1 }, 305],
    [{ l: [1] }, { 'l.1001': 1 }, 305],
    [{}, { 'a.__proto__.b': 1 }, 305],
    [{}, { 'a.constructor.b': 1 }, 305],
    [{}, { $a: 1 }, 16],
    [{}, { 'a.$b': 1 }, 16],
    [{}, { a: { $b: 1 } }, 16],
    [{}, { a: { 'b.c': 1 } }, 16],
    [{}, { a: [{ 'b.c': 1 }] }, 16],
  ])('%j, then %j is refused with 400/%i and changes nothing', async (before, change, subcode) => {
    await set({ ...before, kept: true });
    expect(await set({ first: 1, ...change })).toMatchObject({ code: 400, subcode, data: {} });
    expect(await get()).toEqual({ ...before, kept: true });
    expect(({} as { b?: number }).b).toBeUndefined();
  });

  test('what is too deep or too large is 400/12', async () => {
    const deep = JSON.parse(`${'{"a":'.repeat(60)}1${'}'.repeat(60)}`);
    expect(await set(deep)).toMatchObject({ code: 400, subcode: 12 });
    expect(await set({ a: 'x'.repeat(300_000) })).toMatchObject({ code: 400, subcode: 12 });
    expect(await get()).toEqual({});
  });
});

describe('the answer', () => {
  test('has the whole object after a change, nothing when nothing changed or none was wanted', async () => {
    await set({ a: 1 });
    expect((await set({ 'b.c': 2 })).data).toEqual({
      updated: 1,
      fields: { preferences: { a: 1, b: { c: 2 } } },
    });
    expect((await set({ a: 1 })).data).toEqual({ updated: 0, fields: {} });
    expect((await set({ a: 2 }, { return_updated: false })).data).toEqual({ updated: 1, fields: {} });
  });

  test('two writers at once lose nothing', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, i) => set({ [`k${i}`]: i })));
    expect(Object.keys(await get())).toHaveLength(12);
  });
});

test('they are one’s own, whatever workspace or key is used, and a service account has some too', async () => {
  await set({ a: 1 });
  const other = await seedPerson(app.parts);
  expect((await app.call('users.get_preferences', {}, { session: other.session })).data.preferences).toEqual(
    {},
  );
  const asKey = await app.call('users.get_preferences', {}, { basic: mira.key });
  expect(asKey.data.preferences).toEqual({ a: 1 });
  const foreign = await app.call(
    'users.get_preferences',
    {},
    { session: mira.session, tenant: other.workspace_id },
  );
  expect(foreign.data.preferences).toEqual({ a: 1 });
  const service = await seedService(app.parts, mira.workspace_id, false);
  expect(
    (await app.call('users.set_preferences', { preferences: { b: 1 } }, { basic: service.key })).data.updated,
  ).toBe(1);
  const { rows } = await sql('select preferences from accounts where id = $1', [service.id]);
  expect(rows).toEqual([{ preferences: { b: 1 } }]);
});
