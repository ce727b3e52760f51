import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson, seedService } from '../../../../tests/support/seeds.ts';
import { type Answer, type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';
import { MAX_SERVICE_ACCOUNTS } from './service-accounts.ts';

let app: TestApp;
let owner: Seeded;
let admin: Seeded;
let member: Seeded;
let fleet: string;
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const as = (person: Seeded): As => ({ session: person.session, tenant: owner.workspace_id });
const call = (action: string, body: object, who: As = as(admin)) =>
  app.call(`service_accounts.${action}`, body, who);
const create = async (body: object = {}) => (await call('create', { name: 'gpu-fleet', ...body })).data.id;
const listed = async (who: As = as(admin)) => (await call('get_all', {}, who)).data.service_accounts;
const makePair = async (id = fleet, who: As = as(admin)) =>
  (await call('create_credentials', { service_account: id, label: 'rack 7' }, who)).data.credentials;
const grant = (may_impersonate: boolean, id = fleet) =>
  call('set_impersonation', { service_account: id, may_impersonate }, as(owner));
const answered = ({ code, subcode, message, error, data }: Answer) => ({
  code,
  subcode,
  message,
  error,
  data,
});
const ME = 'users.get_current_user';

beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  admin = await seedPerson(app.parts);
  member = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, admin.id, 'administrator');
  await seedMember(app.parts, owner.workspace_id, member.id, 'member');
  fleet = await create({ description: 'Agents gpu-7 and gpu-8' });
});

describe('a service account', () => {
  test('is shown with who made it, and its key pairs to administrators only', async () => {
    const pair = await makePair();
    const shown = {
      id: fleet,
      name: 'gpu-fleet',
      description: 'Agents gpu-7 and gpu-8',
      role: 'member',
      may_impersonate: false,
      created: expect.stringMatching(/\+00:00$/),
      created_by: { id: admin.id, name: admin.name },
      last_used: null,
      credential_count: 1,
    };
    expect(await listed(as(member))).toEqual([shown]);
    expect(await listed()).toEqual([
      { ...shown, credentials: [expect.objectContaining({ access_key: pair.access_key, label: 'rack 7' })] },
    ]);
    expect(JSON.stringify(await listed())).not.toContain(pair.secret_key);
  });

  test('works by its own pair as a member of its one workspace, takes no seat and cannot sign in', async () => {
    const pair = await makePair();
    const { data } = await app.call(ME, {}, { basic: pair });
    expect(data.user).toMatchObject({ id: fleet, role: 'user', company: { id: owner.workspace_id } });
    const companies = await app.call('organization.get_user_companies', {}, { session: owner.session });
    expect(companies.data.companies[0].allocated).toBe(3);
    const { rows } = await sql('select email, password_hash, kind from accounts where id = $1', [fleet]);
    expect(rows).toEqual([{ email: null, password_hash: null, kind: 'service' }]);
    expect((await listed())[0].last_used).toMatch(/\+00:00$/);
  });

  test('as a viewer reads only, and follows a change of its role within a second', async () => {
    const pair = await makePair();
    expect((await app.call(ME, {}, { basic: pair })).data.user.role).toBe('user');
    const change = { service_account: fleet, role: 'viewer', name: 'ci', description: '' };
    expect((await call('update', change)).data).toEqual({ updated: 1 });
    expect((await call('update', change)).data).toEqual({ updated: 0 });
    await within(
      REVOKED_MS,
      () => app.call(ME, {}, { basic: pair }),
      ({ data }) => data.user.role === 'guest' && data.user.name === 'ci',
    );
  });

  test('that is removed is refused within a second, with pair and token, and its name stays in the log', async () => {
    const pair = await makePair();
    const { data } = await app.call('auth.login', {}, { basic: pair });
    expect((await call('delete', { service_account: fleet })).code).toBe(200);
    for (const who of [{ basic: pair }, { bearer: data.token }])
      await within(
        REVOKED_MS,
        () => app.call(ME, {}, who),
        ({ code }) => code === 401,
      );
    expect(await listed()).toEqual([]);
    const { rows } = await sql("select detail from audit_events where action = 'service_accounts.delete'");
    expect(rows).toContainEqual({ detail: { name: 'gpu-fleet' } });
  });

  test('ends one of its pairs alone, with its tokens', async () => {
    const [kept, leaked] = [await makePair(), await makePair()];
    const { data } = await app.call('auth.login', {}, { basic: leaked });
    const revoke = { service_account: fleet, access_key: leaked.access_key };
    expect((await call('revoke_credentials', revoke)).data).toEqual({ revoked: 1 });
    for (const who of [{ basic: leaked }, { bearer: data.token }])
      await within(
        REVOKED_MS,
        () => app.call(ME, {}, who),
        ({ code }) => code === 401,
      );
    expect((await app.call(ME, {}, { basic: kept })).code).toBe(200);
    expect((await call('revoke_credentials', revoke)).subcode).toBe(300);
  });

  test.each([
    ['name', { name: 'x' }],
    ['name', { name: 'a\nb' }],
    ['name', { name: 'x'.repeat(101) }],
    ['description', { name: 'ok', description: 'x'.repeat(201) }],
    ['role', { name: 'ok', role: 'administrator' }],
    ['role', { name: 'ok', role: 'owner' }],
  ])('needs a good %s: %j', async (field, body) => {
    for (const [action, more] of [
      ['create', {}],
      ['update', { service_account: fleet }],
    ] as const)
      expect(await call(action, { ...body, ...more })).toMatchObject({
        code: 400,
        subcode: 12,
        error: { field },
      });
  });

  test(`is one of at most ${MAX_SERVICE_ACCOUNTS}, also when the last two are made at once`, async () => {
    await sql(
      `with made as (insert into accounts (id, kind, name) select md5($1 || n), 'service', 'x'
         from generate_series(1, $2::int) n returning id),
       joined as (insert into memberships (workspace_id, account_id, role) select $1, id, 'member' from made returning account_id)
       insert into service_accounts (workspace_id, account_id) select $1, account_id from joined`,
      [owner.workspace_id, MAX_SERVICE_ACCOUNTS - 2],
    );
    const answers = await Promise.all([1, 2, 3].map(() => call('create', { name: 'late' })));
    expect(answers.map(({ code, subcode }) => [code, subcode]).toSorted()).toEqual([
      [200, 0],
      [400, 12],
      [400, 12],
    ]);
  });
});

