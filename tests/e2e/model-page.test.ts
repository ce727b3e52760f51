import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { callsOf } from '../support/calls-of.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { button, fact, heading } from '../support/task-page.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let call: ReturnType<typeof callsOf>;
let model: string;
let maker: string;

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
  maker = (await call('tasks.create', { name: 'the training', type: 'training' })).id;
  const { id: parent } = await call('models.create', { name: 'coco net', uri: 's3://b/coco.pt' });
  model = (
    await call('models.create', {
      ...{ name: 'night net', uri: 's3://b/night.pt', framework: 'PyTorch', task: maker, parent },
      labels: { car: 1, person: 2 },
      metadata: [{ key: 'mAP', type: 'float', value: '0.512' }],
      design: { design: 'conv 3x3\n' },
      tags: ['candidate'],
    })
  ).id;
});

async function open(id: string, workspace = mira.workspace_id) {
  const opened = await openAs(browser, app, mira);
  await opened.page.goto(`${app.web_url}/w/${workspace}/models/${id}`);
  return opened;
}

test('a model shows what it is, what it holds, and what it came from and is used for', async () => {
  const { id: user } = await call('tasks.create', { name: 'the evaluation', type: 'testing' });
  await call('tasks.add_or_update_model', { task: user, name: 'input', model, type: 'input' });
  await call('models.create', { name: 'night net, pruned', uri: 's3://b/p.pt', parent: model });
  const { page, context, expectClean } = await open(model);
  await heading(page, 'night net').waitFor();
  expect(await page.title()).toBe('night net · Atrium');
  expect(await fact(page, 'Framework').textContent()).toBe('PyTorch');
  expect(await fact(page, 'Stored at').textContent()).toContain('s3://b/night.pt');
  await page.getByRole('cell', { name: 'person' }).waitFor();
  await page.getByRole('cell', { name: '0.512' }).waitFor();
  await page.getByText('conv 3x3').waitFor();
  expect(await fact(page, 'Made from model').textContent()).toBe('coco net');
  await expect.poll(() => fact(page, 'Used by tasks').textContent()).toBe('the evaluationDraft');
  expect(await fact(page, 'Models made from it').textContent()).toBe('night net, pruned');
  await expectNoViolations(page);
  await page.setViewportSize({ width: 400, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
  await page.getByRole('link', { name: 'the training' }).click();
  await heading(page, 'the training').waitFor();
  expectClean();
  await context.close();
});

test('its tags change, and it is published with the task that made it', async () => {
  await call('tasks.started', { task: maker });
  await call('tasks.completed', { task: maker });
  const { page, context, expectClean } = await open(model);
  await page.getByLabel('New tag').fill('best');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Remove tag best' }).waitFor();
  await page.getByRole('button', { name: 'Publish' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Publish the task that made it, too').check();
  await dialog.getByRole('button', { name: 'Publish' }).click();
  await page.locator('.task-head').getByText('Published').waitFor();
  expect(await page.getByRole('button', { name: 'Publish' }).count()).toBe(0);
  expect((await call('models.get_by_id', { model })).model).toMatchObject({
    ...{ ready: true, tags: ['candidate', 'best'] },
  });
  expect((await call('tasks.get_by_id', { task: maker })).task.status).toBe('published');
  expectClean();
  await context.close();
});

test('it is archived and brought back, and one that is in use is deleted only when that is said twice', async () => {
  const { id: user } = await call('tasks.create', { name: 'the evaluation', type: 'testing' });
  await call('tasks.add_or_update_model', { task: user, name: 'input', model, type: 'input' });
  const { page, context, expectClean } = await open(model);
  const dialog = page.getByRole('dialog');
  const act = async (action: string, press: string) => {
    await button(page, 'More').click();
    await page.getByRole('menuitem', { name: action, exact: true }).click();
    await dialog.getByRole('button', { name: press, exact: true }).click();
  };
  await act('Archive', 'Archive');
  await page.locator('.task-head').getByText('Archived').waitFor();
  await act('Take out of the archive', 'Take out');
  await expect.poll(() => page.locator('.task-head').getByText('Archived').count()).toBe(0);
  await act('Delete', 'Delete model');
  await dialog.getByRole('alert').getByText('is the input of a task').waitFor();
  expect((await call('models.get_by_id', { model })).model.name).toBe('night net');
  await dialog.getByRole('button', { name: 'Delete model all the same' }).click();
  await page.waitForURL(/\/projects\/\*\/tasks/);
  expect((await app.call('models.get_by_id', { model }, { basic: mira.key })).subcode).toBe(201);
  expectClean();
  await context.close();
});

test('a model of another workspace is not found, exactly as one that is none', async () => {
  const stranger = await seedPerson(app.parts);
  const theirs = (await callsOf(app, stranger)('models.create', { name: 'theirs', uri: 's3://b/x' })).id;
  for (const [id, workspace] of [
    [theirs, mira.workspace_id],
    ['0'.repeat(32), mira.workspace_id],
    [theirs, stranger.workspace_id],
  ] as const) {
    const { page, context } = await open(id, workspace);
    await heading(page, 'Not found').waitFor();
    await context.close();
  }
});
