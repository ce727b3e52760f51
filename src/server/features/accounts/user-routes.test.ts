import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let member: Seeded;
let stranger: Seeded;
const as = (person: Seeded): As => ({ session: person.session, tenant: owner.workspace_id });
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);

beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  member = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, member.id, 'member');
  await sql("update accounts set name = 'Ada (100%) O''Neil_x' where id = $1", [owner.id]);
  await sql("update accounts set name = 'Bob.Ada' where id = $1", [member.id]);
  await sql('update accounts set preferences = \'{"secret":1}\'');
});
afterAll(() => app.end());

describe('a name pattern', () => {
  const ADA = "Ada (100%) O'Neil_x";
  test.each<[string, string[]]>([
    ['Ada', [ADA, 'Bob.Ada']],
    ['^Ada', [ADA]],
    ["^Ada\\ \\(100%\\)\\ O\\'Neil_x$", [ADA]],
    ["^Ada \\(100%\\) O'Neil_x$", [ADA]],
    ['100%', [ADA]],
    ['Neil_', [ADA]],
    ['Neil%', []],
    ['A_a', []],
    ['Bob\\.Ada', ['Bob.Ada']],
    ['Bob.Ada', ['Bob.Ada']],
    ['^Bob\\.Ada\\$', []],
    ['^(Ada|Bob)', [ADA, 'Bob.Ada']],
    ['ada', []],
    ['(?i)ada', [ADA, 'Bob.Ada']],
    ['[', ['400']],
    ['(', ['400']],
    ['*', ['400']],
    ['(.)\\1', ['400']],
    ['(b)\\\\\\1', ['400']],
    ['x'.repeat(513), ['400']],
    ['(.{1,200}a){1,200}', ['400']],
    ['((((((x?){20}){10}){50}))y)', ['400']],
    ["'; drop table accounts; --", []],
  ])('%s', async (name, expected) => {
    for (const method of ['users.get_all', 'users.get_all_ex']) {
      const { code, subcode, data, error } = await app.call(method, { name, order_by: ['name'] }, as(owner));
      if (expected[0] === '400') expect([code, subcode, error.field]).toEqual([400, 12, 'name']);
      else expect(data.users.map((user: { name: string }) => user.name)).toEqual(expected);
    }
  });

  test('that is slow is refused after two seconds, and its memory is bounded', async () => {
    await sql('update accounts set given_name = name');
    await sql("update accounts set name = repeat('x', 100) where id = $1", [member.id]);
    const started = performance.now();
    const answer = await app.call('users.get_all', { name: '((((((x?){20}){10}){5}))y)' }, as(owner));
    expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, 'name']);
    expect(performance.now() - started).toBeLessThan(4_000);
    await sql('update accounts set name = given_name, given_name = null');
  });
});

