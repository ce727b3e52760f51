import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, headersOf, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
let authorization: string;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
  authorization = headersOf({ basic: mira.key }).authorization ?? '';
});
afterAll(() => app.end());

interface Sent {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'HEAD' | 'OPTIONS';
  payload?: string | Buffer;
  headers?: Record<string, string>;
}

function ask(url: string, { method = 'POST', payload = '{}', headers = {} }: Sent = {}) {
  return app.api.inject({ method, url, payload, headers: { authorization, ...headers } });
}

async function pong(url: string, sent?: Sent) {
  const { meta, data } = (await ask(url, sent)).json();
  return { code: meta.result_code, subcode: meta.result_subcode, data, meta };
}

describe('paths', () => {
  test.each([
    ['/debug.ping', '"2.34"', '"1.0"'],
    ['/debug.ping/', '"2.34"', '"1.0"'],
    ['/v2.34/debug.ping', '"2.34"', '"1.0"'],
    ['/v999.0/debug.ping', '"999.0"', '"1.0"'],
    ['/v2.1/debug.ping', '"2.1"', '"1.0"'],
    ['/v2.0/debug.ping', '2', '1'],
    ['/v1.5/debug.ping', '1.5', '1'],
    ['/v10/debug.ping', '1', '1'],
    ['/v2.9/server.info', '"2.9"', '"2.8"'],
    ['/v2.7/server.info', '"2.7"', '"1.0"'],
    ['/v2.12/server.info', '"2.12"', '"2.12"'],
    ['/v2.34/users.get_all_ex', '"2.34"', '"2.8"'],
    ['/v2.2/auth.logout', '"2.2"', '"2.2"'],
    ['/v2.13/login.logout', '"2.13"', '"2.13"'],
  ])('%s is answered, asked %s, by the shape of %s', async (url, requested, actual) => {
    const { statusCode, body } = await ask(url);
    expect(statusCode).toBe(200);
    expect(body).toContain(`"requested_version":${requested},"actual_version":${actual}}`);
  });

  test.each([
    '/v2.1/auth.logout',
    '/v2.12/login.logout',
    '/v0.9/debug.ping',
    '/no.such',
    '/server.config',
    '/server.endpoints',
    '/server.get_stats',
    '/users.toString',
    '/__proto__.xx',
    '/constructor.constructor',
  ])('%s is not known: 404/0', async (url) => {
    const { meta, data } = await pong(url);
    expect(meta).toMatchObject({ result_code: 404, result_subcode: 0, endpoint: { actual_version: null } });
    expect(data).toEqual({});
  });

  test.each([
    '/',
    '/debug',
    '/debug.',
    '/.ping',
    '/d.ping',
    '/debug.p',
    '/v2/debug.ping',
    '/v2.31.1/debug.ping',
    '/v.1/debug.ping',
    '/debug.ping/x',
    '/debug..ping',
    '/debug.ping.x',
    '/1debug.ping',
    '/debug%2Eping',
    '/x/debug.ping',
    '//debug.ping',
  ])('%s is no path of the wire: 400/0, versions 1.0 and null', async (url) => {
    const { body, statusCode } = await ask(url);
    expect(statusCode).toBe(400);
    expect(body).toContain('"endpoint":{"name":"","requested_version":1.0,"actual_version":null}');
  });

  test.each(['GET', 'POST', 'PUT', 'DELETE', 'PATCH'] as const)(
    '%s with a JSON body is read like any other',
    async (method) => {
      const { data } = await pong('/debug.ping', { method, payload: '{"a":1}' });
      expect(data).toEqual({ a: 1, msg: 'pong' });
    },
  );

  test('OPTIONS is an empty 200', async () => {
    const answer = await ask('/debug.ping', { method: 'OPTIONS', payload: '' });
    expect([answer.statusCode, answer.body]).toEqual([200, '']);
  });
});

