import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedKey, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type Answer, type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let mira: Seeded;
let other: Seeded;
let page: As;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  other = await seedPerson(app.parts);
  page = { session: mira.session };
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const create = (body: object = {}, as = page) => app.call('auth.create_credentials', body, as);
const list = async (as = page) => (await app.call('auth.get_credentials', {}, as)).data;
const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
const shown = ({ code, subcode, message, error, data }: Answer) => ({ code, subcode, message, error, data });

describe('a new key pair', () => {
  test('is 30 of A-Z0-9 and 67 URL-safe characters of 50 random bytes, and signs in at once', async () => {
    for (let i = 0; i < 20; i++) {
      const { access_key, secret_key } = (await create()).data.credentials;
      expect(access_key).toMatch(/^[A-Z0-9]{30}$/);
      expect(secret_key).toMatch(/^[A-Za-z0-9][A-Za-z0-9_-]{66}$/);
      expect(Buffer.from(secret_key, 'base64url')).toHaveLength(50);
      expect((await app.call('auth.login', {}, { basic: { access_key, secret_key } })).code).toBe(200);
    }
  });

  test('belongs to the workspace that the page chose, or to the key pair’s own', async () => {
    await seedMember(app.parts, other.workspace_id, mira.id, 'viewer');
    const there = (await create({ label: 'there' }, { ...page, tenant: other.workspace_id })).data
      .credentials;
    const me = await app.call('users.get_current_user', {}, { basic: there });
    expect(me.data.user).toMatchObject({ id: mira.id, role: 'guest', company: { id: other.workspace_id } });
    expect((await create({}, { basic: mira.key })).data.credentials.label ?? null).toBe(null);
    const stranger = await seedPerson(app.parts);
    expect((await create({}, { ...page, tenant: stranger.workspace_id })).subcode).toBe(10);
  });

  test('ends when it was said to, in the wire’s form of time', async () => {
    const { data } = await create({ expires: '2099-05-01T12:00:00+02:00' });
    expect(data.credentials.expires).toBe('2099-05-01T10:00:00.000000+00:00');
    expect((await create({ expires: null })).data.credentials.expires).toBe(null);
  });

  test('shows its secret this once: no list, no audit event, no row holds it', async () => {
    const { secret_key, access_key } = (await create({ label: 'once' })).data.credentials;
    expect(JSON.stringify(await list())).not.toContain(secret_key);
    const { rows } = await sql(
      'select row_to_json(c)::text as text from credentials c where access_key = $1',
      [access_key],
    );
    expect(rows[0].text).not.toContain(secret_key);
    const events = await sql('select row_to_json(e)::text as text from audit_events e where target = $1', [
      access_key,
    ]);
    expect(events.rows).toHaveLength(1);
    expect(events.rows[0].text).not.toContain(secret_key);
  });

  test('needs its whole secret: neither another’s nor a part of it will do', async () => {
    const { access_key, secret_key } = mira.key;
    for (const wrong of [
      other.key.secret_key,
      secret_key.slice(0, -1),
      `${secret_key}x`,
      '',
      secret_key.toLowerCase(),
      `${secret_key}\0`,
    ])
      expect((await app.call('auth.login', {}, { basic: { access_key, secret_key: wrong } })).subcode).toBe(
        22,
      );
    expect(
      (await app.call('auth.login', {}, { basic: { access_key: access_key.toLowerCase(), secret_key } }))
        .subcode,
    ).toBe(22);
  });
});

