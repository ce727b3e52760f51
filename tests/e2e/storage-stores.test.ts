import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import type { Secret } from '../../src/storage/place.ts';
import { openConfiguration, watchSent } from '../support/access-keys.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort, type ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { seedPerson } from '../support/seeds.ts';
import { AZURE_HOST, type Azurite, startAzurite } from '../support/stores/azurite.ts';
import type { Custody } from '../support/stores/custodies.ts';
import { type Front, startTlsFront } from '../support/stores/front.ts';
import { startGcsChecker } from '../support/stores/gcs-checker.ts';
import {
  addEntry,
  askDoctor,
  expectNoSecretOpen,
  seeGallery,
  seeInViewer,
  type TypedPlace,
  typeSecretAgain,
} from '../support/stores/journey.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { startUploader } from '../support/stores/sdk-uploads.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';
import { SWIFT_REGION, startSwift, whyNoSwift } from '../support/stores/swift.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;
const noSwift = whyNoSwift();
/** A name that is not this machine to a browser: no WebCrypto, no clipboard. */
const PLAIN_NAME = 'atrium.test';
const GOOGLE_HOST = 'storage.googleapis.com';
const FOLDER = 'project/task.0123/metrics/debug';
const NAMES = ['sample 1.png', '100%.png', 'ä+b.png'];

type StoreName = 's3rver' | 'Swift' | 'azurite' | 'azurite, https' | 'GCS';
const stores = new Map<StoreName, TestStore>();
const fronts: Front[] = [];
let browser: Browser;
let apps: { localhost: ListeningApp; plain: ListeningApp };

function storeOf(name: StoreName): TestStore {
  const store = stores.get(name);
  if (store === undefined) throw new Error(`${name} was not started`);
  return store;
}

/** The genuine SDK uploads the samples; where it needs https, `tls` says where and whom to trust. */
async function uploadSamples(store: TestStore, target: string, tls?: Front): Promise<void> {
  if ('skipped' in python) return;
  const sdk = startUploader(python.sdk, store, tls);
  const files = NAMES.map((name, i) => ({ url: `${target}/${FOLDER}/${name}`, bytes: makePng(64, 48, i) }));
  expect(await sdk.upload(files)).toEqual(files.map(({ url }) => url));
  sdk.end();
}

async function startStores(): Promise<void> {
  const s3 = await startS3rver();
  stores.set('s3rver', s3);
  await uploadSamples(s3, `s3://${s3.place.host}/${BUCKET}`);
  if (noSwift === undefined) {
    const swift = await startSwift();
    stores.set('Swift', swift);
    await uploadSamples(swift, `s3://${swift.place.host}/${BUCKET}`);
  }
  const azure = await startAzurite({ tls: true });
  stores.set('azurite, https', azure);
  await uploadSamples(azure, `azure://${AZURE_HOST}/${BUCKET}`, { ...azure, host: AZURE_HOST });
  const emulator = await startAzurite();
  stores.set('azurite', emulator);
  const emulatorByTls = await startTlsFront(emulator.port, [AZURE_HOST]);
  await uploadSamples(emulator, `azure://${AZURE_HOST}/${BUCKET}`, emulatorByTls);
  const gcs = await startGcsChecker();
  stores.set('GCS', gcs);
  await uploadSamples(gcs, `gs://${BUCKET}`);
  fronts.push(emulatorByTls, await startTlsFront(gcs.port, [GOOGLE_HOST]));
}

async function startApps(): Promise<void> {
  const hosts = [...stores.values()].map(({ port }) => `127.0.0.1:${port}`).join(',');
  const port = String(await freePort());
  apps = {
    localhost: await createPageApp({ ATRIUM_STORAGE_ALLOW_HOSTS: hosts }),
    plain: await createPageApp({
      ATRIUM_STORAGE_ALLOW_HOSTS: hosts,
      ATRIUM_WEB_PORT: port,
      ATRIUM_PUBLIC_URL: `http://${PLAIN_NAME}:${port}`,
    }),
  };
}

beforeAll(async () => {
  await startStores();
  await startApps();
  const rules = [
    `MAP ${PLAIN_NAME} 127.0.0.1`,
    `MAP ${AZURE_HOST}:443 127.0.0.1:${storeOf('azurite, https').port}`,
    `MAP ${GOOGLE_HOST}:443 127.0.0.1:${fronts[1]?.port}`,
  ];
  browser = await launchBrowser([`--host-resolver-rules=${rules.join(', ')}`, '--ignore-certificate-errors']);
});
afterAll(async () => {
  await browser?.close();
  for (const app of Object.values(apps ?? {})) await app.end();
  for (const { stop } of [...fronts, ...stores.values()]) await stop();
});

interface Case {
  name: string;
  store: StoreName;
  custodies: readonly Custody[];
  typed(store: TestStore): TypedPlace;
  /** Where the page looks for what the SDK uploaded. */
  target(store: TestStore): string;
  /** The right secret and a wrong one. */
  secrets(store: TestStore): { right: Secret; wrong: Secret };
  /** What the doctor says of the wrong one, and what to do. */
  said: string;
  cure: string;
  /** The region that the doctor finds first, where none was typed. */
  region?: string;
}