describe('the envelope', () => {
  test('has exactly these parts, and the status is its result code', async () => {
    const answer = await ask('/v2.31/users.get_preferences', { headers: { 'x-clearml-trx': 'my "trx"' } });
    expect(answer.headers['content-type']).toMatch(/^application\/json/);
    expect(answer.json()).toEqual({
      meta: {
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        trx: 'my "trx"',
        endpoint: { name: 'users.get_preferences', requested_version: '2.31', actual_version: '1.0' },
        result_code: 200,
        result_subcode: 0,
        result_msg: 'OK',
        error_stack: null,
        error_data: {},
      },
      data: { preferences: {} },
    });
  });

  test('repeats its own id as transaction where none was given, and takes the old header', async () => {
    const { meta } = await pong('/debug.ping');
    expect(meta.trx).toBe(meta.id);
    expect((await pong('/debug.ping', { headers: { 'x-trains-trx': 't' } })).meta.trx).toBe('t');
    expect(
      (await pong('/debug.ping', { headers: { 'x-clearml-trx': 't'.repeat(5000) } })).meta.trx,
    ).toHaveLength(256);
  });

  test('of a refusal has the same parts, empty data, the field and the rule, and no stack', async () => {
    for (const name of Object.keys(contract)) {
      const answer = await ask(`/${name}`, { payload: '[]' });
      const { meta, data } = answer.json();
      expect(answer.statusCode).toBe(meta.result_code);
      expect(Object.keys(meta)).toEqual([
        'id',
        'trx',
        'endpoint',
        'result_code',
        'result_subcode',
        'result_msg',
        'error_stack',
        'error_data',
      ]);
      expect([meta.error_stack, data]).toEqual([null, {}]);
      expect(meta.error_data.rule).toBeTruthy();
      expect(answer.body).not.toMatch(/\.ts|\.js:|node_modules| at /);
    }
  });

  test('is never kept by a cache', async () => {
    expect((await ask('/debug.ping')).headers['cache-control']).toBe('no-store');
  });
});

