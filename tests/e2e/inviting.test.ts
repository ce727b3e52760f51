import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { clipboard, launchBrowser } from '../support/browser.ts';
import { invite, join, seedColleague, setSeats } from '../support/invitations.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  workspace = mira.workspace_id;
  await sql("update workspaces set name = 'Vision Lab' where id = $1", [workspace]);
});

const sql = (text: string, values: unknown[] = []) => app.parts.database.pool.query(text, values);
const settings = async (person: Seeded) => {
  const watched = await openAs(browser, app, person);
  await watched.page.goto(`${app.web_url}/w/${workspace}/settings`);
  await watched.page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
  return watched;
};

test('an owner makes a link from the profile menu, copies it, and a colleague joins with it', async () => {
  const { page, expectClean } = await settings(mira);
  await page.getByRole('button', { name: /profile menu/ }).click();
  await page.getByRole('menuitem', { name: 'Invite a user' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite users to Vision Lab' });
  await dialog.getByLabel('Role').selectOption('viewer');
  await dialog.getByRole('radio', { name: '30 days' }).check({ force: true });
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Make link' }).click();
  await dialog.getByText('The link is shown this once.').waitFor();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Copy invitation link' }).click();
  const link = await clipboard(page);
  expect(link).toContain(`${app.web_url}/invite#`);
  await dialog.getByRole('button', { name: 'Close', exact: true }).last().click();
  await page.getByRole('list', { name: 'Pending invitations' }).getByText('Link for one person').waitFor();
  await expect.poll(() => page.url()).not.toContain('inviting');
  expect(await page.content()).not.toContain(link.split('#')[1]);
  const lena = await seedPerson(app.parts);
  expect((await join(app, lena, link.split('#')[1] ?? '')).code).toBe(200);
  expectClean();
});

test('pasted addresses each get a result; without mail their links are there to copy', async () => {
  const lena = await seedColleague(app, workspace, 'member');
  const { page, expectClean } = await settings(mira);
  await page.getByRole('button', { name: 'Invite users' }).click();
  const dialog = page.getByRole('dialog', { name: 'Invite users to Vision Lab' });
  await dialog.getByRole('tab', { name: 'By e-mail' }).click();
  await dialog.getByText('This server sends no mail.').waitFor();
  await dialog
    .getByLabel('Addresses')
    .fill(`omar@example.org; Jonas <jonas@example.org>\n${lena.email}, nonsense`);
  await dialog.getByRole('button', { name: 'Make links' }).click();
  const rows = dialog.getByRole('listitem');
  await expect.poll(() => rows.count()).toBe(4);
  await rows.filter({ hasText: lena.email }).getByText('is a member already.').waitFor();
  await rows.filter({ hasText: 'nonsense' }).getByText('Not invited').waitFor();
  await expectNoViolations(page);
  await dialog.getByRole('button', { name: 'Copy link for jonas@example.org' }).click();
  expect(await clipboard(page)).toContain('/invite#');
  expectClean();
});

test('a pending invitation gets a new link, or is revoked', async () => {
  const old = await invite(app, mira, workspace, { email: 'omar@example.org' });
  const { page, expectClean } = await settings(mira);
  const pending = page.getByRole('list', { name: 'Pending invitations' });
  await pending.getByText('omar@example.org').waitFor();
  await pending.getByRole('button', { name: 'Make a new link: omar@example.org' }).click();
  const dialog = page.getByRole('dialog', { name: 'A new link' });
  await dialog.getByRole('button', { name: 'Copy invitation link' }).click();
  const secret = (await clipboard(page)).split('#')[1] ?? '';
  const state = async (id: string) => (await app.call('login.get_invite_info', { invite_id: id })).subcode;
  expect([await state(old.id), await state(secret)]).toEqual([54, 0]);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expectNoViolations(page);
  await pending.getByRole('button', { name: 'Revoke: omar@example.org' }).click();
  await pending.waitFor({ state: 'detached' });
  expect((await app.call('login.get_invite_info', { invite_id: secret })).data.state).toBe('revoked');
  expectClean();
});

test('a full workspace says why nobody can be invited; members see no button', async () => {
  const member = await seedColleague(app, workspace, 'member');
  await setSeats(app, workspace, 2);
  const { page } = await settings(mira);
  expect(await page.getByRole('button', { name: 'Invite users' }).isDisabled()).toBe(true);
  await page.getByText('No seat is free').waitFor();
  const theirs = await settings(member);
  await theirs.page.waitForLoadState('networkidle');
  expect(await theirs.page.getByRole('button', { name: 'Invite users' }).count()).toBe(0);
});

test('the invited see it on their pages, and a verified address joins there', async () => {
  const lena = await seedPerson(app.parts);
  await invite(app, mira, workspace, { email: lena.email });
  const watched = await openAs(browser, app, lena);
  const { page } = watched;
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByText(`${mira.name} invites you to Vision Lab`).waitFor();
  await page.getByText('Open the link you were sent to answer.').waitFor();
  expect(await page.getByRole('button', { name: 'Join', exact: true }).count()).toBe(0);
  await sql('update accounts set email_verified = true where id = $1', [lena.id]);
  await page.reload();
  await page.getByRole('button', { name: 'Join', exact: true }).waitFor();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Join', exact: true }).click();
  await expect.poll(() => new URL(page.url()).pathname).toBe(`/w/${workspace}/settings`);
  await page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
  expect(await page.getByText('invites you to').count()).toBe(0);
  watched.expectClean();
});
