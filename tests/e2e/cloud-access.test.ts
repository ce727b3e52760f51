import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  add,
  addKeys,
  addToAccount,
  chooseCustody,
  dialog,
  entryRow,
  expectFits,
  fillKeys,
  fromMenu,
  openConfiguration,
  openTexts,
  PASSPHRASE,
  pairOf,
  shows,
  spellings,
  typeNewPassphrase,
  watchSent,
} from '../support/access-keys.ts';
import { expectNoViolations } from '../support/axe.ts';
import { clipboard, launchBrowser } from '../support/browser.ts';
import { databaseDump } from '../support/database-dump.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
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
/** Runs a command of the palette. */
async function command(page: Page, words: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill(words);
  await page.keyboard.press('Enter');
}

const secretKey = () => pairOf(store).secret;

test('an account that is full is told so, with the cure, and nothing typed is lost', async () => {
  await app.parts.database.pool.query(
    `insert into own_storage_entries (account_id, id, kind, scheme, host, account, bucket, prefix, region, style,
      secret_type, has_token, custody, browser_id, browser_name)
    select $1, md5($1 || i), 's3', 'https', '', '', 'bucket-' || i, '', '', 'virtual', 'keys', false, 'browser',
      repeat('f', 32), 'Firefox' from generate_series(1, 100) as i`,
    [mira.id],
  );
  const { page, context } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  await fillKeys(page, store.place, store.secret);
  await chooseCustody(page, /This browser only/);
  await add(page);
  await dialog(page).getByText('at most 100 storage entries').waitFor();
  expect(await dialog(page).innerText()).toContain('Delete one that is no longer used.');
  expect(await dialog(page).getByLabel('Secret', { exact: true }).inputValue()).toBe(secretKey());
  await context.close();
});

test('a list that cannot be fetched says so and is tried again', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.route('**/storage_access.get_all', (route) => route.abort());
  await page.goto(`${app.web_url}/settings/configuration`);
  const section = page.getByRole('region', { name: 'Web App Cloud Access' });
  await section.getByText('The server cannot be reached.').waitFor();
  await page.unroute('**/storage_access.get_all');
  await section.getByRole('button', { name: 'Try again' }).click();
  await section.getByText('No access keys yet').waitFor();
  await context.close();
});

describe('this browser only', () => {
  test('it shows without a passphrase; another browser says who has it', async () => {
    const { page, context, expectClean } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addKeys(page, store, /This browser only/);
    await shows(page);
    await page.reload();
    await page.getByRole('button', { name: `Test ${BUCKET}` }).click();
    await shows(page);
    expectClean();
    const other = await openAs(browser, app, mira);
    await openConfiguration(other.page, app.web_url);
    const row = entryRow(other.page, BUCKET);
    expect(await row.innerText()).toMatch(/Another browser\s*Chrome \d+ on Linux/);
    expect(await row.getByRole('button', { name: /^Copy/ }).count()).toBe(0);
    await other.context.close();
    await context.close();
  });

  test('a secret is copied without being shown', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addKeys(page, store, /This browser only/);
    await shows(page);
    await page.getByRole('button', { name: `Copy secret of ${BUCKET} without showing it` }).click();
    await page.getByText('Copied without showing it').waitFor();
    expect(await clipboard(page)).toBe(secretKey());
    expect(await page.content()).not.toContain(secretKey());
    await context.close();
  });
});

describe('workspace', () => {
  test('an administrator adds it, a member sees samples and changes nothing', async () => {
    const { page, context, expectClean } = await openAs(browser, app, mira);
    await openConfiguration(page, app.web_url);
    await addKeys(page, store, /^Workspace/);
    await shows(page);
    expect(await entryRow(page, BUCKET).innerText()).toContain('server signs');
    expectClean();
    await context.close();

    const otto = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, otto.id, 'member');
    await app.call(
      'users.set_preferences',
      { preferences: { 'users.activeWorkspace': mira.workspace_id } },
      as(otto),
    );
    const member = await openAs(browser, app, otto);
    await openConfiguration(member.page, app.web_url);
    expect(await entryRow(member.page, BUCKET).getByRole('button', { name: /^More/ }).count()).toBe(0);
    await member.page.getByRole('button', { name: `Test ${BUCKET}` }).click();
    await shows(member.page);
    await member.page.getByRole('button', { name: 'Add access keys' }).click();
    const radio = dialog(member.page).getByRole('radio', { name: /^Workspace/ });
    expect(await radio.isDisabled()).toBe(true);
    await dialog(member.page).getByText('Only owners and administrators').waitFor();
    member.expectClean();
    await member.context.close();
  });
});

