import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  type Seeded,
  seedKey,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { REVOKED_MS, within } from '../../../../tests/support/within.ts';

let app: TestApp;
let owner: Seeded;
let administrator: Seeded;
let member: Seeded;
/** A workspace of all three that is nobody's personal one. */
let workspace: string;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  [owner, administrator, member] = [
    await seedPerson(app.parts),
    await seedPerson(app.parts),
    await seedPerson(app.parts),
  ];
  const { data } = await app.call('workspaces.create', { name: 'Vision' }, { session: owner.session });
  workspace = data.id;
  await seedMember(app.parts, workspace, administrator.id, 'administrator');
  await seedMember(app.parts, workspace, member.id, 'member');
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const here = ({ session }: Seeded): As => ({ session, tenant: workspace });
const call = (name: string, body: object, who: Seeded) => app.call(name, body, here(who));
const setRole = (user: string, role: string, who: Seeded) => call('workspaces.set_role', { user, role }, who);
const leave = (who: Seeded, company_id = workspace) =>
  app.call('login.leave_company', { company_id }, { session: who.session });

async function roles(at = workspace): Promise<Record<string, string>> {
  const { rows } = await sql('select account_id, role from memberships where workspace_id = $1', [at]);
  return Object.fromEntries(rows.map(({ account_id, role }) => [account_id, role]));
}

async function lastEvent(action: string) {
  const { rows } = await sql(
    'select * from audit_events where action = $1 and workspace_id = $2 order by at desc, id desc limit 1',
    [action, workspace],
  );
  return rows[0];
}

describe('workspaces.set_role', () => {
  test('sets each of the four roles, and tells the log who did it, from what, to what', async () => {
    for (const role of ['viewer', 'administrator', 'owner', 'member'])
      expect((await setRole(member.id, role, owner)).data).toEqual({ updated: 1 });
    expect((await setRole(member.id, 'member', owner)).data).toEqual({ updated: 0 });
    expect(await roles()).toEqual({
      [owner.id]: 'owner',
      [administrator.id]: 'administrator',
      [member.id]: 'member',
    });
    expect(await lastEvent('members.role')).toMatchObject({
      actor_id: owner.id,
      account_id: member.id,
      detail: { before: 'owner', after: 'member' },
    });
  });

  test('only owners make owners and change them; members change nobody', async () => {
    expect((await setRole(member.id, 'owner', administrator)).code).toBe(403);
    expect((await setRole(administrator.id, 'owner', administrator)).code).toBe(403);
    expect((await setRole(owner.id, 'member', administrator)).code).toBe(403);
    expect((await setRole(member.id, 'administrator', member)).code).toBe(403);
    expect((await setRole(member.id, 'administrator', administrator)).code).toBe(200);
    expect((await roles())[owner.id]).toBe('owner');
  });

  test('never leaves a workspace without an owner who can sign in', async () => {
    const refused = await setRole(owner.id, 'administrator', owner);
    expect([refused.subcode, refused.error.rule]).toEqual([12, 'is the only owner of this workspace']);
    await setRole(member.id, 'owner', owner);
    await sql("update accounts set state = 'disabled' where id = $1", [member.id]);
    expect((await setRole(owner.id, 'viewer', owner)).subcode).toBe(12);
    expect((await setRole(member.id, 'member', owner)).code).toBe(200);
    expect((await setRole(member.id, 'owner', owner)).error.rule).toContain('is disabled');
    expect((await roles())[owner.id]).toBe('owner');
  });

  test('a personal workspace may have further owners, but its person stays one', async () => {
    await seedMember(app.parts, owner.workspace_id, member.id, 'owner');
    const at = { session: member.session, tenant: owner.workspace_id };
    for (const [name, body] of [
      ['workspaces.set_role', { user: owner.id, role: 'member' }],
      ['workspaces.remove_member', { user: owner.id }],
    ] as const)
      expect([name, (await app.call(name, body, at)).error.rule]).toEqual([
        name,
        'owns this personal workspace for good',
      ]);
    expect((await leave(owner, owner.workspace_id)).error.rule).toBe('is your personal workspace');
    const given = await app.call(
      'workspaces.transfer',
      { user: member.id },
      { session: owner.session, tenant: owner.workspace_id },
    );
    expect(given.subcode).toBe(12);
    expect(await roles(owner.workspace_id)).toEqual({ [owner.id]: 'owner', [member.id]: 'owner' });
  });

  test('a service account is never more than a member, and is not removed as a person is', async () => {
    const service = await seedService(app.parts, workspace, true);
    for (const role of ['owner', 'administrator'])
      expect((await setRole(service.id, role, owner)).subcode).toBe(12);
    expect((await setRole(service.id, 'viewer', owner)).data).toEqual({ updated: 1 });
    expect((await call('workspaces.remove_member', { user: service.id }, owner)).subcode).toBe(12);
  });

  test('somebody elsewhere and nobody are told alike', async () => {
    const stranger = await seedPerson(app.parts);
    for (const [name, rest] of [
      ['workspaces.set_role', { role: 'viewer' }],
      ['workspaces.transfer', {}],
      ['workspaces.remove_member', {}],
      ['workspaces.leave_preview', {}],
    ] as const) {
      const answers = await Promise.all(
        [stranger.id, 'f'.repeat(32), 'x'].map((user) => call(name, { user, ...rest }, owner)),
      );
      for (const { subcode, error, message } of answers)
        expect([subcode, error, message]).toEqual([301, answers[0]?.error, answers[0]?.message]);
    }
  });
});

