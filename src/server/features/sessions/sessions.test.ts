import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { PASSWORD, type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';
import { hashPassword } from '../accounts/passwords.ts';
import { beginSession } from './sessions.ts';
import { deleteEndedSessions } from './store.ts';

let app: TestApp;
let hash: string;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  hash = await hashPassword(PASSWORD);
});
afterAll(() => app.end());
beforeEach(async () => {
  mira = await seedPerson(app.parts, { password_hash: hash });
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const me = (session: string) => app.call('users.get_current_user', {}, { session });
const another = (person = mira) =>
  beginSession(app.parts.database.db, app.parts.keyRing, person.id, {
    user_agent: 'another',
    address: '192.0.2.3',
  });
const refused = (session: string) =>
  within(
    REVOKED_MS,
    () => me(session),
    ({ code }) => code === 401,
  );

describe('a session ends', () => {
  test.each([
    ['fourteen days after its last use', "last_seen_at = now() - interval '14 days 1 second'"],
    ['ninety days after its beginning, however much it is used', 'expires_at = now()'],
  ])('%s', async (_what, change) => {
    await sql(`update sessions set ${change} where account_id = $1`, [mira.id]);
    expect((await me(mira.session)).code).toBe(401);
    expect((await app.call('sessions.get_all', {}, { session: await another() })).data.sessions).toHaveLength(
      1,
    );
    await deleteEndedSessions(app.parts.database.db, 14 * 86_400);
    const { rows } = await sql('select count(*)::int as n from sessions where account_id = $1', [mira.id]);
    expect(rows[0].n).toBe(1);
  });

  test('also when it was in use a moment before', async () => {
    await me(mira.session);
    await sql("update sessions set expires_at = now() + interval '300 ms' where account_id = $1", [mira.id]);
    await refused(mira.session);
  });

  test('not a day before', async () => {
    await sql("update sessions set last_seen_at = now() - interval '13 days' where account_id = $1", [
      mira.id,
    ]);
    expect((await me(mira.session)).code).toBe(200);
  });
});

test('a new session lives ninety days and only its keyed hash is kept', async () => {
  const secret = await another();
  const { rows } = await sql(
    "select secret_hash, expires_at - created_at = interval '90 days' as ninety from sessions where user_agent = 'another' and account_id = $1",
    [mira.id],
  );
  expect(rows).toEqual([{ secret_hash: app.parts.keyRing.hashSecret('session', secret), ninety: true }]);
  expect(rows[0].secret_hash).not.toEqual(app.parts.keyRing.hashSecret('api', secret));
});

test('the list shows one’s own sessions only, without secrets, the calling one marked', async () => {
  await another();
  const { data } = await app.call('sessions.get_all', {}, { session: mira.session });
  expect(
    data.sessions
      .map(({ current, user_agent }: { current: boolean; user_agent: string }) => [current, user_agent])
      .toSorted(),
  ).toEqual([
    [false, 'another'],
    [true, 'test'],
  ]);
  expect(Object.keys(data.sessions[0]).toSorted()).toEqual([
    'address',
    'created',
    'current',
    'expires',
    'id',
    'last_seen',
    'user_agent',
  ]);
});

test('another’s session is ended like one that does not exist: not at all', async () => {
  const other = await seedPerson(app.parts);
  const { data } = await app.call('sessions.get_all', {}, { session: other.session });
  const end = async (session: string) => {
    const {
      code,
      subcode,
      data: ended,
      error,
    } = await app.call('sessions.end', { session }, { session: mira.session });
    return { code, subcode, ended, error };
  };
  expect(await end(data.sessions[0].id)).toEqual(await end('f'.repeat(32)));
  expect((await me(other.session)).code).toBe(200);
});

describe('users.change_password', () => {
  const change = (body: object, session = mira.session) =>
    app.call(
      'users.change_password',
      { current_password: PASSWORD, new_password: 'linen otter gravel 28', ...body },
      { session },
    );

  test('ends all other sessions and not the calling one; key pairs live on', async () => {
    const others = [await another(), await another()];
    for (const session of others) expect((await me(session)).code).toBe(200);
    expect((await change({})).data).toEqual({ sessions_ended: 2, credentials_revoked: 0 });
    for (const session of others) await refused(session);
    expect((await me(mira.session)).code).toBe(200);
    expect((await app.call('auth.login', {}, { basic: mira.key })).code).toBe(200);
    for (const [password, code] of [
      [PASSWORD, 401],
      ['linen otter gravel 28', 200],
    ] as const)
      expect((await app.call('login.password', { email: mira.email, password })).code).toBe(code);
  });

  test('revokes the key pairs where that is wanted', async () => {
    expect((await change({ revoke_credentials: true })).data.credentials_revoked).toBe(1);
    await within(
      REVOKED_MS,
      () => app.call('auth.login', {}, { basic: mira.key }),
      ({ code }) => code === 401,
    );
  });

  test.each([
    [{ current_password: 'wrong' }, 'current_password'],
    [{ new_password: 'too short 1' }, 'new_password'],
    [{ new_password: 'x'.repeat(257) }, 'new_password'],
    [{ new_password: 'password1234' }, 'new_password'],
    [{ new_password: 'PASSWORD1234' }, 'new_password'],
    [{ new_password: '🐍'.repeat(6) }, 'new_password'],
  ])('%j is refused and changes nothing', async (body, field) => {
    const session = await another();
    const { code, subcode, error } = await change(body);
    expect([code, subcode, error.field]).toEqual([400, 12, field]);
    expect((await me(session)).code).toBe(200);
    expect((await app.call('login.password', { email: mira.email, password: PASSWORD })).code).toBe(200);
  });

  test('takes any characters, and the same ones written otherwise', async () => {
    const composed = 'Gr\u00fc\u00dfe aus \u{1F40D} \u212b';
    expect((await change({ new_password: composed })).code).toBe(200);
    const signedIn = await app.call('login.password', {
      email: mira.email,
      password: composed.normalize('NFD'),
    });
    expect(signedIn.code).toBe(200);
  });

  test('takes 256 characters, also such as need two units each', async () => {
    expect((await change({ new_password: '🐍'.repeat(256) })).code).toBe(200);
    expect((await app.call('login.password', { email: mira.email, password: '🐍'.repeat(256) })).code).toBe(
      200,
    );
  });
});

test('when and from where a session was last seen is written in batches', async () => {
  await sql("update sessions set last_seen_at = now() - interval '1 day' where account_id = $1", [mira.id]);
  await me(mira.session);
  const seen = async () =>
    (
      await sql(
        "select last_seen_at > now() - interval '1 minute' as fresh, address from sessions where account_id = $1",
        [mira.id],
      )
    ).rows[0];
  const { answer } = await within(4_000, seen, ({ fresh }) => fresh);
  expect(answer.address).toBe('127.0.0.1');
});
