import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import { PASSWORD, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { firstStart } from '../../first-start.ts';

let app: TestApp;
beforeEach(async () => {
  app = await createTestApp();
});
afterEach(() => app.end());

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const PERSON = { email: 'first@example.org', name: 'First', password: PASSWORD };
const claim = (secret: string, rest: object = {}) => app.call('login.claim', { secret, ...PERSON, ...rest });

/** A start of the server; gives the secret of its claim link. */
async function offered(): Promise<string> {
  const first = await firstStart(app.parts, { admin_password: undefined });
  return first?.claim_url.split('#')[1] ?? expect.fail('no claim link');
}

describe('the claim link', () => {
  test('stands in the fragment of our own address, is new at each start and never logged', async () => {
    const first = await firstStart(app.parts, { admin_password: undefined });
    expect(first?.claim_url).toMatch(/^http:\/\/127\.0\.0\.1:8080\/claim#[A-Za-z0-9_-]{43}$/);
    expect(await offered()).not.toBe(first?.claim_url.split('#')[1]);
    expect(app.logged.join('')).not.toContain(first?.claim_url.split('#')[1]);
  });

  test('makes one server administrator, signs them in, and then there is no claim any more', async () => {
    const [secret, ofAnotherProcess] = [await offered(), await offered()];
    expect((await app.call('login.supported_modes')).data.claimed).toBe(false);
    const answer = await claim(secret);
    const session = /atrium_session=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
    const me = await app.call('users.get_current_user', {}, { session });
    expect(me.data.user).toMatchObject({ email: PERSON.email, server_admin: true });
    for (const used of [secret, ofAnotherProcess])
      expect((await claim(used, { email: 'second@example.org' })).subcode).toBe(54);
    expect(await firstStart(app.parts, { admin_password: undefined })).toBeUndefined();
    expect((await app.call('login.supported_modes')).data.claimed).toBe(true);
  });

  test('of two at once makes one account', async () => {
    const secret = await offered();
    const answers = await Promise.all([claim(secret), claim(secret, { email: 'second@example.org' })]);
    expect(answers.map(({ subcode }) => subcode).toSorted((a, b) => a - b)).toEqual([0, 54]);
    expect((await sql('select 1 from accounts')).rows).toHaveLength(1);
  });

  test('of two processes at once makes one account, however their steps interleave', async () => {
    const secrets = [await offered(), await offered()];
    // Both are held where they use their claim up, so that neither has made its account yet.
    const answers = await heldBack(
      app.parts.database.pool,
      'lock table claim_links in exclusive mode',
      2,
      () => secrets.map((secret, i) => claim(secret, { email: `p${i}@example.org` })),
    );
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 400]);
    expect((await sql('select 1 from accounts')).rows).toHaveLength(1);
  });

  test('is not used up by opening the page, by questions, nor by what is refused', async () => {
    const secret = await offered();
    for (let i = 0; i < 3; i++) await app.web.inject({ url: '/claim' });
    await app.call('login.supported_modes');
    for (const bad of [{ password: 'short' }, { password: 'password1234' }, { email: 'x' }, { name: 'x' }])
      expect((await claim(secret, bad)).subcode).toBe(12);
    expect((await claim('x'.repeat(43))).subcode).toBe(54);
    expect((await claim(secret)).code).toBe(200);
  });

  test('is void once there is an account, however that was made', async () => {
    const secret = await offered();
    await seedPerson(app.parts);
    expect((await claim(secret)).subcode).toBe(54);
  });

  test('ends with the process that offered it', async () => {
    const first = await firstStart(app.parts, { admin_password: undefined });
    await first?.withdraw();
    expect((await claim(first?.claim_url.split('#')[1] ?? '')).subcode).toBe(54);
  });
});

describe('ATRIUM_ADMIN_*', () => {
  test('makes the first account, and acts only while there is none', async () => {
    const headless = await createTestApp({
      database: app.database,
      environment: { ATRIUM_ADMIN_EMAIL: 'Admin@Example.org', ATRIUM_ADMIN_PASSWORD: PASSWORD },
    });
    expect(await firstStart(headless.parts, { admin_password: PASSWORD })).toBeUndefined();
    expect(
      (await headless.call('login.password', { email: 'admin@example.org', password: PASSWORD })).code,
    ).toBe(200);
    await sql('update accounts set server_admin = false');
    await firstStart(headless.parts, { admin_password: 'another password 12' });
    expect(
      (await headless.call('login.password', { email: 'admin@example.org', password: 'another password 12' }))
        .code,
    ).toBe(401);
    const { rows } = await sql('select server_admin, name from accounts');
    expect(rows).toEqual([{ server_admin: false, name: 'Administrator' }]);
    expect(headless.logged.join('')).not.toContain(PASSWORD);
    await headless.end();
  });
});
