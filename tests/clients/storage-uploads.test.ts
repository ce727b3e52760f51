import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { placeFrom } from '../../src/storage/place-input.ts';
import { seedPerson } from '../support/seeds.ts';
import { AZURE_HOST, type Azurite, startAzurite } from '../support/stores/azurite.ts';
import { CUSTODIES, createKeeper, type Keeper } from '../support/stores/custodies.ts';
import { startGcsChecker } from '../support/stores/gcs-checker.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { startUploader, type Uploader } from '../support/stores/sdk-uploads.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';
import { startSwift, whyNoSwift } from '../support/stores/swift.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;
const noSwift = whyNoSwift();

/** Names of metrics and files as people choose them; the SDK makes keys of them as they are. */
const KEYS = [
  'project/task.0123/metrics/debug/sample_00000001.png',
  'project/100% of all/x + y/a#b?c=d&e.png',
  'Grüße/日本語/[1] (it\'s) "q" ~.png',
];

interface Case {
  name: string;
  keys: string[];
  start(): Promise<TestStore>;
  /** Where the SDK uploads to, without a slash at its end. */
  target(store: TestStore): string;
  /** What a person types as the host of the entry. */
  host(store: TestStore): string;
}

const onItsHost = {
  keys: KEYS,
  target: ({ place }: TestStore) => `s3://${place.host}/${BUCKET}`,
  host: ({ place }: TestStore) => place.host,
};
const CASES: Case[] = [
  { name: 's3rver', start: startS3rver, ...onItsHost },
  ...(noSwift === undefined ? [{ name: 'Swift', start: startSwift, ...onItsHost }] : []),
  {
    name: 'azurite',
    // The SDK takes # and ? of an Azure URL for fragment and query, and then fails to upload.
    keys: KEYS.map((key) => key.replace(/[#?]/g, '-')),
    start: () => startAzurite({ tls: true }),
    target: () => `azure://${AZURE_HOST}/${BUCKET}`,
    host: () => AZURE_HOST,
  },
  {
    name: 'the GCS checker',
    keys: KEYS,
    start: startGcsChecker,
    target: () => `gs://${BUCKET}`,
    host: ({ place }) => place.host,
  },
];

describe.skipIf(missing)(`the genuine StorageManager${missing ? ` (${missing})` : ''}`, () => {
  let app: TestApp;
  let keeper: Keeper;
  beforeAll(async () => {
    app = await createTestApp();
    keeper = await createKeeper(app, await seedPerson(app.parts));
  });
  afterAll(() => app.end());

  describe.each(CASES)('and $name', ({ keys, start, target, host }) => {
    let store: TestStore;
    let sdk: Uploader;
    const files: { url: string; bytes: Buffer }[] = [];
    let urls: string[];
    beforeAll(async () => {
      if ('skipped' in python) return;
      store = await start();
      const { certificate = '' } = store as Partial<Azurite>;
      sdk = startUploader(
        python.sdk,
        store,
        certificate === '' ? undefined : { port: store.port, certificate },
      );
      for (const key of keys) files.push({ url: `${target(store)}/${key}`, bytes: randomBytes(300) });
      urls = await sdk.upload(files);
    });
    afterAll(async () => {
      sdk?.end();
      await store?.stop();
    });

    test('stores what it was given under the key that the URL says', async () => {
      for (const [i, key] of keys.entries()) expect(await store.get(key)).toEqual(files[i]?.bytes);
    });

    test.each(CUSTODIES)(
      'the URL it answers is signed in custody %s and fetched, byte for byte',
      async (custody) => {
        const made = placeFrom({
          kind: store.place.kind,
          bucket: BUCKET,
          host: host(store),
          region: '',
          account: '',
        });
        if ('errors' in made) throw new Error(made.errors[0]?.message);
        const place = { ...made.place, region: store.place.region };
        for (const [i, url] of urls.entries()) {
          const kept = { custody, place, secret: store.secret };
          const { status, body } = await keeper.withLink(kept, url, (link) => store.visit(link));
          expect([url, status]).toEqual([url, 200]);
          expect(body).toEqual(files[i]?.bytes);
        }
      },
    );

    test('fetches by that URL what it uploaded', async () => {
      for (const [i, url] of urls.entries()) expect(await sdk.fetch(url)).toEqual(files[i]?.bytes);
    });
  });
});

if (noSwift !== undefined) test.skip(`Swift: ${noSwift}`);