describe('acting for others', () => {
  const actingFor = (pair: As['basic'], user: string) => ({
    ...(pair && { basic: pair }),
    headers: { 'x-clearml-impersonate-as': user },
  });

  test('is granted by an owner only, with who, before and after in the log', async () => {
    const asked = { service_account: fleet, may_impersonate: true };
    expect(await call('set_impersonation', asked, as(admin))).toMatchObject({ code: 403, subcode: 20 });
    expect((await grant(true)).code).toBe(200);
    expect((await grant(true)).code).toBe(200);
    const { rows } = await sql(
      "select actor_id, workspace_id, detail from audit_events where action = 'service_accounts.set_impersonation' and account_id = $1",
      [fleet],
    );
    const detail = { name: 'gpu-fleet', before: false, after: true };
    expect(rows).toEqual([{ actor_id: owner.id, workspace_id: owner.workspace_id, detail }]);
    expect((await listed(as(member)))[0].may_impersonate).toBe(true);
  });

  test('works once granted, and ends within a second for pair, token and renewal', async () => {
    const pair = await makePair();
    expect((await app.call('auth.login', {}, actingFor(pair, owner.id))).subcode).toBe(6);
    await grant(true);
    let token = '';
    await within(
      REVOKED_MS,
      () => app.call('auth.login', {}, actingFor(pair, owner.id)),
      ({ code, data }) => {
        token = data.token;
        return code === 200;
      },
    );
    expect((await app.call(ME, {}, { bearer: token })).data.user).toMatchObject({
      id: owner.id,
      role: 'user',
    });
    await grant(false);
    for (const name of [ME, 'auth.login']) {
      await within(
        REVOKED_MS,
        () => app.call(name, {}, { bearer: token }),
        ({ code }) => code === 401,
      );
      expect((await app.call(name, {}, actingFor(pair, owner.id))).subcode).toBe(6);
    }
  });

  test('lets only an owner make its key pairs, since they reach everybody’s vault', async () => {
    await grant(true);
    expect(await call('create_credentials', { service_account: fleet }, as(admin))).toMatchObject({
      code: 403,
      subcode: 20,
    });
    expect((await makePair(fleet, as(owner))).access_key).toMatch(/^[A-Z0-9]{30}$/);
    expect((await listed())[0].credential_count).toBe(1);
  });
});

test('what is elsewhere, a person, and nobody are told alike, and nothing happens to them', async () => {
  const foreign = await seedPerson(app.parts);
  const there = await seedService(app.parts, foreign.workspace_id, false);
  const before = await sql('select * from accounts order by id');
  for (const [action, more] of [
    ['update', { name: 'Renamed' }],
    ['delete', {}],
    ['create_credentials', {}],
    ['revoke_credentials', { access_key: there.key.access_key }],
    ['set_impersonation', { may_impersonate: true }],
  ] as const) {
    const answers = [];
    for (const service_account of [there.id, member.id, 'f'.repeat(32)])
      answers.push(JSON.stringify(answered(await call(action, { service_account, ...more }, as(owner)))));
    expect([action, new Set(answers).size]).toEqual([action, 1]);
    expect(JSON.parse(answers[0] ?? '')).toMatchObject({ code: 400, subcode: 301 });
  }
  expect((await sql('select * from accounts order by id')).rows).toEqual(before.rows);
  const own = { service_account: fleet, access_key: there.key.access_key };
  expect((await call('revoke_credentials', own)).subcode).toBe(300);
  expect((await app.call(ME, {}, { basic: there.key })).code).toBe(200);
});
