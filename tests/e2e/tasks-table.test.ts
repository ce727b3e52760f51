import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import { scalar, sendEvents } from '../support/events.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let ada: Seeded;
let project: string;
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
  project = (await call('projects.create', { name: 'vision' })).id;
});

const call = async (method: string, body: object, who = ada) =>
  (await app.call(method, body, { session: who.session, tenant: ada.workspace_id })).data;
const make = async (name: string, more: object = {}): Promise<string> =>
  (await call('tasks.create', { name, type: 'training', project, ...more })).id;
const rows = (page: Page) => page.getByRole('table', { name: 'Tasks' }).getByRole('row');
const row = (page: Page, name: string) =>
  rows(page).filter({ has: page.getByRole('link', { name, exact: true }) });
const names = (page: Page) => page.locator('.task-link').allTextContents();

async function open(search = '', who = ada, where = project): Promise<Watched> {
  const opened = await openAs(browser, app, who);
  await opened.page.goto(`${app.web_url}/w/${ada.workspace_id}/projects/${where}/tasks${search}`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
async function end({ context, expectClean }: Watched): Promise<void> {
  expectClean();
  await context.close();
}

describe('what is listed', () => {
  test('filters, search and order stand in the address, so a link shows the same', async () => {
    await make('alpha', { tags: ['baseline'] });
    await make('beta', { type: 'testing' });
    await make('a.c');
    const opened = await open();
    const { page } = opened;
    await row(page, 'alpha').waitFor();
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => names(page)).toEqual(['beta', 'alpha', 'a.c']);
    await page.getByRole('button', { name: 'Name' }).click();
    await expect.poll(() => names(page)).toEqual(['a.c', 'alpha', 'beta']);
    await page.getByRole('button', { name: 'Type', exact: true }).first().click();
    await page.getByRole('menuitemcheckbox', { name: 'Training' }).click();
    await expect.poll(() => names(page)).toEqual(['a.c', 'alpha']);
    await page.keyboard.press('Escape');
    await page.getByLabel('Search tasks by name').fill('a.c');
    await expect.poll(() => names(page)).toEqual(['a.c']);
    const again = await openAs(browser, app, ada);
    await again.page.goto(page.url());
    await expect.poll(() => names(again.page)).toEqual(['a.c']);
    await again.page.getByLabel('Search tasks by name').fill('nothing has this name');
    await again.page.getByText('No task matches').waitFor();
    await end(again);
    await end(opened);
  });

  test('columns of metrics and parameters are chosen, ordered by, and remembered for the account', async () => {
    const [low, high] = [await make('low'), await make('high')];
    for (const [task, value, lr] of [
      [low, 0.25, '0.1'],
      [high, 0.75, '0.02'],
    ] as const) {
      await sendEvents(app, ada.key, [scalar(task, 1, value)]);
      await call('tasks.edit_hyper_params', {
        ...{ task, hyperparams: [{ section: 'Args', name: 'optim.lr', value: lr }] },
      });
    }
    const opened = await open();
    const { page } = opened;
    await page.getByRole('button', { name: 'Columns' }).click();
    const dialog = page.getByRole('dialog', { name: 'Columns' });
    await dialog.getByRole('checkbox', { name: 'loss/train, last' }).check();
    await dialog.getByRole('checkbox', { name: 'Args/optim.lr' }).check();
    await dialog.getByRole('checkbox', { name: 'User' }).uncheck();
    await expectNoViolations(page);
    await dialog.getByRole('button', { name: 'Show columns' }).click();
    await row(page, 'low').getByRole('cell', { name: '0.25' }).waitFor();
    await row(page, 'high').getByRole('cell', { name: '0.02' }).waitFor();
    await page.getByRole('button', { name: 'loss/train, last' }).click();
    await expect.poll(() => names(page)).toEqual(['high', 'low']);
    await page.getByRole('button', { name: 'Args/optim.lr' }).click();
    await expect.poll(() => names(page)).toEqual(['low', 'high']);
    const kept = async () => (await call('users.get_preferences', {})).preferences.views?.taskTable?.sort;
    await expect.poll(kept).toBe('-p.Args/optim.lr');
    const later = await open();
    await later.page.getByRole('columnheader', { name: 'Args/optim.lr' }).waitFor();
    expect(await later.page.getByRole('columnheader', { name: 'User' }).count()).toBe(0);
    await expect.poll(() => names(later.page)).toEqual(['low', 'high']);
    await end(later);
    await end(opened);
  });

  test('shows more on demand, and tasks of projects inside with where they are', async () => {
    const inside = (await call('projects.create', { name: 'vision/detection' })).id;
    await make('deep', { project: inside });
    for (let n = 0; n < 55; n++) await make(`run ${n}`);
    const opened = await open();
    const { page } = opened;
    await page.getByText('50 tasks shown').waitFor();
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => (await names(page)).length).toBe(56);
    await row(page, 'deep').getByText('vision/detection').waitFor();
    expect(await page.getByRole('button', { name: 'Show more' }).count()).toBe(0);
    await end(opened);
  });

  test('an empty table says what a script has to say; a stranger’s project is not found', async () => {
    const opened = await open();
    await opened.page.getByText('No task yet').waitFor();
    await opened.page.getByText('task = Task.init').waitFor();
    const stranger = await seedPerson(app.parts);
    const other = await openAs(browser, app, stranger);
    await other.page.goto(`${app.web_url}/w/${stranger.workspace_id}/projects/${project}/tasks`);
    await other.page.getByRole('heading', { name: 'Not found' }).waitFor();
    await end(other);
    await end(opened);
  });
});

