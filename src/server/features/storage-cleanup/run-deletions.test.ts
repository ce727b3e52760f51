import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import type { Answer } from '../../../storage/ladder.ts';
import type { SendToStore } from './delete-object.ts';
import { startDeletion } from './deletions.ts';
import { runDeletions } from './run-deletions.ts';
import { saveSettings } from './settings.ts';
import type { StorageSettings } from './settings-document.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ jobs: false });
});
afterAll(() => app.end());

let mira: Seeded;
beforeEach(async () => {
  // What an earlier test left must not be worked on in the next.
  await sql('delete from storage_deletions', []);
  mira = await seedPerson(app.parts);
});

const sql = async (text: string, values: unknown[]) =>
  (await app.parts.database.pool.query(text, values)).rows;
const save = (purpose: 'workspace' | 'account', id: string, settings: StorageSettings) =>
  saveSettings(app.parts.database.db, app.parts.keyRing, { purpose, id }, settings, { actor_id: null });
const AWS = { aws: { key: 'AKIAWORKSPACE', secret: 's', region: 'eu-west-1' } };
const ofWorkspace = (settings: StorageSettings = AWS) => save('workspace', mira.workspace_id, settings);
const start = (urls: readonly string[], account_id = mira.id) =>
  startDeletion(app.parts.database.db, { workspace_id: mira.workspace_id, account_id, urls });
const shown = async (id: string) => {
  const as = { session: mira.session, tenant: mira.workspace_id };
  const { deletion, failures } = (await app.call('storage_cleanup.get_by_id', { id }, as)).data;
  const { total, deleted, failed, finished } = deletion;
  return { counts: [total, deleted, failed], finished: finished !== null, failures };
};
const codes = async (id: string) => (await shown(id)).failures.map(({ code }: { code: string }) => code);

type Reply = Answer | { failed: 'timeout' | 'refused' | 'forbidden_address'; detail: string };
const GONE: Answer = { status: 204, headers: {}, text: '' };
const refused = (status: number, code: string, more = ''): Answer => ({
  status,
  headers: {},
  text: `<?xml version="1.0"?><Error><Code>${code}</Code>${more}</Error>`,
});

/** A store that answers by a function and remembers what it was asked. */
function store(reply: (url: URL, nth: number) => Reply | Promise<Reply> = () => GONE) {
  const asked: URL[] = [];
  const send: SendToStore = async ({ url, method }) => {
    expect(method).toBe('DELETE');
    asked.push(new URL(url));
    return reply(new URL(url), asked.length);
  };
  const objects = () => asked.map(({ host, pathname }) => host + pathname);
  const signers = () => asked.map((url) => url.searchParams.get('X-Amz-Credential')?.split('/')[0]);
  return { send, asked, objects, signers };
}

const PACE = { delays_s: [0, 0, 0, 0], lease_s: 60, group: 16, lanes: 3, run_s: 20 };
const run = (send: SendToStore, pace: Partial<typeof PACE> = {}) =>
  runDeletions(
    { db: app.parts.database.db, keyRing: app.parts.keyRing, send, log: app.parts.log },
    { ...PACE, ...pace },
  );

