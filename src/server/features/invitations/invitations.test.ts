import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseDump } from '../../../../tests/support/database-dump.ts';
import { invite, seedColleague, setSeats } from '../../../../tests/support/invitations.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createTestApp({ environment: { ATRIUM_PUBLIC_URL: 'https://ml.example.org/atrium' } });
});
afterAll(() => app.end());
beforeEach(async () => {
  owner = await seedPerson(app.parts);
  workspace = owner.workspace_id;
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const as = (person: Seeded) => ({ session: person.session, tenant: workspace });
const create = (person: Seeded, wanted: Record<string, unknown> = {}) =>
  app.call('invitations.create', wanted, as(person));
const list = async (person: Seeded, body: Record<string, unknown> = {}) =>
  (await app.call('organization.get_invites', body, as(person))).data;
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];

describe('a link', () => {
  test('is answered once: secret, public id, and an address whose secret stands behind #', async () => {
    const { data } = await create(owner, { role: 'administrator', expires_in: '24h', note: 'Hello' });
    expect(data.url).toBe(`https://ml.example.org/atrium/invite#${data.id}`);
    expect(data.id).toMatch(/^[\w-]{43}$/);
    expect(data.invite).toMatch(/^[0-9a-f]{32}$/);
    const hours = (Date.parse(data.expires) - Date.now()) / 3_600_000;
    expect([hours > 23.9, hours <= 24]).toEqual([true, true]);
    const { invites } = await list(owner);
    expect(invites).toHaveLength(1);
    expect(invites[0]).toMatchObject({
      id: data.invite,
      user: owner.id,
      company: workspace,
      role: 'administrator',
      note: 'Hello',
      state: 'pending',
      uses: 0,
      uses_allowed: 1,
      mailed: false,
    });
  });

  test('of ClearML’s shape is for one member, for 24 hours, and counts seats', async () => {
    await setSeats(app, workspace, 3);
    const { data } = await app.call('organization.create_invite', {}, as(owner));
    expect(data).toMatchObject({ allowed_users: 3, allocated_users: 1 });
    expect((await list(owner)).invites[0]).toMatchObject({ role: 'member', uses_allowed: 1 });
    expect((await app.call('login.get_invite_info', { invite_id: data.id })).data).toMatchObject({
      user_name: owner.name,
      company_name: `${owner.name}'s workspace`,
      active: true,
    });
  });

  test('its secret is nowhere in the database or the log', async () => {
    const { id } = await invite(app, owner, workspace);
    for (const url of [`/?invite=${id}`, `/atrium/?invite=${id}`, `/atrium/api/debug.ping?invite=${id}`])
      await app.web.inject({ url });
    await app.call('login.get_invite_info', { invite_id: id });
    await app.call(
      'login.join_company',
      { invite_id: id },
      { session: (await seedPerson(app.parts)).session },
    );
    const kept = [...(await databaseDump(app.parts.database.pool)), ...app.logged].join('\n');
    expect(kept).not.toContain(id);
    expect(kept).not.toContain(Buffer.from(id).toString('hex'));
    expect(kept).not.toContain(Buffer.from(id, 'base64url').toString('hex'));
  });
});

describe('who invites', () => {
  test.each([
    ['owner', 'owner', 200],
    ['administrator', 'owner', 403],
    ['administrator', 'administrator', 200],
    ['member', 'member', 403],
    ['viewer', 'viewer', 403],
  ] as const)('%s to %s: %i', async (own, role, code) => {
    const person = own === 'owner' ? owner : await seedColleague(app, workspace, own);
    expect((await create(person, { role })).code).toBe(code);
  });

  test.each([
    ['member', 'member', 200],
    ['member', 'administrator', 403],
    ['viewer', 'viewer', 403],
  ] as const)('where members may: %s to %s: %i', async (own, role, code) => {
    await sql('update workspaces set members_invite = true where id = $1', [workspace]);
    const person = await seedColleague(app, workspace, own);
    expect((await create(person, { role })).code).toBe(code);
    const may = own === 'member' ? ['member', 'viewer'] : [];
    expect((await list(person)).may_invite).toEqual(may);
  });

  test('administrators see and revoke all, members only what they made', async () => {
    await sql('update workspaces set members_invite = true where id = $1', [workspace]);
    const member = await seedColleague(app, workspace, 'member');
    const admin = await seedColleague(app, workspace, 'administrator');
    const [mine, other] = [await invite(app, member, workspace), await invite(app, owner, workspace)];
    expect((await list(member)).invites.map(({ id }: { id: string }) => id)).toEqual([mine.invite]);
    expect((await list(admin)).invites).toHaveLength(2);
    const revoke = (person: Seeded, invites: string[]) =>
      app.call('organization.revoke_invites', { invites }, as(person));
    expect(codes(await revoke(member, [mine.invite, other.invite]))).toEqual([400, 10]);
    expect((await list(admin)).invites).toHaveLength(2);
    expect((await revoke(admin, [mine.invite, other.invite])).data).toEqual({ revoked: 2 });
    expect((await list(admin)).invites).toEqual([]);
    expect(
      (await list(admin, { active: false })).invites.map(({ state }: { state: string }) => state),
    ).toEqual(['revoked', 'revoked']);
    expect((await revoke(admin, [mine.invite])).data).toEqual({ revoked: 0 });
  });

  test('another workspace’s invitation is as unknown as none', async () => {
    const stranger = await seedPerson(app.parts);
    const theirs = await invite(app, stranger, stranger.workspace_id);
    for (const id of [theirs.invite, 'f'.repeat(32)]) {
      expect(codes(await app.call('organization.revoke_invites', { invites: [id] }, as(owner)))).toEqual([
        400, 10,
      ]);
      expect(codes(await app.call('invitations.resend', { invite: id }, as(owner)))).toEqual([400, 10]);
    }
    expect((await app.call('login.get_invite_info', { invite_id: theirs.id })).data.active).toBe(true);
  });
});

describe('bad input', () => {
  test.each([
    [{ email: 'no address' }, 12],
    [{ email: `${'x'.repeat(65)}@example.org` }, 800],
    [{ email: `x@${'y'.repeat(260)}.org` }, 12],
    [{ email: 'аdmin@example.org' }, 800],
    [{ email: 'lena@exаmple.org' }, 800],
    [{ email: 'lena@example.org', uses: 5 }, 12],
    [{ uses: 0 }, 12],
    [{ uses: 1e9 }, 12],
    [{ role: 'root' }, 12],
    [{ expires_in: '1y' }, 12],
    [{ note: 'x'.repeat(501) }, 12],
  ])('%j', async (wanted, subcode) => {
    expect(codes(await create(owner, wanted))).toEqual([400, subcode]);
    expect((await list(owner)).invites).toEqual([]);
  });

  test('an address is invited once, a member’s never', async () => {
    const lena = await seedColleague(app, workspace, 'member');
    expect(codes(await create(owner, { email: lena.email }))).toEqual([400, 801]);
    expect((await create(owner, { email: 'jonas@example.org' })).code).toBe(200);
    const again = await create(owner, { email: ' Jonas@Example.org' });
    expect([...codes(again), again.error.rule]).toEqual([400, 801, 'is invited already']);
  });

  test('an address of one foreign script is an address', async () => {
    expect((await create(owner, { email: 'müller@bücher.example' })).code).toBe(200);
    expect((await create(owner, { email: 'почта@пример.рф' })).code).toBe(200);
  });
});

describe('seats', () => {
  test('a pending single-use invitation holds one, a link for many none', async () => {
    await setSeats(app, workspace, 3);
    await invite(app, owner, workspace, { uses: null });
    const held = await invite(app, owner, workspace);
    await invite(app, owner, workspace);
    expect(await list(owner)).toMatchObject({ allocated_users: 1, held_users: 2, allowed_users: 3 });
    expect(codes(await create(owner))).toEqual([400, 61]);
    await app.call('organization.revoke_invites', { invites: [held.invite] }, as(owner));
    expect((await create(owner)).code).toBe(200);
  });

  test('one that is dead with its inviter holds none, and again one when it lives again', async () => {
    await sql('update workspaces set members_invite = true where id = $1', [workspace]);
    const [admin, member] = [
      await seedColleague(app, workspace, 'administrator'),
      await seedColleague(app, workspace, 'member'),
    ];
    await setSeats(app, workspace, 5);
    await invite(app, admin, workspace);
    await invite(app, member, workspace);
    const held = async () => (await list(owner)).held_users;
    expect([await held(), ...codes(await create(owner))]).toEqual([2, 400, 61]);
    await sql('update workspaces set members_invite = false where id = $1', [workspace]);
    expect(await held()).toBe(1);
    await sql("update accounts set state = 'disabled' where id = $1", [admin.id]);
    expect([await held(), ...codes(await create(owner))]).toEqual([0, 200, 0]);
    await sql("update accounts set state = 'active' where id = $1", [admin.id]);
    expect(await held()).toBe(2);
  });

  test('service accounts take none', async () => {
    await setSeats(app, workspace, 2);
    await sql("insert into accounts (id, kind, name) values ($1, 'service', 'agents')", [
      workspace.split('').reverse().join(''),
    ]);
    await sql("insert into memberships (workspace_id, account_id, role) values ($1, $2, 'member')", [
      workspace,
      workspace.split('').reverse().join(''),
    ]);
    expect((await create(owner)).code).toBe(200);
  });

  test('an expired invitation holds none until it is sent again', async () => {
    await setSeats(app, workspace, 2);
    const old = await invite(app, owner, workspace);
    await sql("update invitations set expires_at = now() - interval '1 day' where id = $1", [old.invite]);
    await invite(app, owner, workspace);
    expect(codes(await app.call('invitations.resend', { invite: old.invite }, as(owner)))).toEqual([400, 61]);
  });
});

describe('sending again', () => {
  test('makes a new link with its whole life; the old one dies', async () => {
    const first = await invite(app, owner, workspace, { expires_in: '7d' });
    await sql("update invitations set expires_at = now() - interval '1 day' where id = $1", [first.invite]);
    const { data } = await app.call('invitations.resend', { invite: first.invite }, as(owner));
    const days = (Date.parse(data.expires) - Date.now()) / 86_400_000;
    expect([days > 6.99, days <= 7]).toEqual([true, true]);
    const secret = data.url.split('#')[1];
    expect((await app.call('login.get_invite_info', { invite_id: secret })).data.active).toBe(true);
    expect(codes(await app.call('login.get_invite_info', { invite_id: first.id }))).toEqual([400, 54]);
  });

  test('is refused once it was revoked', async () => {
    const { invite: id } = await invite(app, owner, workspace);
    await app.call('organization.revoke_invites', { invites: [id] }, as(owner));
    const { code, subcode, error } = await app.call('invitations.resend', { invite: id }, as(owner));
    expect([code, subcode, error.rule]).toEqual([400, 56, 'was revoked']);
  });
});

test('every change of an invitation stands in the log, by whom, without its secret', async () => {
  const { invite: id } = await invite(app, owner, workspace, { email: 'lena@example.org' });
  await app.call('invitations.resend', { invite: id }, as(owner));
  await app.call('organization.revoke_invites', { invites: [id] }, as(owner));
  const { rows } = await sql('select action, actor_id from audit_events where target = $1 order by at, id', [
    id,
  ]);
  expect(rows).toEqual(
    ['invitations.create', 'invitations.resend', 'invitations.revoke'].map((action) => ({
      action,
      actor_id: owner.id,
    })),
  );
});