describe('workspaces.transfer', () => {
  test('makes the other owner and the caller administrator', async () => {
    expect((await call('workspaces.transfer', { user: member.id }, owner)).code).toBe(200);
    expect(await roles()).toMatchObject({ [owner.id]: 'administrator', [member.id]: 'owner' });
    expect((await call('workspaces.transfer', { user: owner.id }, owner)).code).toBe(403);
  });

  test('is one step: when the second half is refused, the first did not happen', async () => {
    await sql("update accounts set state = 'disabled' where id = $1", [member.id]);
    expect((await call('workspaces.transfer', { user: member.id }, owner)).subcode).toBe(12);
    expect((await call('workspaces.transfer', { user: owner.id }, owner)).subcode).toBe(12);
    expect(await roles()).toMatchObject({ [owner.id]: 'owner', [member.id]: 'member' });
  });
});

describe('removing and leaving', () => {
  test.each(['removed', 'left'])(
    'one who is %s: pairs, tokens and the choice end within a second',
    async (how) => {
      const pair = { basic: await seedKey(app.parts, { account_id: member.id, workspace_id: workspace }) };
      const token = { bearer: (await app.call('auth.login', {}, pair)).data.token };
      const ME = 'users.get_all';
      for (const as of [pair, token, here(member)]) expect((await app.call(ME, {}, as)).code).toBe(200);
      if (how === 'removed')
        expect((await call('workspaces.remove_member', { user: member.id }, administrator)).data).toEqual({
          credentials_revoked: 1,
        });
      else
        expect((await leave(member)).data).toEqual({
          company_id: member.workspace_id,
          company_name: expect.stringContaining('workspace'),
          token: null,
        });
      await Promise.all(
        (
          [
            [pair, 401],
            [token, 401],
            [here(member), 400],
          ] as const
        ).map(([as, code]) =>
          within(
            REVOKED_MS,
            () => app.call(ME, {}, as),
            (answer) => answer.code === code,
          ),
        ),
      );
      expect((await app.call(ME, {}, { basic: member.key })).code).toBe(200);
      const event = await lastEvent(how === 'removed' ? 'members.remove' : 'members.leave');
      expect(event.account_id).toBe(member.id);
      expect(event.detail).toEqual({
        role: 'member',
        credentials: [{ access_key: pair.basic.access_key, label: 'seeded' }],
      });
    },
  );

  test('an administrator does not remove an owner, nor a member anybody', async () => {
    expect((await call('workspaces.remove_member', { user: owner.id }, administrator)).code).toBe(403);
    expect((await call('workspaces.remove_member', { user: administrator.id }, member)).code).toBe(403);
    expect(Object.keys(await roles())).toHaveLength(3);
  });

  test('the last owner neither leaves nor is removed; one of two does both', async () => {
    expect((await leave(owner)).error.rule).toBe('is the only owner of this workspace');
    expect((await call('workspaces.remove_member', { user: owner.id }, owner)).subcode).toBe(12);
    await setRole(member.id, 'owner', owner);
    expect((await leave(owner)).code).toBe(200);
    expect((await leave(member)).subcode).toBe(12);
    expect((await roles())[member.id]).toBe('owner');
  });

  test('a foreign, a deleted and an unknown workspace are told alike, also to a pair of another one', async () => {
    const stranger = await seedPerson(app.parts);
    const deleted = (await app.call('workspaces.create', { name: 'Old' }, { session: stranger.session })).data
      .id;
    await app.call('workspaces.delete', { name: 'Old' }, { session: stranger.session, tenant: deleted });
    for (const answer of [
      await leave(stranger),
      await leave(stranger, deleted),
      await leave(stranger, 'f'.repeat(32)),
      await leave(stranger, ''),
      await app.call('login.leave_company', { company_id: workspace }, { basic: member.key }),
    ])
      expect([answer.code, answer.subcode, answer.error]).toEqual([400, 10, { field: 'company_id' }]);
    expect((await roles())[member.id]).toBe('member');
  });
});

