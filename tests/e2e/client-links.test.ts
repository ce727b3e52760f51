import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { hashPassword } from '../../src/server/features/accounts/passwords.ts';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { PASSWORD, type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let ada: Seeded;
let ben: Seeded;
/** A workspace of Ada's that is not the one she had open last. */
let shared: string;
let project: string;
let task: string;
let queue: string;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  ada = await seedPerson(app.parts, { password_hash: await hashPassword(PASSWORD) });
  ben = await seedPerson(app.parts);
  const session = { session: ada.session };
  shared = (await app.call('workspaces.create', { name: 'Vision Lab' }, session)).data.id;
  const make = async (method: string, body: object) =>
    (await app.call(method, body, { ...session, tenant: shared })).data.id;
  project = await make('projects.create', { name: 'vision/detection' });
  task = await make('tasks.create', { name: 'first run', type: 'training', project });
  queue = await make('queues.create', { name: 'fast' });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const path = (page: Page) => new URL(page.url()).pathname;
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();

test.each([
  '/projects/PROJECT/experiments/TASK/output/log',
  '/projects/PROJECT/tasks/TASK/output/log',
  '/projects/*/experiments/TASK',
  '/datasets/simple/PROJECT/experiments/TASK',
  '/pipelines/PROJECT/experiments/TASK',
])('%s leads to the task, in whichever workspace holds it', async (link) => {
  const { page, context, expectClean } = await openAs(browser, app, ada);
  await page.goto(app.web_url + link.replace('PROJECT', project).replace('TASK', task));
  await heading(page, 'first run');
  expect(path(page)).toMatch(new RegExp(`^/w/${shared}/tasks/${task}/`));
  expectClean();
  await context.close();
});

test('links to projects, queues and workers lead there, too', async () => {
  const { page, context } = await openAs(browser, app, ada);
  await page.goto(`${app.web_url}/projects/${project}`);
  await heading(page, 'detection');
  expect(path(page)).toBe(`/w/${shared}/projects/${project}/tasks`);
  await page.goto(`${app.web_url}/workers-and-queues/queues?id=${queue}`);
  await page.getByRole('heading', { level: 2, name: 'fast' }).waitFor();
  expect(path(page)).toBe(`/w/${shared}/queues`);
  await page.goto(`${app.web_url}/projects`);
  await heading(page, 'Projects');
  await page.goto(`${app.web_url}/workers-and-queues/workers`);
  await heading(page, 'Workers');
  await context.close();
});

test('who is signed out signs in first and then arrives', async () => {
  const { page, context, expectClean } = await openPage(browser);
  await page.goto(`${app.web_url}/projects/${project}/experiments/${task}/output/log`);
  await heading(page, 'Sign in');
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, 'first run');
  expect(path(page)).toMatch(new RegExp(`^/w/${shared}/tasks/${task}/`));
  expectClean();
  await context.close();
});

test('a stranger and a wrong link get the one answer, which says who is signed in and whom to ask', async () => {
  const { page, context, expectClean } = await openAs(browser, app, ben);
  const said: string[] = [];
  for (const id of [task, 'f'.repeat(32)]) {
    await page.goto(`${app.web_url}/projects/${project}/experiments/${id}/output/log`);
    await heading(page, 'Not found');
    await page.getByText('Ask whoever sent you this link.').waitFor();
    await page.getByRole('button', { name: 'Use another account' }).waitFor();
    said.push(await page.locator('#content').innerText());
  }
  expect(said[0]).toContain(ben.email);
  expect(said[1]).toBe(said[0]);
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('another account signs in from there and arrives', async () => {
  const { page, context } = await openAs(browser, app, await seedPerson(app.parts));
  await page.goto(`${app.web_url}/projects/${project}/tasks/${task}/output/log`);
  await page.getByRole('button', { name: 'Use another account' }).click();
  await page.getByLabel('E-mail').fill(ada.email);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
  await heading(page, 'first run');
  await context.close();
});
