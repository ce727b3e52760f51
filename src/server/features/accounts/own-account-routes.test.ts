import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import {
  PASSWORD,
  type Seeded,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { LOCK, placeS3, SECRET_KEYS } from '../../../../tests/support/storage-entries.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';
import { hashPassword } from './passwords.ts';

let app: TestApp;
let password_hash: string;
beforeAll(async () => {
  app = await createTestApp();
  password_hash = await hashPassword(PASSWORD);
});
afterAll(() => app.end());

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const person = (more: { server_admin?: boolean } = {}) => seedPerson(app.parts, { password_hash, ...more });
const as = ({ session }: Seeded): As => ({ session });
const preview = async (who: Seeded) => (await app.call('users.delete_own_preview', {}, as(who))).data;
const remove = (who: Seeded, more: object = {}) =>
  app.call('users.delete_own', { password: PASSWORD, email: who.email, ...more }, as(who));
const deletedAt = async (workspace: string) =>
  (await sql('select deleted_at from workspaces where id = $1', [workspace])).rows[0].deleted_at;

/** A workspace that is nobody's personal one. */
async function workspaceOf(owner: Seeded, name = 'Vision Lab'): Promise<string> {
  const { rows } = await sql(
    'insert into workspaces (id, name) values (md5(random()::text), $1) returning id',
    [name],
  );
  await seedMember(app.parts, rows[0].id, owner.id, 'owner');
  return rows[0].id;
}

describe('users.delete_own', () => {
  test('ends sessions, key pairs and the personal workspace within a second, and clears the cookie', async () => {
    const me = await person();
    const { data } = await app.call('auth.login', {}, { basic: me.key });
    const answer = await remove(me);
    expect([answer.code, answer.headers['set-cookie']]).toEqual([200, expect.stringMatching(/Max-Age=0/)]);
    for (const [dead, who] of [
      ['cookie', as(me)],
      ['pair', { basic: me.key }],
      ['token', { bearer: data.token }],
    ] as const) {
      const { answer } = await within(
        REVOKED_MS,
        () => app.call('users.get_current_user', {}, who),
        ({ code }) => code === 401,
      );
      expect([dead, answer.code]).toEqual([dead, 401]);
    }
    expect(await deletedAt(me.workspace_id)).not.toBeNull();
    const { rows } = await sql('select row_to_json(a)::text as text from accounts a where id = $1', [me.id]);
    expect(rows[0].text).not.toContain(me.email);
  });

  test.each([
    ['password', { password: 'not my password' }],
    ['email', { email: 'other@example.org' }],
    ['email', { email: '' }],
    ['password', { password: '' }],
  ])('does nothing with a wrong %s', async (field, wrong) => {
    const me = await person();
    const { code, subcode, error } = await remove(me, wrong);
    expect([code, subcode, error.field]).toEqual([400, 12, field]);
    expect((await preview(me)).email).toBe(me.email);
  });

  test('takes the address in any case', async () => {
    const me = await person();
    expect((await remove(me, { email: ` ${me.email.toUpperCase()} ` })).code).toBe(200);
  });

  test('slows down who guesses the password', async () => {
    const me = await person();
    for (let n = 0; n < 10; n++) await remove(me, { password: 'wrong password' });
    expect((await remove(me)).subcode).toBe(51);
  });

  test('is refused while others’ workspace would have no owner, and nothing is half done', async () => {
    const [me, other] = [await person(), await person()];
    const alone = await workspaceOf(me);
    const shared = await workspaceOf(me, 'Field Robotics');
    await seedMember(app.parts, shared, other.id, 'administrator');
    const { code, error } = await remove(me);
    expect([code, error.rule]).toEqual([
      400,
      'is the only owner of "Field Robotics", which has other members',
    ]);
    expect(await deletedAt(alone)).toBeNull();
    await sql("update memberships set role = 'owner' where workspace_id = $1", [shared]);
    expect((await remove(me)).code).toBe(200);
    expect(await deletedAt(alone)).not.toBeNull();
    expect(await deletedAt(shared)).toBeNull();
  });

  test('of two owners who leave at once one stays', async () => {
    const [one, two, member] = [await person(), await person(), await person()];
    const shared = await workspaceOf(one);
    await seedMember(app.parts, shared, two.id, 'owner');
    await seedMember(app.parts, shared, member.id, 'member');
    const answers = await heldBack(app.parts.database.pool, 'lock table memberships in share mode', 2, () => [
      remove(one),
      remove(two),
    ]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 400]);
    const { rows } = await sql(
      "select count(*)::int as owners from memberships where workspace_id = $1 and role = 'owner'",
      [shared],
    );
    expect(rows[0].owners).toBe(1);
  });

  test('service accounts are not people: a workspace with nobody else ends', async () => {
    const me = await person();
    const mine = await workspaceOf(me);
    const { key } = await seedService(app.parts, mine, false);
    expect((await remove(me)).code).toBe(200);
    expect(await deletedAt(mine)).not.toBeNull();
    await within(
      REVOKED_MS,
      () => app.call('users.get_all', {}, { basic: key }),
      ({ code }) => code === 401,
    );
  });

  test('the last administrator of the server stays', async () => {
    await sql('update accounts set server_admin = false where server_admin');
    const admin = await person({ server_admin: true });
    expect((await preview(admin)).last_administrator).toBe(true);
    expect((await remove(admin)).error.rule).toBe('is the last enabled administrator of this server');
  });

  test('stands in the log of each workspace it touches and in the account’s', async () => {
    const [me, other] = [await person(), await person()];
    await seedMember(app.parts, other.workspace_id, me.id, 'member');
    await remove(me);
    const { rows } = await sql(
      "select workspace_id, action from audit_events where account_id = $1 and (action ~ 'delete|leave') order by action",
      [me.id],
    );
    expect(rows).toEqual([
      { workspace_id: null, action: 'accounts.delete' },
      { workspace_id: other.workspace_id, action: 'members.leave' },
      { workspace_id: me.workspace_id, action: 'workspaces.delete' },
    ]);
  });
});