describe('bodies', () => {
  test.each(['', 'null', '{}', ' {} ', '\ufeff{}'])('%j is an empty body', async (payload) => {
    expect(await pong('/debug.ping', { payload })).toMatchObject({ code: 200, data: { msg: 'pong' } });
  });

  test.each([
    '{',
    '{"a":}',
    "{'a':1}",
    '{"a":1,}',
    'NaN',
    '[1]',
    '"text"',
    '5',
    'true',
    '{"a":nan}',
    '{"a":+Infinity}',
    '{} {}',
  ])('%j is 400/0', async (payload) => {
    const { code, subcode, meta } = await pong('/debug.ping', { payload });
    expect([code, subcode]).toEqual([400, 0]);
    expect(meta.error_data.rule).toMatch(/JSON/);
  });

  test('bytes that are no UTF-8 are 400/0', async () => {
    expect(await pong('/debug.ping', { payload: Buffer.from([0x7b, 0xff, 0x7d]) })).toMatchObject({
      code: 400,
      subcode: 0,
    });
  });

  test('NaN and the infinities are taken and answered as null; in text they stay text', async () => {
    const { data } = await pong('/debug.ping', {
      payload: '{"a":NaN,"b":[Infinity,-Infinity],"c":"NaN -Infinity \\" NaN"}',
    });
    expect(data).toEqual({ a: null, b: [null, null], c: 'NaN -Infinity " NaN', msg: 'pong' });
  });

  test.each([
    'application/json',
    'text/plain',
    'application/octet-stream',
    'multipart/form-data; boundary=x',
    'nonsense',
    'a/b/c',
    ';',
  ])('JSON is read whatever the content type says: %s', async (type) => {
    expect(
      (await pong('/debug.ping', { payload: '{"a":1}', headers: { 'content-type': type } })).data.a,
    ).toBe(1);
  });

  test('parameters of query and form are read as ClearML does, the query over the body', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    const { data } = await pong(
      '/debug.ping?a=007&b=true&c=FALSE&d=1.50&e=-3&f=1.2.3&g=1&g=x&h[]=1&i.j.k=2&l=True&m=',
      {
        payload: 'a=from+the+form&z=%C3%A9',
        headers: form,
      },
    );
    expect(data).toEqual({
      ...{
        a: 7,
        b: true,
        c: false,
        d: 1.5,
        e: '-3',
        f: '1.2.3',
        g: [1, 'x'],
        h: [1],
        i: { j: { k: 2 } },
        l: true,
        m: '',
      },
      ...{ z: 'é', msg: 'pong' },
    });
  });

  test('numbers in text pass as integers, numbers do not pass as text', async () => {
    expect((await pong('/users.get_all', { payload: '{"page_size":"5"}' })).code).toBe(200);
    expect((await pong('/auth.create_credentials?label=123')).subcode).toBe(12);
    for (const page_size of ['"5.5"', '"x"', '5.5', 'true', '[]', '0', '501', 'NaN', '1e999'])
      expect([
        page_size,
        (await pong('/users.get_all', { payload: `{"page_size":${page_size}}` })).subcode,
      ]).toEqual([page_size, 12]);
  });

  test('a content encoding is refused with plain text 415', async () => {
    for (const encoding of ['gzip', 'br', 'x']) {
      const answer = await ask('/debug.ping', { headers: { 'content-encoding': encoding } });
      expect([answer.statusCode, answer.headers['content-type']]).toEqual([
        415,
        expect.stringMatching(/^text\/plain/),
      ]);
    }
  });

  test('JSON lines are a list of objects; one bad line fails all', async () => {
    const lines = { 'content-type': 'application/json-lines' };
    // No method of this part takes a batch: it is read, and then of the wrong type.
    expect(await pong('/debug.ping', { payload: '{"a":1}\n\n{"b":2}\n', headers: lines })).toMatchObject({
      code: 400,
      subcode: 12,
    });
    expect(await pong('/debug.ping', { payload: '{"a":1}\n{"b":\n', headers: lines })).toMatchObject({
      code: 400,
      subcode: 0,
    });
  });

  test.each([
    [{}, 'access_key', 'auth.revoke_credentials'],
    [{ access_key: 5 }, 'access_key', 'auth.revoke_credentials'],
    [{ access_key: 'A\u0007' }, 'access_key', 'auth.revoke_credentials'],
    [{ label: 'x'.repeat(257) }, 'label', 'auth.create_credentials'],
    [{ label: 'two\nlines' }, 'label', 'auth.create_credentials'],
    [{ expires: 'tomorrow' }, 'expires', 'auth.create_credentials'],
    [{ expires: '2026-01-01T00:00:00' }, 'expires', 'auth.create_credentials'],
    [{ expires: '2020-01-01T00:00:00Z' }, 'expires', 'auth.create_credentials'],
    [{ id: 'x' }, 'id', 'users.get_all'],
    [{ id: [5] }, 'id.0', 'users.get_all'],
    [{ preferences: [] }, 'preferences', 'users.set_preferences'],
  ])('%j is 400/12 and names %s', async (body, field, name) => {
    const answer = await app.call(name, body, { basic: mira.key });
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, field]);
    expect(answer.error.rule).toBeTruthy();
  });

  test('unknown fields are ignored', async () => {
    expect((await app.call('users.get_current_user', { nonsense: 1 }, { basic: mira.key })).code).toBe(200);
  });
});

test('a method that does not exist is 404 before anything else is looked at', async () => {
  const answer = await ask('/no.such', { payload: '{', headers: { authorization: 'Nonsense' } });
  expect(answer.statusCode).toBe(404);
});

test('the order of checks is endpoint, who calls, role, impersonation, body, values', async () => {
  const as = (headers: Record<string, string>, payload = '{') =>
    ask('/accounts.create', { payload, headers });
  expect((await as({ authorization: 'Nonsense' })).json().meta).toMatchObject({
    result_code: 401,
    result_subcode: 10,
  });
  expect((await as({})).json().meta).toMatchObject({ result_code: 403, result_subcode: 20 });
  const admin = await seedPerson(app.parts, { server_admin: true });
  const own = headersOf({ basic: admin.key });
  expect((await as({ ...own, 'x-clearml-act-as': mira.id })).json().meta).toMatchObject({
    result_code: 400,
    result_subcode: 6,
  });
  expect((await as(own)).json().meta).toMatchObject({ result_code: 400, result_subcode: 0 });
  expect((await as(own, '{}')).json().meta).toMatchObject({ result_code: 400, result_subcode: 12 });
});
