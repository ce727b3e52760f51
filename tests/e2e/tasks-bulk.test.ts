import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp } from '../support/page-app.ts';
import { seedMember, seedPerson } from '../support/seeds.ts';
import {
  call,
  endTable,
  makeTask,
  openTable,
  setStage,
  type TableStage,
  taskNames,
  taskRow,
} from '../support/task-table.ts';

let stage: TableStage;
let app: ListeningApp;
let browser: Browser;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});
beforeEach(async () => {
  stage = await setStage(app, browser);
});

const choose = async (page: Page, ...chosen: string[]) => {
  for (const name of chosen) await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
};
const more = async (page: Page, name: string) => {
  await page.getByRole('button', { name: 'More', exact: true }).click();
  await page.getByRole('menuitem', { name }).click();
};
const confirm = (page: Page, name: string) =>
  page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

test('chosen tasks go into the archive and out again', async () => {
  for (const name of ['one', 'two', 'three']) await makeTask(stage, name);
  const opened = await openTable(stage);
  const { page } = opened;
  await choose(page, 'one', 'two');
  await page.getByText('2 chosen').waitFor();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Archive', exact: true }).click();
  await confirm(page, 'Archive');
  await expect.poll(() => taskNames(page)).toEqual(['three']);
  await page.getByRole('radio', { name: 'Archive' }).check({ force: true });
  await expect.poll(async () => (await taskNames(page)).toSorted()).toEqual(['one', 'two']);
  await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
  await page.getByRole('button', { name: 'Take out of the archive' }).click();
  await confirm(page, 'Take out');
  await page.getByText('Nothing is archived').waitFor();
  await endTable(opened);
});

test('chosen tasks are queued; what is refused is said for each and stays chosen', async () => {
  const [good, late] = [await makeTask(stage, 'good'), await makeTask(stage, 'late')];
  const queue = (await call(stage, 'queues.create', { name: 'fast' })).id;
  const opened = await openTable(stage);
  const { page } = opened;
  await choose(page, 'good', 'late');
  await page.getByRole('button', { name: 'Enqueue' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Queue').selectOption('fast');
  await dialog.getByText('No worker listens to fast.').waitFor();
  await call(stage, 'tasks.started', { task: late });
  await confirm(page, 'Enqueue');
  const refused = page.getByRole('dialog', { name: '1 task refused' });
  await refused.getByText('late').waitFor();
  await refused.getByText(/status/).waitFor();
  await refused.getByRole('button', { name: 'Done' }).click();
  await page.getByText('1 chosen').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Choose late' }).isChecked()).toBe(true);
  await taskRow(page, 'good').getByText('Queued').waitFor();
  expect((await call(stage, 'queues.get_by_id', { queue })).queue.entries).toMatchObject([{ task: good }]);
  await more(page, 'Change tags');
  await page.keyboard.press('Escape');
  await endTable(opened);
});

test('tags, project, abort, reset and deletion, each through its dialog', async () => {
  const [one, two] = [await makeTask(stage, 'one', { tags: ['old'] }), await makeTask(stage, 'two')];
  await call(stage, 'tasks.started', { task: one });
  const opened = await openTable(stage);
  const { page } = opened;
  await choose(page, 'one', 'two');
  await more(page, 'Change tags');
  await page.getByRole('dialog').getByLabel('Add').fill('new, newer');
  await page.getByRole('dialog').getByRole('checkbox', { name: 'old' }).check();
  await confirm(page, 'Change tags');
  await taskRow(page, 'one').getByText('newer').waitFor();
  const tags = async (id: string) => (await call(stage, 'tasks.get_by_id', { task: id })).task.tags;
  expect([await tags(one), await tags(two)]).toEqual([
    ['new', 'newer'],
    ['new', 'newer'],
  ]);
  await choose(page, 'one', 'two');
  await page.getByRole('button', { name: 'Abort' }).click();
  await page.getByText('1 task that you chose is left alone').waitFor();
  await confirm(page, 'Abort');
  await taskRow(page, 'one').getByText('Aborted').waitFor();
  await choose(page, 'one');
  await more(page, 'Reset');
  await confirm(page, 'Reset');
  await taskRow(page, 'one').getByText('Draft').waitFor();
  await choose(page, 'one');
  await more(page, 'Move to a project');
  await page.getByRole('dialog').getByLabel('Into which project').fill('elsewhere');
  await confirm(page, 'Move');
  await expect.poll(() => taskNames(page)).toEqual(['two']);
  await choose(page, 'two');
  await more(page, 'Delete');
  await page.getByRole('dialog').getByText('gone for good').first().waitFor();
  await confirm(page, 'Delete task');
  await page.getByText('No task yet').waitFor();
  expect((await app.call('tasks.get_by_id', { task: two }, { basic: stage.ada.key })).subcode).toBe(101);
  await endTable(opened);
});

test('chosen runs are compared', async () => {
  for (const name of ['one', 'two']) await makeTask(stage, name);
  const opened = await openTable(stage);
  const { page } = opened;
  await choose(page, 'one');
  expect(await page.getByRole('link', { name: 'Compare' }).count()).toBe(0);
  await choose(page, 'two');
  await page.getByRole('link', { name: 'Compare' }).click();
  await page.getByRole('heading', { level: 1, name: /Compare/ }).waitFor();
  for (const name of ['one', 'two']) await page.getByRole('link', { name, exact: true }).first().waitFor();
  await endTable(opened);
});

test('rows are reached and chosen by keys alone', async () => {
  for (const name of ['one', 'two', 'three']) await makeTask(stage, name);
  const opened = await openTable(stage);
  const { page } = opened;
  await page.getByRole('link', { name: 'three', exact: true }).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await page.getByText('2 chosen').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Choose three' }).isChecked()).toBe(false);
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'one' }).waitFor();
  await endTable(opened);
});

test('a viewer looks and chooses nothing', async () => {
  await makeTask(stage, 'one');
  const viewer = await seedPerson(app.parts);
  await seedMember(app.parts, stage.ada.workspace_id, viewer.id, 'viewer');
  const opened = await openTable(stage, viewer);
  await taskRow(opened.page, 'one').waitFor();
  expect(await opened.page.getByRole('checkbox').count()).toBe(0);
  await endTable(opened);
});
