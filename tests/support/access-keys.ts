import type { BrowserContext, Page, Request } from 'playwright-core';
import { expect } from 'vitest';
import type { Place, Secret } from '../../src/storage/place.ts';
import { BUCKET, type TestStore } from './stores/store.ts';

export const PASSPHRASE = 'velvet anchor moss 31';

export const dialog = (page: Page) => page.getByRole('dialog');
/** The row of the entry for a bucket. */
export const entryRow = (page: Page, bucket: string) =>
  page
    .getByRole('table', { name: 'Cloud access entries' })
    .getByRole('row')
    .filter({ has: page.getByText(bucket, { exact: true }) });

/** Opens the Configuration page and waits for the list of access keys. */
export async function openConfiguration(page: Page, web: string): Promise<void> {
  await page.goto(`${web}/settings/configuration`);
  await page.getByRole('button', { name: 'Add access keys' }).waitFor();
  await page
    .getByText(/No access keys yet|Not tested/)
    .first()
    .waitFor();
}

/** Opens the dialog and fills in bucket, host and key pair. */
export async function fillKeys(page: Page, place: Place, secret: Secret): Promise<void> {
  if (secret.type !== 'keys') throw new Error('only key pairs here');
  await page.getByRole('button', { name: 'Add access keys' }).click();
  const box = dialog(page);
  const prefix = place.prefix === '' ? '' : `/${place.prefix}`;
  await box.getByLabel(/^Bucket/).fill(place.bucket + prefix);
  await box.getByLabel('Host (Endpoint)').fill(`${place.scheme}://${place.host}`);
  await box.getByLabel('Key', { exact: true }).fill(secret.key);
  await box.getByLabel('Secret', { exact: true }).fill(secret.secret);
}

export const chooseCustody = (page: Page, name: RegExp) => dialog(page).getByRole('radio', { name }).check();

/** Types a new passphrase twice. */
export async function typeNewPassphrase(page: Page, passphrase: string): Promise<void> {
  await dialog(page).getByLabel('New passphrase').fill(passphrase);
  await dialog(page).getByLabel('The same passphrase again').fill(passphrase);
}

/** Presses the dialog's main button for a new entry. */
export const add = (page: Page) => dialog(page).getByRole('button', { name: 'Add', exact: true }).click();

/** Waits until the newest picture of the bucket shows in its row. */
export const shows = (page: Page) => entryRow(page, BUCKET).getByRole('button', { name: 'Shows' }).waitFor();

/** Adds a store's keys in one custody; the page may load anew for its host. */
export async function addKeys(page: Page, { place, secret }: TestStore, custody: RegExp): Promise<void> {
  await fillKeys(page, place, secret);
  await chooseCustody(page, custody);
  await add(page);
  await entryRow(page, BUCKET).waitFor();
  await dialog(page).waitFor({ state: 'detached' });
}

/** Adds them to the account under a new passphrase, and types that once more where the page had to load anew. */
export async function addToAccount(page: Page, { place, secret }: TestStore): Promise<void> {
  await fillKeys(page, place, secret);
  await chooseCustody(page, /My account/);
  await typeNewPassphrase(page, PASSPHRASE);
  await add(page);
  await dialog(page).getByRole('heading', { name: 'Unlock your keys' }).waitFor();
  await unlock(page, PASSPHRASE);
}

/** The secret half of a store's key pair. */
export function pairOf({ secret }: TestStore): { key: string; secret: string } {
  if (secret.type !== 'keys') throw new Error('no key pair');
  return secret;
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await dialog(page).getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.keyboard.press('Enter');
  await page.getByText('Your keys are unlocked in this tab.').waitFor();
}

export async function fromMenu(page: Page, bucket: string, item: string): Promise<void> {
  await entryRow(page, bucket)
    .getByRole('button', { name: `More for ${bucket}` })
    .click();
  await page.getByRole('menuitem', { name: item }).click();
}

/** Fails when the page scrolls sideways at a phone's, a tablet's or a desktop's width. */
export async function expectFits(page: Page): Promise<void> {
  const wide: string[] = [];
  for (const width of [390, 768, 1440]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    if (over > 0) wide.push(`${over} px too wide at ${width} px`);
  }
  expect(wide).toEqual([]);
}

/** Everything that a context's pages send, as text. */
export function watchSent(context: BrowserContext): string[] {
  const sent: string[] = [];
  context.on('request', (request: Request) => {
    sent.push(`${request.url()}\n${JSON.stringify(request.headers())}\n${request.postData() ?? ''}`);
  });
  return sent;
}

/** What lies open in a browser: the page's source, both storages, and every byte that IndexedDB gives back. */
export function openTexts(page: Page): Promise<string[]> {
  return page.evaluate(async () => {
    const texts = [
      document.documentElement.outerHTML,
      JSON.stringify({ ...localStorage }),
      JSON.stringify({ ...sessionStorage }),
    ];
    const opened = (request: IDBOpenDBRequest) =>
      new Promise<IDBDatabase>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const all = (store: IDBObjectStore) =>
      new Promise<unknown[]>((resolve, reject) => {
        const request = store.getAll();
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
    const written = (value: unknown): string => {
      if (value instanceof Uint8Array) return String.fromCharCode(...value);
      if (value instanceof CryptoKey) return `key that can be read out: ${value.extractable}`;
      if (typeof value !== 'object' || value === null) return String(value);
      return Object.values(value).map(written).join('\n');
    };
    for (const { name } of await indexedDB.databases()) {
      const database = await opened(indexedDB.open(name ?? ''));
      for (const table of database.objectStoreNames)
        texts.push(written(await all(database.transaction(table).objectStore(table))));
      database.close();
    }
    return texts;
  });
}

/** A secret in the ways that it might be written somewhere. */
export const spellings = (secret: string): string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('base64').replace(/=+$/, ''),
  Buffer.from(secret).toString('hex'),
];
