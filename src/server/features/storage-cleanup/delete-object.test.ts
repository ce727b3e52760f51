import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { AWS, answeringStore, deletionsOf, GONE, refused } from '../../../../tests/support/deletions.ts';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp({ jobs: false });
});
afterAll(() => app.end());

const sql = async (text: string, values: unknown[]) =>
  (await app.parts.database.pool.query(text, values)).rows;

type Failure = { url: string; code: string; tries: number };

let mira: Seeded;
let at: ReturnType<typeof deletionsOf>;
beforeEach(async () => {
  // What an earlier test left must not be worked on in the next.
  await sql('delete from storage_deletions', []);
  mira = await seedPerson(app.parts);
  at = deletionsOf(app, mira);
});

describe('which credentials', () => {
  const OWN = { aws: { key: 'AKIAOWN', secret: 's' } };

  test('the requester’s own, and the workspace’s where they may not', async () => {
    await at.saveForWorkspace();
    await at.save('account', mira.id, OWN);
    const id = await at.start(['s3://samples/a', 's3://locked/b']);
    const { send, signers } = answeringStore(({ host, search }) =>
      host.startsWith('locked') && search.includes('AKIAOWN') ? refused(403, 'AccessDenied') : GONE,
    );
    await at.run(send);
    expect(signers().toSorted()).toEqual(['AKIAOWN', 'AKIAOWN', 'AKIAWORKSPACE']);
    expect((await at.shown(id)).counts).toEqual([2, 2, 0]);
  });

  test('never those of another member, nor of a requester who has left or was disabled', async () => {
    await at.saveForWorkspace();
    await at.save('account', mira.id, OWN);
    const [other, left, disabled] = [
      await seedPerson(app.parts),
      await seedPerson(app.parts),
      await seedPerson(app.parts),
    ];
    await seedMember(app.parts, mira.workspace_id, other.id, 'member');
    await seedMember(app.parts, mira.workspace_id, disabled.id, 'member');
    for (const { id } of [left, disabled]) await at.save('account', id, OWN);
    await sql("update accounts set state = 'disabled' where id = $1", [disabled.id]);
    for (const { id } of [other, left, disabled]) await at.start([`s3://samples/${id}`], id);
    const { send, signers } = answeringStore();
    await at.run(send);
    expect(signers()).toEqual(['AKIAWORKSPACE', 'AKIAWORKSPACE', 'AKIAWORKSPACE']);
  });

  test('never those of another workspace', async () => {
    const other = await seedPerson(app.parts);
    await at.save('workspace', other.workspace_id, AWS);
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore();
    await at.run(send);
    expect(asked).toEqual([]);
    expect(await at.codes(id)).toEqual(['no_credentials']);
  });

  test('the entry of the longest bucket and folder; the pair for all buckets is Amazon’s alone', async () => {
    const pair = (key: string) => ({ key, secret: 's' });
    await at.saveForWorkspace({
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
    const id = await at.start([...Object.keys(expected), 's3://elsewhere.example.org:9000/b/a']);
    const { send, signers, objects } = answeringStore();
    await at.run(send);
    expect(signers().map((signer, n) => `${signer} ${objects()[n]}`)).toEqual(
      expect.arrayContaining(Object.values(expected)),
    );
    expect(signers()).toHaveLength(Object.keys(expected).length);
    expect(await at.codes(id)).toEqual(['no_credentials']);
  });

  test('Google’s and Azure’s sign for theirs; a SAS is sent as it is', async () => {
    const { privateKey } = await import('node:crypto').then(({ generateKeyPairSync }) =>
      generateKeyPairSync('rsa', { modulusLength: 2048 }),
    );
    const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
    await at.saveForWorkspace({
      google: { credentials_json: JSON.stringify({ client_email: 'sweeper@x.org', private_key }) },
      azure: {
        containers: [
          { account_name: 'visionstore', account_key: Buffer.alloc(64, 1).toString('base64') },
          { account_name: 'visionstore', container_name: 'sas', account_key: '?sv=2020&sig=abc%3D' },
        ],
      },
    });
    await at.start([
      'gs://evals/a',
      'azure://visionstore.blob.core.windows.net/art/b',
      'azure://visionstore.blob.core.windows.net/sas/c',
    ]);
    const headers: Record<string, string>[] = [];
    const { send, asked } = answeringStore();
    await at.run((request) => {
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
    await at.saveForWorkspace({
      azure: { containers: [{ account_name: 'visionstore', account_key: 'no base64!' }] },
    });
    const id = await at.start(['azure://visionstore.blob.core.windows.net/art/b']);
    await at.run(answeringStore().send);
    expect(await at.codes(id)).toEqual(['bad_credentials']);
  });
});

describe('what is never sent', () => {
  test('a request that would delete a bucket, however its address is read', async () => {
    await at.saveForWorkspace({
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
    const id = await at.start(urls);
    const { send, asked } = answeringStore();
    await at.run(send);
    expect(asked).toEqual([]);
    const { failures, counts } = await at.shown(id);
    expect(counts).toEqual([urls.length, 0, urls.length]);
    expect(failures.map(({ url, code, tries }: Failure) => [url, code, tries])).toEqual([
      ['s3://minio/bucket', 'no_credentials', 1],
      ['s3://minio/bucket/', 'no_credentials', 1],
      ['s3://b-1//', 'no_key', 0],
      ['https://s3.amazonaws.com/b-1', 'no_key', 0],
      ['https://b-1.s3.amazonaws.com/', 'no_key', 0],
      ['https://minio/bucket', 'no_key', 1],
      ['https://visionstore.blob.core.windows.net/art/', 'no_key', 0],
      ['s3://b-1/a/..', 'bad_address', 0],
      ['s3://b-1/%2e%2e/x/..', 'bad_address', 0],
      ['https://b-1.s3.amazonaws.com/%2e%2e/x', 'bad_address', 0],
    ]);
  });
});

describe('what a store corrects', () => {
  test('the region, once', async () => {
    await at.saveForWorkspace({ aws: { key: 'k', secret: 's' } });
    const id = await at.start(['s3://samples/a', 's3://roaming/a']);
    const { send, objects } = answeringStore(({ host }) =>
      host === 'samples.s3.eu-central-1.amazonaws.com'
        ? GONE
        : refused(301, 'PermanentRedirect', '<Region>eu-central-1</Region>'),
    );
    await at.run(send);
    expect(objects().filter((one) => one.startsWith('samples'))).toEqual([
      'samples.s3.us-east-1.amazonaws.com/a',
      'samples.s3.eu-central-1.amazonaws.com/a',
    ]);
    expect(await at.codes(id)).toEqual(['wrong_region']);
    expect(objects()).toHaveLength(4);
  });

  test('not the region again and again', async () => {
    await at.saveForWorkspace({ aws: { key: 'k', secret: 's' } });
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore((_url, nth) =>
      refused(301, 'PermanentRedirect', `<Region>eu-west-${(nth % 3) + 1}</Region>`),
    );
    await at.run(send);
    expect(asked).toHaveLength(2);
    expect(await at.codes(id)).toEqual(['wrong_region']);
  });

  test('never into another host', async () => {
    await at.saveForWorkspace({ aws: { key: 'k', secret: 's' } });
    await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore(() =>
      refused(301, 'PermanentRedirect', '<Region>x.evil.example.org/</Region>'),
    );
    await at.run(send);
    for (const { host } of asked) expect(host).toMatch(/\.s3\.[a-z0-9-]+\.amazonaws\.com$/);
  });

  test('the time, once', async () => {
    await at.saveForWorkspace();
    const id = await at.start(['s3://samples/a']);
    const { send, asked } = answeringStore(({ searchParams }) =>
      searchParams.get('X-Amz-Date')?.startsWith('2031')
        ? GONE
        : refused(403, 'RequestTimeTooSkewed', '<ServerTime>2031-01-01T00:00:00Z</ServerTime>'),
    );
    await at.run(send);
    expect(asked).toHaveLength(2);
    expect((await at.shown(id)).counts).toEqual([1, 1, 0]);
  });
});
