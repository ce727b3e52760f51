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
const dialog = (page: Page) => page.getByRole('dialog');
const order = (page: Page, queue: string) =>
  page
    .getByRole('table', { name: `Tasks in ${queue}` })
    .locator('td.lead')
    .allTextContents();
async function open(path: string, who = ada): Promise<Watched> {
  const opened = await openAs(browser, app, who);
  await opened.page.goto(`${app.web_url}/w/${ada.workspace_id}/${path}`);
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}
async function end({ context, expectClean }: Watched): Promise<void> {
  expectClean();
  await context.close();
}
/** A queue with tasks of these names waiting, in their order. */
async function fill(name: string, ...tasks: string[]): Promise<string> {
  const queue = (await call('queues.create', { name })).id;
  for (const task of tasks) {
    const { id } = await call('tasks.create', { name: task, type: 'training' });
    await call('tasks.enqueue', { task: id, queue });
  }
  return queue;
}

test('a queue is made, renamed and deleted, and says what waits in it before that', async () => {
  const opened = await open('queues');
  const { page } = opened;
  await page.getByText('Nobody listens to this queue').waitFor();
  await page.getByText('clearml-agent daemon --queue default').waitFor();
  await page.getByRole('button', { name: 'New queue' }).click();
  await dialog(page).getByLabel('Name').fill('default');
  await page.keyboard.press('Enter');
  await dialog(page).getByText('another queue has it').waitFor();
  await dialog(page).getByLabel('Name').fill('slow lane');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'slow lane' }).waitFor();
  await page.getByText("clearml-agent daemon --queue 'slow lane'").waitFor();
  await page.getByRole('button', { name: 'Rename slow lane' }).click();
  await dialog(page).getByLabel('Name').fill('fast lane');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 2, name: 'fast lane' }).waitFor();
  const [queue] = (await call('queues.get_all', { name: '^fast lane$' })).queues;
  const task = (await call('tasks.create', { name: 'run', type: 'training' })).id;
  await call('tasks.enqueue', { task, queue: queue.id });
  await page.getByRole('link', { name: 'run', exact: true }).waitFor({ timeout: 15_000 });
  await page.getByRole('button', { name: 'Delete fast lane' }).click();
  await dialog(page).getByText('Waiting tasks: 1').waitFor();
  await expectNoViolations(page);
  await dialog(page).getByRole('button', { name: 'Delete queue' }).click();
  await page.getByRole('heading', { level: 2, name: 'default' }).waitFor();
  expect((await call('tasks.get_by_id', { task })).task.status).toBe('created');
  await end(opened);
});

test('waiting tasks are moved to the front, forward, back, to the end, and taken out', async () => {
  const queue = await fill('fast', 'one', 'two', 'three', 'four');
  const opened = await open(`queues?queue=${queue}`);
  const { page } = opened;
  const press = async (name: string, wanted: string[]) => {
    await page.getByRole('button', { name }).click();
    await expect.poll(() => order(page, 'fast')).toEqual(wanted);
    const kept = async () =>
      (await call('queues.get_all_ex', { id: [queue] })).queues[0].entries.map(
        ({ task }: { task: { name: string } }) => task.name,
      );
    await expect.poll(kept).toEqual(wanted);
  };
  await expect.poll(() => order(page, 'fast')).toEqual(['one', 'two', 'three', 'four']);
  await press('Move three to the front', ['three', 'one', 'two', 'four']);
  await press('Move two forward', ['three', 'two', 'one', 'four']);
  await press('Move three back', ['two', 'three', 'one', 'four']);
  await press('Move two to the end', ['three', 'one', 'four', 'two']);
  await press('Take one out of the queue', ['three', 'four', 'two']);
  const [taken] = (await call('tasks.get_all', { name: '^one$' })).tasks;
  expect(taken.status).toBe('created');
  await end(opened);
});

test('workers show what they run and how their machine does, here and beside their queue', async () => {
  const queue = await fill('fast', 'long run');
  const { entry } = await call('queues.get_next_task', { queue });
  await call('tasks.started', { task: entry.task });
  const worker = 'rig:gpu0';
  await call('workers.register', { worker, queues: [queue] });
  await call('workers.status_report', {
    ...{ worker, queues: [queue], queue, task: entry.task },
    machine_stats: { cpu_usage: [40, 60], gpu_usage: [90], memory_used: 8, memory_free: 24 },
  });
  const opened = await open('workers');
  const { page } = opened;
  const row = page.getByRole('table', { name: 'Workers' }).getByRole('row').filter({ hasText: worker });
  await row.getByRole('link', { name: 'long run' }).waitFor();
  for (const load of ['50 %', '90 %', '25 %']) await row.getByText(load).waitFor({ timeout: 30_000 });
  await expectNoViolations(page);
  await row.getByRole('link', { name: 'fast' }).click();
  const listeners = page.getByRole('list', { name: 'Workers that listen to fast' });
  await listeners.getByText(worker).waitFor();
  await listeners.getByRole('link', { name: 'long run' }).click();
  await page.getByRole('heading', { level: 1, name: 'long run' }).waitFor();
  await end(opened);
});

test('without a worker the page says how to start one; a viewer changes no queue', async () => {
  await fill('fast', 'one');
  const viewer = await seedPerson(app.parts);
  await seedMember(app.parts, ada.workspace_id, viewer.id, 'viewer');
  const opened = await open('workers', viewer);
  const { page } = opened;
  await page.getByText('No worker lives').waitFor();
  await page.getByText('clearml-agent daemon --queue default').waitFor();
  await page.getByRole('link', { name: 'Queues' }).click();
  await page.getByRole('link', { name: 'fast' }).click();
  await expect.poll(() => order(page, 'fast')).toEqual(['one']);
  expect(await page.getByRole('button', { name: /^(Move|Take|Rename|Delete|New queue)/ }).count()).toBe(0);
  await end(opened);
});
