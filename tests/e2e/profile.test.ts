import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { ATRIUM_VERSION } from '../../src/server/version.ts';
import { clipboard, launchBrowser, openPage } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts, {
    server_admin: true,
    password_hash: await hashPassword(PASSWORD),
  });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

/** Signs in as Mira in a browser of its own, without a mouse. */
async function signInByKeyboard() {
  const opened = await openPage(browser);
  const { page } = opened;
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByLabel('E-mail').waitFor();
  await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('email');
  await page.keyboard.type(mira.email);
  await page.keyboard.press('Tab');
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, 'Profile');
  return opened;
}

test('sessions are listed with their device; one ends, then all others, each browser being told', async () => {
  const here = await signInByKeyboard();
  const [second, third] = [await signInByKeyboard(), await signInByKeyboard()];
  const { page } = here;
  await page.reload();
  const table = page.getByRole('table', { name: 'My sessions' });
  await table.getByText('This session').waitFor();
  // The session seeded with the account is the fourth.
  await expect.poll(() => table.getByRole('button', { name: /^End session/ }).count()).toBe(3);
  await table.getByText('127.0.0.1').first().waitFor();

  const row = table.getByRole('row').filter({ hasText: '192.0.2.1' });
  await row.getByRole('button', { name: /^End session/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'End this session?' }).waitFor();
  await page.keyboard.press('Escape');
  await row.waitFor();
  await row.getByRole('button', { name: /^End session/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await row.waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'End 2 other sessions' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'End sessions' }).click();
  await expect.poll(() => table.getByRole('button', { name: /^End session/ }).count()).toBe(0);
  for (const other of [second, third]) {
    await other.page.reload();
    await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
    other.expectClean();
    await other.context.close();
  }
  here.expectClean();

  await page.getByRole('button', { name: /profile menu/ }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Sign out' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Sign in' }).waitFor();
  await here.context.close();
});

test('name, colour, id and e-mail stand on the Profile page; name and colour change by keyboard', async () => {
  const { page, context, expectClean } = await signInByKeyboard();
  await page.getByLabel('Name', { exact: true }).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.type('Mira Okafor');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Mira Okafor, profile menu' }).waitFor();
  await page.getByRole('button', { name: 'Colour', exact: true }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: 'Initials colour' }).getByRole('radio').first().focus();
  for (let press = 0; press < 2; press++) await page.keyboard.press('ArrowRight');
  const chosen = await page
    .getByRole('dialog')
    .getByRole('radio', { checked: true })
    .getAttribute('aria-label');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /Copy user id/ }).click();
  expect(await clipboard(page)).toBe(mira.id);
  await page.getByText(mira.email).first().waitFor();
  const { data } = await app.call('users.get_current_user', {}, { basic: mira.key });
  expect(data.user.name).toBe('Mira Okafor');
  expect(`Colour ${data.user.initials_color}`).toBe(chosen);
  expectClean();
  await context.close();
});

describe('on every page', () => {
  test('the profile button stands upper right and the footer names web, server and API versions', async () => {
    const { page, context, expectClean } = await signInByKeyboard();
    for (const path of [
      '/settings/profile',
      '/settings/configuration',
      '/settings/people',
      `/w/${mira.workspace_id}/settings`,
      `/w/${mira.workspace_id}/members`,
      `/w/${mira.workspace_id}/vault`,
      `/w/${mira.workspace_id}/audit`,
      '/nowhere',
    ]) {
      await page.goto(app.web_url + path);
      const button = page.getByRole('button', { name: /profile menu/ });
      await button.waitFor();
      const box = await button.boundingBox();
      expect([path, (box?.y ?? 999) < 80, (box?.x ?? 0) + (box?.width ?? 0) > 1300]).toEqual([
        path,
        true,
        true,
      ]);
      const foot = page.getByRole('contentinfo');
      await foot.getByText('API 2.34', { exact: true }).waitFor();
      await foot.getByText(`Server ${ATRIUM_VERSION}`, { exact: true }).waitFor();
      await foot.getByText(`Web ${ATRIUM_VERSION}`, { exact: true }).waitFor();
    }
    expectClean();
    await context.close();
  });

  test.each([
    ['/profile', 'Profile'],
    ['/settings', 'Profile'],
    ['/settings/webapp-configuration', 'Configuration'],
    ['/settings/workspace-configuration', 'Workspaces'],
  ])('the address %s of ClearML’s own page leads to %s', async (path, title) => {
    const person = await seedPerson(app.parts);
    const { page, context, expectClean } = await openAs(browser, app, person);
    await page.goto(app.web_url + path);
    await heading(page, title);
    expectClean();
    await context.close();
  });
});

test('usage data is switched by keyboard, with the exact payload and where it would go', async () => {
  const { page, context, expectClean } = await signInByKeyboard();
  await page.goto(`${app.web_url}/settings/configuration`);
  await heading(page, 'Configuration');
  await page.getByText('There is nowhere to send it.').waitFor();
  await page.getByRole('button', { name: /Exactly what would go out now/ }).focus();
  await page.keyboard.press('Enter');
  const shown = page.getByRole('region', { name: 'Usage payload' });
  const { data } = await app.call('server.usage_payload', {}, { basic: mira.key });
  expect(JSON.parse(await shown.innerText())).toEqual(data.payload);
  await page.getByRole('switch', { name: 'Send usage data once a day' }).focus();
  await page.keyboard.press('Space');
  await expect
    .poll(async () => (await app.call('server.report_stats_option', {}, { basic: mira.key })).data.enabled)
    .toBe(true);
  expectClean();
  await context.close();
});
