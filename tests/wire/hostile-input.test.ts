import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseWirePath } from '../../src/server/http/wire-path.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, headersOf, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
});
afterAll(() => app.end());

const MIB = 1024 * 1024;
/** What is linear takes well under a second on a quiet machine; what is quadratic takes minutes on any. */
const LINEAR_MS = 10_000;

interface Sent {
  payload?: string;
  type?: string;
  url?: string;
}

/** A call that needs no credentials: what anybody on the network can send. */
async function anybody({ payload = '', type = 'application/json', url = '/debug.ping' }: Sent) {
  const started = performance.now();
  const answer = await app.api.inject({ method: 'POST', url, headers: { 'content-type': type }, payload });
  return { code: answer.statusCode, meta: answer.json().meta, ms: performance.now() - started };
}

describe('one request of a stranger never holds the process up', () => {
  test.each<[string, Sent]>([
    ['an unclosed string of escaped quotes', { payload: `"${'\\"'.repeat(MIB / 2 - 8)}` }],
    ['an unclosed string of backslashes', { payload: `{"a":"${'\\\\'.repeat(MIB / 2 - 8)}` }],
    ['many quotes before something that is no number', { payload: `{${'""'.repeat(MIB / 2 - 8)}NaNN` }],
    ['a form of many names', { payload: manyNames(MIB), type: 'application/x-www-form-urlencoded' }],
    ['an object of many names', { payload: `{${manyNames(MIB / 2).replaceAll(/(\w+)&/g, '"$1":0,')}"a":0}` }],
    ['a form of one name', { payload: 'a&'.repeat(MIB / 2 - 8), type: 'application/x-www-form-urlencoded' }],
    ['a version of many digits', { url: `/v${'1'.repeat(15_000)}` }],
    ['a deep list', { payload: `{"a":${'['.repeat(MIB / 2 - 8)}${']'.repeat(MIB / 2 - 8)}}` }],
    ['a deep list that is not closed', { payload: '['.repeat(MIB - 8) }],
    [
      'a deep object with U+0000 in it',
      { payload: `${'{"a":'.repeat(100_000)}"\\u0000"${'}'.repeat(100_000)}` },
    ],
    [
      'a deep object with a forbidden key',
      { payload: `${'{"constructor":'.repeat(50_000)}1${'}'.repeat(50_000)}` },
    ],
  ])('%s', async (_what, sent) => {
    const { ms, code } = await anybody(sent);
    expect(ms).toBeLessThan(LINEAR_MS);
    expect([200, 400]).toContain(code);
  });
});

test('reading a path costs time by its length, not by the square of it', () => {
  const started = performance.now();
  for (const rest of ['', '/', '/debug.ping.'])
    expect(parseWirePath(`/v${'1'.repeat(200_000)}${rest}`)).toBeUndefined();
  expect(performance.now() - started).toBeLessThan(LINEAR_MS);
});

describe('text that PostgreSQL cannot keep is 400/12', () => {
  test.each([
    ['escaped in JSON', { payload: '{"name":"a\\u0000b"}' }],
    ['a lone surrogate', { payload: '{"name":"a\\ud800b"}' }],
    ['a lone low surrogate', { payload: '{"name":"\\udc00"}' }],
    ['in a key', { payload: '{"a\\u0000":1}' }],
    ['deep inside', { payload: '{"a":[{"b":["\\u0000"]}]}' }],
    ['beside NaN', { payload: '{"x":NaN,"name":"a\\u0000b"}' }],
    ['in the query', { url: '/users.get_all?name=a%00b', payload: '{}' }],
    ['in the name of a parameter', { url: '/users.get_all?a%00=b', payload: '{}' }],
    ['in a form', { payload: 'name=a%00b', type: 'application/x-www-form-urlencoded' }],
  ])('%s', async (_what, { payload = '{}', url = '/users.get_all', type = 'application/json' }: Sent) => {
    const headers = { 'content-type': type, ...headersOf({ basic: mira.key }) };
    const { meta } = (await app.api.inject({ method: 'POST', url, headers, payload })).json();
    expect([meta.result_code, meta.result_subcode]).toEqual([400, 12]);
    expect(meta.error_data.rule).toMatch(/U\+0000/);
  });

  test('a surrogate pair is one character and stays', async () => {
    const { data } = await app.call('debug.ping', { a: '\u{1F40D}', b: '\\u0000' });
    expect(data).toMatchObject({ a: '\u{1F40D}', b: '\\u0000' });
  });
});

describe('keys that could reach a prototype are dropped', () => {
  test.each([
    ['{"__proto__":{"admin":true},"a":1}', { a: 1 }],
    ['{"constructor":{"prototype":{"admin":true}},"a":1}', { a: 1 }],
    ['{"\\u005f_proto__":{"admin":true},"a":1}', { a: 1 }],
    ['{"constructo\\u0072":1,"a":[{"__proto__":1,"b":2}]}', { a: [{ b: 2 }] }],
    ['{"a":NaN,"__proto__":{"admin":true}}', { a: null }],
  ])('%s', async (payload, kept) => {
    const answer = await app.api.inject({ method: 'POST', url: '/debug.ping', payload });
    expect(answer.json().data).toEqual({ ...kept, msg: 'pong' });
    expect(({} as { admin?: boolean }).admin).toBeUndefined();
  });

  test.each(['__proto__.admin=1&a=1', 'constructor.prototype.admin=1&a=1', 'a=1&x.__proto__.admin=1'])(
    'in parameters: %s',
    async (query) => {
      const answer = await app.api.inject({ url: `/debug.ping?${query}` });
      expect(answer.json().data).toEqual({ a: 1, msg: 'pong' });
      expect(({} as { admin?: number }).admin).toBeUndefined();
    },
  );
});

/** A form of the given size in which no name comes twice. */
function manyNames(size: number): string {
  let text = '';
  for (let i = 0; text.length < size - 16; i++) text += `${i.toString(36)}&`;
  return text;
}
