import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { listenForChanges } from '../../src/server/db/changes.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../support/test-app.ts';
import { REVOKED_MS, within } from '../support/within.ts';

/** Two server processes' worth of app on one database. */
let here: TestApp;
let there: TestApp;
beforeAll(async () => {
  here = await createTestApp();
  there = await createTestApp({ database: here.database });
});
afterAll(async () => {
  await there.end();
  await here.end();
});

const ME = 'users.get_current_user';
/** "There is no such key" is remembered for a second; a new key must not wait for that. */
const SOONER_THAN_FORGOTTEN_MS = 700;

interface Caller {
  person: Seeded;
  pair: As;
  token: As;
  session: As;
}

/** Somebody known to both processes' caches by key pair, token and session. */
async function known(person: Seeded, key = person.key): Promise<Caller> {
  const pair = { basic: key };
  const { data } = await here.call('auth.login', {}, pair);
  const caller = { person, pair, token: { bearer: data.token }, session: { session: person.session } };
  for (const app of [here, there])
    for (const as of [pair, caller.token, caller.session])
      expect((await app.call(ME, {}, as)).code).toBe(200);
  return caller;
}

/** Until both processes refuse this caller; the change must have been made just before. */
async function expectRefusedEverywhere(as: As, code = 401, name = ME): Promise<void> {
  await Promise.all(
    [here, there].map(async (app) => {
      const { answer } = await within(
        REVOKED_MS,
        () => app.call(name, {}, as),
        (a) => a.code !== 200,
      );
      expect(answer.code).toBe(code);
      const login = as.session === undefined ? await app.call('auth.login', {}, as) : answer;
      expect([login.code, login.data]).toEqual([code, {}]);
    }),
  );
}

let mira: Caller;
let admin: Seeded;
beforeEach(async () => {
  mira = await known(await seedPerson(here.parts));
  admin = await seedPerson(here.parts, { server_admin: true });
});
const asAdmin = () => ({ session: admin.session });
const sql = (text: string, values: unknown[]) => here.parts.database.pool.query(text, values);

