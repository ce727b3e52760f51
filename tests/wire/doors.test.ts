import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, headersOf, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_METRICS_TOKEN: 'a metrics token' } });
  mira = await seedPerson(app.parts);
});
afterAll(() => app.end());

describe('/metrics', () => {
  const read = (authorization?: string) =>
    app.api.inject({ url: '/metrics', headers: authorization === undefined ? {} : { authorization } });

  test('is there for its token only; without one it does not exist', async () => {
    expect((await read('Bearer a metrics token')).statusCode).toBe(200);
    const others = [
      undefined,
      'Bearer wrong',
      'Bearer a metrics token ',
      'a metrics token',
      headersOf({ basic: mira.key }).authorization,
    ];
    for (const authorization of others) expect((await read(authorization)).statusCode).toBe(404);
    const { data } = await app.call('auth.login', {}, { basic: mira.key });
    expect((await read(`Bearer ${data.token}`)).statusCode).toBe(404);
    const without = await createTestApp({ database: app.database });
    for (const authorization of ['Bearer ', 'Bearer undefined', 'Bearer a metrics token'])
      expect((await without.api.inject({ url: '/metrics', headers: { authorization } })).statusCode).toBe(
        404,
      );
    await without.end();
  });

  test('names methods and codes, never a user, workspace, worker or what somebody invented', async () => {
    const headers = { 'x-clearml-worker': 'secret-worker' };
    await app.call('users.get_all', {}, { basic: mira.key, headers });
    await app.call('invented.method_name', {}, { basic: mira.key, headers });
    const { body } = await read('Bearer a metrics token');
    expect(body).toContain('atrium_calls_total{method="users.get_all",code="200"}');
    expect(body).toContain('atrium_calls_total{method="unknown",code="404"}');
    for (const private_text of [
      mira.id,
      mira.workspace_id,
      mira.key.access_key,
      mira.email,
      'secret-worker',
      'invented',
    ])
      expect(body).not.toContain(private_text);
  });
});

describe('on the web door', () => {
  test.each(['/favicon.ico', '/robots.txt', '/invented.method', '/api.openapi', '/index.html'])(
    '%s is not the wire',
    async (url) => {
      const answer = await app.web.inject({ url });
      expect([answer.statusCode, answer.body]).toEqual([404, 'There is nothing here.']);
    },
  );

  test.each(['/debug.ping', '/v2.31/debug.ping', '/api/debug.ping', '/api/v2.31/debug.ping'])(
    '%s is',
    async (url) => {
      expect((await app.web.inject({ url })).json().data).toEqual({ msg: 'pong' });
    },
  );

  test('a public URL with a sub-path works whether the proxy strips it or not', async () => {
    const below = await createTestApp({
      database: app.database,
      environment: { ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium' },
    });
    for (const url of ['/atrium/api/debug.ping', '/api/debug.ping', '/atrium/debug.ping'])
      expect((await below.web.inject({ url })).statusCode).toBe(200);
    expect((await below.web.inject({ url: '/atriumx/api/debug.ping' })).statusCode).toBe(404);
    await below.end();
  });
});

test('every door waits for the headers of a request, but not for ever', () => {
  for (const door of [app.web, app.api, app.files]) expect(door.server.headersTimeout).toBe(60_000);
});

test.each(['web', 'api', 'files'] as const)(
  'the %s door never lets a browser guess a type or tell where it came from',
  async (door) => {
    for (const url of ['/', '/debug.ping', '/users.get_all', '/healthz', '/%zz']) {
      const { headers } = await app[door].inject({ url });
      expect([url, headers['x-content-type-options']]).toEqual([url, 'nosniff']);
      expect([url, headers['referrer-policy']]).toEqual([url, 'no-referrer']);
      expect(headers['set-cookie']).toBeUndefined();
    }
  },
);
