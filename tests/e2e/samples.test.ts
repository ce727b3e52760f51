import { Readable } from 'node:stream';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { sendEvents } from '../support/events.ts';
import { seedTask } from '../support/experiments.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { makePng, makeWav } from '../support/pictures.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { giveKeys } from '../support/stored-app.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import type { TestStore } from '../support/stores/store.ts';

const FORMER = 'https://files.before.example';

let store: TestStore;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let task: string;

beforeAll(async () => {
  store = await startS3rver();
  app = await createPageApp({
    ATRIUM_STORAGE_ALLOW_HOSTS: `127.0.0.1:${store.port}`,
    ATRIUM_FILES_ALIASES: FORMER,
  });
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  await giveKeys(app, mira, store);
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
  await store?.stop();
});
beforeEach(async () => {
  task = await seedTask(app, {
    workspace_id: mira.workspace_id,
    name: 'boxes',
    status: 'in_progress',
    started: new Date().toISOString(),
  });
});

const keep = (path: string, content: Buffer, workspace = mira.workspace_id) =>
  app.parts.files.put(`${workspace}/${path}`, Readable.from([content]));
const sample = (iter: number, url: string, variant = 'boxes', metric = 'debug') => ({
  ...{ type: 'training_debug_image', task, iter, metric, variant, url, key: url },
});
const report = async (events: readonly unknown[]) =>
  expect(await sendEvents(app, mira.key, events)).toMatchObject({ code: 200, data: { errors: 0 } });

