import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import {
  add,
  addToAccount,
  chooseCustody,
  dialog,
  entryRow,
  fillKeys,
  fromMenu,
  openConfiguration,
  PASSPHRASE,
  pairOf,
  shows,
  typeNewPassphrase,
  unlock,
} from '../support/access-keys.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';
import { createStoredApp } from '../support/stored-app.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';

let store: TestStore;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  store = await startS3rver();
  await store.put('run/boxes.png', makePng(64, 48, 1), 'image/png');
  app = await createStoredApp([store.port]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
  await store.stop();
});
beforeEach(async () => {
  mira = await seedPerson(app.parts);
});

const as = ({ session }: Seeded) => ({ session, origin: app.web_url });
describe('my account', () => {
  test('pasted keys are tested, added under a passphrase, and the newest picture shows', async () => {
    const { page, context, expectClean } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await page.getByRole('button', { name: 'Add access keys' }).click();
    const { key, secret } = pairOf(store);
    await dialog(page)
      .getByLabel(/Paste keys/)
      .fill(`[default]\naws_access_key_id = ${key}\naws_secret_access_key = ${secret}\n`);
    await dialog(page).getByText('Read into the fields below').waitFor();
    expect(
      await dialog(page)
        .getByLabel(/Paste keys/)
        .inputValue(),
    ).toBe('');
    expect(await dialog(page).getByLabel('Key', { exact: true }).inputValue()).toBe(key);
    await dialog(page)
      .getByLabel(/^Bucket/)
      .fill(BUCKET);
    await dialog(page).getByLabel('Host (Endpoint)').fill(store.place.host);
    await dialog(page).getByRole('button', { name: 'Test' }).click();
    await dialog(page).getByText('The keys work.').waitFor();
    expect(await dialog(page).innerText()).toContain('run/boxes.png');
    await typeNewPassphrase(page, PASSPHRASE);
    await add(page);
    await dialog(page).getByRole('heading', { name: 'Unlock your keys' }).waitFor();
    await unlock(page, PASSPHRASE);
    await shows(page);
    expect(await entryRow(page, BUCKET).innerText()).toMatch(/us-east-1[\s\S]*My account/);
    const { own } = (await app.call('storage_access.get_all', {}, as(mira))).data;
    expect(own).toMatchObject([{ region: 'us-east-1', custody: 'account' }]);
    expectClean();
    await context.close();
  });

  test('a passphrase is long, typed twice, and its loss is told beforehand', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await fillKeys(page, store.place, store.secret);
    await dialog(page).getByText('nobody can bring it back').waitFor();
    await dialog(page).getByLabel('New passphrase').fill('too short');
    await add(page);
    await dialog(page).getByText('12 characters or more').first().waitFor();
    await dialog(page).getByLabel('New passphrase').fill(PASSPHRASE);
    await dialog(page).getByLabel('The same passphrase again').fill(`${PASSPHRASE}!`);
    await add(page);
    await dialog(page).getByText('The two differ').waitFor();
    expect((await app.call('storage_access.get_all', {}, as(mira))).data.own).toEqual([]);
    await context.close();
  });

  test('a second tab is locked until the passphrase is typed there too', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addToAccount(page, store);
    await shows(page);
    const second = await context.newPage();
    await openConfiguration(second, app.web_url);
    await second.getByText('Your keys are locked in this tab.').waitFor();
    await second.getByRole('button', { name: `Test ${BUCKET}` }).click();
    await dialog(second).getByLabel('Passphrase', { exact: true }).fill('not this one');
    await second.keyboard.press('Enter');
    await dialog(second).getByText('This is not the passphrase').waitFor();
    await unlock(second, PASSPHRASE);
    await shows(second);
    await second.getByRole('button', { name: 'Lock now' }).click();
    await second.getByText('Your keys are locked in this tab.').waitFor();
    await page.getByText('Your keys are unlocked in this tab.').waitFor();
    await context.close();
  });

  test('another browser of the same person needs nothing but the passphrase', async () => {
    const first = await openAs(browser, app, mira);
    await openConfiguration(first.page, app.web_url);
    await addToAccount(first.page, store);
    await first.context.close();
    const { page, context, expectClean } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await unlock(page, PASSPHRASE);
    await page.getByRole('button', { name: `Test ${BUCKET}` }).click();
    await shows(page);
    expectClean();
    await context.close();
  });

  test('30 idle minutes lock; a key pressed meanwhile begins them anew', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await page.clock.install();
    await openConfiguration(page, app.web_url);
    await addToAccount(page, store);
    await page.clock.fastForward('25:00');
    await page.keyboard.press('Shift');
    await page.clock.fastForward('25:00');
    await page.getByText('Your keys are unlocked in this tab.').waitFor();
    await page.clock.fastForward('31:00');
    await page.getByText('Your keys are locked in this tab.').waitFor();
    await context.close();
  });

  test('signing out forgets what was unlocked', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addToAccount(page, store);
    await page.getByRole('button', { name: /profile menu/ }).click();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('heading', { name: 'Sign in' }).waitFor();
    expect(page.workers()).toEqual([]);
    await context.close();
  });

  test('a changed passphrase opens everywhere, the old one nowhere', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addToAccount(page, store);
    const elsewhere = await openAs(browser, app, mira);
    await openConfiguration(elsewhere.page, app.web_url);
    await page.getByRole('button', { name: 'Change passphrase' }).click();
    await dialog(page).getByLabel('Present passphrase').fill('a wrong present one');
    await typeNewPassphrase(page, 'another one 12 long');
    await page.keyboard.press('Enter');
    await dialog(page).getByText('This is not the present passphrase.').waitFor();
    await dialog(page).getByLabel('Present passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Passphrase changed').waitFor();
    await page.reload();
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await dialog(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await dialog(page).getByText('This is not the passphrase').waitFor();
    await unlock(page, 'another one 12 long');
    await elsewhere.page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await unlock(elsewhere.page, 'another one 12 long');
    await elsewhere.context.close();
    await page.getByRole('button', { name: `Test ${BUCKET}` }).click();
    await shows(page);
    await context.close();
  });

  test('a forgotten passphrase is reset: the entry stays and its keys are typed again', async () => {
    const { page, context, expectClean } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addToAccount(page, store);
    await page.reload();
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await dialog(page).getByRole('button', { name: 'Forgot it?' }).click();
    await dialog(page).getByText(`Keys of ${BUCKET}`).waitFor();
    await dialog(page).getByRole('button', { name: 'Reset passphrase' }).click();
    await entryRow(page, BUCKET).getByText('type the keys again').waitFor();
    await fromMenu(page, BUCKET, 'Edit');
    const { key, secret } = pairOf(store);
    await dialog(page).getByLabel('Key', { exact: true }).fill(key);
    await dialog(page).getByLabel('Secret', { exact: true }).fill(secret);
    await typeNewPassphrase(page, 'a new one that I keep');
    await dialog(page).getByRole('button', { name: 'Save' }).click();
    await shows(page);
    expectClean();
    await context.close();
  });
});

test("the account's password is refused as passphrase in the tab where it was typed", async () => {
  const password_hash = await hashPassword(PASSWORD);
  mira = await seedPerson(app.parts, { password_hash });
  const { page, context } = await openPage(browser);
  await page.goto(`${app.web_url}/login?redirect=%2Fsettings%2Fconfiguration`);
  await page.getByLabel('E-mail').fill(mira.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByText('No access keys yet').waitFor();
  await fillKeys(page, store.place, store.secret);
  await chooseCustody(page, /My account/);
  await typeNewPassphrase(page, PASSWORD);
  await add(page);
  await dialog(page).getByText("This is your account's password").waitFor();
  expect((await app.call('storage_access.get_all', {}, as(mira))).data).toMatchObject({
    own: [],
    lock: null,
  });
  await context.close();
});
