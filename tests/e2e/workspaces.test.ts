import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let ada: Seeded;
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
  [ada, mira] = [await seedPerson(app.parts, { server_admin: true }), await seedPerson(app.parts)];
  workspace = (await app.call('workspaces.create', { name: 'Vision' }, as(ada))).data.id;
  await seedMember(app.parts, workspace, mira.id, 'member');
});

const as = ({ session }: Seeded) => ({ session, origin: app.web_url });
const settings = (id: string) => `${app.web_url}/w/${id}/settings`;
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });
const dialog = (page: Page) => page.getByRole('dialog');

async function expectFits(page: Page): Promise<void> {
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

test('a workspace is created, renamed, deleted by its typed name, and brought back', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(settings(mira.workspace_id));
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await dialog(page).getByLabel('Name').fill('Robots');
  await page.keyboard.press('Enter');
  await panel(page, 'Robots').getByText('Currently active').waitFor();
  const made = /\/w\/([0-9a-f]{32})\//.exec(page.url())?.[1] ?? '';
  expect(made).not.toBe(mira.workspace_id);

  await panel(page, 'Robots').getByRole('button', { name: 'Rename Robots' }).click();
  await dialog(page).getByLabel('Name').fill('Field robots');
  await page.keyboard.press('Enter');
  await panel(page, 'Field robots').getByText('Currently active').waitFor();

  await panel(page, 'Field robots').getByRole('button', { name: 'Delete workspace' }).click();
  const button = dialog(page).getByRole('button', { name: 'Delete workspace' });
  await expectNoViolations(page);
  await expectFits(page);
  await dialog(page).getByRole('textbox').fill('Field robot');
  expect(await button.isDisabled()).toBe(true);
  await dialog(page).getByRole('textbox').fill('Field robots');
  await button.click();
  await page.getByText('Field robots was deleted').waitFor();
  await expectFits(page);
  expect(page.url()).toContain(mira.workspace_id);
  await panel(page, 'Field robots').waitFor({ state: 'detached' });

  await page.getByRole('button', { name: 'Bring back Field robots' }).click();
  await panel(page, 'Field robots').getByText('Currently active').waitFor();
  expect(page.url()).toContain(made);
  expectClean();
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'leaving says what stops, then shows the personal workspace (%s)',
  async (colorScheme) => {
    const key = await seedKey(app.parts, { account_id: mira.id, workspace_id: workspace });
    await app.parts.database.pool.query(
      `insert into client_workers (workspace_id, account_id, worker, client, address, seen_at)
      values ($1, $2, 'gpu-7', 'clearml-2.1.7', '192.0.2.1', now())`,
      [workspace, mira.id],
    );
    const { page, context, expectClean } = await openAs(browser, app, mira, { colorScheme });
    await page.goto(settings(workspace));
    await panel(page, 'Vision').getByRole('button', { name: 'Leave workspace' }).waitFor();
    await page.waitForLoadState('networkidle');
    await expectNoViolations(page);
    await panel(page, 'Vision').getByRole('button', { name: 'Leave workspace' }).click();
    await dialog(page).getByText('1 API credential').waitFor();
    expect(await dialog(page).innerText()).toMatch(/seeded[\s\S]*1 worker[\s\S]*gpu-7/);
    await expectNoViolations(page);
    await expectFits(page);
    await dialog(page).getByRole('button', { name: 'Leave workspace' }).click();
    await expect.poll(() => page.url()).toContain(mira.workspace_id);
    await dialog(page).waitFor({ state: 'detached' });
    await panel(page, 'Vision').waitFor({ state: 'detached' });
    expect((await app.call('auth.login', {}, { basic: key })).code).toBe(401);
    expectClean();
    await context.close();
  },
);

test('the only owner is told why leaving is not possible, and is shown no dialog', async () => {
  const { page, context } = await openAs(browser, app, ada);
  await page.goto(settings(workspace));
  const leave = panel(page, 'Vision').getByRole('button', { name: 'Leave workspace' });
  expect(await leave.getAttribute('aria-disabled')).toBe('true');
  await leave.click({ force: true });
  expect(await dialog(page).count()).toBe(0);
  await page.getByText('You are its only owner. To leave, make another member owner first.').waitFor();
  await context.close();
});

test('a member renames and deletes nothing; an owner says whether members invite', async () => {
  const visitor = await openAs(browser, app, mira);
  await visitor.page.goto(settings(workspace));
  await panel(visitor.page, 'Vision').getByRole('button', { name: 'Leave workspace' }).waitFor();
  for (const name of [/^Rename/, /^Delete workspace/])
    expect(await panel(visitor.page, 'Vision').getByRole('button', { name }).count()).toBe(0);
  expect(
    await panel(visitor.page, 'Vision')
      .getByRole('checkbox', { name: /Members may invite/ })
      .count(),
  ).toBe(0);
  await visitor.context.close();
  const { page, context } = await openAs(browser, app, ada);
  await page.goto(settings(workspace));
  await panel(page, 'Vision')
    .getByRole('checkbox', { name: /Members may invite/ })
    .check();
  await expect
    .poll(async () => {
      const { data } = await app.call('organization.get_user_companies', {}, as(ada));
      return data.companies.find(({ id }: { id: string }) => id === workspace).members_invite;
    })
    .toBe(true);
  await context.close();
});

test('seats are set on the people page, and shown on the panel', async () => {
  const { page, context, expectClean } = await openAs(browser, app, ada);
  await page.goto(`${app.web_url}/settings/people`);
  await page.getByRole('searchbox', { name: 'Search workspaces' }).fill(workspace);
  const set = page.getByRole('button', { name: 'Set seats of Vision' });
  await expect.poll(() => set.count()).toBe(1);
  await set.click();
  await dialog(page).getByLabel('Seats').fill('1');
  await dialog(page).getByText('Nobody is removed').waitFor();
  await expectNoViolations(page);
  await expectFits(page);
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await dialog(page).waitFor({ state: 'detached' });
  await page.goto(settings(workspace));
  await panel(page, 'Vision').getByText('2 of 1 users').waitFor();
  expectClean();
  await context.close();
});

test('disabling the only owner of a shared workspace asks who takes over', async () => {
  const root = await seedPerson(app.parts, { server_admin: true });
  const { page, context, expectClean } = await openAs(browser, app, root);
  await page.goto(`${app.web_url}/settings/people`);
  await page.getByRole('searchbox', { name: 'Search people' }).fill(ada.email);
  const actions = page.getByRole('button', { name: `Actions for ${ada.name}`, exact: true });
  await expect.poll(() => page.getByRole('button', { name: /^Actions for/ }).count()).toBe(1);
  await actions.click();
  await page.getByRole('menuitem', { name: 'Disable' }).click();
  await dialog(page).getByRole('button', { name: 'Disable' }).click();
  await dialog(page).getByText('only owner of "Vision"').waitFor();
  await expectNoViolations(page);
  await dialog(page).getByLabel('New owner of their workspaces').fill(mira.email);
  await page.keyboard.press('Enter');
  await dialog(page).waitFor({ state: 'detached' });
  const { rows } = await app.parts.database.pool.query(
    'select role from memberships where workspace_id = $1 and account_id = $2',
    [workspace, mira.id],
  );
  expect(rows).toEqual([{ role: 'owner' }]);
  expectClean();
  await context.close();
});

test('the profile menu switches with one click, and the last workspace is come back to in another browser', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(settings(mira.workspace_id));
  await page.getByRole('button', { name: /profile menu/ }).click();
  const choices = page.getByRole('menu').getByRole('menuitemradio', { name: /Vision|workspace/ });
  const checked = () =>
    choices.evaluateAll((all) => all.map((item) => [item.textContent, item.getAttribute('aria-checked')]));
  expect((await checked()).map(([name, active]) => [/Vision/.test(name ?? ''), active])).toEqual([
    [false, 'true'],
    [true, 'false'],
  ]);
  await choices.filter({ hasText: 'Vision' }).click();
  await panel(page, 'Vision').getByText('Currently active').waitFor();
  expect(page.url()).toBe(settings(workspace));
  await page.getByRole('button', { name: /profile menu/ }).click();
  expect((await checked()).map(([, active]) => active)).toEqual(['false', 'true']);
  await expect
    .poll(async () => (await app.call('users.get_preferences', {}, as(mira))).data.preferences.users)
    .toEqual({ activeWorkspace: workspace });
  expectClean();
  await context.close();

  const other = await openAs(browser, app, mira);
  await other.page.goto(`${app.web_url}/settings/workspace-configuration`);
  await panel(other.page, 'Vision').getByText('Currently active').waitFor();
  await other.page.goto(settings(mira.workspace_id));
  await panel(other.page, 'Vision').getByRole('link', { name: 'Switch to workspace Vision' }).waitFor();
  other.expectClean();
  await other.context.close();
});