const ALL = ['browser', 'account', 'workspace'] as const;
const OWN = ['browser', 'account'] as const;
const keys = (what: string) => ({
  secrets: ({ secret, wrong }: TestStore) => ({ right: secret, wrong }),
  said: `The store calculated another signature: the ${what} does not belong to the`,
  cure: 'Copy the secret again, whole and without spaces, and test the entry.',
});
const s3Case = {
  typed: ({ place }: TestStore): TypedPlace => ({ kind: 'S3 or compatible', host: place.host }),
  target: ({ place }: TestStore) => `s3://${place.host}/${BUCKET}`,
  ...keys('secret'),
};
/** Names of Azure and Google lead here in the browser; the server has no such map, and asks by address. */
const CASES: Case[] = [
  { name: 'S3 (s3rver)', store: 's3rver', custodies: ALL, ...s3Case },
  ...(noSwift === undefined
    ? [{ name: 'S3 (Swift)', store: 'Swift' as const, custodies: ALL, ...s3Case, region: SWIFT_REGION }]
    : []),
  {
    name: 'Azure',
    store: 'azurite, https',
    custodies: OWN,
    typed: ({ place }) => ({ kind: 'Azure', account: place.account, host: '' }),
    target: () => `azure://${AZURE_HOST}/${BUCKET}`,
    ...keys('account key'),
  },
  {
    name: 'Azure, an emulator',
    store: 'azurite',
    custodies: ['workspace'],
    typed: ({ place }) => ({ kind: 'Azure', account: place.account, host: place.host }),
    target: ({ place }) => `azure://${place.host}/${place.account}/${BUCKET}`,
    ...keys('account key'),
  },
  {
    name: 'Azure, an emulator, by a SAS that stays with the server',
    store: 'azurite',
    custodies: ['workspace'],
    typed: ({ place }) => ({ kind: 'Azure', account: place.account, host: place.host }),
    target: ({ place }) => `azure://${place.host}/${place.account}/${BUCKET}`,
    secrets: (store) => {
      const sasUntil = (ms: number) => (store as Azurite).sas(new Date(Date.now() + ms));
      return { right: sasUntil(3_600_000), wrong: sasUntil(-60_000) };
    },
    said: 'It was good until',
    cure: 'Make a new one that lasts longer.',
  },
  {
    name: 'Google Cloud',
    store: 'GCS',
    custodies: OWN,
    typed: () => ({ kind: 'Google Cloud', host: '' }),
    target: () => `gs://${BUCKET}`,
    ...keys('private key'),
  },
  {
    name: 'Google Cloud, a host of its own',
    store: 'GCS',
    custodies: ['workspace'],
    typed: ({ place }) => ({ kind: 'Google Cloud', host: place.host }),
    target: () => `gs://${BUCKET}`,
    ...keys('private key'),
  },
];

/** From wrong keys to pictures, as one person goes the way. */
async function journey(app: ListeningApp, one: Case, custody: Custody): Promise<void> {
  const store = storeOf(one.store);
  const { right, wrong } = one.secrets(store);
  const mira = await seedPerson(app.parts);
  const { page, context, expectClean } = await openAs(browser, app, mira);
  const sent = watchSent(context);
  const folder = `${one.target(store)}/${FOLDER}`;
  await openConfiguration(page, app.web_url);
  await addEntry(page, one.typed(store), wrong, custody);

  const sample = `${folder}/${NAMES[0]}`;
  if (one.region !== undefined) {
    await askDoctor(page, sample, `The bucket is in ${one.region}`);
    await page.getByRole('button', { name: `Change the entry: region ${one.region}` }).click();
    await page.getByText('Entry changed').waitFor();
  }
  expect(await askDoctor(page, sample, one.said)).toContain(one.cure);

  await typeSecretAgain(page, right);
  expect(await askDoctor(page, sample, 'got through')).not.toContain('The cure');

  const base = `${app.web_url}/w/${mira.workspace_id}`;
  await seeGallery(page, base, `${folder}/`, NAMES.length);
  expect(await seeInViewer(page, NAMES[1] ?? '')).toEqual([64, 48]);

  const handedOver = (request: string) => /\/storage_access\.save\n/.test(request);
  await expectNoSecretOpen(
    app,
    page,
    custody === 'workspace' ? sent.filter((request) => !handedOver(request)) : sent,
    [right, wrong],
  );
  expectClean();
  await context.close();
}

describe.skipIf(missing)(`what the genuine SDK uploaded shows${missing ? ` (${missing})` : ''}`, () => {
  describe.each(CASES)('$name', (one) => {
    test.each(one.custodies)(
      'custody %s: wrong keys, the doctor, the cure, gallery and viewer',
      async (custody) => {
        await journey(apps.localhost, one, custody);
      },
    );

    if (!one.custodies.includes('workspace')) return;
    test('over plain http under a name: custody workspace', async () => {
      await journey(apps.plain, one, 'workspace');
    });
  });

  test('over plain http under a name there is no cryptography, and the page says what to choose', async () => {
    const app = apps.plain;
    const { page, context, expectClean } = await openAs(browser, app, await seedPerson(app.parts));
    await openConfiguration(page, app.web_url);
    const missingHere = await page.evaluate(() => [
      window.isSecureContext,
      typeof crypto.subtle,
      typeof navigator.clipboard,
    ]);
    expect(missingHere).toEqual([false, 'undefined', 'undefined']);
    await page.getByRole('button', { name: 'Add access keys' }).click();
    for (const name of [/This browser only/, /My account/])
      expect(await page.getByRole('radio', { name }).isDisabled()).toBe(true);
    expect(await page.getByRole('radio', { name: /^Workspace/ }).isChecked()).toBe(true);
    await page.getByText('Open Atrium by https, or choose Workspace.').first().waitFor();
    expectClean();
    await context.close();
  });
});

if (noSwift !== undefined) test.skip(`Swift: ${noSwift}`);