describe('a deletion', () => {
  test('deletes every object once and is finished; the log says so', async () => {
    await ofWorkspace();
    const urls = Array.from({ length: 50 }, (_, n) => `s3://samples/runs/${n}.png`);
    const id = await start(urls);
    const { send, objects } = store();
    await run(send);
    expect(objects().toSorted()).toEqual(
      urls.map((url) => url.replace('s3://samples', 'samples.s3.eu-west-1.amazonaws.com')).toSorted(),
    );
    expect(await shown(id)).toEqual({ counts: [50, 50, 0], finished: true, failures: [] });
    expect(await sql('select * from storage_deletion_objects where deletion_id = $1', [id])).toEqual([]);
    expect(
      await sql("select detail from audit_events where target = $1 and action = 'storage_cleanup.finish'", [
        id,
      ]),
    ).toEqual([{ detail: { total: 50, deleted: 50, failed: 0 } }]);
    await run(send);
    expect(objects()).toHaveLength(50);
  });

  test('an object that is not there counts as deleted; a bucket that is not there does not', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a', 's3://other/a', 's3://web/a']);
    const { send } = store(({ host }) => {
      if (host.startsWith('samples')) return refused(404, 'NoSuchKey');
      if (host.startsWith('other')) return refused(404, 'NoSuchBucket');
      return { status: 404, headers: {}, text: '404 page not found' };
    });
    await run(send);
    expect((await shown(id)).counts).toEqual([3, 1, 2]);
    expect(await codes(id)).toEqual(['no_such_bucket', 'not_a_store']);
  });

  test('a web page that answers 200 is no store that has deleted', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    await run(store(() => ({ status: 200, headers: {}, text: '<!DOCTYPE html><html>' })).send);
    expect(await codes(id)).toEqual(['not_a_store']);
  });

  test.each([
    ['access denied', refused(403, 'AccessDenied'), 'access_denied'],
    ['a wrong secret', refused(403, 'SignatureDoesNotMatch'), 'bad_credentials'],
    ['an unknown key', refused(403, 'InvalidAccessKeyId'), 'bad_credentials'],
    ['an ended token', refused(400, 'ExpiredToken'), 'bad_credentials'],
    ['a retention rule', refused(403, 'RetentionPolicyNotMet'), 'locked'],
    ['a lease', refused(412, 'LeaseIdMissing'), 'locked'],
    ['a redirect', { status: 302, headers: { location: 'http://10.0.0.1/' }, text: '' }, 'wrong_region'],
    [
      'a forbidden address',
      { failed: 'forbidden_address', detail: 'forbidden_address' },
      'forbidden_address',
    ],
    ['a code nobody knows', refused(400, 'Whatever'), 'refused'],
  ] as [string, Reply, string][])('%s fails at the first try', async (_what, reply, code) => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store(() => reply);
    await run(send);
    expect(asked).toHaveLength(1);
    expect(await codes(id)).toEqual([code]);
    expect((await shown(id)).finished).toBe(true);
  });
});

describe('trying again', () => {
  test.each([
    ['a store that fails twice', refused(503, 'SlowDown')],
    ['a store that does not answer twice', { failed: 'timeout', detail: 'no_answer' }],
    ['a connection refused twice', { failed: 'refused', detail: 'ECONNREFUSED' }],
    ['an error of the server twice', { status: 500, headers: {}, text: '' }],
  ] as [string, Reply][])('%s', async (_what, reply) => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store((_url, nth) => (nth <= 2 ? reply : GONE));
    await run(send);
    expect(asked).toHaveLength(3);
    expect((await shown(id)).counts).toEqual([1, 1, 0]);
  });

  test('ends after the fifth try', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store(() => refused(503, 'SlowDown'));
    await run(send);
    expect(asked).toHaveLength(5);
    expect((await shown(id)).failures).toMatchObject([{ code: 'store_busy', tries: 5 }]);
  });

  test('waits longer each time', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store(() => refused(503, 'SlowDown'));
    const waits: number[] = [];
    for (let n = 0; n < 2; n++) {
      await run(send, { delays_s: [60, 300] });
      const [row] = await sql(
        'select round(extract(epoch from next_at - now()))::int as s from storage_deletion_objects where deletion_id = $1',
        [id],
      );
      waits.push(row.s);
      await sql('update storage_deletion_objects set next_at = now() where deletion_id = $1', [id]);
    }
    expect(asked).toHaveLength(2);
    expect(waits[0]).toBeGreaterThan(50);
    expect(waits[0]).toBeLessThan(61);
    expect(waits[1]).toBeGreaterThan(290);
  });

  test('by a person, after the key was put right', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a', 's3://samples/b']);
    const { send, signers } = store((url) =>
      url.search.includes('AKIARIGHT') ? GONE : refused(403, 'InvalidAccessKeyId'),
    );
    await run(send);
    expect(await codes(id)).toEqual(['bad_credentials', 'bad_credentials']);
    await ofWorkspace({ aws: { key: 'AKIARIGHT', secret: 's' } });
    await run(send);
    expect(signers()).toHaveLength(2);
    const as = { session: mira.session, tenant: mira.workspace_id };
    expect((await app.call('storage_cleanup.retry', { id }, as)).data.retried).toBe(2);
    await run(send);
    expect(await shown(id)).toMatchObject({ counts: [2, 2, 0], finished: true });
  });
});

