import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, ORIGIN, type TestApp } from '../support/test-app.ts';
import { REVOKED_MS, within } from '../support/within.ts';

let app: TestApp;
let mira: Seeded;
let account: { email: string; password: string };
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_CORS_ORIGINS: 'https://tools.example.org' } });
  mira = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
  account = { email: mira.email, password: PASSWORD };
});
afterAll(() => app.end());

type Headers = Record<string, string>;

interface Sent {
  method?: string;
  url?: string;
  headers?: Headers;
  /** Headers of the page's own call that are left out. */
  without?: string[];
  payload?: string;
}

const ME = '/api/users.get_current_user';

/** A call exactly as our own page makes it, but for what a test changes. */
function ask(
  cookie: string | undefined,
  { method = 'POST', url = ME, headers, without = [], payload = '{}' }: Sent,
) {
  const all: Headers = {
    'content-type': 'application/json',
    origin: ORIGIN,
    'sec-fetch-site': 'same-origin',
    ...(cookie !== undefined && { cookie: `atrium_session=${cookie}` }),
    ...headers,
  };
  for (const name of without) delete all[name];
  return app.web.inject({ method: method as 'POST', url, headers: all, payload });
}

/** What a foreign page, a form, a link or a confused client can send. */
const NOT_OUR_PAGE: [string, Sent][] = [
  ['a foreign origin', { headers: { origin: 'https://evil.example.net' } }],
  ['the same host on another port', { headers: { origin: 'http://127.0.0.1:8081' } }],
  ['the same host without a port', { headers: { origin: 'http://127.0.0.1' } }],
  ['the same host by https', { headers: { origin: 'https://127.0.0.1:8080' } }],
  ['an origin that begins like ours', { headers: { origin: `${ORIGIN}.evil.example.net` } }],
  ['our origin with a path', { headers: { origin: `${ORIGIN}/` } }],
  ['our origin and another', { headers: { origin: `${ORIGIN}, https://evil.example.net` } }],
  ['an allowed CORS origin', { headers: { origin: 'https://tools.example.org' } }],
  ['the origin "null"', { headers: { origin: 'null' } }],
  ['an empty origin', { headers: { origin: '' } }],
  ['Sec-Fetch-Site cross-site', { headers: { 'sec-fetch-site': 'cross-site' } }],
  ['Sec-Fetch-Site same-site', { headers: { 'sec-fetch-site': 'same-site' } }],
  ['Sec-Fetch-Site none', { headers: { 'sec-fetch-site': 'none' } }],
  ['a form post', { headers: { 'content-type': 'application/x-www-form-urlencoded' }, payload: 'a=1' }],
  ['a multipart form post', { headers: { 'content-type': 'multipart/form-data; boundary=x' } }],
  ['text/plain', { headers: { 'content-type': 'text/plain' } }],
  ['text/plain that mentions JSON', { headers: { 'content-type': 'text/plain; application/json' } }],
  ['a type that begins like JSON', { headers: { 'content-type': 'application/jsonx' } }],
  ['JSON lines', { headers: { 'content-type': 'application/json-lines' } }],
  ['no content type', { without: ['content-type'] }],
  ['query parameters', { url: `${ME}?a=1` }],
  ['GET with a body', { method: 'GET' }],
  ['HEAD', { method: 'HEAD' }],
  ['PUT', { method: 'PUT' }],
  ['PATCH', { method: 'PATCH' }],
  ['DELETE', { method: 'DELETE' }],
  ['a method override to POST', { method: 'GET', headers: { 'x-http-method-override': 'POST' } }],
  ['a method override from POST', { headers: { 'x-http-method-override': 'GET' } }],
];

const ONLY_PROGRAMS: [string, Sent] = ['no origin at all', { without: ['origin', 'sec-fetch-site'] }];

