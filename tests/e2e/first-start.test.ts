import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboard, launchBrowser, openPage, type Watched } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { claimUrl, createPageApp } from '../support/page-app.ts';
import { PASSWORD } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Watched;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await openPage(browser);
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

test('the claim link makes the first account and lands on the Profile page', async () => {
  const { page } = mira;
  await page.goto(await claimUrl(app));
  await expect.poll(() => page.url()).not.toContain('#');
  await page.getByLabel('Name').fill('Mira Okafor');
  await page.getByLabel('E-mail').fill('mira@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  expect(new URL(page.url()).pathname).toBe('/settings/profile');
  mira.expectClean();
});

test('a credential is made, its block copied, and the secret is gone once the dialog is closed', async () => {
  const { page } = mira;
  await page.getByRole('button', { name: 'Create new credentials' }).click();
  await page.getByLabel('Label').fill('Workstation');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Credentials created' });
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  const block = await clipboard(page);
  expect(block).toContain(`web_server: ${app.web_url}/\n`);
  const [, secret = ''] = /"secret_key" = "([^"]+)"/.exec(block) ?? [];
  expect(secret).toMatch(/^[A-Za-z0-9][\w-]{66}$/);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => page.content()).not.toContain(secret);
  mira.expectClean();
});

test('the list shows it as never used; revoking it says what stops and takes it away', async () => {
  const { page } = mira;
  await page.getByRole('link', { name: 'Workspace', exact: true }).click();
  const row = page.getByRole('row', { name: /Workstation/ });
  await row.getByText('Never used').or(row.getByText('Never')).first().waitFor();
  await row.getByRole('button', { name: /Revoke/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /Revoke/ }).click();
  await row.waitFor({ state: 'detached' });
  mira.expectClean();
});

test('the used claim link says that the server is claimed and leads to sign in', async () => {
  const other = await openPage(browser);
  await other.page.goto(`${app.web_url}/claim#${'a'.repeat(43)}`);
  await other.page.getByRole('heading', { name: /claimed/i }).waitFor();
  await other.page.getByRole('link', { name: /sign in/i }).click();
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  other.expectClean();
});

test('signing in again with e-mail and password works, a wrong password says so and keeps the address', async () => {
  const other = await openPage(browser);
  const { page } = other;
  await page.goto(`${app.web_url}/settings/configuration`);
  await page.getByLabel('E-mail').fill('mira@example.org');
  await page.getByLabel('Password', { exact: true }).fill('not the password at all');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('alert').first().waitFor();
  expect(await page.getByLabel('E-mail').inputValue()).toBe('mira@example.org');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { level: 1, name: 'Configuration' }).waitFor();
  other.expectClean();
});

test('a stale cookie leads to the log-in page, never to an error page', async () => {
  const other = await openPage(browser);
  const { hostname } = new URL(app.web_url);
  await other.context.addCookies([
    { name: 'atrium_session', value: 'b'.repeat(43), domain: hostname, path: '/' },
  ]);
  await other.page.goto(`${app.web_url}/settings/profile`);
  await other.page.getByRole('heading', { name: 'Sign in' }).waitFor();
  other.expectClean();
});
