import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type Answer, type As, createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { openSettings, saveSettings } from './settings.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

let mira: Seeded;
let page: As;
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  page = { session: mira.session, tenant: mira.workspace_id };
});

const MASK = '********';
const SERVICE_ACCOUNT = JSON.stringify({ client_email: 'sweeper@example.org', private_key: 'planted-pem' });
const AWS = {
  key: 'AKIADEFAULT',
  secret: 'default secret',
  region: 'eu-west-1',
  buckets: [
    { bucket: 'samples', subdir: 'runs', host: 'minio:9000', secure: false, key: 'minio', secret: 'minio s' },
    { bucket: 'plain' },
  ],
};
const GOOGLE = { project: 'vision', credentials_json: SERVICE_ACCOUNT, buckets: [{ bucket: 'evals' }] };
const AZURE = {
  containers: [{ account_name: 'visionstore', account_key: 'azure key', container_name: 'art' }],
};

const set = (body: object, as = page) => app.call('storage.set_settings', body, as);
const get = async (as = page) => (await app.call('storage.get_settings', {}, as)).data.settings;
const reset = (keys: string[], as = page) => app.call('storage.reset_settings', { keys }, as);
const refusal = ({ code, subcode, error }: Answer) => [code, subcode, error.field];
const inClear = async (owner: Parameters<typeof openSettings>[2]) =>
  (await openSettings(app.parts.database.db, app.parts.keyRing, owner)).settings;
const ofWorkspace = () => inClear({ purpose: 'workspace', id: mira.workspace_id });
const events = async (column: 'workspace_id' | 'account_id', id: string) =>
  (
    await app.parts.database.pool.query(
      `select action, detail, workspace_id from audit_events where ${column} = $1 and action like 'storage%' order by id`,
      [id],
    )
  ).rows;

describe('what is stored', () => {
  test('comes back with every secret masked and ClearML’s defaults filled in', async () => {
    expect((await set({ aws: AWS, google: GOOGLE, azure: AZURE })).data).toEqual({ updated: 1 });
    expect(await get()).toEqual({
      aws: {
        key: MASK,
        secret: MASK,
        region: 'eu-west-1',
        use_credentials_chain: false,
        buckets: [
          {
            ...{ bucket: 'samples', subdir: 'runs', host: 'minio:9000', secure: false },
            ...{ key: MASK, secret: MASK, multipart: true, verify: true, use_credentials_chain: false },
          },
          { bucket: 'plain', secure: true, multipart: true, verify: true, use_credentials_chain: false },
        ],
      },
      google: { project: 'vision', credentials_json: MASK, buckets: [{ bucket: 'evals' }] },
      azure: { containers: [{ account_name: 'visionstore', account_key: MASK, container_name: 'art' }] },
      last_update: expect.stringMatching(/^\d{4}-.*\.\d{6}\+00:00$/),
    });
  });

  test('an empty start shows no provider and no time', async () => {
    expect(await get()).toEqual({});
  });

  test('the masks sent back keep every secret, and nothing counts as changed', async () => {
    await set({ aws: AWS, google: GOOGLE, azure: AZURE });
    const before = await ofWorkspace();
    const { last_update: _time, ...shown } = await get();
    expect((await set(shown)).data).toEqual({ updated: 0 });
    expect(await ofWorkspace()).toEqual(before);
    const { aws } = shown;
    aws.region = 'us-east-2';
    aws.buckets.reverse();
    expect((await set({ aws })).data).toEqual({ updated: 1 });
    const after = await ofWorkspace();
    expect(after.aws).toMatchObject({ secret: 'default secret', region: 'us-east-2' });
    expect(after.aws?.buckets).toMatchObject([{ bucket: 'plain' }, { bucket: 'samples', secret: 'minio s' }]);
    expect(after.google).toEqual(before.google);
  });

  test('a provider that is given is replaced whole, the others stay; an empty one is gone', async () => {
    await set({ aws: AWS, azure: AZURE });
    await set({ aws: { key: 'AKIANEW', secret: 'new' }, azure: null });
    expect(await ofWorkspace()).toEqual({ aws: { key: 'AKIANEW', secret: 'new' }, azure: AZURE });
    await set({ aws: {}, azure: { containers: [] } });
    expect(await get()).toEqual({});
  });

  test('reset forgets the named providers', async () => {
    await set({ aws: AWS, google: GOOGLE });
    expect((await reset(['google', 'azure'])).data).toEqual({ updated: 1 });
    expect(Object.keys(await ofWorkspace())).toEqual(['aws']);
    expect((await reset(['google'])).data).toEqual({ updated: 0 });
    expect(refusal(await reset([]))).toEqual([400, 12, 'keys']);
    expect(refusal(await reset(['gcp']))).toEqual([400, 12, 'keys.0']);
  });

  test('a scheme written before the host is read', async () => {
    await set({ aws: { buckets: [{ bucket: 'b-1', host: 'HTTP://Minio:9000/', key: 'k', secret: 's' }] } });
    expect((await ofWorkspace()).aws?.buckets).toEqual([
      { bucket: 'b-1', host: 'minio:9000', secure: false, key: 'k', secret: 's' },
    ]);
  });

  test('who sends masks while somebody changes the secret keeps the new one', async () => {
    await set({ aws: { key: 'k', secret: 'old' } });
    const owner = { purpose: 'workspace', id: mira.workspace_id } as const;
    const { db } = app.parts.database;
    let masked: Promise<Answer> | undefined;
    await db.transaction().execute(async (tx) => {
      await saveSettings(
        tx,
        app.parts.keyRing,
        owner,
        { aws: { key: 'k', secret: 'new' } },
        { actor_id: null },
      );
      masked = set({ aws: { key: MASK, secret: MASK, region: 'eu-west-1' } });
      await new Promise((resolve) => setTimeout(resolve, 300));
    });
    expect((await masked)?.data).toEqual({ updated: 1 });
    expect((await ofWorkspace()).aws).toEqual({ key: 'k', secret: 'new', region: 'eu-west-1' });
  });
});