describe('workspaces.leave_preview', () => {
  test('shows workers of the last seven days, living pairs and the vaults that stop', async () => {
    const of = { account_id: member.id, workspace_id: workspace };
    const [living, revoked] = [await seedKey(app.parts, of), await seedKey(app.parts, of)];
    await app.call('auth.revoke_credentials', { access_key: revoked.access_key }, here(member));
    for (const [worker, days] of [
      ['gpu-1', 1],
      ['gpu-2', 6],
      ['gone', 8],
    ])
      await sql(
        `insert into client_workers (workspace_id, account_id, worker, client, address, seen_at)
          values ($1, $2, $3, 'clearml-2.1.7', '192.0.2.1', now() - make_interval(days => $4))`,
        [workspace, member.id, worker, days],
      );
    await seedVault('for all', true);
    await seedVault('off', true, { enabled: false });
    await seedVault('others', false);
    const chosen = await seedVault('chosen', false);
    await sql('insert into vault_members values ($1, $2, $3)', [workspace, chosen, member.id]);
    await seedVault('mine', true, { account_id: member.id });
    for (const who of [member, administrator]) {
      const { data } = await call('workspaces.leave_preview', { user: member.id }, who);
      expect(data.workers.map(({ worker }: { worker: string }) => worker)).toEqual(['gpu-1', 'gpu-2']);
      expect(data.credentials).toEqual([{ access_key: living.access_key, label: 'seeded', last_used: null }]);
      expect([data.vaults.toSorted(), data.personal_vault]).toEqual([['chosen', 'for all'], true]);
    }
    expect((await call('workspaces.leave_preview', { user: owner.id }, member)).code).toBe(403);
    expect((await call('workspaces.leave_preview', {}, owner)).data.personal_vault).toBe(false);
  });

  async function seedVault(
    name: string,
    for_all: boolean,
    { enabled = true, account_id = null }: { enabled?: boolean; account_id?: string | null } = {},
  ): Promise<string> {
    const { rows } = await sql(
      `insert into vaults (workspace_id, id, account_id, name, enabled, for_all, format, version, keys, served_sealed)
        values ($1, md5($2 || $1), $3, $2, $4, $5, 'hocon', 1, 0, '') returning id`,
      [workspace, name, account_id, enabled, for_all],
    );
    return rows[0].id;
  }
});

describe('an account that alone owns a workspace with others in it', () => {
  test.each(['accounts.disable', 'accounts.delete'])(
    '%s is refused, unless a member is named as new owner',
    async (name) => {
      const root = await seedPerson(app.parts, { server_admin: true });
      const act = (new_owner?: string) =>
        app.call(name, { account: owner.id, new_owner }, { session: root.session });
      const stranger = await seedPerson(app.parts);
      for (const heir of [undefined, stranger.id, owner.id]) {
        const { subcode, error } = await act(heir);
        expect([subcode, error.rule]).toEqual([12, 'is the only owner of "Vision", which has other members']);
      }
      expect((await roles())[owner.id]).toBe('owner');
      expect((await act(member.id)).code).toBe(200);
      expect((await roles())[member.id]).toBe('owner');
    },
  );

  test('is disabled freely while nobody else is there', async () => {
    const root = await seedPerson(app.parts, { server_admin: true });
    const loner = await seedPerson(app.parts);
    await seedService(app.parts, loner.workspace_id, false);
    expect((await app.call('accounts.disable', { account: loner.id }, { session: root.session })).code).toBe(
      200,
    );
  });
});
