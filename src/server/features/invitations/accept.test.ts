import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import { invite, join, seedColleague, setSeats } from '../../../../tests/support/invitations.ts';
import { PASSWORD, type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let lena: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  await sql('delete from attempts');
  owner = await seedPerson(app.parts);
  lena = await seedPerson(app.parts);
  workspace = owner.workspace_id;
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const info = async (secret: string, session?: string) =>
  app.call('login.get_invite_info', { invite_id: secret }, session === undefined ? {} : { session });
const stateOf = async (secret: string) => (await info(secret)).data.state;
const roleOf = async (person: Seeded) =>
  (
    await sql('select role from memberships where workspace_id = $1 and account_id = $2', [
      workspace,
      person.id,
    ])
  ).rows[0]?.role;
const joinsLogged = async () =>
  (
    await sql("select account_id from audit_events where workspace_id = $1 and action = 'members.join'", [
      workspace,
    ])
  ).rows.map(({ account_id }) => account_id);

describe('joining', () => {
  test('makes a member with the invitation’s role, at once, and says so in the log', async () => {
    const link = await invite(app, owner, workspace, { role: 'viewer', note: 'Welcome' });
    const { code, data } = await join(app, lena, link.id);
    expect([code, data]).toEqual([200, { company_id: workspace, company_name: `${owner.name}'s workspace` }]);
    expect(await roleOf(lena)).toBe('viewer');
    const there = await app.call('users.get_all', {}, { session: lena.session, tenant: workspace });
    expect(there.data.users.map(({ id }: Seeded) => id)).toContain(owner.id);
    expect(await joinsLogged()).toEqual([lena.id]);
  });

  test('opening uses nothing up: only Join does', async () => {
    const link = await invite(app, owner, workspace);
    for (let times = 0; times < 3; times++) expect((await info(link.id)).data.active).toBe(true);
    expect((await join(app, lena, link.id)).code).toBe(200);
    expect((await info(link.id)).data).toMatchObject({ active: false, state: 'accepted' });
  });

  test('a used link is refused to the next, and to whoever used it and left', async () => {
    const link = await invite(app, owner, workspace);
    await join(app, lena, link.id);
    const other = await join(app, await seedPerson(app.parts), link.id);
    expect([other.code, other.subcode, other.error.state]).toEqual([400, 56, 'accepted']);
    await sql('delete from memberships where workspace_id = $1 and account_id = $2', [workspace, lena.id]);
    const replay = await join(app, lena, link.id);
    expect([replay.code, replay.subcode]).toEqual([400, 56]);
    expect(await roleOf(lena)).toBeUndefined();
  });

  test('a link for many is refused to a removed member who used it', async () => {
    const link = await invite(app, owner, workspace, { uses: null });
    await join(app, lena, link.id);
    await sql('delete from memberships where workspace_id = $1 and account_id = $2', [workspace, lena.id]);
    expect((await join(app, lena, link.id)).subcode).toBe(56);
    expect((await join(app, await seedPerson(app.parts), link.id)).code).toBe(200);
  });

  test('a member already uses nothing up', async () => {
    const link = await invite(app, owner, workspace);
    expect((await join(app, owner, link.id)).code).toBe(200);
    expect(await stateOf(link.id)).toBe('pending');
    expect(await roleOf(owner)).toBe('owner');
  });

  test('a link for three lets three in', async () => {
    const link = await invite(app, owner, workspace, { uses: 3 });
    const codes = [];
    for (let n = 0; n < 4; n++) codes.push((await join(app, await seedPerson(app.parts), link.id)).subcode);
    expect(codes).toEqual([0, 0, 0, 56]);
  });

  test('neither a key pair nor a token joins', async () => {
    const link = await invite(app, owner, workspace);
    const answer = await app.call('login.join_company', { invite_id: link.id }, { basic: lena.key });
    expect([answer.code, answer.subcode]).toEqual([403, 20]);
  });
});

describe('an invitation that has ended', () => {
  test.each([
    ['expired', "update invitations set expires_at = now() - interval '1 second' where id = $1"],
    ['declined', 'update invitations set declined_at = now() where id = $1'],
    ['revoked', 'update invitations set revoked_at = now() where id = $1'],
  ])('%s is refused with its state and who to ask', async (state, change) => {
    const link = await invite(app, owner, workspace);
    await sql(change, [link.invite]);
    const { code, subcode, error } = await join(app, lena, link.id);
    expect([code, subcode, error.state, error.user_name]).toEqual([400, 56, state, owner.name]);
    expect((await info(link.id)).data).toMatchObject({ active: false, state, user_name: owner.name });
    expect(await roleOf(lena)).toBeUndefined();
  });

  test('garbage, a public id and an old link are all unknown', async () => {
    const link = await invite(app, owner, workspace);
    await app.call('invitations.resend', { invite: link.invite }, { session: owner.session });
    for (const secret of ['garbage', '', link.invite, link.id]) {
      for (const answer of [await join(app, lena, secret), await info(secret)])
        expect([answer.code, answer.subcode]).toEqual([400, 54]);
    }
  });

  test('guessing has to wait after ten failures, a good link never', async () => {
    const link = await invite(app, owner, workspace);
    const subcodes = [];
    for (let n = 0; n < 12; n++) subcodes.push((await info(`guess ${n}`)).subcode);
    expect(subcodes.slice(0, 10)).toEqual(Array(10).fill(54));
    expect(subcodes.at(-1)).toBe(51);
    expect((await info(link.id)).code).toBe(200);
  });
});

describe('the inviter', () => {
  const removals: [string, (who: Seeded) => Promise<unknown>][] = [
    [
      'removed',
      ({ id }) => sql('delete from memberships where workspace_id = $1 and account_id = $2', [workspace, id]),
    ],
    ['demoted', ({ id }) => setRole(id, 'member')],
    ['disabled', ({ id }) => sql("update accounts set state = 'disabled' where id = $1", [id])],
  ];
  const setRole = (id: string, role: string) =>
    sql('update memberships set role = $3 where workspace_id = $1 and account_id = $2', [
      workspace,
      id,
      role,
    ]);

  test.each(removals)('%s since: the invitation is dead', async (_how, change) => {
    const admin = await seedColleague(app, workspace, 'administrator');
    const link = await invite(app, admin, workspace);
    await change(admin);
    const { subcode, error } = await join(app, lena, link.id);
    expect([subcode, error.state]).toEqual([56, 'revoked']);
    expect(await roleOf(lena)).toBeUndefined();
  });

  test('demoted and promoted again: it stays dead', async () => {
    const admin = await seedColleague(app, workspace, 'administrator');
    const link = await invite(app, admin, workspace);
    await setRole(admin.id, 'viewer');
    await setRole(admin.id, 'administrator');
    expect((await join(app, lena, link.id)).subcode).toBe(56);
    expect((await join(app, lena, (await invite(app, admin, workspace)).id)).code).toBe(200);
  });

  test('others’ invitations live on', async () => {
    const admin = await seedColleague(app, workspace, 'administrator');
    const link = await invite(app, owner, workspace);
    await setRole(admin.id, 'viewer');
    expect(await stateOf(link.id)).toBe('pending');
  });

  test('is a member, and the workspace lets members invite no more', async () => {
    const member = await seedColleague(app, workspace, 'member');
    await sql('update workspaces set members_invite = true where id = $1', [workspace]);
    const link = await invite(app, member, workspace);
    await sql('update workspaces set members_invite = false where id = $1', [workspace]);
    expect((await join(app, lena, link.id)).subcode).toBe(56);
  });

  test('deleted the workspace: its invitations end, also if it comes back', async () => {
    const link = await invite(app, owner, workspace);
    await sql('update workspaces set deleted_at = now() where id = $1', [workspace]);
    expect((await join(app, lena, link.id)).subcode).toBe(56);
    await sql('update workspaces set deleted_at = null where id = $1', [workspace]);
    expect((await join(app, lena, link.id)).subcode).toBe(56);
  });
});

describe('a locked invitation', () => {
  test('is for one address; another account learns which, and nothing is used up', async () => {
    const link = await invite(app, owner, workspace, { email: lena.email.toUpperCase() });
    const jonas = await seedPerson(app.parts);
    const { code, subcode, error } = await join(app, jonas, link.id);
    expect([code, subcode, error.email]).toEqual([400, 67, lena.email]);
    expect((await info(link.id, jonas.session)).data.caller).toMatchObject({
      email: jonas.email,
      admitted: false,
      member: null,
    });
    expect((await info(link.id, lena.session)).data.caller.admitted).toBe(true);
    expect((await join(app, lena, link.id)).code).toBe(200);
  });

  test('is not opened by an account whose address only looks the same', async () => {
    const link = await invite(app, owner, workspace, { email: 'lena@example.org' });
    const body = { invite_id: link.id, name: 'Not Lena', password: PASSWORD };
    const { code, subcode } = await app.call('invitations.sign_up', { ...body, email: 'lenа@example.org' });
    expect([code, subcode]).toEqual([400, 800]);
  });
});

describe('seats', () => {
  test('two people taking the last seat in the same instant: one gets it', async () => {
    await setSeats(app, workspace, 2);
    const link = await invite(app, owner, workspace, { uses: 2 });
    const jonas = await seedPerson(app.parts);
    const answers = await heldBack(
      app.parts.database.pool,
      `select 1 from workspaces where id = '${workspace}' for update`,
      2,
      () => [join(app, lena, link.id), join(app, jonas, link.id)],
    );
    expect(answers.map(({ code, subcode }) => [code, subcode]).toSorted()).toEqual([
      [200, 0],
      [400, 61],
    ]);
    expect(await joinsLogged()).toHaveLength(1);
  });

  test('two people taking the last seat in the same instant with two links: one gets it', async () => {
    await setSeats(app, workspace, 2);
    const [first, second] = [
      await invite(app, owner, workspace, { uses: null }),
      await invite(app, owner, workspace, { uses: null }),
    ];
    const jonas = await seedPerson(app.parts);
    const answers = await heldBack(
      app.parts.database.pool,
      `select 1 from workspaces where id = '${workspace}' for update`,
      2,
      () => [join(app, lena, first.id), join(app, jonas, second.id)],
    );
    expect(answers.map(({ subcode }) => subcode).toSorted()).toEqual([0, 61]);
    expect(await joinsLogged()).toHaveLength(1);
  });

  test('two people with one single-use link in the same instant: one gets in', async () => {
    const link = await invite(app, owner, workspace);
    const jonas = await seedPerson(app.parts);
    const answers = await heldBack(
      app.parts.database.pool,
      `select 1 from workspaces where id = '${workspace}' for update`,
      2,
      () => [join(app, lena, link.id), join(app, jonas, link.id)],
    );
    expect(answers.map(({ subcode }) => subcode).toSorted()).toEqual([0, 56]);
  });

  test('a pending single-use invitation holds its seat against a link for many', async () => {
    await setSeats(app, workspace, 2);
    const many = await invite(app, owner, workspace, { uses: null });
    const one = await invite(app, owner, workspace);
    expect((await join(app, lena, many.id)).subcode).toBe(61);
    expect((await join(app, lena, one.id)).code).toBe(200);
  });

  test('a limit lowered below what is held removes nobody and lets nobody more in', async () => {
    const [first, second] = [await invite(app, owner, workspace), await invite(app, owner, workspace)];
    await setSeats(app, workspace, 2);
    expect((await join(app, lena, first.id)).code).toBe(200);
    expect((await join(app, await seedPerson(app.parts), second.id)).subcode).toBe(61);
    await setSeats(app, workspace, 1);
    expect(await roleOf(lena)).toBe('member');
  });

  test('an account made for the workspace by its administrator needs a seat too', async () => {
    await setSeats(app, workspace, 1);
    await sql('update accounts set server_admin = true where id = $1', [owner.id]);
    const body = { email: 'new@example.org', name: 'New person', company: workspace };
    const { code, subcode } = await app.call('auth.create_user', body, { session: owner.session });
    expect([code, subcode]).toEqual([400, 61]);
  });
});