describe('a mask stands for the secret of the same place alone', () => {
  const [minio] = AWS.buckets;
  test.each([
    ['another host', { host: 'evil.example.org' }],
    ['plain http', { host: 'minio.example.org:9000', secure: false }],
    ['another bucket', { bucket: 'other' }],
    ['another folder', { subdir: '' }],
  ])('%s', async (_what, change) => {
    const stored = { ...minio, host: 'minio.example.org:9000', secure: true };
    await set({ aws: { buckets: [stored] } });
    const bucket = { ...stored, ...change, key: 'minio', secret: MASK };
    expect(refusal(await set({ aws: { buckets: [bucket] } }))).toEqual([400, 12, 'aws.buckets.0.secret']);
    expect((await ofWorkspace()).aws?.buckets).toMatchObject([{ host: 'minio.example.org:9000' }]);
  });

  test('a mask where nothing is stored', async () => {
    expect(refusal(await set({ aws: { key: 'AKIA', secret: MASK } }))).toEqual([400, 12, 'aws.secret']);
    expect(refusal(await set({ google: { credentials_json: MASK } }))).toEqual([
      400,
      12,
      'google.credentials_json',
    ]);
  });
});

describe('bad input', () => {
  const bucket = (fields: object) => ({ aws: { key: 'k', secret: 's', buckets: [fields] } });
  test.each([
    ['nothing given', {}, 12, 'aws, google, azure'],
    ['only nulls', { aws: null, google: null }, 12, 'aws, google, azure'],
    ['a key without its secret', { aws: { key: 'k' } }, 12, 'aws.secret'],
    ['a secret without its key', { aws: { secret: 's' } }, 12, 'aws.key'],
    ['a token alone', { aws: { token: 't' } }, 12, 'aws.key'],
    ['the server’s own identity', { aws: { use_credentials_chain: true } }, 12, 'aws.use_credentials_chain'],
    [
      'a certificate nobody checks',
      bucket({ bucket: 'b-1', key: 'k', secret: 's', verify: false }),
      12,
      'aws.buckets.0.verify',
    ],
    ['neither bucket nor host', bucket({ subdir: 'a' }), 12, 'aws.buckets.0.bucket'],
    ['a host without a pair', bucket({ bucket: 'b-1', host: 'minio:9000' }), 12, 'aws.buckets.0.key'],
    ['no pair at all', { aws: { buckets: [{ bucket: 'b-1' }] } }, 12, 'aws.buckets.0.key'],
    ['a host with a path', bucket({ host: 'minio/a/b', key: 'k', secret: 's' }), 12, 'aws.buckets.0.host'],
    ['a host with a user', bucket({ host: 'a@minio', key: 'k', secret: 's' }), 12, 'aws.buckets.0.host'],
    ['a folder that climbs', bucket({ bucket: 'b-1', subdir: 'a/../..' }), 12, 'aws.buckets.0.bucket'],
    [
      'the same place twice',
      { aws: { key: 'k', secret: 's', buckets: [{ bucket: 'b-1' }, { bucket: 'b-1', secure: true }] } },
      801,
      'aws.buckets.1',
    ],
    ['no JSON', { google: { credentials_json: '{' } }, 12, 'google.credentials_json'],
    ['JSON of no service account', { google: { credentials_json: '[]' } }, 12, 'google.credentials_json'],
    ['JSON null', { google: { credentials_json: 'null' } }, 12, 'google.credentials_json'],
    [
      'no JSON at a bucket',
      { google: { buckets: [{ bucket: 'b-1', credentials_json: 'x' }] } },
      12,
      'google.buckets.0.credentials_json',
    ],
    [
      'a Google bucket without credentials',
      { google: { buckets: [{ bucket: 'b-1' }] } },
      12,
      'google.buckets.0.credentials_json',
    ],
    [
      'a container without account',
      { azure: { containers: [{ account_key: 'k' }] } },
      801,
      'azure.containers.0.account_name',
    ],
    [
      'a container without key',
      { azure: { containers: [{ account_name: 'visionstore' }] } },
      801,
      'azure.containers.0.account_key',
    ],
    [
      'an account that cannot be one',
      { azure: { containers: [{ account_name: 'Vision Store', account_key: 'k' }] } },
      12,
      'azure.containers.0.account_name',
    ],
    ['too many buckets', { aws: { buckets: Array(101).fill({ bucket: 'b' }) } }, 12, 'aws.buckets'],
    ['a bucket of the wrong type', { aws: { buckets: [{ bucket: 1 }] } }, 12, 'aws.buckets.0.bucket'],
  ])('%s', async (_what, body, subcode, field) => {
    expect(refusal(await set(body))).toEqual([400, subcode, field]);
    expect(await get()).toEqual({});
  });

  test('one bad provider keeps all from being stored', async () => {
    expect((await set({ aws: AWS, google: { credentials_json: 'x' } })).code).toBe(400);
    expect(await get()).toEqual({});
  });
});

