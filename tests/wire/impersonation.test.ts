import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedKey, seedMember, seedPerson, seedService } from '../support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../support/test-app.ts';
import { REVOKED_MS, within } from '../support/within.ts';

let app: TestApp;
let other: TestApp;
beforeAll(async () => {
  app = await createTestApp();
  other = await createTestApp({ database: app.database });
});
afterAll(async () => {
  await other.end();
  await app.end();
});

type Service = Awaited<ReturnType<typeof seedService>>;
let owner: Seeded;
let viewer: Seeded;
let agent: Service;
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  viewer = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, viewer.id, 'viewer');
  agent = await seedService(app.parts, owner.workspace_id, true);
});

const ME = 'users.get_current_user';
const HEADER = 'x-clearml-impersonate-as';
const sql = (text: string, values: unknown[]) => app.parts.database.pool.query(text, values);

/** The service account's pair, acting for a user. */
const actingFor = (user: string, service = agent): As => ({
  basic: service.key,
  headers: { [HEADER]: user },
});

async function tokenFor(user: string): Promise<As> {
  const { data, code, message } = await app.call('auth.login', {}, actingFor(user));
  expect([code, message]).toEqual([200, 'OK']);
  return { bearer: data.token };
}

const claimsOf = ({ bearer = '' }: As) =>
  JSON.parse(Buffer.from(bearer.split('.')[1] ?? '', 'base64url').toString());

describe('a service account that may impersonate', () => {
  test('acts for a member of its workspace, by header, by token and by a renewed token', async () => {
    const token = await tokenFor(owner.id);
    const renewed = { bearer: (await app.call('auth.login', {}, token)).data.token };
    for (const as of [actingFor(owner.id), token, renewed]) {
      const { data } = await app.call(ME, {}, as);
      expect(data.user).toMatchObject({ id: owner.id, role: 'user', company: { id: owner.workspace_id } });
    }
    expect(claimsOf(renewed)).toMatchObject({
      tenant: owner.workspace_id,
      impersonator: agent.id,
      identity: { user: owner.id, company: owner.workspace_id, role: 'user' },
      feature_set: 'community',
      api_version: '2.34',
      server_version: '2.3.0',
    });
    expect(claimsOf(renewed).session_id).not.toBe(claimsOf(token).session_id);
  });

  test('says so to clients, and nobody else does', async () => {
    const claims = async (as: As) => claimsOf({ bearer: (await app.call('auth.login', {}, as)).data.token });
    const plain = await seedService(app.parts, owner.workspace_id, false);
    expect((await claims({ basic: agent.key })).identity.service_account_type).toBe(2);
    expect((await claims({ basic: plain.key })).identity.service_account_type).toBe(1);
    expect((await claims({ basic: owner.key })).identity.service_account_type).toBe(1);
    expect((await claims(actingFor(owner.id))).identity.service_account_type).toBe(1);
  });

  test.each([
    ['owner', 'member', 'user'],
    ['administrator', 'member', 'user'],
    ['viewer', 'member', 'guest'],
    ['owner', 'viewer', 'guest'],
    ['member', 'viewer', 'guest'],
  ])('for the %s, itself a %s, has the smaller role: %s', async (theirs, own, smaller) => {
    const change = 'update memberships set role = $1 where account_id = $2 and workspace_id = $3';
    await sql(change, [theirs, viewer.id, owner.workspace_id]);
    await sql(change, [own, agent.id, owner.workspace_id]);
    for (const as of [actingFor(viewer.id), await tokenFor(viewer.id)])
      await within(
        REVOKED_MS,
        () => app.call(ME, {}, as),
        ({ data }) => data.user.role === smaller,
      );
  });

  test('is never more than a member, even where its membership says so', async () => {
    await sql("update memberships set role = 'administrator' where account_id = $1", [agent.id]);
    const another = await seedKey(app.parts, { account_id: agent.id, workspace_id: owner.workspace_id });
    const pair = { basic: another };
    await within(
      REVOKED_MS,
      () => app.call(ME, {}, pair),
      ({ data }) => data.user.role === 'user',
    );
    for (const as of [pair, { ...pair, headers: { [HEADER]: owner.id } }, { basic: agent.key }]) {
      const answer = await app.call('users.update', { user: viewer.id, name: 'Renamed' }, as);
      expect([answer.code, answer.subcode]).toEqual([403, 20]);
    }
  });

  test('reaches nobody outside its workspace, and cannot tell them from nobody', async () => {
    const stranger = await seedPerson(app.parts);
    const answers = [];
    for (const user of [stranger.id, 'f'.repeat(32), 'not an id', `${owner.id}\t`]) {
      for (const name of [ME, 'auth.login']) {
        const { code, subcode, message, error, data } = await app.call(name, {}, actingFor(user));
        answers.push(JSON.stringify({ code, subcode, message, error, data }));
      }
    }
    expect(new Set(answers).size).toBe(1);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ code: 400, subcode: 6, data: {} });
  });

  test('gets such a token by auth.get_token_for_user too, by the same rules', async () => {
    const ask = (user: string, rest = {}) =>
      app.call('auth.get_token_for_user', { user, ...rest }, { basic: agent.key });
    const { data } = await ask(viewer.id);
    expect(claimsOf({ bearer: data.token })).toMatchObject({
      impersonator: agent.id,
      identity: { role: 'guest' },
    });
    const stranger = await seedPerson(app.parts);
    expect((await ask(stranger.id)).subcode).toBe(6);
    expect((await ask(stranger.id)).error).toEqual((await ask('f'.repeat(32))).error);
    expect((await ask(viewer.id, { company: stranger.workspace_id })).subcode).toBe(10);
    expect((await ask(viewer.id, { company: owner.workspace_id })).code).toBe(200);
  });

  test('does not act on for a third account', async () => {
    const token = await tokenFor(owner.id);
    const on = await app.call(ME, {}, { ...token, headers: { [HEADER]: viewer.id } });
    expect([on.code, on.subcode]).toEqual([403, 20]);
    const by = await app.call('auth.get_token_for_user', { user: viewer.id }, token);
    expect([by.code, by.subcode]).toEqual([403, 20]);
  });
});

