import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { heldBack } from '../support/held-back.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

/** Two server processes' worth of app on one database. */
let here: TestApp;
let there: TestApp;
beforeAll(async () => {
  here = await createTestApp();
  there = await createTestApp({ database: here.database });
});
afterAll(async () => {
  await there.end();
  await here.end();
});

let ada: Seeded;
let bob: Seeded;
let roots: Seeded[];
let workspace: string;
beforeEach(async () => {
  [ada, bob] = [await seedPerson(here.parts), await seedPerson(here.parts)];
  roots = [
    await seedPerson(here.parts, { server_admin: true }),
    await seedPerson(here.parts, { server_admin: true }),
  ];
  workspace = (await here.call('workspaces.create', { name: 'Team' }, { session: ada.session })).data.id;
  await seedMember(here.parts, workspace, bob.id, 'owner');
  await seedMember(here.parts, workspace, (await seedPerson(here.parts)).id, 'member');
});

type Way = (app: TestApp, who: Seeded, root: Seeded) => ReturnType<TestApp['call']>;
const WAYS: Record<string, Way> = {
  'leaves by itself': (app, who) =>
    app.call('login.leave_company', { company_id: workspace }, { session: who.session }),
  'is removed': (app, who) =>
    app.call('workspaces.remove_member', { user: who.id }, { session: who.session, tenant: workspace }),
  'is demoted': (app, who) =>
    app.call(
      'workspaces.set_role',
      { user: who.id, role: 'viewer' },
      { session: who.session, tenant: workspace },
    ),
  'is demoted by ClearML’s method': (app, who) =>
    app.call('auth.edit_user', { user: who.id, role: 'user' }, { session: who.session, tenant: workspace }),
  'has its account disabled': (app, who, root) =>
    app.call('accounts.disable', { account: who.id }, { session: root.session }),
  'has its account deleted': (app, who, root) =>
    app.call('accounts.delete', { account: who.id }, { session: root.session }),
};
const names = Object.keys(WAYS);
const way = (name: string): Way => WAYS[name] ?? expect.fail(name);

describe.each(names)('of the last two owners, when one %s on one process', (first) => {
  test.each(names)('and the other %s on another at the same instant, one stays', async (second) => {
    const { pool } = here.parts.database;
    // Both have come as far as the workspace before either may go on.
    const answers = await heldBack(
      pool,
      `select 1 from workspaces where id = '${workspace}' for update`,
      2,
      () => [way(first)(here, ada, roots[0] as Seeded), way(second)(there, bob, roots[1] as Seeded)],
    );
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 400]);
    const { rows } = await pool.query(
      `select count(*)::int as owners from memberships m join accounts a on a.id = m.account_id
        where m.workspace_id = $1 and m.role = 'owner' and a.state = 'active'`,
      [workspace],
    );
    expect(rows).toEqual([{ owners: 1 }]);
  });
});

test('somebody is not made owner by one process while the other disables them', async () => {
  const { pool } = here.parts.database;
  await way('leaves by itself')(here, bob, ada);
  await seedMember(here.parts, workspace, bob.id, 'administrator');
  const [transfer, disable] = await heldBack(
    pool,
    `select 1 from accounts where id = '${bob.id}' for update`,
    2,
    () => [
      here.call('workspaces.transfer', { user: bob.id }, { session: ada.session, tenant: workspace }),
      there.call('accounts.disable', { account: bob.id }, { session: roots[0]?.session ?? '' }),
    ],
  );
  expect([transfer?.code, disable?.code].toSorted()).toEqual([200, 400]);
});