describe('who may', () => {
  test('another workspace’s administrator sees and changes their own only', async () => {
    await set({ aws: AWS });
    const other = await seedPerson(app.parts);
    const theirs = { session: other.session, tenant: other.workspace_id };
    expect(await get(theirs)).toEqual({});
    expect((await reset(['aws'], theirs)).data).toEqual({ updated: 0 });
    const foreign = await set({ aws: {} }, { session: other.session, tenant: mira.workspace_id });
    expect([foreign.code, foreign.subcode]).toEqual([400, 10]);
    expect(await get()).toHaveProperty('aws');
  });

  test('an administrator’s key pair may, a member’s not', async () => {
    expect((await set({ aws: AWS }, { basic: mira.key })).code).toBe(200);
    const member = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, member.id, 'member');
    const as = { session: member.session, tenant: mira.workspace_id };
    for (const name of ['storage.get_settings', 'storage.set_settings', 'storage.reset_settings'])
      expect((await app.call(name, { keys: ['aws'], aws: {} }, as)).code).toBe(403);
  });
});

describe('one’s own', () => {
  const own = (what: string, body: object = {}, as = page) =>
    app.call(`storage_cleanup.${what}_own_settings`, body, as);

  test('follow the account, whichever workspace, and stay apart from the workspace’s', async () => {
    expect((await own('set', { azure: AZURE })).data).toEqual({ updated: 1 });
    expect(await get()).toEqual({});
    const other = await seedPerson(app.parts);
    await seedMember(app.parts, other.workspace_id, mira.id, 'viewer');
    const elsewhere = { session: mira.session, tenant: other.workspace_id };
    const { settings } = (await own('get', {}, elsewhere)).data;
    expect(settings.azure.containers[0].account_key).toBe(MASK);
    expect((await own('set', settings)).data).toEqual({ updated: 0 });
    expect(await inClear({ purpose: 'account', id: mira.id })).toEqual({ azure: AZURE });
    expect((await own('get', {}, { session: other.session })).data.settings).toEqual({});
    expect((await own('reset', { keys: ['azure'] })).data).toEqual({ updated: 1 });
    expect((await own('get')).data.settings).toEqual({});
  });

  test('stand in the export of one’s own data, masked', async () => {
    await own('set', { azure: AZURE });
    const answer = await app.web.inject({
      url: '/api/users.export_own',
      headers: { cookie: `atrium_session=${mira.session}`, 'sec-fetch-site': 'same-origin' },
    });
    const { storage_cleanup } = JSON.parse(answer.body);
    expect(storage_cleanup.azure.containers).toMatchObject([
      { account_name: 'visionstore', account_key: MASK },
    ]);
    expect(answer.body).not.toContain('azure key');
  });

  test('go with the account', async () => {
    await own('set', { azure: AZURE });
    const admin = await seedPerson(app.parts, { server_admin: true });
    const answer = await app.call('accounts.delete', { account: mira.id }, { session: admin.session });
    expect(answer.code).toBe(200);
    const { rows } = await app.parts.database.pool.query(
      'select * from own_storage_settings where account_id = $1',
      [mira.id],
    );
    expect(rows).toEqual([]);
  });

  test('a text moved to another row does not open', async () => {
    await own('set', { aws: AWS });
    await set({ aws: { key: 'k', secret: 's' } });
    await app.parts.database.pool.query(
      `update storage_settings s set nonce = o.nonce, sealed = o.sealed from own_storage_settings o
       where o.account_id = $1 and s.workspace_id = $2`,
      [mira.id, mira.workspace_id],
    );
    expect((await app.call('storage.get_settings', {}, page)).code).toBe(500);
  });
});

test('the audit log says which providers changed and nothing they hold; one’s own changes only to oneself', async () => {
  await set({ aws: AWS, google: GOOGLE });
  await set({ aws: AWS });
  await reset(['google']);
  await app.call('storage_cleanup.set_own_settings', { azure: AZURE }, page);
  expect(await events('workspace_id', mira.workspace_id)).toMatchObject([
    { action: 'storage.set_settings', detail: { providers: ['aws', 'google'] } },
    { action: 'storage.reset_settings', detail: { providers: ['google'] } },
  ]);
  expect(await events('account_id', mira.id)).toMatchObject([
    { action: 'storage_cleanup.set_own_settings', detail: { providers: ['azure'] }, workspace_id: null },
  ]);
  const admin = await seedPerson(app.parts, { server_admin: true });
  const seen = await app.call('audit.get_server', { account: mira.id }, { session: admin.session });
  expect(JSON.stringify(seen.data)).not.toContain('own_settings');
  const mine = await app.call('audit.get_own', {}, page);
  expect(JSON.stringify(mine.data)).toContain('set_own_settings');
});