describe('which credentials', () => {
  const OWN = { aws: { key: 'AKIAOWN', secret: 's' } };

  test('the requester’s own, and the workspace’s where they may not', async () => {
    await ofWorkspace();
    await save('account', mira.id, OWN);
    const id = await start(['s3://samples/a', 's3://locked/b']);
    const { send, signers } = store(({ host, search }) =>
      host.startsWith('locked') && search.includes('AKIAOWN') ? refused(403, 'AccessDenied') : GONE,
    );
    await run(send);
    expect(signers().toSorted()).toEqual(['AKIAOWN', 'AKIAOWN', 'AKIAWORKSPACE']);
    expect((await shown(id)).counts).toEqual([2, 2, 0]);
  });

  test('never those of another member, nor of a requester who has left or was disabled', async () => {
    await ofWorkspace();
    await save('account', mira.id, OWN);
    const [other, left, disabled] = [
      await seedPerson(app.parts),
      await seedPerson(app.parts),
      await seedPerson(app.parts),
    ];
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    await seedMember(app.parts, mira.workspace_id, disabled.id, 'member');
    for (const { id } of [left, disabled]) await save('account', id, OWN);
    await sql("update accounts set state = 'disabled' where id = $1", [disabled.id]);
    for (const { id } of [other, left, disabled]) await start([`s3://samples/${id}`], id);
    const { send, signers } = store();
    await run(send);
    expect(signers()).toEqual(['AKIAWORKSPACE', 'AKIAWORKSPACE', 'AKIAWORKSPACE']);
  });

  test('never those of another workspace', async () => {
    const other = await seedPerson(app.parts);
    await save('workspace', other.workspace_id, AWS);
    const id = await start(['s3://samples/a']);
    const { send, asked } = store();
    await run(send);
    expect(asked).toEqual([]);
    expect(await codes(id)).toEqual(['no_credentials']);
  });

  test('the entry of the longest bucket and folder; the pair for all buckets is Amazon’s alone', async () => {
    const pair = (key: string) => ({ key, secret: 's' });
    await ofWorkspace({
      aws: {
        ...pair('DEFAULT'),
        buckets: [
          { bucket: 'samples', ...pair('BUCKET') },
          { bucket: 'samples', subdir: '/runs/', ...pair('FOLDER') },
          { host: 'minio.example.org:9000', secure: false, ...pair('HOST') },
          { host: 'minio.example.org:9000', secure: false, bucket: 'one', ...pair('ONE') },
          { bucket: 'inherits' },
        ],
      },
    });
    const expected = {
      's3://samples/runs/a': 'FOLDER samples.s3.us-east-1.amazonaws.com/runs/a',
      's3://samples/runsaway/a': 'BUCKET samples.s3.us-east-1.amazonaws.com/runsaway/a',
      's3://inherits/a': 'DEFAULT inherits.s3.us-east-1.amazonaws.com/a',
      's3://any/a': 'DEFAULT any.s3.us-east-1.amazonaws.com/a',
      's3://minio.example.org:9000/one/a': 'ONE minio.example.org:9000/one/a',
      's3://minio.example.org:9000/two/a': 'HOST minio.example.org:9000/two/a',
      'http://minio.example.org:9000/two/b': 'HOST minio.example.org:9000/two/b',
    };
    const id = await start([...Object.keys(expected), 's3://elsewhere.example.org:9000/b/a']);
    const { send, signers, objects } = store();
    await run(send);
    expect(signers().map((signer, n) => `${signer} ${objects()[n]}`)).toEqual(
      expect.arrayContaining(Object.values(expected)),
    );
    expect(signers()).toHaveLength(Object.keys(expected).length);
    expect(await codes(id)).toEqual(['no_credentials']);
  });

  test('Google’s and Azure’s sign for theirs; a SAS is sent as it is', async () => {
    const { privateKey } = await import('node:crypto').then(({ generateKeyPairSync }) =>
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
    );
    const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await ofWorkspace({
      google: { credentials_json: JSON.stringify({ client_email: 'sweeper@x.org', private_key }) },
      azure: {
        containers: [
          { account_name: 'visionstore', account_key: Buffer.alloc(64, 1).toString('base64') },
          { account_name: 'visionstore', container_name: 'sas', account_key: '?sv=2020&sig=abc%3D' },
        ],
      },
    });
    await start([
      'gs://evals/a',
      'azure://visionstore.blob.core.windows.net/art/b',
      'azure://visionstore.blob.core.windows.net/sas/c',
    ]);
    const headers: Record<string, string>[] = [];
    const { send, asked } = store();
    await run((request) => {
      headers.push(request.headers);
      return send(request);
    });
    const google = asked.find(({ host }) => host === 'storage.googleapis.com');
    expect(google?.searchParams.get('X-Goog-Credential')).toMatch(/^sweeper@x\.org\//);
    const blobs = asked.filter(({ host }) => host === 'visionstore.blob.core.windows.net');
    expect(
      blobs
        .map(({ pathname, searchParams }) => [pathname, searchParams.get('sp') ?? searchParams.get('sig')])
        .toSorted(),
    ).toEqual([
      ['/art/b', 'd'],
      ['/sas/c', 'abc='],
    ]);
    expect(headers.filter((one) => one['x-ms-delete-snapshots'] === 'include')).toHaveLength(2);
  });

  test('a key that cannot sign is listed as such', async () => {
    await ofWorkspace({
      azure: { containers: [{ account_name: 'visionstore', account_key: 'no base64!' }] },
    });
    const id = await start(['azure://visionstore.blob.core.windows.net/art/b']);
    await run(store().send);
    expect(await codes(id)).toEqual(['bad_credentials']);
  });
});

describe('what is never sent', () => {
  test('a request that would delete a bucket, however its address is read', async () => {
    await ofWorkspace({
      aws: {
        key: 'k',
        secret: 's',
        buckets: [{ host: 'minio', key: 'k', secret: 's' }],
      },
      azure: { containers: [{ account_name: 'visionstore', account_key: 'aaaa' }] },
    });
    const urls = [
      's3://minio/bucket',
      's3://minio/bucket/',
      's3://b-1//',
      'https://s3.amazonaws.com/b-1',
      'https://b-1.s3.amazonaws.com/',
      'https://minio/bucket',
      'https://visionstore.blob.core.windows.net/art/',
      's3://b-1/a/..',
      's3://b-1/%2e%2e/x/..',
      'https://b-1.s3.amazonaws.com/%2e%2e/x',
    ];
    const id = await start(urls);
    const { send, asked } = store();
    await run(send);
    expect(asked).toEqual([]);
    expect((await shown(id)).counts).toEqual([urls.length, 0, urls.length]);
  });
});

describe('what a store corrects', () => {
  test('the region, once', async () => {
    await ofWorkspace({ aws: { key: 'k', secret: 's' } });
    const id = await start(['s3://samples/a', 's3://roaming/a']);
    const { send, objects } = store(({ host }) =>
      host === 'samples.s3.eu-central-1.amazonaws.com'
        ? GONE
        : refused(301, 'PermanentRedirect', '<Region>eu-central-1</Region>'),
    );
    await run(send);
    expect(objects().filter((one) => one.startsWith('samples'))).toEqual([
      'samples.s3.us-east-1.amazonaws.com/a',
      'samples.s3.eu-central-1.amazonaws.com/a',
    ]);
    expect(await codes(id)).toEqual(['wrong_region']);
    expect(objects()).toHaveLength(4);
  });

  test('never into another host', async () => {
    await ofWorkspace({ aws: { key: 'k', secret: 's' } });
    await start(['s3://samples/a']);
    const { send, asked } = store(() =>
      refused(301, 'PermanentRedirect', '<Region>x.evil.example.org/</Region>'),
    );
    await run(send);
    for (const { host } of asked) expect(host).toMatch(/\.s3\.[a-z0-9-]+\.amazonaws\.com$/);
  });

  test('the time, once', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store(({ searchParams }) =>
      searchParams.get('X-Amz-Date')?.startsWith('2031')
        ? GONE
        : refused(403, 'RequestTimeTooSkewed', '<ServerTime>2031-01-01T00:00:00Z</ServerTime>'),
    );
    await run(send);
    expect(asked).toHaveLength(2);
    expect((await shown(id)).counts).toEqual([1, 1, 0]);
  });
});