test('a profile menu of many workspaces scrolls: each of them, and signing out, is in reach', async () => {
  for (let n = 1; n <= 40; n++) await app.call('workspaces.create', { name: `Lab ${n}` }, as(mira));
  const { page, context, expectClean } = await openAs(browser, app, mira, {
    viewport: { width: 1024, height: 700 },
  });
  await page.goto(settings(mira.workspace_id));
  const open = () => page.getByRole('button', { name: /profile menu/ }).click();
  await open();
  await page.getByRole('menu').getByRole('menuitemradio', { name: 'Lab 40', exact: true }).waitFor();
  await expectNoViolations(page);
  await page.getByRole('menu').getByRole('menuitemradio', { name: 'Lab 40', exact: true }).click();
  await panel(page, 'Lab 40').getByText('Currently active').waitFor();
  await open();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('heading', { name: /Sign in/ }).waitFor();
  expectClean();
  await context.close();
});

test('an unknown workspace, a foreign and a deleted one give the same page, which names who is signed in', async () => {
  const stranger = await seedPerson(app.parts);
  const gone = (await app.call('workspaces.create', { name: 'Gone' }, as(mira))).data.id;
  await app.call('workspaces.delete', { name: 'Gone' }, { ...as(mira), tenant: gone });
  const { page, context, expectClean } = await openAs(browser, app, mira);
  const shown = [];
  for (const id of ['0'.repeat(32), stranger.workspace_id, gone]) {
    await page.goto(settings(id));
    await page.getByRole('heading', { name: 'Not found' }).waitFor();
    shown.push((await page.getByRole('main').innerText()).replaceAll(id, 'ID'));
  }
  expect(shown[0]).toContain(mira.email);
  expect(shown).toEqual([shown[0], shown[0], shown[0]]);
  expectClean();
  await context.close();
});

test('credentials are made for another workspace from its panel, without switching to it', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(settings(mira.workspace_id));
  await panel(page, 'Vision').getByRole('button', { name: 'Vision', exact: true }).click();
  await panel(page, 'Vision').getByRole('button', { name: 'Create new credentials' }).click();
  await dialog(page).getByRole('textbox').first().fill('for the lab');
  await page.keyboard.press('Enter');
  const created = page.getByRole('dialog', { name: 'Credentials created' });
  await created.waitFor();
  await created.getByRole('button', { name: 'Close', exact: true }).last().click();
  await panel(page, 'Vision').getByText('for the lab').waitFor();
  expect(page.url()).toBe(settings(mira.workspace_id));
  const { rows } = await app.parts.database.pool.query(
    'select workspace_id from credentials where account_id = $1 and label = $2',
    [mira.id, 'for the lab'],
  );
  expect(rows).toEqual([{ workspace_id: workspace }]);
  expectClean();
  await context.close();
});
