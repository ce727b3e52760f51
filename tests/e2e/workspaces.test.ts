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