describe('who may not', () => {
  test('a service account without the right, and a person of any role', async () => {
    const plain = await seedService(app.parts, owner.workspace_id, false);
    for (const as of [actingFor(viewer.id, plain), { basic: owner.key, headers: { [HEADER]: viewer.id } }])
      for (const name of [ME, 'auth.login', 'auth.get_token_for_user']) {
        const answer = await app.call(name, { user: viewer.id }, as);
        expect([name, answer.code, answer.subcode]).toEqual([name, 400, 6]);
      }
    const asked = await app.call('auth.get_token_for_user', { user: viewer.id }, { basic: owner.key });
    expect([asked.code, asked.subcode]).toEqual([400, 6]);
  });

  test('a server administrator’s key pair may, in its own workspace only and without that power', async () => {
    const admin = await seedPerson(app.parts, { server_admin: true });
    await seedMember(app.parts, admin.workspace_id, viewer.id, 'member');
    const as = (user: string) => ({ basic: admin.key, headers: { [HEADER]: user } });
    expect((await app.call(ME, {}, as(viewer.id))).data.user).toMatchObject({ id: viewer.id, role: 'user' });
    expect((await app.call(ME, {}, as(owner.id))).subcode).toBe(6);
    for (const name of ['accounts.get_all', 'auth.validate_token'])
      expect((await app.call(name, { token: 'x' }, as(viewer.id))).code).toBe(403);
    expect((await app.call('accounts.get_all', {}, as(admin.id))).code).toBe(403);
  });

  test.each([
    ['both headers', { [HEADER]: 'x', 'x-clearml-act-as': 'x' }, 5],
    ['both, one by its old name', { 'x-trains-impersonate-as': 'x', 'x-clearml-act-as': 'x' }, 5],
    ['X-Clearml-Act-As', { 'x-clearml-act-as': 'x' }, 6],
    ['X-Trains-Act-As', { 'x-trains-act-as': 'x' }, 6],
  ])('%s', async (_what, headers, subcode) => {
    const ids = Object.fromEntries(Object.keys(headers).map((name) => [name, owner.id]));
    for (const name of [ME, 'auth.login']) {
      const answer = await app.call(name, {}, { basic: agent.key, headers: ids });
      expect([answer.code, answer.subcode]).toEqual([400, subcode]);
    }
  });
});

