import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import {
  PASSWORD,
  type Seeded,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';

let app: TestApp;
let root: Seeded;
let admin: As;
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium' } });
});
afterAll(() => app.end());
beforeEach(async () => {
  await sql('update accounts set server_admin = false where server_admin');
  root = await seedPerson(app.parts, { server_admin: true });
  admin = page(root);
});

const ORIGIN = 'https://ml.example.org';
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const page = ({ session }: Seeded): As => ({ session, headers: { origin: ORIGIN } });
const call = (name: string, body: object, as: As = admin) => app.call(name, body, as);
let count = 0;
const person = () => ({ name: 'Zoé Ärger', email: `zoe${++count}@example.org` });

describe('accounts.create', () => {
  test('makes an account with a workspace and a link that is built from the public URL, never from Host', async () => {
    const wanted = person();
    const { data } = await app.call('accounts.create', wanted, {
      ...admin,
      headers: { origin: ORIGIN, host: 'evil.example.net', 'x-forwarded-host': 'evil.example.net' },
    });
    expect(data.link.url).toMatch(/^https:\/\/ml\.example\.org\/atrium\/reset#[A-Za-z0-9_-]{43}$/);
    const secret = data.link.url.split('#')[1];
    expect((await app.call('login.reset_password', { secret, password: PASSWORD })).code).toBe(200);
    const signedIn = await app.call('login.password', {
      email: wanted.email.toUpperCase(),
      password: PASSWORD,
    });
    expect(signedIn.code).toBe(200);
    const { rows } = await sql('select name, personal_of from workspaces where id = $1', [data.workspace_id]);
    expect(rows).toEqual([{ name: `${wanted.name}'s workspace`, personal_of: data.id }]);
  });

  test('refuses an address that is taken, in any case or width, and one that is none', async () => {
    const wanted = person();
    await call('accounts.create', wanted);
    for (const email of [
      wanted.email,
      wanted.email.toUpperCase(),
      wanted.email.replace('z', 'ｚ'),
      ` ${wanted.email} `,
    ]) {
      const { code, subcode, error } = await call('accounts.create', { ...wanted, email });
      expect([code, subcode, error.field]).toEqual([400, 801, 'email']);
    }
    for (const email of ['x', 'a b@c', '@', 'a@', 'a@b@c', 'a\u0007@b', 'x＠y@z'])
      expect([email, (await call('accounts.create', { ...wanted, email })).code]).toEqual([email, 400]);
  });

  test('of two at once with one address exactly one succeeds', async () => {
    const wanted = person();
    const answers = await Promise.all([call('accounts.create', wanted), call('accounts.create', wanted)]);
    expect(answers.map(({ subcode }) => subcode).toSorted((a, b) => a - b)).toEqual([0, 801]);
  });
});

describe('the last enabled administrator of the server', () => {
  const LOSSES: [string, (account: string) => [string, object]][] = [
    ['demoted', (account) => ['accounts.set_server_admin', { account, server_admin: false }]],
    ['disabled', (account) => ['accounts.disable', { account }]],
    ['deleted', (account) => ['accounts.delete', { account }]],
    ['deleted by ClearML’s method', (user) => ['users.delete', { user }]],
  ];

  test.each(LOSSES)('is not %s', async (_what, loss) => {
    const disabled = await seedPerson(app.parts, { server_admin: true });
    await call('accounts.disable', { account: disabled.id });
    const refused = await call(...loss(root.id));
    expect([refused.code, refused.error.rule]).toEqual([
      400,
      'is the last enabled administrator of this server',
    ]);
    expect((await call('accounts.get_all', {})).code).toBe(200);
  });

  test.each(LOSSES)('may be %s once there is another', async (_what, loss) => {
    const other = await seedPerson(app.parts, { server_admin: true });
    expect((await call(...loss(root.id), page(other))).code).toBe(200);
  });

  test('of two who end each other at once one stays', async () => {
    const other = await seedPerson(app.parts, { server_admin: true });
    const end = (account: string, as: As) =>
      call('accounts.set_server_admin', { account, server_admin: false }, as);
    // Readers pass this lock and writers wait, so both have counted the administrators before either is gone.
    await heldBack(app.parts.database.pool, 'lock table accounts in share mode', 2, () => [
      end(root.id, page(other)),
      end(other.id, admin),
    ]);
    const { rows } = await sql(
      "select count(*)::int as left from accounts where server_admin and state = 'active'",
    );
    expect(rows[0].left).toBe(1);
  });
});

describe('a removed account', () => {
  test('leaves no name, address or password, and its address is free', async () => {
    const wanted = person();
    const { data } = await call('accounts.create', wanted);
    expect((await call('accounts.delete', { account: data.id })).code).toBe(200);
    const { rows } = await sql('select row_to_json(a)::text as text from accounts a where id = $1', [
      data.id,
    ]);
    expect(rows[0].text).not.toContain('Zoé');
    expect(rows[0].text).not.toContain(wanted.email);
    expect((await call('accounts.create', wanted)).code).toBe(200);
    for (const name of ['accounts.delete', 'accounts.enable', 'accounts.disable', 'accounts.reset_password'])
      expect((await call(name, { account: data.id })).subcode).toBe(301);
  });

  test('takes its data key with it: what was sealed for it alone is lost, in every backup made from then on', async () => {
    const { data } = await call('accounts.create', person());
    const { keyRing, database } = app.parts;
    const owner = { purpose: 'account', id: data.id as string } as const;
    const sealed = await keyRing.sealText(database.db, owner, ['t'], 'x');
    expect((await call('accounts.delete', { account: data.id })).code).toBe(200);
    expect((await sql('select id from keys where owner_id = $1', [data.id])).rows).toEqual([]);
    await within(
      REVOKED_MS,
      () => keyRing.unsealText(database.db, owner, ['t'], sealed).catch(String),
      (answer) => answer.includes('is gone'),
    );
  });

  test('is kept while it alone owns a workspace with others in it', async () => {
    const [owner, member] = [await seedPerson(app.parts), await seedPerson(app.parts)];
    await seedMember(app.parts, owner.workspace_id, member.id, 'administrator');
    const refused = await call('accounts.delete', { account: owner.id });
    expect([refused.code, refused.error.rule]).toEqual([400, expect.stringContaining('only owner')]);
    await sql("update memberships set role = 'owner' where account_id = $1 and workspace_id = $2", [
      member.id,
      owner.workspace_id,
    ]);
    expect((await call('accounts.delete', { account: owner.id })).code).toBe(200);
  });
});

describe('a password link', () => {
  const linkFor = async (account: string) =>
    (await call('accounts.reset_password', { account })).data.link.url.split('#')[1];
  const use = (secret: string, password = PASSWORD) => app.call('login.reset_password', { secret, password });

  test('works once, ends every session and every other link', async () => {
    const someone = await seedPerson(app.parts);
    expect((await call('users.get_current_user', {}, page(someone))).code).toBe(200);
    const secret = await linkFor(someone.id);
    const other = Buffer.alloc(32, 5).toString('base64url');
    await sql(
      "insert into password_links (secret_hash, account_id, expires_at) values ($1, $2, now() + interval '1 hour')",
      [app.parts.keyRing.hashSecret('link', other), someone.id],
    );
    const answers = await Promise.all([use(secret), use(secret)]);
    expect(answers.map(({ subcode }) => subcode).toSorted((a, b) => a - b)).toEqual([0, 56]);
    expect((await use(other)).subcode).toBe(56);
    await within(
      REVOKED_MS,
      () => call('users.get_current_user', {}, page(someone)),
      ({ code }) => code === 401,
    );
    expect((await app.call('auth.login', {}, { basic: someone.key })).code).toBe(200);
    expect(answers.find(({ code }) => code === 200)?.headers['set-cookie']).toBeUndefined();
  });

  test('dies with a newer one, after a day, and is not used up by a password that is refused', async () => {
    const someone = await seedPerson(app.parts);
    const first = await linkFor(someone.id);
    const second = await linkFor(someone.id);
    expect((await use(first)).subcode).toBe(56);
    for (const bad of ['too short', 'password1234', 'x'.repeat(257)])
      expect((await use(second, bad)).subcode).toBe(12);
    await sql('update password_links set expires_at = now() where account_id = $1', [someone.id]);
    expect((await use(second)).subcode).toBe(56);
    expect((await use(await linkFor(someone.id))).code).toBe(200);
  });

  test('dies when the password is changed otherwise', async () => {
    const someone = await seedPerson(app.parts);
    await use(await linkFor(someone.id));
    const answer = await app.call('login.password', { email: someone.email, password: PASSWORD });
    const session = /atrium_session=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
    const link = await linkFor(someone.id);
    const changed = await app.call(
      'users.change_password',
      { current_password: PASSWORD, new_password: 'linen otter gravel 28' },
      { session, headers: { origin: ORIGIN } },
    );
    expect(changed.code).toBe(200);
    expect((await use(link)).subcode).toBe(56);
  });
});

describe('the list', () => {
  test('pages through everybody once, in the database’s own order', async () => {
    for (const name of ['Ärger', 'äther', 'Zed', 'éclair', 'abe', 'ABE', 'Ω']) {
      const { id } = await seedPerson(app.parts);
      await sql('update accounts set name = $1 where id = $2', [name, id]);
    }
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: { accounts: { id: string }[]; next: string | null; total: number } } =
        await call('accounts.get_all', { page_size: 3, after });
      seen.push(...data.accounts.map(({ id }) => id));
      after = data.next;
      expect(data.total).toBeGreaterThan(7);
    } while (after);
    const { rows } = await sql(
      "select count(*)::int as n from accounts where kind = 'person' and state <> 'deleted'",
    );
    expect([seen.length, new Set(seen).size]).toEqual([rows[0].n, rows[0].n]);
  });

  test('never shows passwords, preferences or service accounts', async () => {
    const service = await seedService(app.parts, root.workspace_id, true);
    const { data } = await call('accounts.get_all', { page_size: 200 });
    expect(JSON.stringify(data)).not.toMatch(/password|preferences|argon2/);
    for (const account of data.accounts)
      expect(Object.keys(account).toSorted()).toEqual([
        'created',
        'email',
        'id',
        'initials_color',
        'last_seen',
        'name',
        'server_admin',
        'state',
      ]);
    expect(JSON.stringify(data)).not.toContain(service.id);
    for (const name of ['accounts.disable', 'accounts.reset_password'])
      expect((await call(name, { account: service.id })).subcode).toBe(301);
  });

  test('finds a name as it is written, with no pattern in it, and refuses a forged place', async () => {
    const someone = await seedPerson(app.parts);
    await sql("update accounts set name = 'Per%cent_' where id = $1", [someone.id]);
    const found = async (search: string) => (await call('accounts.get_all', { search })).data.accounts.length;
    expect([await found('per%CENT_'), await found('p_r%c')]).toEqual([1, 0]);
    for (const after of [
      'x',
      Buffer.from('{}').toString('base64url'),
      Buffer.from('[1,2]').toString('base64url'),
    ])
      expect((await call('accounts.get_all', { after })).subcode).toBe(12);
  });
});

