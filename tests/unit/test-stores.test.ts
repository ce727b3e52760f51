import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startAzurite } from '../support/stores/azurite.ts';
import { startGcsChecker } from '../support/stores/gcs-checker.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { pathOfKey, type TestStore } from '../support/stores/store.ts';
import { startSwift, whyNoSwift } from '../support/stores/swift.ts';

const ODD_KEY = 'odd/100% #1?a=b+c\\d^e ü日.txt';

/** Where the object lies, unsigned, as the store itself names it. */
function plainUrl({ place, port }: TestStore, key: string): string {
  const account = place.account === '' ? '' : `/${place.account}`;
  return `http://127.0.0.1:${port}${account}/${place.bucket}/${pathOfKey(key)}`;
}

const noSwift = whyNoSwift();

const STORES: [string, () => Promise<TestStore>][] = [
  ['s3rver', startS3rver],
  ['azurite', startAzurite],
  ['the GCS checker', startGcsChecker],
  ...(noSwift === undefined ? [['Swift', startSwift] as [string, () => Promise<TestStore>]] : []),
];
if (noSwift !== undefined) test.skip(`Swift: ${noSwift}`);

describe.each(STORES)('%s', (_name, start) => {
  let store: TestStore;
  beforeAll(async () => {
    store = await start();
  });
  afterAll(() => store.stop());

  test('keeps what is put under odd keys, byte for byte', async () => {
    const bytes = Buffer.from([0, 1, 2, 255]);
    await store.put(ODD_KEY.replace('\\', '/'), bytes, 'image/png');
    expect(await store.get(ODD_KEY.replace('\\', '/'))).toEqual(bytes);
    expect(await store.get('absent')).toBeUndefined();
  });

  test('refuses or hides an object from who signs nothing, and notes the request', async () => {
    await store.put('a.txt', 'a', 'text/plain');
    const { status } = await store.visit(plainUrl(store, 'a.txt'));
    expect([400, 403, 404, 409]).toContain(status);
    expect(store.requests.at(-1)).toMatchObject({ method: 'GET', status });
  });

  test('answers pages of other origins as it is told', async () => {
    const ask = async () => {
      const headers = { origin: 'http://page.test', 'access-control-request-method': 'GET' };
      const { headers: answer } = await store.visit(`${plainUrl(store, 'a.txt')}?X-Amz-Credential=a`, {
        method: 'OPTIONS',
        headers,
      });
      return answer['access-control-allow-origin'];
    };
    expect(['*', 'http://page.test']).toContain(await ask());
    await store.allowOrigin(null);
    expect(await ask()).toBeUndefined();
    await store.allowOrigin('http://page.test');
    expect(['*', 'http://page.test']).toContain(await ask());
    await store.allowOrigin('http://other.test');
    expect(await ask()).toBeUndefined();
    await store.allowOrigin('*');
  });
});