describe('within a second, on every process, renewals too', () => {
  test.each<[string, () => Promise<unknown>]>([
    [
      'withdrawing the right',
      () => sql('update accounts set may_impersonate = false where id = $1', [agent.id]),
    ],
    [
      'disabling the service account',
      () => sql("update accounts set state = 'disabled' where id = $1", [agent.id]),
    ],
    ['removing the service account', () => sql('delete from memberships where account_id = $1', [agent.id])],
    [
      'revoking its key pair',
      () => sql('update credentials set revoked_at = now() where account_id = $1', [agent.id]),
    ],
    ['disabling the member', () => sql("update accounts set state = 'disabled' where id = $1", [viewer.id])],
    [
      'removing the member',
      () =>
        sql('delete from memberships where account_id = $1 and workspace_id = $2', [
          viewer.id,
          owner.workspace_id,
        ]),
    ],
    [
      'deleting the workspace',
      () => sql('update workspaces set deleted_at = now() where id = $1', [owner.workspace_id]),
    ],
  ])('%s kills its tokens', async (_what, change) => {
    const token = await tokenFor(viewer.id);
    const renewed = { bearer: (await other.call('auth.login', {}, token)).data.token };
    for (const one of [app, other])
      for (const as of [token, renewed]) expect((await one.call(ME, {}, as)).code).toBe(200);
    await change();
    for (const one of [app, other])
      for (const as of [token, renewed])
        for (const name of [ME, 'auth.login'])
          await within(
            REVOKED_MS,
            () => one.call(name, {}, as),
            ({ code, subcode }) => code === 401 && subcode === 30,
          );
    const again = await app.call('auth.login', {}, actingFor(viewer.id));
    expect(again.code).toBeGreaterThanOrEqual(400);
  });

  test('a demotion of the member shrinks the token', async () => {
    await sql("update memberships set role = 'member' where account_id = $1 and workspace_id = $2", [
      viewer.id,
      owner.workspace_id,
    ]);
    const token = await tokenFor(viewer.id);
    expect((await app.call(ME, {}, token)).data.user.role).toBe('user');
    await app.call('auth.edit_user', { user: viewer.id, role: 'guest' }, { basic: owner.key });
    for (const one of [app, other])
      await within(
        REVOKED_MS,
        () => one.call(ME, {}, token),
        ({ data }) => data.user.role === 'guest',
      );
  });
});

describe('the audit log', () => {
  const events = async () =>
    (
      await sql(
        "select account_id, workspace_id from audit_events where action = 'auth.impersonate' and actor_id = $1",
        [agent.id],
      )
    ).rows;
  const once = () => [{ account_id: owner.id, workspace_id: owner.workspace_id }];

  test('names the one who acts, once per account and day from all processes', async () => {
    for (const one of [app, other])
      for (let i = 0; i < 3; i++) {
        await one.call(ME, {}, actingFor(owner.id));
        await within(REVOKED_MS, events, (rows) => rows.length > 0);
      }
    expect(await events()).toEqual(once());
  });

  test('has a day on which only a token of before was used, too', async () => {
    const token = await tokenFor(owner.id);
    await within(REVOKED_MS, events, (rows) => rows.length > 0);
    await yesterday();
    for (let i = 0; i < 3; i++) await other.call(ME, {}, token);
    await within(REVOKED_MS, events, (rows) => rows.length > 0);
    expect(await events()).toEqual(once());
  });

  /** As if today's events had not been: the log itself refuses to forget. */
  async function yesterday() {
    await expect(sql('delete from audit_events where actor_id = $1', [agent.id])).rejects.toThrow(
      /append-only/,
    );
    await expect(sql("update audit_events set action = 'x' where actor_id = $1", [agent.id])).rejects.toThrow(
      /append-only/,
    );
    const client = await app.parts.database.pool.connect();
    await client.query("begin; set local atrium.audit_retention = 'on'");
    await client.query('delete from audit_events where actor_id = $1', [agent.id]);
    await client.query('commit');
    client.release();
  }
});

test('using somebody’s identity is not the last use of their key pairs', async () => {
  await app.call(ME, {}, await tokenFor(owner.id));
  const { data } = await app.call('auth.get_credentials', {}, { session: owner.session });
  expect(data.credentials[0].last_used).toBeUndefined();
});
