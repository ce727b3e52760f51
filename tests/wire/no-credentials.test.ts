import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import type { Endpoint } from '../../src/contract/endpoint.ts';
import { createTestApp, ORIGIN, type TestApp } from '../support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

const endpoints = Object.entries(contract as Record<string, Endpoint>);
const closed = endpoints.filter(([, { public: open }]) => !open).map(([name]) => name);
const open = endpoints.filter(([, endpoint]) => endpoint.public).map(([name]) => name);
const METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH'] as const;

/** A call to every address a method has, on both doors that speak the wire. */
function everywhere(name: string) {
  return [
    ...[`/${name}`, `/v2.34/${name}`, `/v999.0/${name}`, `/${name}/`].map((url) => ({ door: app.api, url })),
    ...[`/api/${name}`, `/${name}`, `/api/v2.34/${name}`].map((url) => ({ door: app.web, url })),
  ];
}

const json = { 'content-type': 'application/json' };
const invalid = `atrium_session=${'x'.repeat(43)}`;
const fromPage = { ...json, origin: ORIGIN, 'sec-fetch-site': 'same-origin' };

describe('without credentials', () => {
  test('exactly these methods answer', () => {
    expect(open.toSorted()).toEqual([
      'auth.fixed_users_mode',
      'debug.ping',
      'invitations.decline',
      'invitations.sign_up',
      'login.claim',
      'login.get_invite_info',
      'login.logout',
      'login.password',
      'login.reset_password',
      'login.supported_modes',
    ]);
  });

  test.each(closed)('%s is 401/20 by every path and HTTP method', async (name) => {
    for (const { door, url } of everywhere(name))
      for (const method of METHODS) {
        const answer = await door.inject({ method, url, headers: json, payload: '{}' });
        expect([method, url, answer.statusCode]).toEqual([method, url, 401]);
        if (method === 'HEAD') continue;
        expect(answer.json().meta).toMatchObject({ result_code: 401, result_subcode: 20 });
        expect(answer.json().data).toEqual({});
      }
  });

  test.each(open)('%s never asks for any', async (name) => {
    for (const { door, url } of everywhere(name)) {
      const answer = await door.inject({ method: 'POST', url, headers: json, payload: '[]' });
      expect([url, answer.statusCode]).toEqual([url, 400]);
    }
  });

  test.each([
    ['a token nobody signed', 'Bearer a.b.c', 30],
    ['an unsigned token', `Bearer ${unsigned({ alg: 'none', typ: 'JWT' })}`, 30],
    ['a token signed by another key', `Bearer ${unsigned({ alg: 'HS256', typ: 'JWT' })}c2ln`, 30],
    ['an unknown key pair', `Basic ${Buffer.from('NOBODY:secret').toString('base64')}`, 22],
    ['an overlong access key', `Basic ${Buffer.from(`${'A'.repeat(5000)}:x`).toString('base64')}`, 22],
    ['an access key with U+0000', `Basic ${Buffer.from('A\0:x').toString('base64')}`, 22],
    ['a pair without a colon', `Basic ${Buffer.from('nocolon').toString('base64')}`, 21],
    ['an empty pair', 'Basic ', 21],
    ['a scheme in small letters', 'bearer a.b.c', 10],
    ['another scheme', 'Digest username="x"', 10],
  ])('%s is refused by every method', async (_what, authorization, subcode) => {
    for (const name of closed) {
      const answer = await app.call(name, {}, { headers: { authorization } });
      expect([name, answer.code, answer.subcode]).toEqual([name, 401, subcode]);
    }
  });

  test('an invalid cookie counts as none and is cleared, by every method', async () => {
    for (const name of closed) {
      const answer = await app.web.inject({
        method: 'POST',
        url: `/api/${name}`,
        headers: { ...fromPage, cookie: invalid },
        payload: '{}',
      });
      expect([name, answer.json().meta.result_code, answer.json().meta.result_subcode]).toEqual([
        name,
        401,
        20,
      ]);
      expect(answer.headers['set-cookie']).toMatch(
        /^atrium_session=; Path=\/; Max-Age=0; HttpOnly; SameSite=Lax$/,
      );
    }
  });

  test.each([invalid, 'atrium_session=%00', 'atrium_session='])(
    'the first question of the page answers and clears the invalid cookie %s',
    async (cookie) => {
      const answer = await app.web.inject({
        method: 'POST',
        url: '/api/login.supported_modes',
        headers: { ...fromPage, cookie },
        payload: '{}',
      });
      expect(answer.json().data.authenticated).toBe(false);
      expect(answer.headers['set-cookie']).toMatch(/Max-Age=0/);
    },
  );
});

/** Every route of the doors and what somebody without credentials gets; a new route fails until it stands here. */
const ROUTES = {
  web: {
    '/healthz (GET)': ['/healthz', 200],
    '/readyz (GET)': ['/readyz', 200],
    '/metrics (GET)': ['/metrics', 404],
    '/api/openapi.json (GET)': ['/api/openapi.json', 200],
    '/api/reference (GET)': ['/api/reference', 200],
    '/api (*)': ['/api', 400],
    '/api/* (*)': ['/api/users.get_all', 401],
    '/files (*)': ['/files', 200],
    '/files/* (*)': ['/files/project/task/a.png', 401],
    '/* (*)': ['/users.get_all', 401],
  },
  api: {
    '/healthz (GET)': ['/healthz', 200],
    '/readyz (GET)': ['/readyz', 200],
    '/metrics (GET)': ['/metrics', 404],
    '/* (*)': ['/users.get_all', 401],
  },
  files: { '/* (*)': ['/project/task/a.png', 401] },
} as const;

describe('the doors', () => {
  test.each(['web', 'api', 'files'] as const)(
    'the %s door has only the routes of this table',
    async (door) => {
      expect(routesOf(app[door])).toEqual(Object.keys(ROUTES[door]).toSorted());
      for (const [url, code] of Object.values(ROUTES[door]))
        expect([url, (await app[door].inject({ url })).statusCode]).toEqual([url, code]);
    },
  );

  test('what no route takes says nothing about the framework', async () => {
    for (const door of [app.web, app.api, app.files]) {
      const answer = await door.inject({ method: 'PROPFIND' as 'GET', url: '/x' });
      expect(answer.statusCode).toBeGreaterThanOrEqual(400);
      expect(answer.body).not.toMatch(/Route|fastify|"statusCode"/i);
    }
  });
});

/** A token without a signature. */
function unsigned(header: object): string {
  const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part(header)}.${part({ origin: 'X', exp: 4e9, identity: { user: 'x' } })}.`;
}

/** A door's routes as "path (method)", "*" for all methods of the wire, read from Fastify's tree of each method. */
function routesOf(door: FastifyInstance): string[] {
  const methodsOf = new Map<string, string[]>();
  for (const method of METHODS) {
    const parents: string[] = [];
    for (const line of door.printRoutes({ method, commonPrefix: false }).split('\n')) {
      const [, indent = '', path = '', own] = /^(.*)[├└]── (\S+)(?: \((.*)\))?$/.exec(line) ?? [];
      if (path === '') continue;
      parents.splice(indent.length / 4);
      const whole = `${parents.join('')}${path === '*' ? '/*' : path}`;
      parents.push(path);
      if (own) methodsOf.set(whole, [...(methodsOf.get(whole) ?? []), method]);
    }
  }
  return [...methodsOf]
    .map(([path, methods]) => `${path} (${methods.length === METHODS.length ? '*' : methods.join(', ')})`)
    .toSorted();
}
