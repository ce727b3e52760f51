import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { append } from './audit.ts';

let app: TestApp;
let owner: Seeded;
let member: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  member = await seedPerson(app.parts);
  workspace = owner.workspace_id;
  await seedMember(app.parts, workspace, member.id, 'member');
});
afterAll(() => app.end());

const page = (who: Seeded, tenant = workspace): As => ({ session: who.session, tenant });
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
// biome-ignore lint/suspicious/noExplicitAny: the wire's answers are checked by expectations, not by types
type Event = any;
const list = async (body: object, as: As, name = 'audit.get_all'): Promise<Event[]> =>
  (await app.call(name, body, as)).data.events;

/** An event in a workspace, by the owner unless said otherwise. */
const happened = (workspace_id: string | null, action: string, more: object = {}) =>
  append(app.parts.database.db, {
    action,
    workspace_id,
    account_id: owner.id,
    actor_id: owner.id,
    address: '192.0.2.7',
    user_agent: 'Firefox',
    ...more,
  });

/** A workspace of its own with nothing in its log. */
async function fresh() {
  const who = await seedPerson(app.parts);
  const { rows } = await sql('select count(*)::int as count from audit_events where workspace_id = $1', [
    who.workspace_id,
  ]);
  return { who, workspace: who.workspace_id, before: rows[0].count as number };
}

describe('audit.get_all', () => {
  test('tells who did what to whom, from where, the newest first', async () => {
    await happened(workspace, 'members.role', {
      account_id: member.id,
      detail: { before: 'viewer', after: 'member' },
    });
    const [event] = await list({ page_size: 1 }, page(owner));
    expect(event).toMatchObject({
      action: 'members.role',
      actor: { id: owner.id, name: owner.name },
      account: { id: member.id, name: member.name },
      detail: { before: 'viewer', after: 'member' },
      address: '192.0.2.7',
      user_agent: 'Firefox',
    });
    expect(event.at).toMatch(/^\d{4}-.*\.\d{6}\+00:00$/);
  });

  test('shows addresses and browsers to administrators only, in the file too', async () => {
    await happened(workspace, 'members.role');
    const texts = async (who: Seeded) => [
      JSON.stringify(await list({}, page(who))),
      (await app.web.inject(get(`/api/audit.export?tenant=${workspace}`, who))).body,
    ];
    for (const text of await texts(owner)) expect(text).toContain('192.0.2.7');
    for (const text of await texts(member)) {
      expect(text).toContain('members.role');
      expect(text).not.toMatch(/192\.0\.2\.7|Firefox/);
    }
  });

  test('shows nothing of another workspace, of accounts or of personal vaults', async () => {
    const other = await seedPerson(app.parts);
    await happened(other.workspace_id, 'members.role', { target: 'elsewhere' });
    await happened(null, 'sessions.begin', { target: 'sign-in' });
    await happened(null, 'vaults.save', { target: 'personal' });
    const targets = (await list({ page_size: 200 }, page(owner))).map(({ target }) => target);
    expect(targets).not.toEqual(expect.arrayContaining(['elsewhere']));
    for (const target of ['elsewhere', 'sign-in', 'personal']) expect(targets).not.toContain(target);
    const refused = await app.call('audit.get_all', {}, page(other));
    expect([refused.code, refused.subcode]).toEqual([400, 10]);
  });

  test('pages through everything once, also through events of one instant', async () => {
    const { who, workspace: own, before } = await fresh();
    await sql(
      `insert into audit_events (at, workspace_id, action, target)
       select '2026-03-04 05:06:07.123456+00'::timestamptz + (n / 4) * interval '1 microsecond', $1, 'tests.page', n
       from generate_series(1, 25) n`,
      [own],
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: Event } = await app.call(
        'audit.get_all',
        { page_size: 4, after },
        page(who, own),
      );
      expect(data.events.length).toBeLessThanOrEqual(4);
      seen.push(...data.events.map(({ at, id }: Event) => `${at} ${String(id).padStart(9, '0')}`));
      after = data.next;
    } while (after);
    expect(seen).toHaveLength(25 + before);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(seen.toSorted().toReversed());
  });

  test('filters by kinds, person and time, together', async () => {
    const { who, workspace: own } = await fresh();
    const day = (n: number, action: string, actor: string) =>
      sql('insert into audit_events (at, workspace_id, action, actor_id) values ($1, $2, $3, $4)', [
        `2025-01-0${n}T00:00:00Z`,
        own,
        action,
        actor,
      ]);
    await day(1, 'vaults.save', member.id);
    await day(2, 'members.role', member.id);
    await day(3, 'invitations.create', owner.id);
    await day(4, 'members.role', owner.id);
    const found = async (body: object) =>
      (await list({ to: '2025-02-01T00:00:00Z', ...body }, page(who, own))).map(({ at }) =>
        Number(at.slice(8, 10)),
      );
    expect(await found({})).toEqual([4, 3, 2, 1]);
    expect(await found({ kinds: ['members', 'invitations'] })).toEqual([4, 3, 2]);
    expect(await found({ kinds: ['members', 'members'] })).toEqual([4, 2]);
    expect(await found({ kinds: ['members', 'vaults'], actor: member.id })).toEqual([2, 1]);
    expect(await found({ from: '2025-01-02T00:00:00Z', to: '2025-01-04T00:00:00Z' })).toEqual([3, 2]);
    expect(await found({ kinds: ['member'] })).toEqual([]);
    expect(await found({ kinds: ["vaults' or true --"] })).toEqual([]);
  });

  test.each([
    ['after', { after: 'x' }],
    ['after', { after: cursor(['yesterday', 1]) }],
    ['after', { after: cursor(['2026-02-30T00:00:00.000000+00:00', 1]) }],
    ['after', { after: cursor(['2026-99-01T00:00:00.000000+00:00', 1]) }],
    ['after', { after: cursor(['2026-01-01T00:00:00.000000+00:00', 1.5]) }],
    ['after', { after: cursor(null) }],
    ['page_size', { page_size: 201 }],
    ['page_size', { page_size: 0 }],
    ['from', { from: 'yesterday' }],
    ['actor', { actor: "' or true" }],
    ['kinds', { kinds: Array.from({ length: 17 }, () => 'x') }],
  ])('refuses a bad %s: %j', async (field, body) => {
    const { code, subcode, error } = await app.call('audit.get_all', body, page(owner));
    expect([code, subcode, String(error.field).split('.')[0]]).toEqual([400, 12, field]);
  });

  test('somebody who is gone is a deleted user, in the detail too', async () => {
    const leaver = await seedPerson(app.parts, {});
    await happened(workspace, 'users.update', {
      account_id: leaver.id,
      actor_id: leaver.id,
      detail: { before: { name: 'Zora P' }, after: { name: 'Zora Q' } },
    });
    const newest = async () => (await list({ page_size: 1, kinds: ['users'] }, page(owner)))[0];
    expect((await newest()).detail.after).toEqual({ name: 'Zora Q' });
    await sql("update accounts set state = 'deleted', email = null, name = 'deleted user' where id = $1", [
      leaver.id,
    ]);
    const event = await newest();
    expect([event.actor.name, event.account.name, event.detail]).toEqual([
      'deleted user',
      'deleted user',
      { before: { name: 'deleted user' }, after: { name: 'deleted user' } },
    ]);
  });
});