async function openSamples(options: Parameters<typeof openAs>[3] = {}) {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${task}/samples`);
  return opened;
}

/** Addresses of the pictures that have arrived, by the name of the file. */
const shownFiles = (page: Page) => () =>
  page.evaluate(() =>
    [...document.querySelectorAll<HTMLImageElement>('.gallery img')]
      .filter(({ naturalWidth }) => naturalWidth > 0)
      .map(({ src }) => new URL(src).pathname.split('/').at(-1)),
  );
const part = (page: Page, iter: number) =>
  page.getByRole('region', { name: new RegExp(`^Iteration ${iter} `) });

test('samples of the files door, under its present and former address, and of a bucket show alike', async () => {
  await keep('boxes/now.png', makePng(64, 48, 1));
  await keep('boxes/former one.png', makePng(64, 48, 2));
  await keep('boxes/tone.wav', makeWav());
  await store.put('run/bucket.png', makePng(64, 48, 3), 'image/png');
  const urls = [
    `${app.files_url}/boxes/now.png`,
    `${FORMER}/boxes/former%20one.png`,
    store.url('run/bucket.png'),
  ];
  await report([
    ...urls.map((url, i) => sample(7, url, `view ${i}`)),
    sample(7, `${app.files_url}/boxes/tone.wav`, 'tone'),
  ]);
  const { page, context, expectClean } = await openSamples();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await expect
    .poll(async () => (await shownFiles(page)()).sort())
    .toEqual(['bucket.png', 'former%20one.png', 'now.png']);
  const door = `${app.web_url}/files/boxes/`;
  const tenant = `?tenant=${mira.workspace_id}`;
  expect(asked.filter((url) => url.startsWith(door)).sort()).toEqual([
    `${door}former%20one.png${tenant}`,
    `${door}now.png${tenant}`,
  ]);
  expect(asked.filter((url) => url.startsWith(FORMER) || url.startsWith(app.files_url))).toEqual([]);
  await part(page, 7).getByRole('button', { name: /^tone/ }).click();
  await expect
    .poll(() => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.duration))
    .toBeCloseTo(1);
  await page.keyboard.press('Escape');
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('an address that only resembles the files door is left as it is, and another workspace’s files stay there', async () => {
  const stranger = await seedPerson(app.parts);
  await keep('theirs.png', makePng(64, 48, 1), stranger.workspace_id);
  await keep('a.png', makePng(64, 48, 1));
  await report([
    sample(1, `${FORMER}.evil.example/a.png`, 'resembles'),
    sample(1, `${app.files_url}/theirs.png?tenant=${stranger.workspace_id}`, 'theirs'),
  ]);
  const { page, context } = await openSamples();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  const iteration = part(page, 1);
  await expect.poll(() => iteration.getByText('Not shown').count()).toBe(2);
  expect(asked.filter((url) => url.includes('/files/'))).toEqual(
    Array(2).fill(`${app.web_url}/files/theirs.png?tenant=${mira.workspace_id}`),
  );
  expect(await shownFiles(page)()).toEqual([]);
  await context.close();
});

test('what does not show leads to the doctor, who says that the file is gone', async () => {
  await report([sample(1, `${app.files_url}/gone.png`)]);
  const { page, context, expectClean } = await openSamples();
  await part(page, 1).getByRole('link', { name: 'Why?' }).click();
  await page.getByText('This workspace has no file of this name.').waitFor();
  await page.getByText('which keeps it.').waitFor();
  expectClean();
  await context.close();
});

test('older and newer iterations are a press away, one metric can be chosen, and new ones appear while it runs', async () => {
  for (let i = 0; i < 4; i += 1) await keep(`${i}.png`, makePng(64, 48, i));
  await report([
    ...Array.from({ length: 10 }, (_, i) => sample(i, `${app.files_url}/${i % 4}.png`)),
    sample(3, `${app.files_url}/0.png`, 'masks', 'segments'),
  ]);
  const { page, context } = await openSamples();
  await page.getByText('Iterations 6 to 9').waitFor();
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Iterations 2 to 5').waitFor();
  await page.getByRole('button', { name: 'Older' }).click();
  await page.getByText('Iterations 0 to 1').waitFor();
  expect(await page.getByRole('button', { name: 'Older' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Newer' }).click();
  await page.getByText('Iterations 2 to 5').waitFor();
  await page.getByLabel('Metric').selectOption('segments');
  await page.getByText('Iteration 3', { exact: true }).waitFor();
  await part(page, 3)
    .getByRole('button', { name: /^masks/ })
    .waitFor();
  await page.getByLabel('Metric').selectOption('');
  await page.getByText('Iterations 6 to 9').waitFor();
  await report([sample(10, `${app.files_url}/1.png`)]);
  await page.getByText('Iterations 7 to 10').waitFor();
  await context.close();
});

test('in full size a slider and buttons go through the iterations of a variant', async () => {
  for (let i = 0; i < 4; i += 1) await keep(`${i}.png`, makePng(64, 48, i));
  const at = [0, 5, 10, 40];
  await report(at.map((iter, i) => sample(iter, `${app.files_url}/${i}.png`)));
  await report([sample(40, `${app.files_url}/2.png`, 'zones')]);
  const { page, context, expectClean } = await openSamples();
  await part(page, 40)
    .getByRole('button', { name: /^boxes/ })
    .click();
  const full = page.getByRole('dialog');
  const file = () =>
    full.locator('.canvas img').evaluate((img: HTMLImageElement) => new URL(img.src).pathname);
  await expect.poll(file).toBe('/files/3.png');
  await full.getByText('of 0 to 40').waitFor();
  await full.getByRole('button', { name: 'Iteration before' }).click();
  await expect.poll(file).toBe('/files/2.png');
  await full.getByRole('slider', { name: 'Iteration' }).fill('7');
  await expect.poll(file).toBe('/files/1.png');
  expect(await full.getByRole('slider').inputValue()).toBe('5');
  await full.getByRole('button', { name: 'Iteration after' }).click();
  await expect.poll(file).toBe('/files/2.png');
  // what arrives meanwhile does not push aside what is looked at
  await report([sample(41, `${app.files_url}/0.png`)]);
  await full.getByText('of 0 to 41').waitFor();
  await expect.poll(file).toBe('/files/2.png');
  await full.getByRole('button', { name: 'Next', exact: true }).click();
  await full.getByRole('heading', { name: 'debug / zones' }).waitFor();
  await page.keyboard.press('Escape');
  await part(page, 41).waitFor();
  expectClean();
  await context.close();
});

test('a task without samples says how to report one', async () => {
  const { page, context } = await openSamples({ viewport: { width: 400, height: 800 } });
  await page.getByText('No debug samples').waitFor();
  await page.getByText('report_image').waitFor();
  await expectNoViolations(page);
  await context.close();
});
