import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { append } from '../../src/server/features/audit/audit.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { PASSWORD, type Seeded, seedMember, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let owner: Seeded;
let member: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  owner = await seedPerson(app.parts);
  member = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, member.id, 'member');
  await happened('members.role', { account_id: member.id, detail: { before: 'viewer', after: 'member' } });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const happened = (action: string, more: object = {}) =>
  append(app.parts.database.db, {
    action,
    workspace_id: owner.workspace_id,
    account_id: owner.id,
    actor_id: owner.id,
    address: '192.0.2.7',
    ...more,
  });
const rows = (page: Page) => page.getByRole('table', { name: 'Audit log' }).getByRole('row');
const open = async (who: Seeded) => {
  const opened = await openAs(browser, app, who);
  await opened.page.goto(`${app.web_url}/w/${owner.workspace_id}/audit`);
  await rows(opened.page).first().waitFor();
  return opened;
};

test('an owner sees who changed what, before and after, and from where; a member not from where', async () => {
  const { page, context, expectClean } = await open(owner);
  const change = rows(page).filter({ hasText: 'Role changed' }).first();
  for (const text of [owner.name, `${member.name}, Viewer → Member`, '192.0.2.7'])
    await change.getByText(text, { exact: true }).waitFor();
  expectClean();
  await context.close();
  const theirs = await open(member);
  await rows(theirs.page).filter({ hasText: 'Role changed' }).first().waitFor();
  expect(await theirs.page.content()).not.toContain('192.0.2.7');
  await theirs.context.close();
});

test('filters by kind and person, and pages to what is older and back', async () => {
  for (let n = 0; n < 60; n++) await happened('vaults.save', { detail: { version: n } });
  const { page, context, expectClean } = await open(owner);
  await page.getByLabel('Filter by kind').selectOption('Vaults and reveals');
  await rows(page).getByText('version: 59').waitFor();
  await page.getByRole('button', { name: 'Older' }).click();
  await rows(page).getByText('version: 9', { exact: true }).waitFor();
  expect(await rows(page).count()).toBe(11);
  expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Newer' }).click();
  await rows(page).getByText('version: 59').waitFor();
  await page.getByLabel('Filter by person').selectOption(member.name);
  await page.getByText('Nothing matches').waitFor();
  expectClean();
  await context.close();
});

test('downloads what is filtered as CSV', async () => {
  const { page, context } = await open(owner);
  await page.getByLabel('Filter by kind').selectOption('Members and invitations');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download as CSV' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe(`atrium-audit-${owner.workspace_id}.csv`);
  const text = await readFile(await file.path(), 'utf8');
  expect(text).toContain('members.role');
  expect(text).not.toContain('vaults.save');
  await context.close();
});

test('shows one’s own sign-ins only to oneself', async () => {
  await happened('sessions.begin', { workspace_id: null, target: 'mine' });
  const { page, context } = await open(owner);
  expect(await page.content()).not.toContain('Signed in');
  await page.getByRole('radio', { name: 'Your account' }).check({ force: true });
  await rows(page).getByText('Signed in').waitFor();
  await context.close();
});

test('an account is deleted from the Profile page, after it said what stops and stays', async () => {
  const leaver = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
  await seedMember(app.parts, owner.workspace_id, leaver.id, 'member');
  const { page, context, expectClean } = await openAs(browser, app, leaver);
  await page.goto(`${app.web_url}/settings/profile`);
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download my data' }).click(),
  ]);
  expect(JSON.parse(await readFile(await file.path(), 'utf8')).account.email).toBe(leaver.email);
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('listitem').filter({ hasText: '1 credential' }).waitFor();
  await dialog.getByText(/What you did in Person \d+'s workspace, and entries of audit logs/).waitFor();
  const button = dialog.getByRole('button', { name: 'Delete account' });
  expect(await button.isDisabled()).toBe(true);
  await dialog.getByLabel(/Type .* to confirm/).fill(leaver.email);
  await dialog.getByLabel('Password', { exact: true }).fill('not the password');
  await button.click();
  await dialog.getByText('It is wrong.').waitFor();
  await dialog.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await button.click();
  await page.getByRole('heading', { name: /Sign in/ }).waitFor();
  expect((await app.call('users.get_current_user', {}, { session: leaver.session })).code).toBe(401);
  expectClean();
  await context.close();
});

test('who alone owns a workspace with others in it is told what to do first', async () => {
  const { page, context } = await openAs(browser, app, owner);
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByRole('button', { name: 'Delete account' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Remove its other members first.').waitFor();
  expect(await dialog.getByLabel('Password', { exact: true }).isDisabled()).toBe(true);
  await context.close();
});
