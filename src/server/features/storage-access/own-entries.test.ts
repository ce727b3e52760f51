import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { LOCK, placeAzure, placeS3, SECRET_KEYS } from '../../../../tests/support/storage-entries.ts';
import { type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let ann: Seeded;
let bob: Seeded;
beforeAll(async () => {
  app = await createTestApp();
});
beforeEach(async () => {
  [ann, bob] = [await seedPerson(app.parts), await seedPerson(app.parts)];
});
afterAll(() => app.end());

const as = (person: Seeded): As => ({ session: person.session });
const call = (name: string, body: object, person = ann) =>
  app.call(`storage_access.${name}`, body, as(person));
const listed = async (person = ann) => (await call('get_all', {}, person)).data;

const browser = { id: 'b'.repeat(32), name: 'Firefox on Linux' };
const inBrowser = { ...placeS3, secret_type: 'keys', has_token: false, custody: 'browser', browser };
const sealed = 'c2VhbGVkIGJ5IHRoZSBicm93c2Vy';
const inAccount = { ...placeS3, secret_type: 'keys', has_token: true, custody: 'account', sealed };
const eventsOf = async (person: Seeded) =>
  (
    await app.parts.database.pool.query(
      "select action, workspace_id, actor_id, target, detail from audit_events where account_id = $1 and action like 'storage%' order by id",
      [person.id],
    )
  ).rows;

test('an entry of this browser holds no secret, and shows in every workspace of its account only', async () => {
  const { id } = (await call('save_own', inBrowser)).data;
  const team = (await app.call('workspaces.create', { name: 'Team' }, as(ann))).data.id;
  const other = (await app.call('storage_access.get_all', {}, { ...as(ann), tenant: team })).data;
  expect((await listed()).own).toEqual(other.own);
  expect(other.own).toEqual([
    {
      ...inBrowser,
      id,
      sealed: null,
      created: expect.stringMatching(/\+00:00$/),
      updated: expect.stringMatching(/\+00:00$/),
    },
  ]);
  expect((await listed(bob)).own).toEqual([]);
  const [event] = await eventsOf(ann);
  expect(event).toEqual({
    action: 'storage_access.save_own',
    workspace_id: null,
    actor_id: ann.id,
    target: id,
    detail: { ...placeS3, custody: 'browser', new: true },
  });
});

test("another account's entry is answered like an absent one, and stays", async () => {
  const { id } = (await call('save_own', inBrowser)).data;
  for (const [name, body] of [
    ['save_own', { ...inBrowser, id, bucket: 'stolen' }],
    ['save_own', { ...inBrowser, id: 'f'.repeat(32) }],
    ['delete_own', { id }],
  ] as const) {
    const answer = await call(name, body, bob);
    expect([name, answer.code, answer.subcode]).toEqual([name, 400, 10]);
  }
  expect((await listed()).own).toMatchObject([{ id, bucket: 'samples' }]);
  expect((await call('delete_own', { id })).code).toBe(200);
  expect((await listed()).own).toEqual([]);
});

test('what another person did with their own entries shows in no other log, the server’s included', async () => {
  await call('save_own', inBrowser);
  const admin = await seedPerson(app.parts, { server_admin: true });
  const { events } = (await app.call('audit.get_server', {}, as(admin))).data;
  expect(events.filter(({ action }: { action: string }) => action.startsWith('storage'))).toEqual([]);
  const own = (await app.call('audit.get_own', {}, as(ann))).data.events;
  expect(own[0]).toMatchObject({ action: 'storage_access.save_own' });
});

describe('my account', () => {
  test('needs a passphrase first; then keeps what the browser sealed, and only that', async () => {
    expect((await call('save_own', inAccount)).error).toMatchObject({ field: 'sealed' });
    expect((await call('save_lock', LOCK)).data).toEqual({ version: 1 });
    const { id } = (await call('save_own', inAccount)).data;
    expect(await listed()).toMatchObject({
      own: [{ id, sealed, browser: null, custody: 'account', has_token: true }],
      lock: { ...LOCK, version: 1 },
    });
    // Without what was sealed, that stays; another place of the same secret.
    await call('save_own', { ...inAccount, id, sealed: null, prefix: 'x' });
    expect((await listed()).own).toMatchObject([{ id, sealed, prefix: 'x' }]);
    expect((await listed(bob)).lock).toBeNull();
  });

  test('two pages that change the passphrase at once: the second is told', async () => {
    await call('save_lock', LOCK);
    const changed = { ...LOCK, wrapped: 'bmV3', version: 1 };
    const answers = await Promise.all([call('save_lock', changed), call('save_lock', changed)]);
    expect(answers.map(({ code }) => code).toSorted()).toEqual([200, 409]);
    expect((await call('save_lock', LOCK)).code).toBe(409);
    expect((await listed()).lock).toMatchObject({ version: 2, wrapped: 'bmV3' });
  });

  test('a forgotten passphrase is reset: what it sealed is gone, the entries stay', async () => {
    await call('save_lock', LOCK);
    const { id } = (await call('save_own', inAccount)).data;
    await call('save_own', inBrowser);
    expect((await call('reset_lock', {})).data).toEqual({ cleared: 1 });
    const { own, lock } = await listed();
    expect(lock).toBeNull();
    expect(own).toHaveLength(2);
    expect(own[0]).toMatchObject({ id, sealed: null, custody: 'account' });
    expect((await eventsOf(ann)).map(({ action }) => action.split('.')[1])).toEqual([
      'save_lock',
      'save_own',
      'save_own',
      'reset_lock',
    ]);
  });

  test.each([
    ['too few rounds', { ...LOCK, rounds: 599_999 }, 'rounds'],
    ['more rounds than a browser bears', { ...LOCK, rounds: 10_000_001 }, 'rounds'],
    ['a salt that is not base64', { ...LOCK, salt: 'sä' }, 'salt'],
  ])('a lock with %s is refused', async (_what, lock, field) => {
    expect((await call('save_lock', lock)).error).toMatchObject({ field });
  });
});

test('moving an entry between custodies leaves nothing behind', async () => {
  await call('save_lock', LOCK);
  const { id } = (await call('save_own', inAccount)).data;
  expect((await call('save_own', { ...inBrowser, id, sealed })).error).toMatchObject({ field: 'sealed' });
  await call('save_own', { ...inBrowser, id });
  expect((await listed()).own).toMatchObject([{ id, custody: 'browser', sealed: null, browser }]);
  expect((await call('save_own', { ...inBrowser, id, browser: null })).error).toMatchObject({
    field: 'browser',
  });
  await call('save_own', { ...inAccount, id });
  expect((await listed()).own).toMatchObject([{ id, custody: 'account', sealed, browser: null }]);
});

test('a place has one entry for each browser and one for the account; an account has at most 100', async () => {
  await call('save_lock', LOCK);
  await call('save_own', inBrowser);
  await call('save_own', inAccount);
  expect((await call('save_own', { ...inBrowser, browser: { ...browser, id: 'c'.repeat(32) } })).code).toBe(
    200,
  );
  for (const twice of [inBrowser, inAccount]) {
    const { code, subcode } = await call('save_own', twice);
    expect([code, subcode]).toEqual([400, 801]);
  }
  for (let n = 3; n < 100; n++) await call('save_own', { ...inBrowser, prefix: `p${n}` });
  expect((await call('save_own', { ...inBrowser, prefix: 'more' })).error.rule).toBe(
    'an account has at most 100 storage entries',
  );
});

test('the list is for the page: no key pair or token gets what a browser sealed', async () => {
  const { code, subcode } = await app.call('storage_access.get_all', {}, { basic: ann.key });
  expect([code, subcode]).toEqual([403, 20]);
});

test('deleting the account takes its entries and its lock along', async () => {
  await call('save_lock', LOCK);
  await call('save_own', inAccount);
  await app.call('storage_access.save', { ...placeAzure, secret: { type: 'sas', sas: 'sv=1' } }, as(ann));
  const admin = await seedPerson(app.parts, { server_admin: true });
  expect((await app.call('accounts.delete', { account: ann.id }, as(admin))).code).toBe(200);
  const { rows } = await app.parts.database.pool.query(
    'select account_id from own_storage_entries union all select account_id from own_storage_locks',
  );
  expect(rows.filter(({ account_id }) => account_id === ann.id)).toEqual([]);
});

const key = { secret: SECRET_KEYS };
const sas = { secret: { type: 'sas', sas: 'sv=2024&sig=x' } };
const gcs = { ...placeS3, kind: 'gcs', host: '', region: '' };

test.each([
  ['host', { ...placeS3, host: 'MinIO.example.org', ...key }],
  ['host', { ...placeS3, host: 'minio.example.org:443', ...key }],
  ['host', { ...placeS3, host: 'user@minio.example.org', ...key }],
  ['host', { ...placeS3, host: 'minio.example.org/x', ...key }],
  ['host', { ...placeS3, host: "minio.example.org;script-src 'unsafe-inline'", ...key }],
  ['host', { ...placeS3, host: '*.example.org', ...key }],
  ['host', { ...placeS3, host: 'minio.example.org https:', ...key }],
  ['host', { ...placeS3, host: '0x7f.1', ...key }],
  ['host', { ...placeAzure, host: '', ...sas }],
  ['scheme', { ...placeS3, host: '', scheme: 'http', ...key }],
  ['account', { ...placeS3, account: 'samples', ...key }],
  ['account', { ...placeAzure, account: '', ...sas }],
  ['account', { ...placeAzure, account: 'evil.org/', ...sas }],
  ['bucket', { ...placeS3, bucket: '', ...key }],
  ['bucket', { ...placeS3, bucket: 'a/b', ...key }],
  ['bucket', { ...placeS3, bucket: '..', ...key }],
  ['bucket', { ...placeS3, bucket: 'a b', ...key }],
  ['bucket', { ...placeS3, bucket: 'evil.org:1', style: 'virtual', ...key }],
  ['bucket', { ...placeS3, bucket: '-a', ...key }],
  ['prefix', { ...placeS3, prefix: '/a', ...key }],
  ['prefix', { ...placeS3, prefix: 'a/../b', ...key }],
  ['prefix', { ...placeS3, prefix: '.', ...key }],
  ['prefix', { ...placeS3, prefix: 'a\nb', ...key }],
  ['region', { ...placeS3, region: 'evil.org/', ...key }],
  ['secret_type', { ...placeS3, ...sas }],
  ['secret_type', { ...placeAzure, ...key }],
  ['secret_type', { ...gcs, ...sas }],
  ['secret', placeS3],
])('a wrong %s is refused by name: %j', async (field, body) => {
  const answer = await app.call('storage_access.save', body, as(ann));
  expect([answer.code, answer.subcode, answer.error.field]).toEqual([400, 12, field]);
  expect(JSON.stringify(answer.meta)).not.toContain(SECRET_KEYS.secret);
});

test.each([
  { ...placeS3, host: '', ...key },
  { ...placeS3, host: 'minio_1:9000', scheme: 'http', ...key },
  { ...placeS3, host: '[fd00::1]:9000', ...key },
  { ...placeS3, prefix: 'a b/ü%2F+#?', ...key },
  { ...placeS3, prefix: ' a ', ...key },
  { ...placeS3, bucket: 'my.bucket-1', style: 'virtual', ...key },
  { ...placeS3, bucket: 'Old_Bucket', style: 'virtual', ...key },
  { ...placeAzure, ...sas },
  { ...placeAzure, bucket: '$root', secret: { type: 'account_key', account_key: 'a2V5' } },
  { ...gcs, ...key },
  { ...gcs, secret: { type: 'service_account', client_email: 'a@b.c', private_key: 'pem' } },
])('what is right is taken as it is: %j', async ({ secret, ...place }) => {
  const { id } = (await app.call('storage_access.save', { ...place, secret }, as(ann))).data;
  expect((await listed()).workspace).toMatchObject([{ id, ...place, secret_type: secret.type }]);
});
