import { CreateMultipartUploadCommand, ListMultipartUploadsCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../../../tests/support/listening-app.ts';
import { bucketSettings, noSwift } from '../../../../tests/support/stores/files-stores.ts';
import { startS3rver } from '../../../../tests/support/stores/s3rver.ts';
import type { TestStore } from '../../../../tests/support/stores/store.ts';
import { startSwift } from '../../../../tests/support/stores/swift.ts';
import { readConfig } from '../../config.ts';
import { OperatorError } from '../../operator-error.ts';
import { openFiles } from './open-files.ts';

function open(environment: Record<string, string>) {
  const { config, secrets } = readConfig(environment);
  return openFiles(config, secrets);
}

/** What the operator reads when the start is refused. */
async function refusal(environment: Record<string, string>): Promise<string> {
  const error = await open(environment).then(
    () => expect.fail('it was not refused'),
    (cause: unknown) => cause,
  );
  expect(error).toBeInstanceOf(OperatorError);
  return (error as Error).message;
}

describe('a start is refused with the setting to correct', () => {
  let store: TestStore;
  let good: Record<string, string>;
  beforeAll(async () => {
    store = await startS3rver();
    good = bucketSettings(store);
  });
  afterAll(() => store.stop());

  test.each([
    [
      'a wrong secret key',
      { ATRIUM_FILES_S3_SECRET_KEY: 'wrong' },
      /SignatureDoesNotMatch.*ATRIUM_FILES_S3_ACCESS_KEY/,
    ],
    [
      'an unknown access key',
      { ATRIUM_FILES_S3_ACCESS_KEY: 'AKIANOBODY' },
      /InvalidAccessKeyId.*ATRIUM_FILES_S3_ACCESS_KEY/,
    ],
    [
      'an unknown bucket',
      { ATRIUM_FILES_S3_BUCKET: 'elsewhere' },
      /no bucket "elsewhere".*ATRIUM_FILES_S3_BUCKET/,
    ],
  ])('%s', async (_what, change, sentence) => {
    const text = await refusal({ ...good, ...change });
    expect(text).toMatch(sentence);
    expect(text).not.toContain(good.ATRIUM_FILES_S3_SECRET_KEY);
  });

  test('a store that is not there', async () => {
    const endpoint = `http://127.0.0.1:${await freePort()}`;
    const text = await refusal({ ...good, ATRIUM_FILES_S3_ENDPOINT: endpoint });
    expect(text).toMatch(/does not answer \(ECONNREFUSED\): correct ATRIUM_FILES_S3_ENDPOINT/);
  });

  test('what it tries leaves nothing in the bucket', async () => {
    store.requests.length = 0;
    await open(good);
    const written = store.requests.find(({ method }) => method === 'PUT')?.url.split('?')[0];
    expect(written).toMatch(/^\/samples\/atrium\/files\/\.atrium-start-check\//);
    expect(await store.get(written?.replace('/samples/', '') ?? '')).toBeUndefined();
  });
});

describe.skipIf(noSwift !== undefined)('uploads whose process ended', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startSwift();
  });
  afterAll(() => store.stop());

  test('are dropped after a day, below the own prefix only', async () => {
    const settings = bucketSettings(store);
    const client = new S3Client({
      endpoint: settings.ATRIUM_FILES_S3_ENDPOINT ?? '',
      region: settings.ATRIUM_FILES_S3_REGION ?? '',
      forcePathStyle: true,
      credentials: {
        accessKeyId: settings.ATRIUM_FILES_S3_ACCESS_KEY ?? '',
        secretAccessKey: settings.ATRIUM_FILES_S3_SECRET_KEY ?? '',
      },
    });
    const Bucket = store.place.bucket;
    const begun = async () =>
      ((await client.send(new ListMultipartUploadsCommand({ Bucket }))).Uploads ?? []).map(({ Key }) => Key);
    for (const Key of ['atrium/files/w/half', 'others/half'])
      await client.send(new CreateMultipartUploadCommand({ Bucket, Key }));
    const files = await open(settings);
    await files.removeAbandoned();
    expect(await begun()).toEqual(['atrium/files/w/half', 'others/half']);
    await files.removeAbandoned(Date.now() + 25 * 3600 * 1000);
    expect(await begun()).toEqual(['others/half']);
    client.destroy();
  });
});
