import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Seeded,
  seedKey,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { placeS3, SECRET_KEYS } from '../../../../tests/support/storage-entries.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';
import { eraseDeletedWorkspaces } from './workspaces.ts';

let app: TestApp;
let owner: Seeded;
let member: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  [owner, member] = [await seedPerson(app.parts), await seedPerson(app.parts)];
  workspace = (await create(owner, 'Vision')).data.id;
  await seedMember(app.parts, workspace, member.id, 'administrator');
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const create = ({ session }: Seeded, name: string) => app.call('workspaces.create', { name }, { session });
const call = (name: string, body: object, { session }: Seeded, tenant = workspace) =>
  app.call(name, body, { session, tenant });
const remove = (who = owner, name = 'Vision') => call('workspaces.delete', { name }, who);
const restore = (who = owner, id = workspace) =>
  app.call('workspaces.restore', { workspace: id }, { session: who.session });
const companies = async ({ session }: Seeded) =>
  (await app.call('organization.get_user_companies', {}, { session })).data.companies;

describe('workspaces.create', () => {
  test('makes a workspace its maker owns, beside the personal one', async () => {
    const all = await companies(owner);
    expect(all.map(({ name, role, personal }: Record<string, unknown>) => [name, role, personal])).toEqual([
      [expect.any(String), 'owner', true],
      ['Vision', 'owner', false],
    ]);
    expect(all[1]).toMatchObject({ id: workspace, allowed: null, members_invite: false });
    expect((await call('users.get_all', {}, owner)).code).toBe(200);
  });

  test.each(['', '   ', 'x'.repeat(121), 'a\nb', 7, null])('refuses %j as a name', async (name) => {
    const answer = await app.call('workspaces.create', { name }, { session: owner.session });
    expect([answer.subcode, answer.error.field]).toEqual([12, 'name']);
  });
});

describe('workspaces.update', () => {
  test('renames at once everywhere, and says what it changed', async () => {
    const answer = await call('workspaces.update', { name: ' Robots ', members_invite: true }, member);
    expect(answer.data).toEqual({ updated: 1, fields: { name: 'Robots', members_invite: true } });
    expect((await call('workspaces.update', { name: 'Robots' }, member)).data).toEqual({
      updated: 0,
      fields: {},
    });
    expect((await call('workspaces.update', {}, member)).data.updated).toBe(0);
    expect((await companies(owner))[1]).toMatchObject({ name: 'Robots', members_invite: true });
    const { rows } = await sql(
      "select actor_id, detail from audit_events where action = 'workspaces.update' and workspace_id = $1",
      [workspace],
    );
    expect(rows).toEqual([
      {
        actor_id: member.id,
        detail: {
          before: { name: 'Vision', members_invite: false },
          after: { name: 'Robots', members_invite: true },
        },
      },
    ]);
  });
});

describe('workspaces.delete', () => {
  test('ends pairs, tokens and the choice within a second; the typed name must match', async () => {
    const pair = { basic: await seedKey(app.parts, { account_id: member.id, workspace_id: workspace }) };
    const token = { bearer: (await app.call('auth.login', {}, pair)).data.token };
    const chosen = { session: owner.session, tenant: workspace };
    for (const as of [pair, token, chosen]) expect((await app.call('users.get_all', {}, as)).code).toBe(200);
    for (const typed of ['vision', 'Visio', '']) {
      const { subcode, error } = await remove(owner, typed);
      expect([subcode, error.field]).toEqual([12, 'name']);
    }
    expect((await remove(member)).code).toBe(403);
    expect((await remove(owner)).code).toBe(200);
    await Promise.all(
      (
        [
          [pair, 401],
          [token, 401],
          [chosen, 400],
        ] as const
      ).map(([as, code]) =>
        within(
          REVOKED_MS,
          () => app.call('users.get_all', {}, as),
          (answer) => answer.code === code,
        ),
      ),
    );
    expect(await companies(owner)).toHaveLength(1);
  });

  test('never a personal one', async () => {
    const { name } = (await companies(owner))[0];
    const answer = await call('workspaces.delete', { name }, owner, owner.workspace_id);
    expect([answer.subcode, answer.error.field]).toEqual([12, 'name']);
  });
});