describe('within a second, on every process', () => {
  test('a revoked key pair and its tokens are refused; others of the account live on', async () => {
    const { person } = mira;
    const other = await known(
      person,
      await seedKey(here.parts, { account_id: person.id, workspace_id: person.workspace_id }),
    );
    await there.call('auth.revoke_credentials', { access_key: person.key.access_key }, mira.session);
    await expectRefusedEverywhere(mira.pair);
    await expectRefusedEverywhere(mira.token);
    for (const as of [other.pair, other.token, mira.session])
      expect((await here.call(ME, {}, as)).code).toBe(200);
  });

  test('a disabled account is refused by every credential it has, and comes back when enabled', async () => {
    await here.call('accounts.disable', { account: mira.person.id }, asAdmin());
    for (const as of [mira.pair, mira.token, mira.session]) await expectRefusedEverywhere(as);
    await there.call('accounts.enable', { account: mira.person.id }, asAdmin());
    for (const as of [mira.pair, mira.token])
      await within(
        REVOKED_MS,
        () => here.call(ME, {}, as),
        (answer) => answer.code === 200,
      );
    expect((await here.call(ME, {}, mira.session)).code).toBe(401);
  });

  test('a removed account is refused by every credential it had', async () => {
    await here.call('accounts.delete', { account: mira.person.id }, asAdmin());
    for (const as of [mira.pair, mira.token, mira.session]) await expectRefusedEverywhere(as);
  });

  test.each(['login.logout', 'auth.logout'])('%s ends the session', async (name) => {
    await here.call(name, {}, mira.session);
    await expectRefusedEverywhere(mira.session);
  });

  test('sessions.end and sessions.end_others end sessions', async () => {
    const { person } = mira;
    const { data } = await here.call('sessions.get_all', {}, mira.session);
    const others = await Promise.all([0, 1].map(() => seedSession(person)));
    for (const session of others) expect((await there.call(ME, {}, { session })).code).toBe(200);
    expect((await here.call('sessions.end_others', {}, mira.session)).data).toEqual({ ended: 2 });
    for (const session of others) await expectRefusedEverywhere({ session });
    expect((await here.call('sessions.end', { session: data.sessions[0].id }, mira.session)).data).toEqual({
      ended: 1,
    });
    await expectRefusedEverywhere(mira.session);
  });

  test('a logged-out token is refused, its key pair and other tokens live on', async () => {
    const second = { bearer: (await here.call('auth.login', {}, mira.pair)).data.token };
    expect((await there.call(ME, {}, second)).code).toBe(200);
    await here.call('auth.logout', {}, mira.token);
    await expectRefusedEverywhere(mira.token);
    for (const as of [second, mira.pair]) expect((await here.call(ME, {}, as)).code).toBe(200);
  });

  test('a removed membership ends key pairs, tokens and the choice of that workspace', async () => {
    const owner = await seedPerson(here.parts);
    await seedMember(here.parts, owner.workspace_id, mira.person.id, 'member');
    const guest = await known(
      mira.person,
      await seedKey(here.parts, { account_id: mira.person.id, workspace_id: owner.workspace_id }),
    );
    const chosen = { ...mira.session, tenant: owner.workspace_id };
    for (const app of [here, there]) expect((await app.call('users.get_all', {}, chosen)).code).toBe(200);
    await sql('delete from memberships where workspace_id = $1 and account_id = $2', [
      owner.workspace_id,
      mira.person.id,
    ]);
    await expectRefusedEverywhere(guest.pair);
    await expectRefusedEverywhere(guest.token);
    await expectRefusedEverywhere(chosen, 400, 'users.get_all');
    expect((await there.call(ME, {}, mira.pair)).code).toBe(200);
  });

  test('a deleted workspace is refused', async () => {
    await sql('update workspaces set deleted_at = now() where id = $1', [mira.person.workspace_id]);
    await expectRefusedEverywhere(mira.pair);
    await expectRefusedEverywhere(mira.token);
    await expectRefusedEverywhere(mira.session, 400);
  });

  test('a demotion acts on tokens issued before', async () => {
    const owner = await seedPerson(here.parts);
    await seedMember(here.parts, owner.workspace_id, mira.person.id, 'administrator');
    const key = await seedKey(here.parts, { account_id: mira.person.id, workspace_id: owner.workspace_id });
    const { token, pair } = await known(mira.person, key);
    const rename = (app: TestApp, as: As) =>
      app.call('users.update', { user: owner.id, name: owner.name }, as);
    for (const app of [here, there]) expect((await rename(app, token)).code).toBe(200);
    await here.call('auth.edit_user', { user: mira.person.id, role: 'guest' }, { session: owner.session });
    for (const app of [here, there])
      for (const as of [token, pair, { ...mira.session, tenant: owner.workspace_id }])
        await within(
          REVOKED_MS,
          () => rename(app, as),
          (answer) => answer.code === 403,
        );
    expect((await there.call(ME, {}, token)).data.user.role).toBe('guest');
  });

  test('a server administrator who is none any more administers nothing', async () => {
    for (const app of [here, there])
      expect((await app.call('accounts.get_all', {}, asAdmin())).code).toBe(200);
    const other = await seedPerson(here.parts, { server_admin: true });
    await here.call(
      'accounts.set_server_admin',
      { account: admin.id, server_admin: false },
      { session: other.session },
    );
    for (const app of [here, there])
      await within(
        REVOKED_MS,
        () => app.call('accounts.get_all', {}, asAdmin()),
        (answer) => answer.code === 403,
      );
  });

  test('a key pair that was asked for before it was made works at once', async () => {
    const { person } = mira;
    const key = { ...person.key, access_key: 'A'.repeat(30) };
    for (const app of [here, there]) expect((await app.call(ME, {}, { basic: key })).subcode).toBe(22);
    await sql(
      `insert into credentials (workspace_id, id, account_id, access_key, secret_hash, pepper_version)
        select workspace_id, $3, account_id, $1, secret_hash, pepper_version from credentials where access_key = $2`,
      [key.access_key, person.key.access_key, 'a'.repeat(32)],
    );
    for (const app of [here, there])
      await within(
        SOONER_THAN_FORGOTTEN_MS,
        () => app.call(ME, {}, { basic: key }),
        (answer) => answer.code === 200,
      );
  });

  test('a new pair works at its first use', async () => {
    const { data } = await here.call('auth.create_credentials', {}, mira.session);
    for (const app of [there, here])
      expect((await app.call(ME, {}, { basic: data.credentials })).code).toBe(200);
  });
});

