import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { makeHome, type SdkProcess, startSdk } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

describe.skipIf(missing)(`the genuine SDK${missing ? ` (${missing})` : ''}`, () => {
  let app: ListeningApp;
  let mira: Seeded;
  let sdk: SdkProcess;
  const { home, remove } = makeHome();

  beforeAll(async () => {
    app = await createListeningApp();
    mira = await seedPerson(app.parts);
    if ('skipped' in python) return;
    sdk = startSdk(python.sdk, home, {
      CLEARML_WEB_HOST: app.web_url,
      CLEARML_API_HOST: app.api_url,
      CLEARML_FILES_HOST: app.files_url,
      CLEARML_API_ACCESS_KEY: mira.key.access_key,
      CLEARML_API_SECRET_KEY: mira.key.secret_key,
    });
  });
  afterAll(async () => {
    sdk?.stop();
    remove();
    await app.end();
  });

  const whoAmI = () => sdk.ask({ do: 'call', service: 'users', action: 'get_current_user' });

  test('opens a session and is told that vaults may be asked for', async () => {
    const opened = await sdk.ask({ do: 'open' });
    expect(opened).toMatchObject({ feature_set: 'community', worker: hostname() });
    const me = await whoAmI();
    expect(me).toMatchObject({ status: 200, answer: { data: { user: { id: mira.id } } } });
  });

  test('renews its token, which stays the same account’s and workspace’s', async () => {
    const renewed = await sdk.ask({ do: 'renew' });
    expect(renewed.changed).toBe(true);
    expect(await whoAmI()).toMatchObject({
      status: 200,
      answer: { data: { user: { id: mira.id, company: { id: mira.workspace_id } } } },
    });
  });

  test('shows as the last use of its credential, with worker and client', async () => {
    const { data } = await app.call('auth.get_credentials', {}, { session: mira.session });
    expect(data.credentials[0]).toMatchObject({
      access_key: mira.key.access_key,
      last_used_from: hostname(),
      last_used_client: 'clearml-2.1.7',
    });
  });

  test('is refused within one second after its credential was revoked', async () => {
    const { access_key } = mira.key;
    const revoked = await app.call('auth.revoke_credentials', { access_key }, { session: mira.session });
    expect(revoked.data).toEqual({ revoked: 1 });
    await sleep(1_000);
    const refused = await whoAmI();
    expect(JSON.stringify(refused)).toMatch(/401|LoginError/);
  });
});