test('the table is live: rows change where they stand, and what is new waits until it is asked for', async () => {
  const [first] = [await make('first'), await make('second')];
  const opened = await open();
  const { page } = opened;
  await row(page, 'first').getByText('Draft').waitFor();
  expect(await names(page)).toEqual(['second', 'first']);
  await call('tasks.started', { task: first });
  await row(page, 'first').getByText('Running').waitFor({ timeout: 15_000 });
  expect(await names(page)).toEqual(['second', 'first']);
  await make('third');
  await page.getByText('1 task has come to the top.').waitFor({ timeout: 20_000 });
  expect(await names(page)).toEqual(['second', 'first']);
  await page.getByRole('button', { name: 'Show', exact: true }).click();
  await expect.poll(() => names(page)).toEqual(['third', 'first', 'second']);
  await call('tasks.delete', { task: first, force: true });
  await expect.poll(() => names(page), { timeout: 15_000 }).toEqual(['third', 'second']);
  await end(opened);
});

describe('what is done to chosen tasks', () => {
  const choose = async (page: Page, ...chosen: string[]) => {
    for (const name of chosen) await page.getByRole('checkbox', { name: `Choose ${name}` }).check();
  };
  const more = async (page: Page, name: string) => {
    await page.getByRole('button', { name: 'More', exact: true }).click();
    await page.getByRole('menuitem', { name }).click();
  };
  const confirm = (page: Page, name: string) =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();

  test('they go into the archive and out again', async () => {
    for (const name of ['one', 'two', 'three']) await make(name);
    const opened = await open();
    const { page } = opened;
    await choose(page, 'one', 'two');
    await page.getByText('2 chosen').waitFor();
    await expectNoViolations(page);
    await page.getByRole('button', { name: 'Archive', exact: true }).click();
    await confirm(page, 'Archive');
    await expect.poll(() => names(page)).toEqual(['three']);
    await page.getByRole('radio', { name: 'Archive' }).check({ force: true });
    await expect.poll(async () => (await names(page)).toSorted()).toEqual(['one', 'two']);
    await page.getByRole('checkbox', { name: 'Choose all shown' }).check();
    await page.getByRole('button', { name: 'Take out of the archive' }).click();
    await confirm(page, 'Take out');
    await page.getByText('Nothing is archived').waitFor();
    await end(opened);
  });

  test('they are queued; what is refused is said for each and stays chosen', async () => {
    const [good, late] = [await make('good'), await make('late')];
    const queue = (await call('queues.create', { name: 'fast' })).id;
    const opened = await open();
    const { page } = opened;
    await choose(page, 'good', 'late');
    await page.getByRole('button', { name: 'Enqueue' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Queue').selectOption('fast');
    await dialog.getByText('No worker listens to fast.').waitFor();
    await call('tasks.started', { task: late });
    await confirm(page, 'Enqueue');
    const refused = page.getByRole('dialog', { name: '1 task refused' });
    await refused.getByText('late').waitFor();
    await refused.getByText(/status/).waitFor();
    await refused.getByRole('button', { name: 'Done' }).click();
    await page.getByText('1 chosen').waitFor();
    expect(await page.getByRole('checkbox', { name: 'Choose late' }).isChecked()).toBe(true);
    await row(page, 'good').getByText('Queued').waitFor();
    expect((await call('queues.get_by_id', { queue })).queue.entries).toMatchObject([{ task: good }]);
    await more(page, 'Change tags');
    await page.keyboard.press('Escape');
    await end(opened);
  });

  test('tags, project, abort, reset and deletion, each through its dialog', async () => {
    const [one, two] = [await make('one', { tags: ['old'] }), await make('two')];
    await call('tasks.started', { task: one });
    const opened = await open();
    const { page } = opened;
    await choose(page, 'one', 'two');
    await more(page, 'Change tags');
    await page.getByRole('dialog').getByLabel('Add').fill('new, newer');
    await page.getByRole('dialog').getByRole('checkbox', { name: 'old' }).check();
    await confirm(page, 'Change tags');
    await row(page, 'one').getByText('newer').waitFor();
    const tags = async (id: string) => (await call('tasks.get_by_id', { task: id })).task.tags;
    expect([await tags(one), await tags(two)]).toEqual([
      ['new', 'newer'],
      ['new', 'newer'],
    ]);
    await choose(page, 'one', 'two');
    await page.getByRole('button', { name: 'Abort' }).click();
    await page.getByText('1 task that you chose is left alone').waitFor();
    await confirm(page, 'Abort');
    await row(page, 'one').getByText('Aborted').waitFor();
    await choose(page, 'one');
    await more(page, 'Reset');
    await confirm(page, 'Reset');
    await row(page, 'one').getByText('Draft').waitFor();
    await choose(page, 'one');
    await more(page, 'Move to a project');
    await page.getByRole('dialog').getByLabel('Into which project').fill('elsewhere');
    await confirm(page, 'Move');
    await expect.poll(() => names(page)).toEqual(['two']);
    await choose(page, 'two');
    await more(page, 'Delete');
    await page.getByRole('dialog').getByText('gone for good').first().waitFor();
    await confirm(page, 'Delete task');
    await page.getByText('No task yet').waitFor();
    expect((await app.call('tasks.get_by_id', { task: two }, { basic: ada.key })).subcode).toBe(101);
    await end(opened);
  });

  test('rows are reached and chosen by keys alone', async () => {
    for (const name of ['one', 'two', 'three']) await make(name);
    const opened = await open();
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
    await end(opened);
  });

  test('a viewer looks and chooses nothing', async () => {
    await make('one');
    const viewer = await seedPerson(app.parts);
    await seedMember(app.parts, ada.workspace_id, viewer.id, 'viewer');
    const opened = await open('', viewer);
    await row(opened.page, 'one').waitFor();
    expect(await opened.page.getByRole('checkbox').count()).toBe(0);
    await end(opened);
  });
});
