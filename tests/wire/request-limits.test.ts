import net from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, headersOf, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
let port: number;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
  await app.api.listen({ host: '127.0.0.1', port: 0 });
  port = (app.api.server.address() as net.AddressInfo).port;
});
afterAll(() => app.end());

const MIB = 1024 * 1024;

/** Writes raw bytes to the API door and gives everything it answers until it closes. */
function raw(head: string, body: readonly string[] = []): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, '127.0.0.1');
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('error', (error) => (text === '' ? reject(error) : resolve(text)));
    socket.on('close', () => resolve(text));
    socket.write(`${head}\r\nhost: x\r\nconnection: close\r\n\r\n`);
    for (const part of body) socket.write(part);
  });
}

describe('body limits', () => {
  test('a body over 1 MiB is 413 in the envelope, whether its length is announced or not', async () => {
    const big = `{"a":"${'x'.repeat(MIB)}"}`;
    const announced = await raw(`POST /debug.ping HTTP/1.1\r\ncontent-length: ${big.length}`, [big]);
    const chunk = `${MIB.toString(16)}\r\n${'x'.repeat(MIB)}\r\n`;
    const chunked = await raw('POST /debug.ping HTTP/1.1\r\ntransfer-encoding: chunked', [
      chunk,
      chunk,
      '0\r\n\r\n',
    ]);
    for (const text of [announced, chunked]) {
      expect(text).toMatch(/^HTTP\/1\.1 413 /);
      expect(text).toMatch(/"result_code":413,.*"limit":1048576/);
    }
  });

  test('a body just under it is read', async () => {
    const answer = await app.call('debug.ping', { a: 'x'.repeat(MIB - 20) });
    expect([answer.code, answer.data.a.length]).toEqual([200, MIB - 20]);
  });

  test('GET with a body is read from a real connection', async () => {
    expect(
      await raw('GET /debug.ping HTTP/1.1\r\ncontent-type: application/json\r\ncontent-length: 7', [
        '{"a":1}',
      ]),
    ).toContain('"data":{"msg":"pong","a":1}');
  });
});

describe('headers', () => {
  test.each(['worker', 'client', 'agent'])(
    'X-Clearml-%s takes 256 characters and no control characters',
    async (name) => {
      const call = (value: string) =>
        app.call('server.info', {}, { basic: mira.key, headers: { [`x-clearml-${name}`]: value } });
      expect((await call('w'.repeat(256))).code).toBe(200);
      for (const value of ['w'.repeat(257), 'a\tb', 'a\u0085b']) {
        const { code, subcode, error } = await call(value);
        expect([code, subcode, typeof error.field]).toEqual([400, 12, 'string']);
      }
    },
  );

  test('the tenant header of a key pair must be absent, empty or its own workspace', async () => {
    const other = await seedPerson(app.parts);
    const { data } = await app.call('auth.login', {}, { basic: mira.key });
    const answers = new Set<string>();
    for (const as of [{ basic: mira.key }, { bearer: data.token }])
      for (const name of ['auth.login', 'users.get_all', 'server.info', 'users.get_current_user']) {
        for (const tenant of ['', mira.workspace_id])
          expect((await app.call(name, {}, { ...as, tenant })).code).toBe(200);
        for (const tenant of [
          other.workspace_id,
          'f'.repeat(32),
          'nonsense',
          mira.workspace_id.toUpperCase(),
        ]) {
          const { code, subcode, message, error } = await app.call(name, {}, { ...as, tenant });
          answers.add(JSON.stringify({ code, subcode, message, error }));
        }
      }
    expect([...answers]).toEqual([expect.stringContaining('"code":400,"subcode":10')]);
  });

  test('so on the files door', async () => {
    const other = await seedPerson(app.parts);
    const { data } = await app.call('auth.login', {}, { basic: mira.key });
    const get = (url: string, headers = {}) =>
      app.files.inject({ url, headers: { ...headersOf({ bearer: data.token }), ...headers } });
    expect((await get('/p/t/a.png')).statusCode).toBe(404);
    expect((await get('/p/t/a.png', { 'x-clearml-tenant': other.workspace_id })).statusCode).toBe(400);
    const [foreign, absent] = [
      await get(`/p/t/a.png?tenant=${other.workspace_id}`),
      await get('/p/t/a.png?tenant=nonsense'),
    ];
    expect([foreign.statusCode, foreign.body]).toEqual([absent.statusCode, absent.body]);
    const basic = await app.files.inject({ url: '/p/t/a.png', headers: headersOf({ basic: mira.key }) });
    expect(basic.statusCode).toBe(401);
  });
});

