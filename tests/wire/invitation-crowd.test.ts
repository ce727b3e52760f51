import { afterAll, beforeAll, expect, test } from 'vitest';
import { insertAccount } from '../../src/server/features/accounts/store.ts';
import { beginSession } from '../../src/server/features/sessions/sessions.ts';
import { invite, join, setSeats } from '../support/invitations.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const CROWD = 200;
const SEATS = 6;

let one: TestApp;
let two: TestApp;
beforeAll(async () => {
  one = await createTestApp();
  two = await createTestApp({ database: one.database });
});
afterAll(async () => {
  await two.end();
  await one.end();
});

/** An account with a session and nothing more. */
async function seedAccount(n: number): Promise<Pick<Seeded, 'id' | 'session'>> {
  const { database, keyRing } = one.parts;
  const person = {
    email: `crowd${n}@example.org`,
    name: `Crowd ${n}`,
    server_admin: false,
    password_hash: null,
  };
  const { id } = await insertAccount(database.db, person);
  const from = { user_agent: 'test', address: '192.0.2.1' };
  return { id, session: await beginSession(database.db, keyRing, id, from) };
}

test('of 200 accounts joining by one link at the same instant on two apps exactly five get in', async () => {
  const owner = await seedPerson(one.parts);
  const workspace = owner.workspace_id;
  const crowd = await Promise.all(Array.from({ length: CROWD }, (_, n) => seedAccount(n)));
  const link = await invite(one, owner, workspace, { uses: CROWD });
  await setSeats(one, workspace, SEATS);

  const answers = await Promise.all(crowd.map((person, n) => join(n % 2 ? one : two, person, link.id)));

  const kinds = answers.map(({ code, subcode }) => `${code}/${subcode}`).toSorted();
  expect(kinds).toEqual([...Array(SEATS - 1).fill('200/0'), ...Array(CROWD - SEATS + 1).fill('400/61')]);
  const inside = crowd.filter((_, n) => answers[n]?.code === 200).map(({ id }) => id);
  const ids = async (text: string) =>
    (await one.parts.database.pool.query(text, [workspace])).rows.map(({ account_id }) => account_id);
  const members = await ids('select account_id from memberships where workspace_id = $1');
  expect(members.toSorted()).toEqual([owner.id, ...inside].toSorted());
  expect((await ids('select account_id from invitation_uses where workspace_id = $1')).toSorted()).toEqual(
    inside.toSorted(),
  );
  const logged = await ids(
    "select account_id from audit_events where workspace_id = $1 and action = 'members.join'",
  );
  expect(logged.toSorted()).toEqual(inside.toSorted());
  for (const app of [one, two]) {
    const { data } = await app.call('organization.get_invites', {}, { session: owner.session });
    expect([data.allocated_users, data.allowed_users, data.held_users, data.invites[0].uses]).toEqual([
      SEATS,
      SEATS,
      0,
      SEATS - 1,
    ]);
  }
});
