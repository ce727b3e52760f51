import { Storage } from '@google-cloud/storage';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type GcsChecker, startGcsChecker } from '../support/stores/gcs-checker.ts';
import { BUCKET, type Visit } from '../support/stores/store.ts';

const KEY = 'debug/a b+c%20(1).png';
const HOUR_MS = 3_600_000;

let checker: GcsChecker;
beforeAll(async () => {
  checker = await startGcsChecker();
  await checker.put(KEY, 'picture', 'image/png');
});
afterAll(() => checker.stop());

type Options = Parameters<ReturnType<ReturnType<Storage['bucket']>['file']>['getSignedUrl']>[0];

/** A link that Google's own library makes with the checker's service account. */
async function signedByGoogle(more: Partial<Options> = {}, account = checker.secret): Promise<string> {
  if (account.type !== 'service_account') throw new Error('a service account signs');
  const { client_email, private_key } = account;
  const storage = new Storage({ credentials: { client_email, private_key }, projectId: 'tests' });
  const options: Options = { version: 'v4', action: 'read', expires: Date.now() + HOUR_MS, ...more };
  const answer = await storage.bucket(BUCKET).file(KEY).getSignedUrl(options);
  return answer[0];
}

const ask = async (url: string, visit?: Visit) => {
  const { status, body } = await checker.visit(url, visit);
  return [status, /<Code>(\w+)/.exec(body.toString())?.[1] ?? body.toString()];
};

test("takes what Google's own library signs: by path, by host name, with signed headers and parameters", async () => {
  expect(await ask(await signedByGoogle())).toEqual([200, 'picture']);
  expect(await ask(await signedByGoogle({ virtualHostedStyle: true }))).toEqual([200, 'picture']);
  const withHeader = await signedByGoogle({ extensionHeaders: { 'x-goog-meta-a': 'b' } });
  expect(await ask(withHeader, { headers: { 'x-goog-meta-a': 'b' } })).toEqual([200, 'picture']);
  const named = await signedByGoogle({ queryParams: { 'response-content-type': 'text/plain' } });
  expect(await ask(named)).toEqual([200, 'picture']);
});

test.each<[string, (url: string) => string, Visit?]>([
  ['another object', (url) => url.replace('/debug/', '/other/')],
  ['another host', (url) => url.replace('storage.googleapis.com', 'storage.example.com')],
  ['another method', (url) => url, { method: 'DELETE' }],
  ['a longer life', (url) => url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=7200')],
  [
    'another time',
    (url) => url.replace(/(X-Goog-Date=\w+)(\d)Z/, (_, most, last) => `${most}${last === '0' ? 1 : 0}Z`),
  ],
  ['a further parameter', (url) => `${url}&a=b`],
  ['another signature', (url) => url.replace(/.$/, (last) => (last === '0' ? '1' : '0'))],
])('refuses %s', async (_what, change, visit) => {
  const [status, code] = await ask(change(await signedByGoogle()), visit);
  expect([status, code]).toEqual([403, 'SignatureDoesNotMatch']);
  expect(await checker.get(KEY)).toEqual(Buffer.from('picture'));
});

test.each<[string, (url: string) => string, Visit?]>([
  ['a path that is escaped in another way', (url) => url.replace('%281%29', '(1)')],
  ['a day that is not the date’s', (url) => url.replace(/(X-Goog-Date=)\d{8}/, '$120200101')],
  ['a life of more than seven days', (url) => url.replace(/X-Goog-Expires=\d+/, 'X-Goog-Expires=604801')],
  ['a header of Google’s that is not signed', (url) => url, { headers: { 'x-goog-user-project': 'x' } }],
  ['a parameter twice', (url) => `${url}&X-Goog-Expires=60`],
])('refuses %s as malformed', async (_what, change, visit) => {
  expect(await ask(change(await signedByGoogle()), visit)).toEqual([400, 'InvalidArgument']);
});

test('refuses a link whose time is over, one by a stranger and one by nobody', async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 2 * HOUR_MS });
  const over = await signedByGoogle().finally(() => vi.useRealTimers());
  expect(await ask(over)).toEqual([400, 'ExpiredToken']);
  expect(await ask(await signedByGoogle({}, checker.wrong))).toEqual([403, 'SignatureDoesNotMatch']);
  const plain = (await signedByGoogle()).split('?')[0] ?? '';
  expect(await ask(plain)).toEqual([403, 'AccessDenied']);
});