describe('expiry', () => {
  test('an expired pair and its tokens are refused, also when they were cached', async () => {
    const { person } = mira;
    const end = new Date(Date.now() + 1_500).toISOString();
    const key = await seedKey(here.parts, { account_id: person.id, workspace_id: person.workspace_id }, end);
    const { pair, token } = await known(person, key);
    const claims = JSON.parse(Buffer.from(token.bearer?.split('.')[1] ?? '', 'base64url').toString());
    expect(claims.exp * 1000).toBeLessThanOrEqual(Date.parse(end));
    await sleep(Math.max(0, Date.parse(end) - Date.now()));
    for (const app of [here, there]) {
      expect((await app.call(ME, {}, pair)).subcode).toBe(22);
      expect((await app.call(ME, {}, token)).subcode).toBe(30);
      expect((await app.call('auth.login', {}, token)).subcode).toBe(30);
    }
  });

  test('a token does not outlive its own end, and none may ask for more than a year', async () => {
    const { data } = await here.call('auth.login', { expiration_sec: 1 }, mira.pair);
    expect((await here.call(ME, {}, { bearer: data.token })).code).toBe(200);
    await sleep(1_100);
    expect((await here.call(ME, {}, { bearer: data.token })).subcode).toBe(30);
    for (const expiration_sec of [31_536_001, -1, 1.5, 'soon', 1e300])
      expect((await here.call('auth.login', { expiration_sec }, mira.pair)).subcode).toBe(12);
  });
});

describe('races', () => {
  test('200 log-ins racing a revoke: none succeeds later than a second after it', async () => {
    await expectNoneAfterRevoke(mira.pair, (as) => here.call('auth.login', {}, as));
  });

  test('200 renewals racing a revoke: no token of theirs lives on', async () => {
    const given = await expectNoneAfterRevoke(mira.token, (as) => there.call('auth.login', {}, as));
    for (const bearer of given) expect((await here.call(ME, {}, { bearer })).code).toBe(401);
  });

  /** Ten callers, twenty calls each, with the revoke in the middle; gives the tokens they were given. */
  async function expectNoneAfterRevoke(as: As, ask: (as: As) => ReturnType<TestApp['call']>) {
    let revokedAt = Number.POSITIVE_INFINITY;
    const given: string[] = [];
    const late: number[] = [];
    const callers = Array.from({ length: 10 }, async () => {
      for (let i = 0; i < 20; i++) {
        const asked = performance.now();
        const { code, data } = await ask(as);
        if (code === 200) given.push(data.token);
        if (code === 200 && asked > revokedAt + REVOKED_MS) late.push(asked - revokedAt);
        await sleep(60);
      }
    });
    await sleep(150);
    await here.call('auth.revoke_credentials', { access_key: mira.person.key.access_key }, mira.session);
    revokedAt = performance.now();
    await Promise.all(callers);
    expect(late).toEqual([]);
    expect(given.length).toBeGreaterThan(0);
    await expectRefusedEverywhere(as);
    return given;
  }

  test('a change that overtakes the reading of what it changes is not lost', async () => {
    for (let i = 0; i < 20; i++) {
      const { person } = mira;
      const key = await seedKey(here.parts, { account_id: person.id, workspace_id: person.workspace_id });
      const first = [here, there].map((app) => app.call(ME, {}, { basic: key }));
      const revoke = here.call('auth.revoke_credentials', { access_key: key.access_key }, mira.session);
      await Promise.all([...first, revoke]);
      await expectRefusedEverywhere({ basic: key });
    }
  });
});

test('notifications of changes arrive in the order of their numbers', async () => {
  const changes = await listenForChanges(here.database.connection);
  const seen: [string, number][] = [];
  changes.onChange((subject, number) => void seen.push([subject, number]));
  for (let i = 0; i < 5; i++)
    await Promise.all(
      [here, there].map((app) =>
        app.call('users.update', { user: mira.person.id, name: `Mira ${Math.random()}` }, mira.session),
      ),
    );
  await sleep(200);
  await changes.close();
  const numbers = seen
    .filter(([subject]) => subject === `account:${mira.person.id}`)
    .map(([, number]) => number);
  expect(numbers.length).toBe(10);
  expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
});

async function seedSession({ id }: Seeded): Promise<string> {
  const { beginSession } = await import('../../src/server/features/sessions/sessions.ts');
  return beginSession(here.parts.database.db, here.parts.keyRing, id, {
    user_agent: 'x',
    address: '192.0.2.9',
  });
}
