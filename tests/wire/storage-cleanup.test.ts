import { createServer, type Server } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { filesAddresses } from '../../src/server/features/files/stored-address.ts';
import { connectionRules } from '../../src/server/features/storage-access/connection-rules.ts';
import { createGuardedFetch } from '../../src/server/features/storage-access/guarded-fetch.ts';
import { runDeletions } from '../../src/server/features/storage-cleanup/run-deletions.ts';
import { sendBy } from '../../src/server/features/storage-cleanup/send-to-store.ts';
import type { Secret } from '../../src/storage/place.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { startAzurite } from '../support/stores/azurite.ts';
import { startGcsChecker } from '../support/stores/gcs-checker.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { closeServer, listenOnLoopback, type TestStore } from '../support/stores/store.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const KEYS = [
  'folder/a b.png',
  '100%.png',
  'a#b.png',
  'a?b=c&d.png',
  'a+b.png',
  'é/ü/ß.png',
  '日本/画像.png',
];

/** How a store's place and secret look in ClearML's settings. */
function settingsOf({ place }: TestStore, secret: Secret, host = place.host) {
  const at = { host, secure: false };
  switch (secret.type) {
    case 'keys':
      return { aws: { buckets: [{ ...at, bucket: place.bucket, key: secret.key, secret: secret.secret }] } };
    case 'account_key':
      return {
        azure: {
          containers: [
            {
              ...at,
              account_name: place.account,
              account_key: secret.account_key,
              container_name: place.bucket,
            },
          ],
        },
      };
    case 'service_account': {
      const { client_email, private_key } = secret;
      const credentials_json = JSON.stringify({ client_email, private_key });
      return { google: { buckets: [{ ...at, bucket: place.bucket, credentials_json }] } };
    }
    case 'sas':
      throw new Error('no store of the tests signs with a SAS');
  }
}

describe.each([
  ['s3rver', startS3rver],
  ['azurite', startAzurite],
  ['the GCS checker', startGcsChecker],
])('%s', (_name, startStore) => {
  let store: TestStore;
  let app: TestApp;
  let flaky: { server: Server; host: string; failing: number };
  beforeAll(async () => {
    store = await startStore();
    flaky = await inFrontOf(store);
    const environment = { ATRIUM_STORAGE_ALLOW_HOSTS: `${store.place.host},${flaky.host}` };
    app = await createTestApp({ environment, jobs: false });
  });
  afterAll(async () => {
    await app.end();
    await closeServer(flaky.server);
    await store.stop();
  });

  let mira: Seeded;
  beforeEach(async () => {
    mira = await seedPerson(app.parts);
    store.requests.length = 0;
  });

  const call = async (name: string, body: object) => {
    const answer = await app.call(name, body, { session: mira.session, tenant: mira.workspace_id });
    expect([name, answer.code, answer.message]).toEqual([name, 200, 'OK']);
    return answer.data;
  };
  const run = async () => {
    const { database, keyRing, config, log } = app.parts;
    const guardedFetch = createGuardedFetch(connectionRules(config, database.connection));
    const files = { store: app.parts.files, addresses: filesAddresses(config) };
    const pace = { delays_s: [0, 0, 0, 0], lease_s: 60, group: 16, lanes: 2, run_s: 20 };
    await runDeletions({ db: database.db, keyRing, send: sendBy(guardedFetch), files, log }, pace);
    guardedFetch.close();
  };
  const deletes = () => store.requests.filter(({ method }) => method === 'DELETE');

  test('deletes what is there, by any key, and finds that the rest is not there', async () => {
    for (const key of [...KEYS, 'kept']) await store.put(key, key, 'image/png');
    await call('storage.set_settings', settingsOf(store, store.secret));
    const { id } = await call('storage_cleanup.create', { urls: [...KEYS, 'absent/a.png'].map(store.url) });
    await run();
    const { deletion, failures } = await call('storage_cleanup.get_by_id', { id });
    expect(failures).toEqual([]);
    expect(deletion).toMatchObject({ total: KEYS.length + 1, deleted: KEYS.length + 1, failed: 0 });
    for (const key of KEYS) expect([key, await store.get(key)]).toEqual([key, undefined]);
    expect(await store.get('kept')).toBeDefined();
    expect(deletes()).toHaveLength(KEYS.length + 1);
  });

  test('a wrong key is listed with its reason; with the right one a retry deletes', async () => {
    await store.put('locked.png', 'x', 'image/png');
    await call('storage.set_settings', settingsOf(store, store.wrong));
    const { id } = await call('storage_cleanup.create', { urls: [store.url('locked.png')] });
    await run();
    const { failures } = await call('storage_cleanup.get_by_id', { id });
    expect(failures).toMatchObject([{ url: store.url('locked.png'), code: 'bad_credentials', tries: 1 }]);
    expect(failures[0].reason).toContain('then retry');
    expect(await store.get('locked.png')).toBeDefined();
    await call('storage.set_settings', settingsOf(store, store.secret));
    expect(await call('storage_cleanup.retry', { id })).toEqual({ retried: 1 });
    await run();
    expect((await call('storage_cleanup.get_by_id', { id })).deletion).toMatchObject({
      deleted: 1,
      failed: 0,
    });
    expect(await store.get('locked.png')).toBeUndefined();
  });

  test('a store that fails twice is asked a third time', async () => {
    await store.put('flaky.png', 'x', 'image/png');
    await call('storage.set_settings', settingsOf(store, store.secret, flaky.host));
    flaky.failing = 2;
    const url = store.url('flaky.png').replace(store.place.host, flaky.host);
    const { id } = await call('storage_cleanup.create', { urls: [url] });
    await run();
    expect(flaky.failing).toBe(0);
    expect((await call('storage_cleanup.get_by_id', { id })).deletion).toMatchObject({
      deleted: 1,
      failed: 0,
    });
    expect(await store.get('flaky.png')).toBeUndefined();
  });

  test('a container that is not there is listed', async () => {
    const settings = JSON.parse(
      JSON.stringify(settingsOf(store, store.secret)).replaceAll('samples', 'nowhere'),
    );
    await call('storage.set_settings', settings);
    const url = store.url('a.png').replace('samples', 'nowhere');
    const { id } = await call('storage_cleanup.create', { urls: [url] });
    await run();
    expect((await call('storage_cleanup.get_by_id', { id })).failures).toMatchObject([
      { code: 'no_such_bucket' },
    ]);
  });
});