describe('the list', () => {
  test('has one’s own pairs of this workspace in the order they were made; elsewhere ones for the page only', async () => {
    await seedMember(app.parts, other.workspace_id, mira.id, 'member');
    const elsewhere = await seedKey(app.parts, { account_id: mira.id, workspace_id: other.workspace_id });
    const second = (await create({ label: 'second' })).data.credentials;
    const { credentials, additional_credentials } = await list();
    expect(credentials.map(({ access_key }: { access_key: string }) => access_key)).toEqual([
      mira.key.access_key,
      second.access_key,
    ]);
    expect(Object.keys(additional_credentials)).toEqual([other.workspace_id]);
    expect(additional_credentials[other.workspace_id][0].access_key).toBe(elsewhere.access_key);
    const byKey = await list({ basic: mira.key });
    expect([byKey.credentials.length, byKey.additional_credentials]).toEqual([2, undefined]);
  });

  test('tells last use, worker, address and client, written in batches and not by the call', async () => {
    const headers = {
      'x-clearml-worker': 'box-7',
      'x-clearml-client': 'clearml-server-2.3.0, clearml-2.1.7',
      'user-agent': 'x',
    };
    await app.call('auth.login', {}, { basic: mira.key, headers });
    const uses = await sql(
      'select 1 from credential_uses u join credentials c on c.id = u.credential_id where c.account_id = $1',
      [mira.id],
    );
    expect(uses.rows).toEqual([]);
    const [pair] = (await list()).credentials;
    expect(pair).toMatchObject({
      last_used_from: 'box-7',
      last_used_client: 'clearml-2.1.7',
      last_used_address: '127.0.0.1',
    });
    expect(pair.last_used).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00$/);
    await app.call('server.info', {}, { basic: mira.key });
    expect((await list()).credentials[0].last_used_from).toBe('127.0.0.1');
  });

  test('of a wrong secret, or of an administrator’s question about a token, shows no use', async () => {
    await app.call('auth.login', {}, { basic: { ...mira.key, secret_key: 'wrong' } });
    const { data } = await app.call('auth.login', {}, { basic: other.key });
    const admin = await seedPerson(app.parts, { server_admin: true });
    await sql('delete from credential_uses');
    await app.call('auth.get_credentials', {}, { session: other.session });
    await sql('delete from credential_uses');
    const asked = await app.call('auth.validate_token', { token: data.token }, { session: admin.session });
    expect(asked.data).toEqual({ valid: true, user: other.id, company: other.workspace_id, msg: '' });
    for (const session of [mira.session, other.session])
      expect((await list({ session })).credentials[0].last_used).toBeUndefined();
  });

  test('leaves revoked pairs out and keeps expired ones, without a null label', async () => {
    await app.call('auth.revoke_credentials', { access_key: mira.key.access_key }, page);
    expect((await list()).credentials).toEqual([]);
    const { access_key } = (await create({ expires: inDays(1) })).data.credentials;
    await sql("update credentials set expires_at = now() - interval '1 day' where access_key = $1", [
      access_key,
    ]);
    const [pair] = (await list()).credentials;
    expect(Object.keys(pair).toSorted()).toEqual(['access_key', 'created', 'expires']);
  });
});

describe('labels', () => {
  test('are changed, cleared by null and by ""', async () => {
    const { access_key } = mira.key;
    for (const [label, after] of [
      ['new', 'new'],
      ['', ''],
      ['again', 'again'],
      [null, undefined],
    ] as const) {
      expect((await app.call('auth.edit_credentials', { access_key, label }, page)).data).toEqual({
        updated: 1,
      });
      expect((await list()).credentials[0].label).toBe(after);
    }
  });
});

