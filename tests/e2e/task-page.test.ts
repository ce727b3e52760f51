import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import { callsOf } from '../support/calls-of.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
import { badge, button, fact, heading } from '../support/task-page.ts';

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
  task = await makeTask({ name: 'night run', comment: 'Compare with Tuesday.', tags: ['baseline'] });
});

async function makeTask(wanted: Record<string, unknown>): Promise<string> {
  return (await call('tasks.create', { type: 'training', ...wanted })).id;
}

const address = (id: string, tab = '') =>
  `${app.web_url}/w/${mira.workspace_id}/tasks/${id}${tab && `/${tab}`}`;

async function open(id: string, tab: string, options: Parameters<typeof openAs>[3] = {}): Promise<Watched> {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(address(id, tab));
  await opened.page.locator('.task-tab').waitFor();
  return opened;
}

describe('what a task is', () => {
  test('stands in its head and on its tab Info, the same on narrow windows and for assistive technology', async () => {
    const { id: project } = await call('projects.create', { name: 'vision/night', description: '' });
    const parent = await makeTask({ name: 'the sweep', project });
    await call('tasks.edit', {
      task,
      project,
      parent,
      output_dest: 's3://models.example/night',
      runtime: { 'CLEARML VERSION': 'clearml-2.1.7', CLI: 'train.py', progress: '40', gpu_type: 'A100' },
    });
    await call('tasks.started', { task, status_message: 'pulled by agent' });
    const { page, context, expectClean } = await open(task, 'info');
    await heading(page, 'night run').waitFor();
    expect(await page.title()).toBe('night run · Atrium');
    expect(await badge(page).textContent()).toBe('Running');
    const said = async (name: string) => (await fact(page, name).textContent()) ?? '';
    expect(await said('Made by')).toBe(mira.name);
    expect(await said('Message')).toBe('pulled by agent');
    expect(await said('Client')).toBe('clearml-2.1.7');
    expect(await said('Progress')).toBe('40 %');
    expect(await said('Output destination')).toBe('s3://models.example/night');
    expect(await said('gpu_type')).toBe('A100');
    expect(await said('Ended')).toBe('Not yet');
    expect(await fact(page, 'Project').getByRole('link').getAttribute('href')).toContain(project);
    await expectNoViolations(page);
    await fact(page, 'Parent task').getByRole('link').click();
    await heading(page, 'the sweep').waitFor();
    await page.setViewportSize({ width: 400, height: 800 });
    for (const tab of ['info', 'configuration', 'artifacts']) {
      await page.goto(address(task, tab));
      await heading(page, 'night run').waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(400);
    }
    expectClean();
    await context.close();
  });

  test('an address without a tab, or with one that is none, leads to the first tab', async () => {
    for (const tab of ['', 'nothing']) {
      const { page, context } = await open(task, tab);
      await heading(page, 'night run').waitFor();
      await expect.poll(() => page.locator('.tab-links [aria-current="page"]').count()).toBe(1);
      expect(new URL(page.url()).pathname.split('/').at(-1)).not.toBe(tab || task);
      await context.close();
    }
  });

  test('a task of another workspace is not found, exactly as one that is none', async () => {
    const stranger = await seedPerson(app.parts);
    const { id: theirs } = await callsOf(app, stranger)('tasks.create', { name: 'theirs', type: 'training' });
    const { page, context, expectClean } = await openAs(browser, app, mira);
    for (const url of [
      address(theirs, 'info'),
      address('0'.repeat(32), 'info'),
      `${app.web_url}/w/${stranger.workspace_id}/tasks/${theirs}/info`,
    ]) {
      await page.goto(url);
      await heading(page, 'Not found').waitFor();
    }
    expectClean();
    await context.close();
  });

  test('tags and comment change in any status', async () => {
    await call('tasks.started', { task });
    await call('tasks.completed', { task });
    const { page, context, expectClean } = await open(task, 'info');
    await page.getByLabel('New tag').fill('keep, this');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Remove tag keep, this' }).waitFor();
    await page.getByRole('button', { name: 'Remove tag baseline' }).click();
    await button(page, 'Change the comment').click();
    await page.getByLabel('Comment', { exact: true }).fill('Better.\nMuch better.');
    await button(page, 'Save').click();
    await page.getByText('Much better.').waitFor();
    await expect
      .poll(async () => (await call('tasks.get_by_id', { task })).task)
      .toMatchObject({ tags: ['keep, this'], comment: 'Better.\nMuch better.' });
    expectClean();
    await context.close();
  });

  test('a viewer sees all of it and is offered no change', async () => {
    const theo = await seedPerson(app.parts);
    await seedMember(app.parts, mira.workspace_id, theo.id, 'viewer');
    const { page, context, expectClean } = await openAs(browser, app, theo);
    await page.goto(address(task, 'info'));
    await page.getByText('Compare with Tuesday.').waitFor();
    expect(await page.getByLabel('New tag').count()).toBe(0);
    expect(await button(page, 'More').count()).toBe(0);
    await page.goto(address(task, 'configuration'));
    await page.getByText('No hyper-parameters').waitFor();
    expect(await page.getByRole('button', { name: /Change|New section/ }).count()).toBe(0);
    expectClean();
    await context.close();
  });
});

