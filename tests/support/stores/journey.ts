import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Secret } from '../../../src/storage/place.ts';
import {
  chooseCustody,
  dialog,
  entryRow,
  fromMenu,
  openTexts,
  PASSPHRASE,
  spellings,
  typeNewPassphrase,
  unlock,
} from '../access-keys.ts';
import { databaseDump } from '../database-dump.ts';
import type { ListeningApp } from '../listening-app.ts';
import type { Custody } from './custodies.ts';
import { BUCKET } from './store.ts';

/** What a person types about a store besides its secret. */
export interface TypedPlace {
  kind: 'S3 or compatible' | 'Azure' | 'Google Cloud';
  host: string;
  account?: string;
  region?: string;
}

const CUSTODY_NAMES = {
  browser: /This browser only/,
  account: /My account/,
  workspace: /^Workspace/,
} as const;

/** Key and secret as they go into the dialog's two fields. */
function typedSecret(secret: Secret): { key?: string; secret: string } {
  switch (secret.type) {
    case 'keys':
      return { key: secret.key, secret: secret.secret };
    case 'account_key':
      return { secret: secret.account_key };
    case 'sas':
      return { secret: secret.sas };
    case 'service_account':
      // As it stands in the file: a field of one line keeps no line ends.
      return { key: secret.client_email, secret: JSON.stringify(secret.private_key).slice(1, -1) };
  }
}

async function typeSecret(page: Page, secret: Secret): Promise<void> {
  const typed = typedSecret(secret);
  if (typed.key !== undefined)
    await dialog(page)
      .getByLabel(/^(Key|HMAC key)/)
      .fill(typed.key);
  await dialog(page)
    .getByLabel(/^(Secret|SAS)/)
    .first()
    .fill(typed.secret);
}

/** Adds an entry by the dialog; where the page has to load anew for its host, the passphrase is typed once more. */
export async function addEntry(
  page: Page,
  place: TypedPlace,
  secret: Secret,
  custody: Custody,
): Promise<void> {
  await page.getByRole('button', { name: 'Add access keys' }).click();
  const box = dialog(page);
  await box.getByRole('radio', { name: place.kind }).check();
  if (place.account !== undefined) await box.getByLabel('Storage account').fill(place.account);
  await box.getByLabel(/^(Bucket|Container)/).fill(BUCKET);
  await box.getByLabel('Host (Endpoint)').fill(place.host);
  if (place.region !== undefined) await box.getByLabel('Region').fill(place.region);
  await typeSecret(page, secret);
  await chooseCustody(page, CUSTODY_NAMES[custody]);
  if (custody === 'account') await typeNewPassphrase(page, PASSPHRASE);
  await box.getByRole('button', { name: 'Add', exact: true }).click();
  if (custody === 'account') {
    await box.getByRole('heading', { name: 'Unlock your keys' }).waitFor();
    await unlock(page, PASSPHRASE);
  }
  await entryRow(page, BUCKET).waitFor();
  await box.waitFor({ state: 'detached' });
}

/** Types the secret of the entry again, as the doctor says. */
export async function typeSecretAgain(page: Page, secret: Secret): Promise<void> {
  await fromMenu(page, BUCKET, 'Edit');
  await typeSecret(page, secret);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).waitFor({ state: 'detached' });
}

/** Asks the doctor on the Configuration page and waits until it says so; gives all that it then says. */
export async function askDoctor(page: Page, url: string, said: string): Promise<string> {
  const doctor = page.locator('#doctor');
  await doctor.getByLabel('Address of the sample').fill(url);
  await doctor.getByRole('button', { name: 'Walk' }).click();
  await expect.poll(() => doctor.innerText(), { timeout: 20_000 }).toContain(said);
  await doctor.getByRole('button', { name: 'Copy report without secrets' }).waitFor();
  return doctor.innerText();
}

/** Opens the gallery of a folder by its address and waits until so many of its pictures show. */
export async function seeGallery(page: Page, base: string, folder: string, count: number): Promise<void> {
  await page.goto(`${base}/gallery?url=${encodeURIComponent(folder)}`);
  const grid = page.getByRole('grid');
  const locked = page.getByRole('button', { name: 'Unlock your keys' });
  await grid.or(locked).first().waitFor();
  if (await locked.first().isVisible()) {
    await locked.first().click();
    await dialog(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await grid.waitFor();
  }
  const shown = () =>
    page.evaluate(
      () =>
        [...document.querySelectorAll<HTMLImageElement>('.gallery img')].filter(
          ({ complete, naturalWidth }) => complete && naturalWidth > 0,
        ).length,
    );
  await expect.poll(shown, { timeout: 20_000 }).toBe(count);
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Opens one picture of the gallery on a page of its own; gives its size in pixels. */
export async function seeInViewer(page: Page, name: string): Promise<[number, number]> {
  await page.getByRole('button', { name: new RegExp(`^${escaped(name)}, `) }).click();
  await page.getByRole('link', { name: /on a page of its own/ }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
  const picture = page.getByRole('img', { name });
  await picture.waitFor();
  const sizeOf = () =>
    picture.evaluate((img: HTMLImageElement): [number, number] => [img.naturalWidth, img.naturalHeight]);
  await expect.poll(async () => (await sizeOf())[0]).toBeGreaterThan(0);
  return sizeOf();
}

/** The part of a secret that must never lie open: of a long key one of its inner lines. */
function longLived(secret: Secret): string {
  const typed = typedSecret(secret).secret;
  return secret.type === 'service_account' ? (secret.private_key.split('\n')[3] ?? typed) : typed;
}

/**
 * No secret stands in what the browser keeps, shows or sends, in the log, or in any row of the database.
 * @param sent what the browser sent, without what handed a secret to the workspace
 */
export async function expectNoSecretOpen(
  app: ListeningApp,
  page: Page,
  sent: readonly string[],
  secrets: readonly Secret[],
): Promise<void> {
  const texts = {
    browser: (await openTexts(page)).join('\n'),
    log: app.logged.join('\n'),
    database: (await databaseDump(app.parts.database.pool)).join('\n'),
    sent: sent.join('\n'),
  };
  expect(texts.browser).toContain(BUCKET);
  expect(texts.database).toContain(BUCKET);
  expect(texts.browser).not.toContain('read out: true');
  const found = Object.entries(texts).flatMap(([where, text]) =>
    [...secrets.map(longLived), PASSPHRASE]
      .filter((secret) => spellings(secret).some((spelling) => text.includes(spelling)))
      .map(() => where),
  );
  expect(found).toEqual([]);
}