describe('the caller’s address', () => {
  const addressBy = async (trust: string, forwarded: string | undefined) => {
    const proxied = await createTestApp({
      database: app.database,
      environment: { ATRIUM_TRUST_PROXY: trust },
    });
    const headers = {
      ...headersOf({ basic: mira.key }),
      ...(forwarded !== undefined && { 'x-forwarded-for': forwarded }),
    };
    await proxied.api.inject({ method: 'POST', url: '/server.info', headers, remoteAddress: '10.0.0.9' });
    const { data } = await proxied.call('auth.get_credentials', {}, { session: mira.session });
    await proxied.end();
    return data.credentials[0].last_used_address;
  };

  test.each([
    ['0', '192.0.2.1', '10.0.0.9'],
    ['1', '192.0.2.1', '192.0.2.1'],
    ['1', '198.51.100.66, 192.0.2.1', '192.0.2.1'],
    ['2', '203.0.113.5, 198.51.100.66, 192.0.2.1', '198.51.100.66'],
    ['1', undefined, '10.0.0.9'],
    ['1', 'not an address', '10.0.0.9'],
    ['1', `${'1'.repeat(100)}`, '10.0.0.9'],
    ['1', '<script>', '10.0.0.9'],
    ['1', '2001:db8::7', '2001:db8::7'],
    ['10.0.0.0/8', '198.51.100.66, 192.0.2.1', '192.0.2.1'],
    ['10.0.0.0/8', '192.0.2.1, 10.1.1.1', '192.0.2.1'],
    ['192.0.2.0/24', '198.51.100.66', '10.0.0.9'],
  ])('ATRIUM_TRUST_PROXY=%s and X-Forwarded-For: %s is %s', async (trust, forwarded, address) => {
    expect(await addressBy(trust, forwarded)).toBe(address);
  });
});

describe('CORS', () => {
  const allowed = (answer: { headers: Record<string, unknown> }) =>
    answer.headers['access-control-allow-origin'];

  test('only our page and the listed origins may read answers, and nobody with credentials', async () => {
    const listed = await createTestApp({
      database: app.database,
      environment: { ATRIUM_CORS_ORIGINS: 'https://tools.example.org' },
    });
    for (const door of [listed.web, listed.api, listed.files])
      for (const [origin, may] of [
        ['https://tools.example.org', true],
        ['http://127.0.0.1:8080', true],
        ['https://tools.example.org.evil.net', false],
        ['http://tools.example.org', false],
        ['http://127.0.0.1:8081', false],
        ['null', false],
      ] as const)
        for (const method of ['POST', 'OPTIONS'] as const) {
          const answer = await door.inject({
            method,
            url: '/debug.ping',
            headers: {
              origin,
              'access-control-request-method': 'POST',
              'access-control-request-headers': 'authorization',
            },
          });
          expect([origin, method, allowed(answer)]).toEqual([origin, method, may ? origin : undefined]);
          expect(answer.headers['access-control-allow-credentials']).toBeUndefined();
          expect(answer.headers.vary).toMatch(/origin/i);
        }
    await listed.end();
  });

  test('refusals carry the same headers', async () => {
    const answer = await app.api.inject({
      url: '/users.get_all',
      headers: { origin: 'http://127.0.0.1:8080' },
    });
    expect([answer.statusCode, allowed(answer)]).toEqual([401, 'http://127.0.0.1:8080']);
  });
});

test('the cookie of a page below a sub-path by https is for that path and secure', async () => {
  const { hashPassword } = await import('../../src/server/features/accounts/passwords.ts');
  const { PASSWORD } = await import('../support/seeds.ts');
  const person = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
  const https = await createTestApp({
    database: app.database,
    environment: { ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium/' },
  });
  for (const url of ['/atrium/api/login.password', '/api/login.password']) {
    const answer = await https.web.inject({
      method: 'POST',
      url,
      headers: { origin: 'https://ml.example.org', 'content-type': 'application/json' },
      payload: { email: person.email, password: PASSWORD },
    });
    expect(answer.headers['set-cookie']).toMatch(
      /; Path=\/atrium\/; Max-Age=7776000; HttpOnly; SameSite=Lax; Secure$/,
    );
  }
  await https.end();
});