test('a new label and a new name stand in the log with the old one', async () => {
  const me = await seedPerson(app.parts);
  const as = page(me, me.workspace_id);
  const edit = { access_key: me.key.access_key, label: 'CI' };
  for (const _twice of [1, 2]) await app.call('auth.edit_credentials', edit, as);
  const [edited, ...others] = await list({ actor: me.id }, as);
  expect([edited.action, edited.target, edited.detail, others]).toEqual([
    'credentials.edit',
    me.key.access_key,
    { before: { label: 'seeded' }, after: { label: 'CI' } },
    [],
  ]);
  await app.call('users.update', { user: me.id, name: 'New Name' }, as);
  expect((await list({}, { session: me.session }, 'audit.get_own'))[0].detail).toEqual({
    before: { name: me.name },
    after: { name: 'New Name' },
  });
});

describe('audit.get_own', () => {
  test('tells what happened to one’s own account and to nobody else’s', async () => {
    const [me, other] = [await seedPerson(app.parts), await seedPerson(app.parts)];
    await happened(null, 'sessions.begin', { account_id: me.id, actor_id: me.id });
    await happened(null, 'sessions.begin', { account_id: other.id, actor_id: other.id });
    await happened(workspace, 'members.add', { account_id: me.id });
    await happened(null, 'vaults.save', { account_id: me.id, actor_id: me.id });
    const events = await list({}, { session: me.session }, 'audit.get_own');
    expect(events.map(({ action }) => action)).toEqual(['vaults.save', 'sessions.begin']);
    expect(events[1]).toMatchObject({ address: '192.0.2.7', actor: { id: me.id } });
  });

  test('tells nothing of the administrator who acted but that one did', async () => {
    const me = await seedPerson(app.parts);
    await happened(null, 'accounts.password_link', { account_id: me.id });
    const [event] = await list({}, { session: me.session }, 'audit.get_own');
    expect(event).toMatchObject({
      action: 'accounts.password_link',
      actor: null,
      address: null,
      user_agent: null,
    });
  });

  test('shows the address of refused sign-ins, which nobody did', async () => {
    const me = await seedPerson(app.parts);
    await happened(null, 'sessions.refused', { account_id: me.id, actor_id: null });
    expect((await list({}, { session: me.session }, 'audit.get_own'))[0].address).toBe('192.0.2.7');
  });
});