test('keys move from custody to custody without being typed, but not out of the workspace', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  await addKeys(page, store, /This browser only/);
  await shows(page);

  await fromMenu(page, BUCKET, 'Move to another custody');
  await chooseCustody(page, /My account/);
  await typeNewPassphrase(page, PASSPHRASE);
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await entryRow(page, BUCKET).getByText('My account').waitFor();
  await shows(page);

  await fromMenu(page, BUCKET, 'Move to another custody');
  await chooseCustody(page, /^Workspace/);
  await dialog(page)
    .getByText(/Every member of .* then sees/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await entryRow(page, BUCKET).getByText('server signs').waitFor();
  await shows(page);
  expect((await app.call('storage_access.get_all', {}, as(mira))).data.own).toEqual([]);

  await fromMenu(page, BUCKET, 'Move to another custody');
  await chooseCustody(page, /This browser only/);
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await dialog(page).getByText('Type the keys').waitFor();
  const { key, secret } = pairOf(store);
  await dialog(page).getByLabel('Key', { exact: true }).fill(key);
  await dialog(page).getByLabel('Secret', { exact: true }).fill(secret);
  await dialog(page).getByRole('button', { name: 'Move' }).click();
  await entryRow(page, BUCKET).getByText('This browser').waitFor();
  await shows(page);
  expect((await app.call('storage_access.get_all', {}, as(mira))).data.workspace).toEqual([]);
  expectClean();
  await context.close();
});

test('deleting says what stops, and leaves nothing of the secret behind', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  await addKeys(page, store, /This browser only/);
  await shows(page);
  await fromMenu(page, BUCKET, 'Delete');
  await dialog(page)
    .getByText(/show no longer, in every browser of yours/)
    .waitFor();
  await dialog(page).getByRole('button', { name: 'Delete keys' }).click();
  await page.getByText('No access keys yet').waitFor();
  const kept = await page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const opening = indexedDB.open('atrium-storage');
        opening.onsuccess = () => {
          const counting = opening.result.transaction('secrets').objectStore('secrets').count();
          counting.onsuccess = () => resolve(counting.result);
        };
      }),
  );
  expect(kept).toBe(0);
  await context.close();
});

test('wrong keys are told before they are added, with what to do', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  await fillKeys(page, store.place, store.wrong);
  await dialog(page).getByRole('button', { name: 'Test' }).click();
  await dialog(page)
    .getByRole('heading', { name: /Signature.*: broken/ })
    .waitFor();
  await dialog(page).getByText('The cure').waitFor();
  await dialog(page).getByLabel('Secret', { exact: true }).fill(secretKey());
  await dialog(page).getByText('The cure').waitFor({ state: 'detached' });
  await dialog(page).getByRole('button', { name: 'Test' }).click();
  await dialog(page).getByText('The keys work.').waitFor();
  await context.close();
});

test.each([
  ['this browser', /This browser only/],
  ['my account', /My account/],
] as const)('no secret of custody %s lies open or goes anywhere', async (_name, custody) => {
  const { page, context } = await openAs(browser, app, mira);
  const sent = watchSent(context);
  await openConfiguration(page, app.web_url);
  if (custody.source.includes('account')) await addToAccount(page, store);
  else await addKeys(page, store, custody);
  await shows(page);
  await page.getByRole('button', { name: `Copy secret of ${BUCKET} without showing it` }).click();
  await page.getByText('Copied without showing it').waitFor();
  const open = [...(await openTexts(page)), ...sent, ...(await databaseDump(app.parts.database.pool))].join(
    '\n',
  );
  expect(open).toContain(BUCKET);
  expect(open).not.toContain('read out: true');
  for (const secret of [secretKey(), PASSPHRASE])
    for (const written of spellings(secret)) expect(open).not.toContain(written);
  await context.close();
});

test('the palette leads to adding and unlocking', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await command(page, 'add access');
  await dialog(page).getByRole('heading', { name: 'Add access keys' }).waitFor();
  await page.keyboard.press('Escape');
  await addToAccount(page, store);
  await page.reload();
  await page.getByText('Your keys are locked in this tab.').waitFor();
  await command(page, 'unlock');
  await dialog(page).getByRole('heading', { name: 'Unlock your keys' }).waitFor();
  await context.close();
});

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test('the section and its dialogs break no rule of access and fit every width', async () => {
    const { page, context, expectClean } = await openAs(browser, app, mira, { colorScheme });
    await openConfiguration(page, app.web_url);
    await expectNoViolations(page);
    await fillKeys(page, store.place, store.wrong);
    await dialog(page).getByRole('button', { name: 'Test' }).click();
    await dialog(page).getByText('The cure').waitFor();
    await expectNoViolations(page);
    await expectFits(page);
    await page.keyboard.press('Escape');
    await addToAccount(page, store);
    await shows(page);
    await expectNoViolations(page);
    await expectFits(page);
    await entryRow(page, BUCKET).getByRole('button', { name: 'Shows' }).click();
    await dialog(page)
      .getByRole('heading', { name: /^Object.*passed/ })
      .waitFor();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    for (const item of ['Edit', 'Move to another custody', 'Delete']) {
      await fromMenu(page, BUCKET, item);
      await expectNoViolations(page);
      await expectFits(page);
      await page.keyboard.press('Escape');
    }
    await page.getByRole('button', { name: 'Change passphrase' }).click();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Lock now' }).click();
    await page.getByRole('button', { name: 'Unlock', exact: true }).click();
    await expectNoViolations(page);
    await dialog(page).getByRole('button', { name: 'Forgot it?' }).click();
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });
});

test('everything is done by keyboard, and the focus comes back', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  const button = page.getByRole('button', { name: 'Add access keys' });
  await button.focus();
  await page.keyboard.press('Enter');
  await dialog(page).waitFor();
  await page.keyboard.press('Escape');
  await dialog(page).waitFor({ state: 'detached' });
  await expect.poll(() => button.evaluate((one) => one === document.activeElement)).toBe(true);
  await context.close();
});
