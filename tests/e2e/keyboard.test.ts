import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let admin: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  admin = await seedPerson(app.parts, { server_admin: true });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const MAX_STEPS = 60;

/** Presses Tab until the element with this accessible name has focus; fails when the page ends before. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let step = 0; step < MAX_STEPS; step++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLElement | null;
      const labelled = (element as HTMLInputElement | null)?.labels?.[0]?.textContent;
      return element?.getAttribute('aria-label') ?? labelled ?? element?.textContent ?? '';
    });
    if (name.test(focused.trim())) return;
  }
  throw new Error(`no element "${name}" within ${MAX_STEPS} steps of Tab`);
}

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test('a credential is made, looked at and revoked without a mouse', async () => {
  const { page, context, expectClean } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/w/${admin.workspace_id}/settings`);
  await heading(page, 'Workspaces');
  await tabTo(page, /^Create new credentials$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('By keyboard');
  await page.keyboard.press('Enter');
  const created = page.getByRole('dialog', { name: 'Credentials created' });
  await created.waitFor();
  await tabTo(page, /^clearml\.conf$/);
  await page.keyboard.press('ArrowRight');
  await created.getByText('%env').first().waitFor();
  await page.keyboard.press('Escape');
  await created.waitFor({ state: 'detached' });
  const row = page.getByRole('row', { name: /By keyboard/ });
  await row.waitFor();
  await tabTo(page, /^Revoke By keyboard/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(focused, 'focus does not start on the destructive button').not.toMatch(/^Revoke/);
  await tabTo(page, /^Revoke/);
  await page.keyboard.press('Enter');
  await row.waitFor({ state: 'detached' });
  expectClean();
  await context.close();
});

test('the command palette and the g keys lead to every page', async () => {
  const { page, context, expectClean } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/settings/profile`);
  await heading(page, 'Profile');
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('configuration');
  await page.keyboard.press('Enter');
  await heading(page, 'Configuration');
  await page.keyboard.press('g');
  await page.keyboard.press('w');
  await heading(page, 'Workspaces');
  await page.keyboard.press('g');
  await page.keyboard.press('p');
  await heading(page, 'Profile');
  expectClean();
  await context.close();
});

test('the profile menu opens, moves by arrows, closes by Escape and gives the focus back', async () => {
  const { page, context } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/settings/profile`);
  await heading(page, 'Profile');
  await tabTo(page, /profile menu/);
  await page.keyboard.press('Enter');
  const items = page.getByRole('menu').locator('[role^="menuitem"]');
  await items.first().waitFor();
  await page.keyboard.press('ArrowDown');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toMatch(/^menuitem/);
  await page.keyboard.press('Escape');
  await items.first().waitFor({ state: 'hidden' });
  expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(/profile menu/);
  await context.close();
});

test('a switch, a name and the password dialog work by keyboard', async () => {
  const { page, context, expectClean } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/settings/configuration`);
  await heading(page, 'Configuration');
  await tabTo(page, /hidden projects/i);
  await page.keyboard.press('Space');
  await expect
    .poll(async () => {
      const { data } = await app.call('users.get_preferences', {}, { session: admin.session });
      return data.preferences.rootProjects?.showHidden;
    })
    .toBe(true);
  await page.goto(`${app.web_url}/settings/profile`);
  await heading(page, 'Profile');
  await tabTo(page, /^Change password$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expectClean();
  await context.close();
});

test('storage cleanup: credentials are added, changed and removed, and a deletion begun, without a mouse', async () => {
  const { page, context, expectClean } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/w/${admin.workspace_id}/storage-cleanup`);
  await heading(page, 'Storage cleanup');
  await page.getByText('Add keys that may delete').waitFor();
  await tabTo(page, /^Add credentials to Credentials of/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  for (const [label, text] of [
    [/^Key$/, 'AKIA'],
    [/^Secret$/, 'typed'],
  ] as const) {
    await tabTo(page, label);
    await page.keyboard.type(text);
  }
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await tabTo(page, /^Remove all buckets at Amazon S3$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  const focused = await page.evaluate(() => document.activeElement?.textContent ?? '');
  expect(focused, 'focus does not start on the destructive button').not.toMatch(/^Remove/);
  await tabTo(page, /^Remove$/);
  await page.keyboard.press('Enter');
  await page.getByText('Add keys that may delete').waitFor();
  await tabTo(page, /^Delete objects$/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type('nonsense');
  await tabTo(page, /^Delete 1 object$/);
  await page.keyboard.press('Enter');
  await page.getByText('0 of 1 object deleted, 1 not').waitFor();
  await tabTo(page, /^What failed/);
  await page.keyboard.press('Enter');
  await page.getByText('This is no address of an object').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  expectClean();
  await context.close();
});