describe('workspaces.restore', () => {
  test('brings back data and members, not credentials and invitations', async () => {
    const pair = await seedKey(app.parts, { account_id: member.id, workspace_id: workspace });
    await sql(
      `insert into invitations (workspace_id, id, secret_hash, inviter_id, role, expires_at)
        values ($1, md5($1), 'x', $2, 'member', now() + interval '1 day')`,
      [workspace, owner.id],
    );
    const { rows: seats } = await sql('select count(*)::int as n from memberships where workspace_id = $1', [
      workspace,
    ]);
    await remove();
    const listed = await app.call('workspaces.get_deleted', {}, { session: owner.session });
    const [shown] = listed.data.workspaces;
    expect(listed.data.workspaces).toHaveLength(1);
    expect(shown).toMatchObject({ id: workspace, name: 'Vision' });
    expect(Date.parse(shown.erased) - Date.parse(shown.deleted)).toBe(7 * 86_400_000);
    expect((await restore()).code).toBe(200);
    expect(await companies(owner)).toHaveLength(2);
    expect((await call('users.get_all', {}, member)).code).toBe(200);
    expect((await app.call('auth.login', {}, { basic: pair })).subcode).toBe(22);
    const { rows } = await sql(
      `select (select count(*)::int from memberships where workspace_id = $1) as n,
        (select count(*)::int from credentials where workspace_id = $1) as pairs,
        (select count(*)::int from invitations where workspace_id = $1) as invitations`,
      [workspace],
    );
    expect(rows).toEqual([{ n: seats[0].n, pairs: 0, invitations: 0 }]);
  });

  test('is for its owners, and for seven days; otherwise it is as if there were none', async () => {
    await remove();
    const stranger = await seedPerson(app.parts);
    for (const who of [member, stranger]) {
      expect(
        (await app.call('workspaces.get_deleted', {}, { session: who.session })).data.workspaces,
      ).toEqual([]);
      expect([(await restore(who)).subcode, (await restore(who, 'f'.repeat(32))).subcode]).toEqual([10, 10]);
    }
    await sql("update workspaces set deleted_at = now() - interval '7 days' where id = $1", [workspace]);
    expect((await restore()).subcode).toBe(10);
    expect(
      (await app.call('workspaces.get_deleted', {}, { session: owner.session })).data.workspaces,
    ).toEqual([]);
    expect((await restore(owner, owner.workspace_id)).subcode).toBe(10);
  });

  test('a workspace whose person is gone comes back to its other owner, as an ordinary one', async () => {
    const root = await seedPerson(app.parts, { server_admin: true });
    await seedMember(app.parts, owner.workspace_id, member.id, 'owner');
    const gone = await app.call(
      'accounts.delete',
      { account: owner.id, new_owner: member.id },
      { session: root.session },
    );
    expect(gone.code).toBe(200);
    expect((await restore(member, owner.workspace_id)).code).toBe(200);
    const [row] = (await companies(member)).filter(({ id }: { id: string }) => id === owner.workspace_id);
    expect(row).toMatchObject({ role: 'owner', personal: false });
    expect((await call('workspaces.delete', { name: row.name }, member, row.id)).code).toBe(200);
  });
});

describe('the erasure', () => {
  test('takes rows and data key after seven days, not before; the log stays', async () => {
    const { keyRing, database, files } = app.parts;
    const of = { purpose: 'workspace', id: workspace } as const;
    const sealed = await keyRing.sealText(database.db, of, ['t'], 'x');
    const service = await seedService(app.parts, workspace, true);
    await call('storage_access.save', { ...placeS3, secret: SECRET_KEYS }, owner);
    await remove();
    await eraseDeletedWorkspaces(database.db, files);
    expect((await sql('select 1 from workspaces where id = $1', [workspace])).rowCount).toBe(1);
    await sql("update workspaces set deleted_at = now() - interval '7 days' where id = $1", [workspace]);
    await Promise.all([
      eraseDeletedWorkspaces(database.db, files),
      eraseDeletedWorkspaces(database.db, files),
    ]);
    for (const table of [
      'workspaces where id',
      'memberships where workspace_id',
      'storage_entries where workspace_id',
      'keys where owner_id',
    ])
      expect((await sql(`select 1 from ${table} = $1`, [workspace])).rowCount).toBe(0);
    await within(
      REVOKED_MS,
      () => keyRing.unsealText(database.db, of, ['t'], sealed).catch(String),
      (answer) => answer.includes('is gone'),
    );
    const { rows } = await sql('select action from audit_events where workspace_id = $1 order by at, id', [
      workspace,
    ]);
    expect(rows.map(({ action }) => action)).toEqual([
      'workspaces.create',
      expect.stringContaining('credentials'),
      'storage_access.save',
      'workspaces.delete',
      'workspaces.erase',
    ]);
    expect((await sql('select state from accounts where id = $1', [service.id])).rows).toEqual([
      { state: 'deleted' },
    ]);
  });
});

describe('seats', () => {
  test('are set by those who administer the server, who see counts and owners but nothing inside', async () => {
    const root = await seedPerson(app.parts, { server_admin: true });
    const as = { session: root.session };
    const seats = (n: unknown, id = workspace) =>
      app.call('workspaces.set_seats', { workspace: id, seats: n }, as);
    expect((await seats(1)).code).toBe(200);
    const found = await app.call('workspaces.get_all', { search: workspace }, as);
    expect(found.data.workspaces).toEqual([
      {
        id: workspace,
        name: 'Vision',
        personal: false,
        owners: [owner.email],
        people: 2,
        seats: 1,
        created: expect.any(String),
      },
    ]);
    expect((await companies(owner))[1]).toMatchObject({ allocated: 2, allowed: 1 });
    expect((await call('users.get_all', {}, member)).code).toBe(200);
    expect((await seats(null)).code).toBe(200);
    expect((await companies(owner))[1].allowed).toBeNull();
    for (const bad of [0, -1, 1.5, 'many', undefined, 1e9])
      expect([bad, (await seats(bad)).subcode]).toEqual([bad, 12]);
    expect((await seats(3, 'f'.repeat(32))).subcode).toBe(10);
    await remove();
    expect((await seats(3)).subcode).toBe(10);
    expect((await call('users.get_all', {}, root)).subcode).toBe(10);
  });

  test('the list pages through every workspace once, by name', async () => {
    const root = await seedPerson(app.parts, { server_admin: true });
    for (const name of ['Zed', 'zed', 'Ärger', '100%']) await create(owner, name);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data }: { data: { workspaces: { id: string }[]; next: string | null } } = await app.call(
        'workspaces.get_all',
        { page_size: 3, after },
        { session: root.session },
      );
      seen.push(...data.workspaces.map(({ id }) => id));
      after = data.next;
    } while (after);
    const { rows } = await sql('select count(*)::int as n from workspaces where deleted_at is null');
    expect([seen.length, new Set(seen).size]).toEqual([rows[0].n, rows[0].n]);
    const bad = await app.call('workspaces.get_all', { after: 'x' }, { session: root.session });
    expect(bad.subcode).toBe(12);
  });
});
