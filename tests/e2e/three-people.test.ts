import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboard, launchBrowser, openPage } from '../support/browser.ts';
import { invite } from '../support/invitations.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { PASSWORD, type Seeded, seedKey, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let workspace: string;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  const as = { session: mira.session, origin: app.web_url };
  workspace = (await app.call('workspaces.create', { name: 'Vision Lab' }, as)).data.id;
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const at = (page: Page, path: string) => page.goto(`${app.web_url}${path}`);
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');
const active = (page: Page, name: string) => panel(page, name).getByText('Currently active').waitFor();

test('three people: one invites, one makes an account and joins, one has the wrong address; two tabs, removal, leaving', async () => {
  const owner = await openAs(browser, app, mira);
  await at(owner.page, `/w/${workspace}/settings`);
  await panel(owner.page, 'Vision Lab').getByRole('button', { name: 'Invite users' }).click();
  await dialog(owner.page).getByRole('button', { name: 'Make link' }).click();
  await dialog(owner.page).getByText('The link is shown this once.').waitFor();
  await dialog(owner.page).getByRole('button', { name: 'Copy invitation link' }).click();
  const link = await clipboard(owner.page);
  await dialog(owner.page).getByRole('button', { name: 'Close', exact: true }).last().click();

  const newcomer = await openPage(browser);
  await newcomer.page.goto(link);
  await newcomer.page.getByRole('button', { name: 'Make one right here' }).click();
  await newcomer.page.getByLabel('Name').fill('Nora New');
  await newcomer.page.getByLabel('E-mail').fill('nora@example.org');
  await newcomer.page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await newcomer.page.getByRole('button', { name: 'Make account and join' }).click();
  await active(newcomer.page, 'Vision Lab');

  const jonas = await seedPerson(app.parts);
  const third = await openAs(browser, app, jonas);
  const locked = await invite(app, mira, workspace, { email: 'somebody.else@example.org' });
  await third.page.goto(locked.url);
  await third.page.getByRole('heading', { name: 'This invitation is for someone else' }).waitFor();
  await third.page.goto((await invite(app, mira, workspace, {})).url);
  await third.page.getByRole('button', { name: 'Join Vision Lab' }).click();
  await active(third.page, 'Vision Lab');

  // Two tabs of one person on two workspaces: switching in one leaves the other where it is.
  const other = await newcomer.context.newPage();
  await at(other, `/w/${workspace}/settings`);
  await active(other, 'Vision Lab');
  await other.getByRole('link', { name: /^Switch to workspace/ }).click();
  await expect.poll(() => other.url()).not.toContain(workspace);
  await other.getByText('Currently active').waitFor();
  await newcomer.page.reload();
  await active(newcomer.page, 'Vision Lab');
  expect(newcomer.page.url()).toContain(workspace);

  const nora = await app.parts.database.db
    .selectFrom('accounts')
    .select('id')
    .where('email', '=', 'nora@example.org')
    .executeTakeFirstOrThrow();
  const key = await seedKey(app.parts, { account_id: nora.id, workspace_id: workspace });
  const { data } = await app.call('auth.login', {}, { basic: key });
  await at(owner.page, `/w/${workspace}/members`);
  await owner.page.getByRole('button', { name: 'Remove Nora New', exact: true }).click();
  await dialog(owner.page).getByRole('button', { name: 'Remove from workspace' }).click();
  await owner.page.getByText('Nora New removed').waitFor();
  await expect
    .poll(async () => (await app.call('users.get_current_user', {}, { bearer: data.token })).code, {
      timeout: 1_000,
      interval: 50,
    })
    .toBe(401);
  await newcomer.page.reload();
  await newcomer.page.getByRole('heading', { name: 'Not found' }).waitFor();

  await panel(third.page, 'Vision Lab').getByRole('button', { name: 'Leave workspace' }).click();
  await dialog(third.page).getByRole('button', { name: 'Leave workspace' }).click();
  await panel(third.page, 'Vision Lab').waitFor({ state: 'detached' });
  await at(owner.page, `/w/${workspace}/members`);
  await owner.page.getByText('1 person').waitFor();
  for (const { expectClean } of [owner, newcomer, third]) expectClean();
});
