import { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import { callsOf } from '../support/calls-of.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { badge, button, heading } from '../support/task-page.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let call: ReturnType<typeof callsOf>;
let task: string;

beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  call = callsOf(app, mira);
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
});
beforeEach(async () => {
  task = (
    await call('tasks.create', { name: 'night run', type: 'training', comment: 'Compare with Tuesday.' })
  ).id;
});

const address = (id: string, tab = '') =>
  `${app.web_url}/w/${mira.workspace_id}/tasks/${id}${tab && `/${tab}`}`;

async function open(id: string, tab: string, options: Parameters<typeof openAs>[3] = {}): Promise<Watched> {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(address(id, tab));
  await opened.page.locator('.task-tab').waitFor();
  return opened;
}

const statusOf = async (id: string) => (await call('tasks.get_by_id', { task: id })).task.status;

/** Chooses an action in the menu and presses the button of its dialog. */
async function act(page: Page, action: string, press: string): Promise<void> {
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: action, exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: press, exact: true }).click();
}

test('it is cloned, queued, taken out of its queue, archived and brought back', async () => {
  const { id: queue } = await call('queues.create', { name: 'gpus' });
  const { page, context, expectClean } = await open(task, 'info');
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Clone' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Name').fill('night run, wider');
  await dialog.getByLabel('Project').fill('vision/new');
  await dialog.getByRole('button', { name: 'Clone' }).click();
  await heading(page, 'night run, wider').waitFor();
  await page.getByRole('link', { name: 'vision/new' }).first().waitFor();
  const clone = new URL(page.url()).pathname.split('/').at(-2) ?? '';
  expect((await call('tasks.get_by_id', { task: clone })).task).toMatchObject({
    ...{ status: 'created', parent: task, comment: 'Compare with Tuesday.' },
  });

  await button(page, 'Enqueue').click();
  await dialog.getByLabel('Queue').selectOption({ label: 'gpus' });
  await dialog.getByText('No worker listens to gpus.').waitFor();
  await dialog.getByRole('button', { name: 'Enqueue' }).click();
  await expect.poll(() => badge(page).textContent()).toBe('Queued');
  expect((await call('queues.get_by_id', { queue })).queue.entries).toMatchObject([{ task: clone }]);

  await button(page, 'Dequeue').click();
  await dialog.getByRole('button', { name: 'Dequeue' }).click();
  await expect.poll(() => badge(page).textContent()).toBe('Draft');
  await act(page, 'Archive', 'Archive');
  await page.locator('.task-head').getByText('Archived').waitFor();
  await act(page, 'Take out of the archive', 'Take out');
  await expect.poll(() => page.locator('.task-head').getByText('Archived').count()).toBe(0);
  expectClean();
  await context.close();
});

test('a run that a worker holds is stopping until the worker says that it ended', async () => {
  await call('workers.register', { worker: 'gpu-1', queues: [] });
  await call('tasks.started', { task });
  await call('workers.status_report', { worker: 'gpu-1', task, timestamp: Date.now() });
  const { page, context, expectClean } = await open(task, 'info');
  await button(page, 'Abort').click();
  await page.getByRole('dialog').getByRole('button', { name: 'Abort' }).click();
  await expect.poll(() => badge(page).textContent()).toBe('Stopping');
  expect(await statusOf(task)).toBe('in_progress');
  await call('tasks.stopped', { task });
  await expect.poll(() => badge(page).textContent(), { timeout: 10_000 }).toBe('Aborted');
  expectClean();
  await context.close();
});

test('it is reset, renamed, moved and published', async () => {
  await call('tasks.started', { task });
  await call('tasks.completed', { task });
  const { page, context, expectClean } = await open(task, 'info');
  await act(page, 'Reset', 'Reset');
  await expect.poll(() => badge(page).textContent()).toBe('Draft');
  expect(await statusOf(task)).toBe('created');
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Rename or move' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('day run');
  await page.getByRole('dialog').getByLabel('Project').fill('vision/day');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await heading(page, 'day run').waitFor();
  await page.locator('.task-head').getByRole('link', { name: 'vision/day' }).waitFor();
  await call('tasks.started', { task });
  await call('tasks.completed', { task });
  await page.reload();
  await act(page, 'Publish', 'Publish');
  await expect.poll(() => badge(page).textContent()).toBe('Published');
  expectClean();
  await context.close();
});

test('what its status does not allow is refused with the reason and the cure', async () => {
  await call('tasks.started', { task });
  await call('tasks.completed', { task });
  const { page, context, expectClean } = await open(task, 'info');
  await call('tasks.publish', { task });
  await act(page, 'Reset', 'Reset');
  const refused = page.getByRole('dialog').getByRole('alert');
  await refused.getByText(/is published, must be one of/).waitFor();
  expect(await refused.textContent()).toContain('Reset the task');
  expect(await statusOf(task)).toBe('published');
  expectClean();
  await context.close();
});

test('deleted, it takes along what it stored where that is wanted, and nothing else', async () => {
  const mine = `vision/night run.${task}/artifacts/scores.csv`;
  for (const path of [mine, 'shared/data.csv']) {
    await app.parts.files.put(`${mira.workspace_id}/${path}`, Readable.from(['1,2\n']));
  }
  const artifacts = [mine, 'shared/data.csv'].map((path, i) => ({
    ...{ key: `a${i}`, type: 'custom', mode: 'output', uri: `${app.files_url}/${encodeURI(path)}` },
  }));
  await call('tasks.add_or_update_artifacts', { task, artifacts });
  const { page, context, expectClean } = await open(task, 'info');
  await button(page, 'More').click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('in the files of this server').waitFor();
  await dialog.getByText('One other address that it names stays').waitFor();
  await expectNoViolations(page);
  await dialog.getByLabel('Delete 1 stored object too').check();
  await dialog.getByRole('button', { name: 'Delete task' }).click();
  await page.waitForURL(/\/projects\/\*\/tasks/);
  const isThere = async (path: string) =>
    (await app.parts.files.find(`${mira.workspace_id}/${path}`)) !== undefined;
  await expect.poll(() => isThere(mine), { timeout: 15_000 }).toBe(false);
  expect(await isThere('shared/data.csv')).toBe(true);
  expect((await app.call('tasks.get_by_id', { task }, { basic: mira.key })).subcode).toBe(101);
  expectClean();
  await context.close();
});

test('a published one is deleted only when that is said twice', async () => {
  await call('tasks.started', { task });
  await call('tasks.completed', { task });
  await call('tasks.publish', { task });
  const { page, context, expectClean } = await open(task, 'info');
  await act(page, 'Delete', 'Delete task');
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('alert')
    .getByText(/is published/)
    .waitFor();
  expect(await statusOf(task)).toBe('published');
  await dialog.getByRole('button', { name: 'Delete task all the same' }).click();
  await page.waitForURL(/\/projects\/\*\/tasks/);
  expect((await app.call('tasks.get_by_id', { task }, { basic: mira.key })).subcode).toBe(101);
  expectClean();
  await context.close();
});
