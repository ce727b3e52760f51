import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { databaseDump } from '../../../../tests/support/database-dump.ts';
import { invite, setSeats } from '../../../../tests/support/invitations.ts';
import { PASSWORD, type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let owner: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());
beforeEach(async () => {
  await sql('delete from attempts');
  owner = await seedPerson(app.parts);
  workspace = owner.workspace_id;
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const codes = ({ code, subcode }: { code: number; subcode: number }) => [code, subcode];
let count = 0;
const newAddress = () => `new${++count}@example.org`;
const signUp = (secret: string, email: string, wanted: Record<string, unknown> = {}) =>
  app.call('invitations.sign_up', {
    invite_id: secret,
    name: 'Lena Hartmann',
    email,
    password: PASSWORD,
    ...wanted,
  });
const account = async (email: string) =>
  (await sql('select id, email_verified, server_admin from accounts where email = $1', [email])).rows[0];
const verify = (person: Seeded) =>
  sql('update accounts set email_verified = true where id = $1', [person.id]);

describe('a new person', () => {
  test('makes an account, joins and is signed in, in one step', async () => {
    const email = newAddress();
    const answer = await signUp((await invite(app, owner, workspace, { role: 'administrator' })).id, email);
    expect([answer.code, answer.data.company_id]).toEqual([200, workspace]);
    const session = /atrium_session=([^;]+)/.exec(String(answer.headers['set-cookie']))?.[1] ?? '';
    const { data } = await app.call('users.get_current_user', {}, { session });
    expect(data.user.email).toBe(email);
    expect(
      data.user.companies.map(({ id, role }: { id: string; role: string }) => [id, role]),
    ).toContainEqual([workspace, 'administrator']);
    expect(data.user.companies).toHaveLength(2);
    expect((await app.call('login.password', { email, password: PASSWORD })).code).toBe(200);
  });

  test.each([
    ['a bad password', { password: 'short' }, [400, 12]],
    ['a bad address', { email: 'nobody' }, [400, 12]],
    ['no name', { name: '' }, [400, 12]],
  ])('%s: nothing is made, nothing used up', async (_what, wanted, refused) => {
    const email = newAddress();
    const link = await invite(app, owner, workspace);
    expect(codes(await signUp(link.id, email, wanted))).toEqual(refused);
    expect(await account(email)).toBeUndefined();
    expect(codes(await signUp(link.id, email))).toEqual([200, 0]);
  });

  test('without a seat no account is made', async () => {
    const email = newAddress();
    const link = await invite(app, owner, workspace, { uses: 5 });
    await setSeats(app, workspace, 1);
    expect(codes(await signUp(link.id, email))).toEqual([400, 61]);
    expect(await account(email)).toBeUndefined();
  });

  test('with garbage, a used or a revoked link no account is made', async () => {
    const email = newAddress();
    const used = await invite(app, owner, workspace);
    await signUp(used.id, newAddress());
    const revoked = await invite(app, owner, workspace);
    await app.call('organization.revoke_invites', { invites: [revoked.invite] }, { session: owner.session });
    for (const [secret, subcode] of [
      ['garbage', 54],
      [used.id, 56],
      [revoked.id, 56],
    ] as const)
      expect(codes(await signUp(secret, email))).toEqual([400, subcode]);
    expect(await account(email)).toBeUndefined();
  });

  test('an address with an account is told to sign in; asking for many has to wait', async () => {
    const link = await invite(app, owner, workspace, { uses: null });
    for (let n = 0; n < 10; n++) expect(codes(await signUp(link.id, owner.email))).toEqual([400, 57]);
    expect(codes(await signUp(link.id, owner.email))).toEqual([400, 51]);
  });

  test('cannot be signed up by a foreign page', async () => {
    const link = await invite(app, owner, workspace);
    const answer = await app.call(
      'invitations.sign_up',
      { invite_id: link.id, name: 'Lena', email: newAddress(), password: PASSWORD },
      { headers: { origin: 'https://evil.example' } },
    );
    expect(codes(answer)).toEqual([400, 5]);
  });
});

describe('whose address it is', () => {
  test('a link that was handed over proves nothing', async () => {
    const email = newAddress();
    await signUp((await invite(app, owner, workspace, { email })).id, email);
    expect(await account(email)).toMatchObject({ email_verified: false, server_admin: false });
  });

  test('a link that went there by mail proves it, for that address only', async () => {
    const email = newAddress();
    const link = await invite(app, owner, workspace, { email });
    await sql('update invitations set sent_to = locked_to where id = $1', [link.invite]);
    expect(codes(await signUp(link.id, newAddress()))).toEqual([400, 67]);
    await signUp(link.id, email);
    expect(await account(email)).toMatchObject({ email_verified: true });
  });
});

test('a removed account’s address stays in no invitation and no log', async () => {
  const email = newAddress();
  await signUp((await invite(app, owner, workspace, { email })).id, email);
  const operator = await seedPerson(app.parts, { server_admin: true });
  const { id } = await account(email);
  expect((await app.call('users.delete', { user: id }, { session: operator.session })).code).toBe(200);
  expect((await databaseDump(app.parts.database.pool)).join('\n')).not.toContain(email);
});

describe('invitations for one’s own address', () => {
  const own = async (person: Seeded) =>
    (await app.call('users.get_invites', {}, { session: person.session })).data.invites;
  const act = (action: 'accept' | 'decline', person: Seeded, id: string) =>
    app.call(`invitations.${action}`, { invite: id }, { session: person.session });

  test('are listed to that account alone, pending ones only', async () => {
    const [lena, jonas] = [await seedPerson(app.parts), await seedPerson(app.parts)];
    const link = await invite(app, owner, workspace, { email: lena.email, note: 'Hello' });
    expect(await own(lena)).toMatchObject([
      { id: link.invite, company: workspace, emails: [lena.email], user_name: owner.name, can_accept: false },
    ]);
    expect(await own(jonas)).toEqual([]);
    await app.call('organization.revoke_invites', { invites: [link.invite] }, { session: owner.session });
    expect(await own(lena)).toEqual([]);
  });

  test('are accepted without the link by a verified address', async () => {
    const lena = await seedPerson(app.parts);
    const link = await invite(app, owner, workspace, { email: lena.email });
    expect(codes(await act('accept', lena, link.invite))).toEqual([400, 67]);
    await verify(lena);
    expect((await act('accept', lena, link.invite)).data.company_id).toBe(workspace);
    expect(await own(lena)).toEqual([]);
  });

  test('are nobody else’s: another’s id is as unknown as none', async () => {
    const [lena, jonas] = [await seedPerson(app.parts), await seedPerson(app.parts)];
    await verify(jonas);
    const link = await invite(app, owner, workspace, { email: lena.email });
    for (const action of ['accept', 'decline'] as const)
      expect(codes(await act(action, jonas, link.invite))).toEqual([400, 10]);
    expect(await own(lena)).toHaveLength(1);
  });

  test('are declined: the inviter sees it, the link is dead, the seat is free', async () => {
    const lena = await seedPerson(app.parts);
    await verify(lena);
    await setSeats(app, workspace, 2);
    const link = await invite(app, owner, workspace, { email: lena.email });
    expect((await act('decline', lena, link.invite)).code).toBe(200);
    const { data } = await app.call(
      'organization.get_invites',
      { active: false },
      { session: owner.session },
    );
    expect([data.invites[0].state, data.held_users]).toEqual(['declined', 0]);
    expect(
      codes(await app.call('login.join_company', { invite_id: link.id }, { session: lena.session })),
    ).toEqual([400, 56]);
  });
});

describe('declining by the link', () => {
  const decline = (secret: string) => app.call('invitations.decline', { invite_id: secret });

  test('needs no account and works once', async () => {
    const link = await invite(app, owner, workspace);
    expect((await decline(link.id)).code).toBe(200);
    expect(codes(await decline(link.id))).toEqual([400, 56]);
    expect(codes(await signUp(link.id, newAddress()))).toEqual([400, 56]);
  });

  test('is refused for a link others may use too', async () => {
    const link = await invite(app, owner, workspace, { uses: 2 });
    expect(codes(await decline(link.id))).toEqual([400, 12]);
    expect(codes(await signUp(link.id, newAddress()))).toEqual([200, 0]);
  });
});
