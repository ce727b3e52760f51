import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type Seeded,
  seedKey,
  seedMember,
  seedPerson,
  seedService,
} from '../../../../tests/support/seeds.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let mira: Seeded;
let viewer: Seeded;
let stranger: Seeded;
const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const as = (person: Seeded): As => ({ session: person.session, tenant: owner.workspace_id });
const ask = (body: object = {}, who: As = as(owner)) => app.call('workspaces.get_members', body, who);
const ids = ({ data }: Awaited<ReturnType<typeof ask>>) => data.members.map(({ id }: { id: string }) => id);

beforeAll(async () => {
  app = await createTestApp();
  owner = await seedPerson(app.parts);
  mira = await seedPerson(app.parts);
  viewer = await seedPerson(app.parts);
  stranger = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, mira.id, 'member');
  await seedMember(app.parts, owner.workspace_id, viewer.id, 'viewer');
  await seedService(app.parts, owner.workspace_id, false);
  await sql("update accounts set name = 'Mira (100%) Okafor_x' where id = $1", [mira.id]);
});
afterAll(() => app.end());

describe('the list', () => {
  test('has the people of this workspace in the order they joined, and no service account', async () => {
    const answer = await ask();
    expect([answer.code, ids(answer), answer.data.total, answer.data.next]).toEqual([
      200,
      [owner.id, mira.id, viewer.id],
      3,
      null,
    ]);
    expect(answer.data.members[1]).toEqual({
      id: mira.id,
      name: 'Mira (100%) Okafor_x',
      email: mira.email,
      initials_color: expect.any(Number),
      role: 'member',
      state: 'active',
      joined: expect.stringMatching(/\.\d{6}\+00:00$/),
      last_active: null,
      credentials: 0,
    });
  });

  test('tells e-mail addresses to administrators and one’s own to oneself', async () => {
    const shown = async (who: Seeded) =>
      (await ask({}, as(who))).data.members.map(({ email }: { email: string | null }) => email);
    expect(await shown(owner)).toEqual([owner.email, mira.email, viewer.email]);
    expect(await shown(viewer)).toEqual([null, null, viewer.email]);
  });

  test('counts the key pairs that work, of this workspace only', async () => {
    const here = { workspace_id: owner.workspace_id, account_id: mira.id };
    await seedKey(app.parts, here);
    const [revoked, expired] = [await seedKey(app.parts, here), await seedKey(app.parts, here)];
    await sql('update credentials set revoked_at = now() where access_key = $1', [revoked.access_key]);
    await sql('update credentials set expires_at = now() where access_key = $1', [expired.access_key]);
    expect((await ask({ search: 'Mira' })).data.members[0].credentials).toBe(1);
  });

  test('says who was active here; what somebody does elsewhere does not count', async () => {
    const quiet = await seedPerson(app.parts);
    await seedMember(app.parts, owner.workspace_id, quiet.id, 'administrator');
    const lastActive = async () => (await ask({ role: 'administrator' })).data.members[0].last_active;
    await app.call('auth.login', {}, { basic: quiet.key });
    await app.call('users.get_all', {}, { session: quiet.session });
    expect(await lastActive()).toBe(null);
    await app.call('users.get_all', {}, as(quiet));
    expect(Date.parse(await lastActive())).toBeGreaterThan(Date.now() - 60_000);
    await sql('delete from memberships where account_id = $1 and workspace_id <> $2', [
      quiet.id,
      quiet.workspace_id,
    ]);
  });

  test('says that an account is disabled, and forgets who left', async () => {
    await sql("update accounts set state = 'disabled' where id = $1", [mira.id]);
    expect((await ask({ role: 'member' })).data.members[0].state).toBe('disabled');
    await sql("update accounts set state = 'active' where id = $1", [mira.id]);
    const gone = await seedPerson(app.parts);
    await seedMember(app.parts, owner.workspace_id, gone.id, 'member');
    await sql('delete from memberships where account_id = $1 and workspace_id = $2', [
      gone.id,
      owner.workspace_id,
    ]);
    expect(ids(await ask())).not.toContain(gone.id);
  });

  test('of another workspace is like that of none', async () => {
    for (const tenant of [stranger.workspace_id, 'f'.repeat(32)]) {
      const answer = await ask({}, { session: owner.session, tenant });
      expect([answer.code, answer.subcode, answer.error]).toEqual([400, 10, { field: 'X-Clearml-Tenant' }]);
    }
    expect(ids(await ask({}, { basic: stranger.key }))).toEqual([stranger.id]);
  });
});

describe('search', () => {
  test.each([
    ['mira', 1],
    ['(100%)', 1],
    ['okafor_', 1],
    ['okafor%', 0],
    ['  Okafor  ', 1],
    ['', 3],
    ['nobody', 0],
  ])('%j finds %i, and the total says so', async (search, count) => {
    const { data } = await ask({ search });
    expect([data.members.length, data.total]).toEqual([count, count]);
  });

  test('looks at e-mail addresses for administrators only', async () => {
    expect(ids(await ask({ search: mira.email }))).toEqual([mira.id]);
    expect(ids(await ask({ search: mira.email }, as(viewer)))).toEqual([]);
  });

  test('filters by role', async () => {
    expect(ids(await ask({ role: 'viewer' }))).toEqual([viewer.id]);
    expect(ids(await ask({ role: 'administrator' }))).toEqual([]);
  });
});

describe('pages', () => {
  test('go on where the one before ended, also for people who joined in the same instant', async () => {
    await sql("update memberships set created_at = '2026-01-01T00:00:00.123456Z' where workspace_id = $1", [
      owner.workspace_id,
    ]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data } = await ask({ page_size: 1, after });
      expect(data.total).toBe(3);
      seen.push(...data.members.map(({ id }: { id: string }) => id));
      after = data.next;
    } while (after);
    expect(seen).toEqual([owner.id, mira.id, viewer.id].toSorted());
  });

  test.each([
    { page_size: 0 },
    { page_size: 201 },
    { role: 'root' },
    { search: 'x'.repeat(201) },
    ...['x', ' ', '[]', 'null', "' --"]
      .concat(
        [
          ['2026-02-30T00:00:00.000000+00:00', 'a'.repeat(32)],
          ['2026-01-01T00:00:00Z', 'a'.repeat(32)],
          ['2026-01-01T00:00:00.000000+00:00', 'x'],
        ].map((place) => JSON.stringify(place)),
      )
      .map((text) => ({ after: Buffer.from(text).toString('base64url') })),
  ])('%j is refused', async (body) => {
    expect(await ask(body)).toMatchObject({
      code: 400,
      subcode: 12,
      error: { field: Object.keys(body)[0] },
    });
  });
});