/** A door before a store that answers 503 as often as `failing` says, then lets through. */
async function inFrontOf(store: TestStore) {
  const flaky = { server: createServer(), host: '', failing: 0 };
  flaky.server.on('request', async ({ method = 'GET', url = '', headers }, response) => {
    if (flaky.failing > 0) {
      flaky.failing--;
      response.writeHead(503).end();
      return;
    }
    const sent = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
    const answer = await store.visit(`http://${headers.host}${url}`, { method, headers: sent });
    response.writeHead(answer.status, { 'content-type': answer.headers['content-type'] ?? 'text/plain' });
    response.end(answer.body);
  });
  flaky.host = `127.0.0.1:${await listenOnLoopback(flaky.server)}`;
  return flaky;
}

describe('the background job of real apps', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await startS3rver();
  });
  afterAll(() => store.stop());

  test('two on one database delete everything once', async () => {
    const environment = { ATRIUM_STORAGE_ALLOW_HOSTS: store.place.host };
    const first = await createTestApp({ environment });
    const second = await createTestApp({ environment, database: first.database });
    const mira = await seedPerson(first.parts);
    const as = { session: mira.session, tenant: mira.workspace_id };
    await first.call('storage.set_settings', settingsOf(store, store.secret), as);
    const keys = Array.from({ length: 200 }, (_, n) => `run/${n}.png`);
    for (const key of keys) await store.put(key, 'x', 'image/png');
    const { data } = await first.call('storage_cleanup.create', { urls: keys.map(store.url) }, as);
    const progress = async () =>
      (await second.call('storage_cleanup.get_by_id', { id: data.id }, as)).data.deletion;
    await expect.poll(async () => (await progress()).finished, { timeout: 20_000 }).not.toBeNull();
    expect(await progress()).toMatchObject({ total: 200, deleted: 200, failed: 0 });
    const asked = store.requests
      .filter(({ method }) => method === 'DELETE')
      .map(({ url }) => url.split('?')[0]);
    expect(asked).toHaveLength(200);
    expect(new Set(asked).size).toBe(200);
    for (const key of [keys[0], keys[199]]) expect(await store.get(key ?? '')).toBeUndefined();
    await second.end();
    await first.end();
  });

  test('calls no loopback that the operator did not allow', async () => {
    const app = await createTestApp();
    const mira = await seedPerson(app.parts);
    const as = { session: mira.session, tenant: mira.workspace_id };
    await store.put('kept.png', 'x', 'image/png');
    await app.call('storage.set_settings', settingsOf(store, store.secret), as);
    const { data } = await app.call('storage_cleanup.create', { urls: [store.url('kept.png')] }, as);
    const shown = async () => (await app.call('storage_cleanup.get_by_id', { id: data.id }, as)).data;
    await expect.poll(async () => (await shown()).deletion.finished, { timeout: 20_000 }).not.toBeNull();
    expect((await shown()).failures).toMatchObject([{ code: 'forbidden_address', tries: 1 }]);
    expect(await store.get('kept.png')).toBeDefined();
    await app.end();
  });
});
