import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let ada: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});
beforeEach(async () => {
  ada = await seedPerson(app.parts);
});

const call = async (method: string, body: object) =>
  (await app.call(method, body, { session: ada.session, tenant: ada.workspace_id })).data;
const rows = (page: Page) => page.getByRole('table', { name: 'Projects' }).getByRole('row');
const row = (page: Page, name: string) =>
  rows(page).filter({ has: page.getByRole('link', { name, exact: true }) });
const dialog = (page: Page) => page.getByRole('dialog');
async function open(who = ada): Promise<Watched> {
  const opened = await openAs(browser, app, who);
  await opened.page.goto(`${app.web_url}/w/${ada.workspace_id}/projects`);
  await opened.page.getByRole('heading', { level: 1, name: 'Projects' }).waitFor();
  return opened;
}
async function act(page: Page, project: string, action: string): Promise<void> {
  await page.getByRole('button', { name: `What to do with ${project}` }).click();
  await page.getByRole('menuitem', { name: action }).click();
}
async function end({ context, expectClean }: Watched): Promise<void> {
  expectClean();
  await context.close();
}

test('a workspace without projects teaches the three steps to the first one', async () => {
  const opened = await open();
  const { page } = opened;
  await page.getByText('No project yet').waitFor();
  await page.getByRole('link', { name: 'Create credentials' }).waitFor();
  expect(await page.getByRole('region', { name: 'A first script' }).innerText()).toContain('Task.init(');
  await expectNoViolations(page);
  await end(opened);
});

test('projects show their tasks by status, lead to them, and open to what is inside', async () => {
  const vision = (await call('projects.create', { name: 'vision' })).id;
  const inside = (await call('projects.create', { name: 'vision/detection' })).id;
  for (const project of [vision, inside, inside])
    await call('tasks.create', { name: 'run', type: 'training', project });
  const started = (await call('tasks.create', { name: 'live', type: 'training', project: vision })).id;
  await call('tasks.started', { task: started });
  const opened = await open();
  const { page } = opened;
  await row(page, 'vision').getByRole('link', { name: '3 Draft' }).waitFor();
  await expectNoViolations(page);
  await row(page, 'vision').getByRole('link', { name: '1 sub-project' }).click();
  await row(page, 'detection').getByRole('link', { name: '2 Draft' }).waitFor();
  await page.getByRole('link', { name: 'Top' }).click();
  await row(page, 'vision').getByRole('link', { name: '1 Running' }).click();
  await page.getByRole('heading', { level: 1, name: 'vision' }).waitFor();
  await expect.poll(() => page.locator('.task-link').allTextContents()).toEqual(['live']);
  await end(opened);
});

test('a search looks at every depth, and at hidden ones when they are shown', async () => {
  await call('projects.create', { name: 'vision/detection/night' });
  await call('projects.create', { name: 'night shift', system_tags: ['hidden'] });
  const opened = await open();
  const { page } = opened;
  await page.getByLabel('Search projects').fill('night');
  await row(page, 'vision/detection/night').waitFor();
  expect(await rows(page).count()).toBe(2);
  await page.getByRole('checkbox', { name: 'Show hidden' }).check();
  await row(page, 'night shift').getByText('Hidden').waitFor();
  await page.getByLabel('Search projects').fill('nothing is called so');
  await page.getByText('No project matches').waitFor();
  await end(opened);
});

test('a project is made, renamed, moved and deleted after it said what it holds', async () => {
  const opened = await open();
  const { page } = opened;
  await page.getByRole('button', { name: 'New project' }).click();
  await dialog(page).getByLabel('Name').fill('ab');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('must have at least 3 characters').waitFor();
  await dialog(page).getByLabel('Name').fill('speech');
  await dialog(page).getByLabel('Description').fill('Everything that talks');
  await dialog(page).getByRole('button', { name: 'Create project' }).click();
  await page.getByRole('heading', { level: 1, name: 'speech' }).waitFor();
  const [project] = (await call('projects.get_all', { name: '^speech$' })).projects;
  const task = (await call('tasks.create', { name: 'run', type: 'training', project: project.id })).id;
  await page
    .getByRole('navigation', { name: 'Where you are' })
    .getByRole('link', { name: 'Projects' })
    .click();
  await act(page, 'speech', 'Rename or describe');
  await dialog(page).getByLabel('Name').fill('voices');
  await dialog(page).getByRole('button', { name: 'Save' }).click();
  await row(page, 'voices').getByText('Everything that talks').waitFor();
  await act(page, 'voices', 'Move');
  await dialog(page).getByLabel('Into which project').fill('audio');
  await dialog(page).getByRole('button', { name: 'Move project' }).click();
  await row(page, 'audio').getByRole('link', { name: '1 sub-project' }).waitFor();
  await act(page, 'audio', 'Delete');
  await dialog(page).getByText('1 sub-project').waitFor();
  await dialog(page).getByText('1 task', { exact: true }).waitFor();
  await dialog(page).getByText('1 not archived').waitFor();
  await expectNoViolations(page);
  await dialog(page)
    .getByRole('radio', { name: /^Delete its tasks and models/ })
    .check();
  await dialog(page).getByRole('button', { name: 'Delete project' }).click();
  await page.getByText('No project yet').waitFor();
  expect((await app.call('tasks.get_by_id', { task }, { basic: ada.key })).subcode).toBe(101);
  await end(opened);
});

test('a viewer is offered nothing to change', async () => {
  await call('projects.create', { name: 'vision' });
  const viewer = await seedPerson(app.parts);
  await seedMember(app.parts, ada.workspace_id, viewer.id, 'viewer');
  const opened = await open(viewer);
  await row(opened.page, 'vision').waitFor();
  expect(await opened.page.getByRole('button', { name: /What to do with|New project/ }).count()).toBe(0);
  await end(opened);
});