describe('audit.get_server', () => {
  test('shows account and server events, nothing of workspaces and nothing of personal vaults', async () => {
    const admin = await seedPerson(app.parts, { server_admin: true });
    const me = await seedPerson(app.parts);
    await happened(null, 'sessions.begin', { account_id: me.id });
    await happened(null, 'vaults.save', { account_id: me.id });
    await happened(workspace, 'credentials.create', { account_id: me.id });
    const as = { session: admin.session };
    const mine = await list({ account: me.id }, as, 'audit.get_server');
    expect(mine.map(({ action, address }) => [action, address])).toEqual([['sessions.begin', '192.0.2.7']]);
    expect(await list({ kinds: ['vaults'] }, as, 'audit.get_server')).toEqual([]);
    const all = await list({ page_size: 200 }, as, 'audit.get_server');
    expect(all.every(({ action }) => /^(accounts|sessions|users|server|keys|auth)\./.test(action))).toBe(
      true,
    );
  });
});

const cookie = ({ session }: Seeded) => ({ cookie: `atrium_session=${session}` });
const get = (url: string, who: Seeded, headers: Record<string, string> = {}) => ({
  method: 'GET' as const,
  url,
  headers: { ...cookie(who), 'sec-fetch-site': 'same-origin', ...headers },
});
function cursor(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

describe('audit.export', () => {
  const url = (query = '') => `/api/audit.export?tenant=${workspace}${query}`;

  test('gives the log as a file the browser saves and never shows', async () => {
    await happened(workspace, 'members.role', { target: 'as a file' });
    const answer = await app.web.inject(get(url(), owner));
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'application/x-ndjson; charset=utf-8',
      'content-disposition': `attachment; filename="atrium-audit-${workspace}.ndjson"`,
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const events = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0].target).toBe('as a file');
    expect(events).toEqual(await list({ page_size: 200 }, page(owner)));
  });

  test('holds everything, however many pages that is', async () => {
    const { who, workspace: own, before } = await fresh();
    await sql(
      "insert into audit_events (workspace_id, action, target) select $1, 'tests.many', n from generate_series(1, 4500) n",
      [own],
    );
    const answer = await app.web.inject(get(`/api/audit.export?tenant=${own}`, who));
    const ids = answer.body
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line).id);
    expect(ids).toHaveLength(4500 + before);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a cell of the CSV that a spreadsheet would take for a formula gets a quote', async () => {
    await happened(workspace, 'tests.csv', { target: '=cmd|"/c calc"!A1', user_agent: '@import' });
    const { body } = await app.web.inject(get(url('&format=csv&kinds=tests'), owner));
    const [head, first] = body.split('\r\n');
    expect(head).toBe('at,id,action,actor_id,actor,account_id,account,target,detail,address,user_agent');
    expect(first).toContain(`,"'=cmd|""/c calc""!A1",{},192.0.2.7,'@import`);
  });

  test('a cookie counts by GET and HEAD unless a foreign page began it', async () => {
    const code = async (headers: Record<string, string>, method: 'GET' | 'HEAD' | 'PUT' = 'GET') =>
      (await app.web.inject({ ...get(url(), owner, headers), method })).statusCode;
    expect(await code({})).toBe(200);
    expect(await code({}, 'HEAD')).toBe(200);
    expect(await code({ 'sec-fetch-site': 'none' })).toBe(200);
    expect(await code({ 'sec-fetch-site': 'cross-site' })).toBe(401);
    expect(await code({ 'x-http-method-override': 'POST' })).toBe(401);
    expect(await code({}, 'PUT')).toBe(401);
    expect((await app.api.inject(get('/audit.export', owner))).statusCode).toBe(401);
  });

  test('no other method takes a cookie by GET', async () => {
    const answer = await app.web.inject(get(`/api/audit.get_all?tenant=${workspace}`, owner));
    expect(answer.statusCode).toBe(401);
  });

  test('the cookie needs the workspace in the address, and must be of a member', async () => {
    for (const query of ['', '?tenant=', `?tenant=${'0'.repeat(32)}`, `?tenant=${member.workspace_id}`]) {
      const answer = await app.web.inject(get(`/api/audit.export${query}`, owner));
      expect([query, answer.statusCode, answer.json().meta.result_subcode]).toEqual([query, 400, 10]);
    }
  });

  test('a key pair gets the log of its own workspace, whatever the address names', async () => {
    await happened(workspace, 'tests.key', { target: 'of the key pair' });
    const { access_key, secret_key } = owner.key;
    const authorization = `Basic ${Buffer.from(`${access_key}:${secret_key}`).toString('base64')}`;
    const ask = (query: string) =>
      app.api.inject({ url: `/audit.export${query}`, headers: { authorization } });
    expect((await ask('?kinds=tests')).body).toContain('of the key pair');
    expect((await ask(`?kinds=tests&tenant=${member.workspace_id}`)).body).toContain('of the key pair');
  });

  test('a bad filter is refused in the envelope', async () => {
    const answer = await app.web.inject(get(url('&format=xml'), owner));
    expect([answer.statusCode, answer.json().meta.error_data.field]).toEqual([400, 'format']);
  });
});