describe('members by ClearML’s methods', () => {
  test('auth.create_user adds to the request’s workspace only, never more than an administrator', async () => {
    const make = (rest: object) =>
      call('auth.create_user', { ...person(), company: root.workspace_id, ...rest });
    const { data } = await make({ role: 'guest' });
    const { rows } = await sql('select role from memberships where account_id = $1 and workspace_id = $2', [
      data.id,
      root.workspace_id,
    ]);
    expect(rows).toEqual([{ role: 'viewer' }]);
    for (const role of ['root', 'system', 'superuser', 'owner'])
      expect((await make({ role })).subcode).toBe(12);
    const foreign = await seedPerson(app.parts);
    const answers = [await make({ company: foreign.workspace_id }), await make({ company: 'f'.repeat(32) })];
    for (const { subcode } of answers) expect(subcode).toBe(10);
    expect((await make({ email: 'not-an-address' })).subcode).toBe(800);
  });

  test('auth.edit_user grants at most administrator, and only an owner changes an owner', async () => {
    const [owner, administrator, member] = [
      await seedPerson(app.parts),
      await seedPerson(app.parts),
      await seedPerson(app.parts),
    ];
    await seedMember(app.parts, owner.workspace_id, administrator.id, 'administrator');
    await seedMember(app.parts, owner.workspace_id, member.id, 'member');
    const edit = (by: Seeded, user: string, role: string) =>
      call('auth.edit_user', { user, role }, { ...page(by), tenant: owner.workspace_id });
    for (const role of ['root', 'system', 'superuser', 'owner', 'annotator'])
      expect((await edit(owner, member.id, role)).subcode).toBe(12);
    expect((await edit(administrator, owner.id, 'user')).code).toBe(403);
    expect((await edit(owner, owner.id, 'user')).error.rule).toBe('owns this personal workspace for good');
    expect((await edit(administrator, member.id, 'admin')).data).toEqual({
      updated: 1,
      fields: { role: 'admin' },
    });
    expect((await edit(administrator, member.id, 'admin')).data).toEqual({ updated: 0, fields: {} });
    const stranger = await seedPerson(app.parts);
    expect((await edit(stranger, member.id, 'guest')).subcode).toBe(10);
  });
});