describe('the session cookie', () => {
  test.each([
    {},
    { url: '/users.get_current_user' },
    { without: ['sec-fetch-site'] },
    { headers: { 'content-type': 'application/json; charset=utf-8' } },
    { headers: { origin: 'http://localhost:8080' } },
  ])('signs a call of our own page: %j', async (sent) => {
    const answer = await ask(mira.session, sent);
    expect(answer.json().data.user.id).toBe(mira.id);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test.each([...NOT_OUR_PAGE, ONLY_PROGRAMS])(
    'does not count for %s, and is not cleared',
    async (_what, sent) => {
      const answer = await ask(mira.session, sent);
      expect(answer.statusCode).toBe(401);
      if (sent.method !== 'HEAD') expect(answer.json().meta.result_subcode).toBe(20);
      expect(answer.headers['set-cookie']).toBeUndefined();
    },
  );

  test('does not count on the API door nor on the files door', async () => {
    const headers = {
      'content-type': 'application/json',
      origin: ORIGIN,
      cookie: `atrium_session=${mira.session}`,
    };
    for (const url of ['/users.get_current_user', '/api/users.get_current_user']) {
      const answer = await app.api.inject({ method: 'POST', url, headers, payload: '{}' });
      expect([400, 401]).toContain(answer.statusCode);
    }
    for (const method of ['GET', 'POST'] as const) {
      const answer = await app.files.inject({ method, url: '/files/p/t/a.png', headers, payload: '{}' });
      expect(answer.statusCode).toBe(401);
    }
  });

  test('counts for files on the web door by GET that names the workspace, and for no upload', async () => {
    const headers = { origin: ORIGIN, cookie: `atrium_session=${mira.session}` };
    const ask = async (method: 'GET' | 'POST' | 'DELETE', url: string) =>
      (await app.web.inject({ method, url, headers })).statusCode;
    expect(await ask('GET', `/files/p/t/a.png?tenant=${mira.workspace_id}`)).toBe(404);
    expect(await ask('GET', '/files/p/t/a.png')).toBe(400);
    expect(await ask('POST', `/files?tenant=${mira.workspace_id}`)).toBe(401);
    expect(await ask('DELETE', `/files/p/t/a.png?tenant=${mira.workspace_id}`)).toBe(401);
  });

  test('loses to an Authorization header, also to a bad one, and is not cleared by it', async () => {
    const answer = await ask(mira.session, { headers: { authorization: 'Bearer nonsense' } });
    expect(answer.json().meta.result_subcode).toBe(30);
    expect(answer.headers['set-cookie']).toBeUndefined();
  });

  test('is not read, set or cleared by auth.login, which gives the page no token', async () => {
    const answer = await ask(mira.session, { url: '/api/auth.login' });
    expect(answer.json().meta).toMatchObject({ result_code: 401, result_subcode: 20 });
    expect(answer.headers['set-cookie']).toBeUndefined();
    const byKey = await app.web.inject({
      method: 'POST',
      url: '/api/auth.login',
      headers: {
        authorization: `Basic ${Buffer.from(`${mira.key.access_key}:${mira.key.secret_key}`).toString('base64')}`,
      },
    });
    expect(byKey.json().data.token).toBeTruthy();
    expect(byKey.headers['set-cookie']).toBeUndefined();
  });

  test('gives no token for another user either', async () => {
    const answer = await ask(mira.session, {
      url: '/api/auth.get_token_for_user',
      payload: JSON.stringify({ user: mira.id }),
    });
    expect([answer.statusCode, answer.json().data]).toEqual([401, {}]);
  });

  test('cannot be made to impersonate', async () => {
    const answer = await ask(mira.session, { headers: { 'x-clearml-impersonate-as': mira.id } });
    expect(answer.json().meta).toMatchObject({ result_code: 400, result_subcode: 6 });
  });
});

describe('signing in', () => {
  const login = (sent: Sent = {}) =>
    ask(undefined, { url: '/api/login.password', payload: JSON.stringify(account), ...sent });
  const secretOf = (answer: { headers: Record<string, unknown> }) =>
    /^atrium_session=([^;]+);/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';

  test('sets a new 256-bit secret each time, with exactly these attributes', async () => {
    const [first, second] = [await login(), await login()];
    expect(first.json()).toMatchObject({ meta: { result_code: 200 }, data: {} });
    expect(first.headers['set-cookie']).toMatch(
      /^atrium_session=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=7776000; HttpOnly; SameSite=Lax$/,
    );
    expect(secretOf(first)).not.toBe(secretOf(second));
    for (const answer of [first, second]) expect((await ask(secretOf(answer), {})).statusCode).toBe(200);
  });

  test('never takes over a session the browser brought along', async () => {
    const brought = 'A'.repeat(43);
    const answer = await login({ headers: { cookie: `atrium_session=${brought}` } });
    expect(secretOf(answer)).not.toBe(brought);
    expect((await ask(brought, {})).statusCode).toBe(401);
  });

  test.each(NOT_OUR_PAGE.filter(([what]) => !/^(a form post|JSON lines|HEAD)$/.test(what)))(
    'is refused to %s, so that nobody is signed in as somebody else',
    async (_what, sent) => {
      const url = `/api/login.password${/\?.*/.exec(sent.url ?? '')?.[0] ?? ''}`;
      const answer = await login({ ...sent, url });
      expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([400, undefined]);
    },
  );

  test('by query parameters alone is refused', async () => {
    const query = new URLSearchParams(account).toString();
    for (const method of ['GET', 'POST']) {
      const answer = await ask(undefined, { method, url: `/api/login.password?${query}`, payload: '' });
      expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([400, undefined]);
    }
  });

  test('is open to a program that is no browser', async () => {
    expect(secretOf(await login({ without: ['origin', 'sec-fetch-site'] }))).not.toBe('');
  });

  test('fails without touching the session that the browser has', async () => {
    const answer = await ask(mira.session, {
      url: '/api/login.password',
      payload: JSON.stringify({ ...account, password: 'not the password' }),
    });
    expect([answer.statusCode, answer.headers['set-cookie']]).toEqual([401, undefined]);
  });
});

describe('signing out', () => {
  test.each([...NOT_OUR_PAGE.filter(([what]) => what !== 'JSON lines'), ONLY_PROGRAMS])(
    'by %s neither ends the session nor clears the cookie',
    async (_what, sent) => {
      for (const name of ['login.logout', 'auth.logout']) {
        const url = `/api/${name}${/\?.*/.exec(sent.url ?? '')?.[0] ?? ''}`;
        expect((await ask(mira.session, { ...sent, url })).headers['set-cookie']).toBeUndefined();
      }
      expect((await ask(mira.session, {})).statusCode).toBe(200);
    },
  );

  test.each(['login.logout', 'auth.logout'])(
    '%s from our page ends the session and clears the cookie',
    async (name) => {
      const { session } = await seedPerson(app.parts);
      const answer = await ask(session, { url: `/api/${name}` });
      expect(answer.headers['set-cookie']).toBe('atrium_session=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax');
      const { answer: after } = await within(
        REVOKED_MS,
        () => ask(session, {}),
        ({ statusCode }) => statusCode === 401,
      );
      expect(after.headers['set-cookie']).toMatch(/Max-Age=0/);
    },
  );
});