describe('several processes', () => {
  test('never delete the same object twice', async () => {
    await ofWorkspace();
    const urls = Array.from({ length: 400 }, (_, n) => `s3://samples/${n}`);
    const id = await start(urls);
    const slow = store(async () => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 10));
      return GONE;
    });
    while (!(await shown(id)).finished) await Promise.all([1, 2, 3, 4].map(() => run(slow.send)));
    expect(slow.objects()).toHaveLength(400);
    expect(new Set(slow.objects()).size).toBe(400);
    expect((await shown(id)).counts).toEqual([400, 400, 0]);
  });

  test('one that dies in the middle leaves the rest to the next, which waits for its lease', async () => {
    await ofWorkspace();
    const id = await start(Array.from({ length: 20 }, (_, n) => `s3://samples/${n}`));
    let revive = (_answer: Answer) => {};
    const hanging = new Promise<Answer>((resolve) => {
      revive = resolve;
    });
    const dying = store((_url, nth) => (nth <= 4 ? GONE : hanging));
    const dead = run(dying.send, { lease_s: 2, group: 8, lanes: 1 });
    await expect.poll(() => dying.asked.length).toBe(8);
    const next = store();
    await run(next.send);
    expect(next.asked).toHaveLength(12);
    expect((await shown(id)).counts).toEqual([20, 12, 0]);
    await new Promise((resolve) => setTimeout(resolve, 2_200));
    await run(next.send);
    expect(await shown(id)).toMatchObject({ counts: [20, 20, 0], finished: true });
    // The dead one comes back to life and finds that its lease has ended: nothing is counted twice.
    revive(GONE);
    await dead;
    expect(await shown(id)).toMatchObject({ counts: [20, 20, 0], finished: true });
  });

  test('an object whose lease has run out before its turn is left to others', async () => {
    await ofWorkspace();
    const id = await start(['s3://samples/a']);
    const { send, asked } = store();
    await run(send, { lease_s: 0, run_s: 0.1 });
    expect(asked).toEqual([]);
    await run(send);
    expect((await shown(id)).counts).toEqual([1, 1, 0]);
  });
});

