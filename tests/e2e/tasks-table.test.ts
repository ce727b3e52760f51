import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { scalar, sendEvents } from '../support/events.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { seedPerson } from '../support/seeds.ts';
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

describe('what is listed', () => {
  test('filters, search and order stand in the address, so a link shows the same', async () => {
    await makeTask(stage, 'alpha', { tags: ['baseline'] });
    await makeTask(stage, 'beta', { type: 'testing' });
    await makeTask(stage, 'a.c');
    const opened = await openTable(stage);
    const { page } = opened;
    await taskRow(page, 'alpha').waitFor();
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => taskNames(page)).toEqual(['beta', 'alpha', 'a.c']);
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => taskNames(page)).toEqual(['a.c', 'alpha', 'beta']);
    await page.getByRole('button', { name: 'Type', exact: true }).first().click();
    await page.getByRole('menuitemcheckbox', { name: 'Training' }).click();
    await expect.poll(() => taskNames(page)).toEqual(['a.c', 'alpha']);
    await page.keyboard.press('Escape');
    await page.getByLabel('Search tasks by name').fill('a.c');
    await expect.poll(() => taskNames(page)).toEqual(['a.c']);
    const again = await openAs(browser, app, stage.ada);
    await again.page.goto(page.url());
    await expect.poll(() => taskNames(again.page)).toEqual(['a.c']);
    await again.page.getByLabel('Search tasks by name').fill('nothing has this name');
    await again.page.getByText('No task matches').waitFor();
    await endTable(again);
    await endTable(opened);
  });

  test('columns of metrics and parameters are chosen, ordered by, and remembered for the account', async () => {
    const [low, high] = [await makeTask(stage, 'low'), await makeTask(stage, 'high')];
    for (const [task, value, lr] of [
      [low, 0.25, '0.1'],
      [high, 0.75, '0.02'],
    ] as const) {
      await sendEvents(app, stage.ada.key, [scalar(task, 1, value)]);
      await call(stage, 'tasks.edit_hyper_params', {
        ...{ task, hyperparams: [{ section: 'Args', name: 'optim.lr', value: lr }] },
      });
    }
    const opened = await openTable(stage);
    const { page } = opened;
    await page.getByRole('button', { name: 'Columns' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await dialog.getByRole('checkbox', { name: 'loss/train, last' }).check();
    await dialog.getByRole('checkbox', { name: 'Args/optim.lr' }).check();
    await dialog.getByRole('checkbox', { name: 'User' }).uncheck();
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Show columns' }).click();
    await taskRow(page, 'low').getByRole('cell', { name: '0.25' }).waitFor();
    await taskRow(page, 'high').getByRole('cell', { name: '0.02' }).waitFor();
    await page.getByRole('button', { name: 'loss/train, last' }).click();
    await expect.poll(() => taskNames(page)).toEqual(['high', 'low']);
    await page.getByRole('button', { name: 'Args/optim.lr' }).click();
    await expect.poll(() => taskNames(page)).toEqual(['low', 'high']);
    const kept = async () =>
      (await call(stage, 'users.get_preferences', {})).preferences.views?.taskTable?.sort;
    await expect.poll(kept).toBe('-p.Args/optim.lr');
    const later = await openTable(stage);
    await later.page.getByRole('columnheader', { name: 'Args/optim.lr' }).waitFor();
    expect(await later.page.getByRole('columnheader', { name: 'User' }).count()).toBe(0);
    await expect.poll(() => taskNames(later.page)).toEqual(['low', 'high']);
    await endTable(later);
    await endTable(opened);
  });

  test('shows more on demand, and tasks of projects inside with where they are', async () => {
    const inside = (await call(stage, 'projects.create', { name: 'vision/detection' })).id;
    await makeTask(stage, 'deep', { project: inside });
    for (let n = 0; n < 55; n++) await makeTask(stage, `run ${n}`);
    const opened = await openTable(stage);
    const { page } = opened;
    await page.getByText('50 tasks shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await taskNames(page)).length).toBe(56);
    await taskRow(page, 'deep').getByText('vision/detection').waitFor();
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await endTable(opened);
  });

  test('an empty table says what a script has to say; a stranger’s project is not found', async () => {
    const opened = await openTable(stage);
    await opened.page.getByText('No task yet').waitFor();
    await opened.page.getByText('task = Task.init').waitFor();
    const stranger = await seedPerson(app.parts);
    const other = await openAs(browser, app, stranger);
    await other.page.goto(`${app.web_url}/w/${stranger.workspace_id}/projects/${stage.project}/tasks`);
    await other.page.getByRole('heading', { name: 'Not found' }).waitFor();
    await endTable(other);
    await endTable(opened);
  });
});

test('the table is live: rows change where they stand, and what is new waits until it is asked for', async () => {
  const [first] = [await makeTask(stage, 'first'), await makeTask(stage, 'second')];
  const opened = await openTable(stage);
  const { page } = opened;
  await taskRow(page, 'first').getByText('Draft').waitFor();
  expect(await taskNames(page)).toEqual(['second', 'first']);
  await call(stage, 'tasks.started', { task: first });
  await taskRow(page, 'first').getByText('Running').waitFor({ timeout: 15_000 });
  expect(await taskNames(page)).toEqual(['second', 'first']);
  await makeTask(stage, 'third');
  await page.getByText('1 task has come to the top.').waitFor({ timeout: 20_000 });
  expect(await taskNames(page)).toEqual(['second', 'first']);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect.poll(() => taskNames(page)).toEqual(['third', 'first', 'second']);
  await call(stage, 'tasks.delete', { task: first, force: true });
  await expect.poll(() => taskNames(page), { timeout: 15_000 }).toEqual(['third', 'second']);
  await endTable(opened);
});