describe('rotation', () => {
  const rotate = (body: object, as = page) =>
    app.call('credentials.rotate', { access_key: mira.key.access_key, ...body }, as);

  test('makes a new pair now, and the old one lives through the grace period', async () => {
    const { data } = await rotate({ grace_s: 3600 });
    expect(data.credentials.label).toBe('seeded');
    for (const basic of [mira.key, data.credentials])
      expect((await app.call('auth.login', {}, { basic })).code).toBe(200);
    const [old, fresh] = (await list()).credentials;
    expect(old).toMatchObject({
      access_key: mira.key.access_key,
      replaced_by: fresh.access_key,
      expires: data.old.expires,
    });
    expect(Math.abs(Date.parse(data.old.expires) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    const { exp } = JSON.parse(
      Buffer.from(
        (await app.call('auth.login', {}, { basic: mira.key })).data.token.split('.')[1],
        'base64url',
      ).toString(),
    );
    expect(exp * 1000).toBeLessThanOrEqual(Date.parse(data.old.expires));
  });

  test('without grace the old pair ends within a second, with tokens it gave', async () => {
    const { token } = (await app.call('auth.login', {}, { basic: mira.key })).data;
    await rotate({ grace_s: 0 });
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    expect((await app.call('auth.login', {}, { basic: mira.key })).subcode).toBe(22);
    expect((await app.call('server.info', {}, { bearer: token })).subcode).toBe(30);
  });

  test('never lengthens a life, and the new pair lives as long as the old was meant to', async () => {
    const { access_key } = (await create({ expires: inDays(30) })).data.credentials;
    await sql(
      "update credentials set created_at = created_at - interval '29 days', expires_at = expires_at - interval '29 days' where access_key = $1",
      [access_key],
    );
    const { data } = await rotate({ access_key, grace_s: 2_592_000 });
    expect(Math.abs(Date.parse(data.old.expires) - Date.parse(inDays(1)))).toBeLessThan(60_000);
    expect(Math.abs(Date.parse(data.credentials.expires) - Date.parse(inDays(30)))).toBeLessThan(60_000);
    expect((await rotate({ expires: null })).data.credentials.expires).toBe(null);
  });

  test('twice, of an expired pair, or with a bad grace period is refused', async () => {
    await rotate({});
    expect((await rotate({})).subcode).toBe(12);
    const { access_key } = (await create()).data.credentials;
    for (const grace_s of [-1, 2_592_001, 1.5])
      expect((await rotate({ access_key, grace_s })).subcode).toBe(12);
    await sql('update credentials set expires_at = now() where access_key = $1', [access_key]);
    expect((await rotate({ access_key })).subcode).toBe(75);
  });

  test('of two at once exactly one succeeds', async () => {
    const answers = await Promise.all([rotate({}), rotate({})]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 400]);
  });
});

describe('another’s key pair', () => {
  const METHODS = [
    ['auth.edit_credentials', { label: 'stolen' }, 75],
    ['auth.revoke_credentials', {}, 300],
    ['credentials.rotate', {}, 75],
  ] as const;

  test.each(METHODS)(
    '%s answers as for a key that does not exist, and nothing happens',
    async (name, body, subcode) => {
      await seedMember(app.parts, mira.workspace_id, other.id, 'administrator');
      const inMine = await seedKey(app.parts, { account_id: other.id, workspace_id: mira.workspace_id });
      const elsewhere = await seedKey(app.parts, {
        account_id: mira.id,
        workspace_id: await workspaceWith(mira),
      });
      const revoked = await seedKey(app.parts, { account_id: mira.id, workspace_id: mira.workspace_id });
      await app.call('auth.revoke_credentials', { access_key: revoked.access_key }, page);
      const ask = (access_key: string, as: As) => app.call(name, { access_key, ...body }, as);
      for (const as of [page, { basic: mira.key }]) {
        const absent = shown(await ask('A'.repeat(30), as));
        expect([absent.code, absent.subcode]).toEqual([400, subcode]);
        for (const key of [other.key, inMine, elsewhere, revoked])
          expect(shown(await ask(key.access_key, as))).toEqual(absent);
      }
      for (const key of [other.key, inMine, elsewhere])
        expect((await app.call('auth.login', {}, { basic: key })).code).toBe(200);
      expect((await list({ session: other.session })).credentials[0].label).toBe('seeded');
    },
  );

  async function workspaceWith(person: Seeded): Promise<string> {
    const { workspace_id } = await seedPerson(app.parts);
    await seedMember(app.parts, workspace_id, person.id, 'member');
    return workspace_id;
  }
});