test('an open page follows its task while it is live, and asks no more once it has ended', async () => {
  await call('tasks.started', { task });
  const { page, context, expectClean } = await open(task, 'info');
  let asked = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('tasks.get_by_id_ex')) asked += 1;
  });
  await call('tasks.failed', { task, status_reason: 'worker execution exit code 1', force: false });
  await expect.poll(() => badge(page).textContent(), { timeout: 10_000 }).toBe('Failed');
  expect(await fact(page, 'Reason').textContent()).toBe('worker execution exit code 1');
  asked = 0;
  await page.waitForTimeout(4_000);
  expect(asked).toBe(0);
  expectClean();
  await context.close();
});

const PATCH = `diff --git a/train.py b/train.py
--- a/train.py
+++ b/train.py
@@ -1,2 +1,2 @@
 import torch
-lr = 0.1
+lr = 0.01
`;

describe('what a task is run with', () => {
  beforeEach(async () => {
    const param = (section: string, name: string, value: string) => ({ section, name, value, type: 'str' });
    await call('tasks.edit', {
      task,
      hyperparams: {
        Args: { lr: param('Args', 'lr', '0.01'), epochs: param('Args', 'epochs', '50') },
        General: { optimizer: param('General', 'optimizer', 'adam') },
      },
      configuration: {
        'a.yaml': { name: 'a.yaml', value: 'depth: 18\n' },
        'b.yaml': { name: 'b.yaml', value: 'flip: true\n' },
      },
      script: {
        ...{ repository: 'https://git.example/net.git', branch: 'main', version_num: 'f'.repeat(40) },
        ...{ entry_point: 'train.py', working_dir: '.', diff: PATCH },
        requirements: { pip: ['clearml == 2.1.7', 'torch == 2.5.1'] },
      },
      container: { image: 'pytorch:2.5', arguments: '--ipc=host' },
    });
  });

  test('stands on its tab Configuration; the text of an object is fetched when it is opened', async () => {
    const { page, context, expectClean } = await open(task, 'configuration');
    const fetched: string[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('tasks.get_configurations')) fetched.push(request.postData() ?? '');
    });
    await page.getByRole('cell', { name: 'optimizer' }).waitFor();
    expect(await fact(page, 'Commit').textContent()).toBe('f'.repeat(40));
    expect(await fact(page, 'Image').textContent()).toBe('pytorch:2.5');
    await page.getByText('torch == 2.5.1').waitFor();
    const diff = page.getByRole('region', { name: 'Text of Uncommitted changes' });
    expect(await diff.locator('.patch-add').allTextContents()).toEqual(['+lr = 0.01\n']);
    expect(await diff.locator('.patch-cut').allTextContents()).toEqual(['-lr = 0.1\n']);
    expect(fetched).toEqual([]);
    await button(page, 'b.yaml').click();
    await page.getByText('flip: true').waitFor();
    expect(fetched.map((body) => JSON.parse(body).names)).toEqual([['b.yaml']]);
    await expectNoViolations(page);
    await page.getByLabel('Search parameters').fill('ADAM');
    await expect.poll(() => page.getByRole('cell', { name: 'epochs' }).count()).toBe(0);
    expect(await page.getByRole('cell', { name: 'optimizer' }).count()).toBe(1);
    expectClean();
    await context.close();
  });

  test('changes while it is a draft: parameters, objects, code and packages; each leaves the others alone', async () => {
    const { page, context, expectClean } = await open(task, 'configuration');
    const args = page.getByRole('region', { name: 'Args' });
    await args.getByRole('button', { name: 'Change' }).click();
    await args.getByLabel('Value of lr').fill('0.5');
    // a search that finds nothing here does not take away what is typed
    await page.getByLabel('Search parameters').fill('nowhere');
    await page.getByText('Nothing found').waitFor();
    await page.getByLabel('Search parameters').fill('');
    expect(await args.getByLabel('Value of lr').inputValue()).toBe('0.5');
    await args.getByRole('button', { name: 'Remove epochs' }).click();
    await args.getByRole('button', { name: 'Add a parameter' }).click();
    await args.getByRole('button', { name: 'Save' }).click();
    await args.getByText('Give every parameter a name, or remove its row.').waitFor();
    await args.getByLabel('Name').last().fill('seed');
    await args.getByLabel('Value of seed').fill('7');
    await args.getByRole('button', { name: 'Save' }).click();
    await args.getByRole('cell', { name: 'seed' }).waitFor();

    await button(page, 'a.yaml').click();
    const object = page.getByRole('region', { name: 'a.yaml' }).first();
    await object.getByRole('button', { name: 'Change' }).click();
    await page.getByRole('textbox', { name: 'a.yaml' }).fill('depth: 34\n');
    await object.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('depth: 34').waitFor();

    await button(page, 'Change the source').click();
    await page.getByRole('textbox', { name: 'Branch' }).fill('wider');
    await page.getByRole('textbox', { name: 'Commit' }).fill('');
    await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
    await expect.poll(() => fact(page, 'Branch').textContent()).toBe('wider');

    const changed = (await call('tasks.get_by_id', { task })).task;
    expect(changed.hyperparams.Args).toMatchObject({
      lr: { value: '0.5', type: 'str' },
      seed: { value: '7' },
    });
    expect(Object.keys(changed.hyperparams.Args)).toHaveLength(2);
    expect(changed.hyperparams.General.optimizer.value).toBe('adam');
    expect(changed.configuration['a.yaml'].value).toBe('depth: 34\n');
    expect(changed.configuration['b.yaml'].value).toBe('flip: true\n');
    expect(changed.script).toMatchObject({ branch: 'wider', version_num: '', diff: PATCH });
    expect(changed.script.requirements.pip).toEqual(['clearml == 2.1.7', 'torch == 2.5.1']);
    expectClean();
    await context.close();
  });

  test('what started meanwhile is not changed: the server says why, and what was typed stays', async () => {
    const { page, context, expectClean } = await open(task, 'configuration');
    const args = page.getByRole('region', { name: 'Args' });
    await args.getByRole('button', { name: 'Change' }).click();
    await call('tasks.started', { task });
    await args.getByLabel('Value of lr').fill('0.5');
    await args.getByRole('button', { name: 'Save' }).click();
    await args
      .getByRole('alert')
      .getByText(/is in_progress, must be one of created/)
      .waitFor();
    expect(await args.getByLabel('Value of lr').inputValue()).toBe('0.5');
    expectClean();
    await context.close();
  });
});