describe('users.delete_own_preview', () => {
  test('says what ends, what stays and what stands in the way', async () => {
    const [me, other] = [await person(), await person()];
    const alone = await workspaceOf(me, 'Alone');
    const shared = await workspaceOf(me, 'Shared');
    await seedMember(app.parts, shared, other.id, 'member');
    await seedMember(app.parts, other.workspace_id, me.id, 'viewer');
    await sql(
      `insert into client_workers (workspace_id, account_id, worker, address, seen_at)
       select $1, $2, n::text, '192.0.2.1', now() - n * interval '5 days' from generate_series(0, 2) n`,
      [me.workspace_id, me.id],
    );
    expect(await preview(me)).toEqual({
      email: me.email,
      last_administrator: false,
      blocking: [{ id: shared, name: 'Shared', personal: false }],
      ending: [
        { id: me.workspace_id, name: expect.any(String), personal: true },
        { id: alone, name: 'Alone', personal: false },
      ],
      staying: [{ id: other.workspace_id, name: expect.any(String), personal: false }],
      credentials: 1,
      sessions: 1,
      personal_vaults: 0,
      storage_entries: 0,
      workers: 2,
    });
  });
});

describe('users.export_own', () => {
  const ask = (who: Seeded, headers: Record<string, string> = {}) =>
    app.web.inject({
      url: '/api/users.export_own',
      headers: { cookie: `atrium_session=${who.session}`, 'sec-fetch-site': 'same-origin', ...headers },
    });

  test('holds what belongs to the account, and nobody else’s', async () => {
    const [me, other] = [await person(), await person()];
    await app.call('users.set_preferences', { preferences: { theme: 'dark' } }, as(me));
    await seedMember(app.parts, other.workspace_id, me.id, 'member');
    await app.call('sessions.end', { session: 'x' }, as(me));
    await remove(other, { password: 'wrong password' });
    await app.call('login.password', { email: me.email, password: PASSWORD });
    const answer = await ask(me);
    expect(answer.headers['content-disposition']).toBe(`attachment; filename="atrium-my-data-${me.id}.json"`);
    const data = answer.json();
    expect(data.account).toMatchObject({ id: me.id, email: me.email });
    expect(data.preferences).toEqual({ theme: 'dark' });
    expect(data.workspaces.map(({ id }: { id: string }) => id)).toEqual([
      me.workspace_id,
      other.workspace_id,
    ]);
    expect(data.credentials).toMatchObject([{ access_key: me.key.access_key }]);
    expect(data.sessions).toHaveLength(2);
    expect(data.workers).toEqual([]);
    expect(data.audit_events.map(({ action }: { action: string }) => action)).toEqual(['sessions.begin']);
    for (const theirs of [other.email, other.key.access_key]) expect(answer.body).not.toContain(theirs);
  });

  test('holds every version of one’s vaults, and no secret: not of vaults, key pairs, sessions or passwords', async () => {
    const me = await person();
    const save = (text: string, base: number, vault?: string) =>
      app.call(
        'vaults.save',
        { vault: vault ?? null, text, format: 'hocon', base },
        { ...as(me), tenant: me.workspace_id },
      );
    const { data } = await save('agent.git_user = mira\nagent.git_pass = "planted-in-vault"\n', 0);
    await save('agent.git_user = jonas\nagent.git_pass = "planted-in-vault-2"\n', 1, data.vault);
    const { body } = await ask(me);
    const { personal_vault_versions: versions } = JSON.parse(body);
    expect(versions.map(({ version }: { version: number }) => version)).toEqual([2, 1]);
    expect(versions[1].text).toContain('git_user = mira');
    expect(body).not.toMatch(/planted-in-vault/);
    for (const secret of [me.key.secret_key, me.session, password_hash, PASSWORD])
      expect(body).not.toContain(secret);
  });

  test('holds one’s storage entries, and nothing that a browser sealed', async () => {
    const me = await person();
    const sealed = 'cGxhbnRlZCBzZWFsZWQgdGV4dA==';
    await app.call('storage_access.save_lock', LOCK, as(me));
    const entry = { ...placeS3, secret_type: 'keys', has_token: false, custody: 'account' };
    await app.call('storage_access.save_own', { ...entry, sealed }, as(me));
    await app.call(
      'storage_access.save',
      { ...placeS3, bucket: 'of-the-workspace', secret: SECRET_KEYS },
      as(me),
    );
    const { body } = await ask(me);
    expect(JSON.parse(body).storage_entries).toMatchObject([{ ...entry, browser_id: null }]);
    for (const kept of [sealed, LOCK.wrapped, LOCK.salt, 'of-the-workspace', SECRET_KEYS.secret])
      expect(body).not.toContain(kept);
    expect((await app.call('users.delete_own_preview', {}, as(me))).data.storage_entries).toBe(1);
  });

  test('is for the page only, and not for a foreign one', async () => {
    const me = await person();
    expect((await ask(me, { 'sec-fetch-site': 'cross-site' })).statusCode).toBe(401);
    expect((await app.call('users.export_own', {}, { basic: me.key })).code).toBe(403);
  });
});