test('a large deletion keeps a small one waiting for one group only', async () => {
  await ofWorkspace();
  await start(Array.from({ length: 200 }, (_, n) => `s3://large/${n}`));
  const other = await seedPerson(app.parts);
  await save('workspace', other.workspace_id, AWS);
  const { send, objects } = store();
  await startDeletion(app.parts.database.db, {
    workspace_id: other.workspace_id,
    account_id: other.id,
    urls: ['s3://small/a'],
  });
  await run(send, { lanes: 1 });
  expect(objects().findIndex((one) => one.startsWith('small'))).toBeLessThan(17);
  expect(objects()).toHaveLength(201);
});

test('a deletion of a deleted workspace rests, and goes on when the workspace comes back', async () => {
  await ofWorkspace();
  const id = await start(['s3://samples/a']);
  await sql('update workspaces set deleted_at = now() where id = $1', [mira.workspace_id]);
  const { send, asked } = store();
  await run(send);
  expect(asked).toEqual([]);
  await sql('update workspaces set deleted_at = null where id = $1', [mira.workspace_id]);
  await run(send);
  expect((await shown(id)).finished).toBe(true);
});

test('credentials that do not open any more are said to be lost, and keep no other workspace waiting', async () => {
  await ofWorkspace();
  const id = await start(['s3://samples/a']);
  await sql("update storage_settings set nonce = '\\x000000000000000000000000' where workspace_id = $1", [
    mira.workspace_id,
  ]);
  await run(store().send);
  expect(await codes(id)).toEqual(['credentials_lost']);
});
