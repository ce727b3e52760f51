import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
});
afterAll(() => app.end());

test('a key pair gives a token, and the token tells who calls', async () => {
  const login = await app.call('auth.login', {}, { basic: mira.key });
  expect(login.code).toBe(200);
  const me = await app.call('users.get_current_user', {}, { bearer: login.data.token });
  expect(me.data.user).toMatchObject({ id: mira.id, role: 'admin', company: { id: mira.workspace_id } });
});

const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());

test('a token says exactly what clients read of it', async () => {
  const { data } = await app.call('auth.login', {}, { basic: mira.key });
  const claims = claimsOf(data.token);
  expect(claims).toEqual({
    session_id: expect.stringMatching(/^[0-9a-f]{32}$/),
    iat: expect.any(Number),
    exp: expect.any(Number),
    env: '<unknown>',
    auth_type: 'Bearer',
    origin: mira.key.access_key,
    tenant: mira.workspace_id,
    identity: {
      user: mira.id,
      company: mira.workspace_id,
      role: 'admin',
      user_name: mira.name,
      company_name: `${mira.name}'s workspace`,
      service_account_type: 1,
    },
    // Neither "basic", which switches vaults off in clients, nor "advanced"; the versions are digits and dots.
    feature_set: 'community',
    api_version: '2.34',
    server_version: '2.3.0',
  });
  expect(Math.abs(claims.iat - Date.now() / 1000)).toBeLessThan(60);
});

test.each([
  [{}, 30 * 86_400],
  [{ expiration_sec: null }, 30 * 86_400],
  [{ expiration_sec: 0 }, 30 * 86_400],
  [{ expiration_sec: 60 }, 60],
  [{ expiration_sec: 31_536_000 }, 365 * 86_400],
])('a token asked for with %j lives %i seconds, a renewed one too', async (body, life_s) => {
  const { data } = await app.call('auth.login', body, { basic: mira.key });
  const renewed = await app.call('auth.login', body, { bearer: data.token });
  for (const token of [data.token, renewed.data.token]) {
    const { iat, exp, origin } = claimsOf(token);
    expect([exp - iat, origin]).toEqual([life_s, mira.key.access_key]);
  }
});