describe('people', () => {
  test('only those of the request’s workspace are shown, and nothing private of them', async () => {
    for (const method of ['users.get_all', 'users.get_all_ex']) {
      const { data } = await app.call(method, { order_by: ['name'] }, as(member));
      expect(data.users.map((user: { id: string }) => user.id)).toEqual([owner.id, member.id]);
      for (const user of data.users)
        expect(Object.keys(user).toSorted()).toEqual(
          [
            'avatar',
            'company',
            'created',
            'family_name',
            'given_name',
            'id',
            'initials_color',
            'name',
          ].toSorted(),
        );
    }
    const { data } = await app.call('users.get_by_id', { user: owner.id }, as(member));
    expect(JSON.stringify(data)).not.toMatch(/preferences|secret|@|role/);
  });

  test('a stranger and nobody are told alike, by every method that takes an id', async () => {
    const absent = 'f'.repeat(32);
    for (const [name, body] of [
      ['users.get_by_id', (user: string) => ({ user })],
      ['users.get_all', (user: string) => ({ id: [user] })],
      ['users.get_all_ex', (user: string) => ({ id: [user] })],
      ['users.update', (user: string) => ({ user, name: 'Renamed' })],
      ['auth.edit_user', (user: string) => ({ user, role: 'guest' })],
    ] as const) {
      const [foreign, unknown] = [
        await app.call(name, body(stranger.id), as(owner)),
        await app.call(name, body(absent), as(owner)),
      ];
      const shown = ({ code, subcode, message, error, data }: typeof foreign) => ({
        code,
        subcode,
        message,
        error,
        data,
      });
      expect([name, shown(foreign)]).toEqual([name, shown(unknown)]);
    }
    expect((await app.call('users.get_current_user', {}, { session: stranger.session })).data.user.name).toBe(
      stranger.name,
    );
  });

  test('fields, order and paging follow the request', async () => {
    const ask = async (body: object) => (await app.call('users.get_all', body, as(owner))).data.users;
    expect(await ask({ only_fields: ['name'], order_by: ['-name'] })).toEqual([
      { name: 'Bob.Ada' },
      { name: "Ada (100%) O'Neil_x" },
    ]);
    expect(
      await ask({ only_fields: ['id', 'company.id'], order_by: ['name'], page: 1, page_size: 1 }),
    ).toEqual([{ id: member.id, company: owner.workspace_id }]);
    const { data } = await app.call(
      'users.get_all_ex',
      { only_fields: ['company'], id: [member.id] },
      as(owner),
    );
    expect(data.users).toEqual([
      { id: member.id, company: { id: owner.workspace_id, name: expect.any(String) } },
    ]);
  });

  test.each([
    [{ only_fields: ['password_hash'] }, 14],
    [{ only_fields: ['preferences'] }, 14],
    [{ order_by: ['password_hash'] }, 14],
    [{ order_by: ['-email'] }, 14],
    [{ order_by: ['name; drop table accounts'] }, 14],
    [{ page: -1 }, 12],
    [{ page_size: 501 }, 12],
  ])('%j is refused', async (body, subcode) => {
    expect(await app.call('users.get_all', body, as(owner))).toMatchObject({ code: 400, subcode });
  });
});

describe('users.get_current_user', () => {
  test('shows the page the caller’s workspaces and preferences, a key pair only its own workspace', async () => {
    const page = (await app.call('users.get_current_user', {}, { session: member.session })).data.user;
    expect(page.companies.map(({ id }: { id: string }) => id).toSorted()).toEqual(
      [member.workspace_id, owner.workspace_id].toSorted(),
    );
    expect(page.preferences).toEqual({ secret: 1 });
    const key = (await app.call('users.get_current_user', {}, { basic: member.key })).data.user;
    expect([key.companies, key.preferences, key.company.id]).toEqual([[], undefined, member.workspace_id]);
    const companies = await app.call('organization.get_user_companies', {}, { basic: member.key });
    expect(companies.data.companies.map(({ id }: { id: string }) => id)).toEqual([member.workspace_id]);
  });
});

describe('users.update', () => {
  test('changes one’s own name, and by an administrator that of a member, and nothing else', async () => {
    const own = {
      user: member.id,
      name: 'Bob.Ada',
      given_name: ' Bob ',
      initials_color: 3,
      email: 'x@y.z',
      server_admin: true,
    };
    expect((await app.call('users.update', own, { basic: member.key })).data).toEqual({
      updated: 1,
      fields: { given_name: 'Bob', initials_color: 3, name: 'Bob.Ada' },
    });
    expect((await app.call('users.update', own, { basic: member.key })).data).toEqual({
      updated: 0,
      fields: {},
    });
    expect((await app.call('users.update', { user: owner.id, name: 'Owned' }, as(member))).code).toBe(403);
    expect(
      (await app.call('users.update', { user: member.id, family_name: 'Ada' }, as(owner))).data.updated,
    ).toBe(1);
    const { rows } = await sql('select email, server_admin from accounts where id = $1', [member.id]);
    expect(rows).toEqual([{ email: member.email, server_admin: false }]);
  });

  test.each([
    { name: 'x' },
    { name: 'x'.repeat(101) },
    { name: 'a\nb' },
    { initials_color: 7 },
    { given_name: 'x'.repeat(101) },
  ])('%j is 400/12', async (change) => {
    expect(
      await app.call('users.update', { user: member.id, ...change }, { basic: member.key }),
    ).toMatchObject({ code: 400, subcode: 12 });
  });
});