describe('what a task made', () => {
  const keep = (path: string, text: string) =>
    app.parts.files.put(`${mira.workspace_id}/${path}`, Readable.from([Buffer.from(text)]));

  test('is shown from its preview, from the store, and downloaded; models lead to their page', async () => {
    const folder = `vision/night run.${task}/artifacts`;
    await keep(`${folder}/scores.csv`, 'image,score\n1.png,0.92\n2.png,0.51\n');
    const artifact = (key: string, more: Record<string, unknown>) => ({
      ...{ key, type: 'pandas', mode: 'output', content_size: 33, timestamp: 1_790_000_000 },
      ...more,
    });
    await call('tasks.add_or_update_artifacts', {
      task,
      artifacts: [
        artifact('scores', {
          uri: `${app.files_url}/${encodeURI(folder)}/scores.csv`,
          hash: 'a'.repeat(64),
          type_data: { content_type: 'text/csv', preview: 'image,score\n1.png,0.92\n' },
        }),
        artifact('settings', { type: 'dict', type_data: { preview: '{"lr": 0.5}' } }),
      ],
    });
    const { id: model } = await call('models.create', { name: 'night net', uri: 's3://b/net.pt', task });
    await call('tasks.add_or_update_model', { task, name: 'Output Model #0', model, type: 'output' });
    const { page, context, expectClean } = await open(task, 'artifacts');
    await button(page, 'settings').click();
    await page.getByText('Not stored: the preview is all there is').waitFor();
    await button(page, 'scores').click();
    const scores = page.getByRole('region', { name: 'scores', exact: true });
    await scores.getByRole('cell', { name: '0.92' }).waitFor();
    expect(await scores.getByText('a'.repeat(64)).count()).toBe(1);
    await scores.getByRole('button', { name: 'Show the content' }).click();
    await scores.getByRole('cell', { name: '0.51' }).waitFor();
    await expectNoViolations(page);
    const [saved] = await Promise.all([
      page.waitForEvent('download'),
      scores.getByRole('button', { name: 'Download' }).click(),
    ]);
    expect(saved.suggestedFilename()).toBe('scores.csv');
    expect(await readFile(await saved.path(), 'utf8')).toContain('2.png,0.51');
    await page.getByRole('link', { name: 'night net' }).click();
    await heading(page, 'night net').waitFor();
    await page.goBack();
    await button(page, 'scores').click();
    await scores.getByRole('link', { name: 'Open in the viewer' }).click();
    await heading(page, 'scores.csv').waitFor();
    await page.getByRole('cell', { name: '0.51' }).waitFor();
    expectClean();
    await context.close();
  });

  test('a model that is gone is said to be, and a task that made nothing teaches how', async () => {
    const { id: model } = await call('models.create', { name: 'gone net', uri: 's3://b/net.pt' });
    await call('tasks.add_or_update_model', { task, name: 'start', model, type: 'input' });
    await call('models.delete', { model, force: true });
    const { page, context, expectClean } = await open(task, 'artifacts');
    await page.getByText('start (deleted)').waitFor();
    await page.getByText("task.upload_artifact('predictions'").waitFor();
    expectClean();
    await context.close();
  });
});
