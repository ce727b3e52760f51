import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { clipboard, launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng, makeWav } from '../support/pictures.ts';
import { recordVideo } from '../support/recorded-video.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createStoredApp, giveKeys } from '../support/stored-app.ts';
import { startHugeObject } from '../support/stores/huge-object.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import type { TestStore } from '../support/stores/store.ts';

const SCRIPT = 'window.ranFromStorage = true';
const PAGE = `<!doctype html><title>x</title><script>${SCRIPT}</script><img src=x onerror="${SCRIPT}"><h1>Report</h1>`;
const DRAWING = `<svg xmlns="http://www.w3.org/2000/svg" width="120" height="80" onload="${SCRIPT}">
<script>${SCRIPT}</script><rect width="120" height="80" fill="#0d6277"/></svg>`;
const TABLE = `name,score\n"boxes, many",0.5\n${Array.from({ length: 300 }, (_, i) => `row ${i},${i}`).join('\n')}\n`;
const TREE = {
  name: 'run 7',
  metrics: { loss: [0.5, 0.25], done: true },
  many: Array.from({ length: 250 }, (_, i) => i),
};

/** Everything that is looked at: name, type, content. */
const OBJECTS: [name: string, type: string, content: Buffer | string][] = [
  ['boxes.png', 'image/png', makePng(640, 480, 3)],
  ['no type', 'application/octet-stream', makePng(64, 48, 4)],
  ['drawing.svg', 'image/svg+xml', DRAWING],
  ['report.html', 'text/html', PAGE],
  ['log.txt', 'text/plain', Array.from({ length: 2000 }, (_, i) => `step ${i + 1} <b>loss</b>`).join('\n')],
  ['long.log', 'text/plain', 'x'.repeat(60).concat('\n').repeat(40_000)],
  ['table.csv', 'text/csv', TABLE],
  ['tree.json', 'application/json', JSON.stringify(TREE)],
  ['weights.pkl', 'binary/octet-stream', Buffer.from([0x80, 4, 0x95, 0, 1, 2, 3])],
  ['text.png', 'image/png', 'Traceback (most recent call last):\n  no picture today\n'],
  ['empty.txt', 'text/plain', ''],
  ['tone.wav', 'audio/wav', makeWav()],
  ['odd/100% #1?a=b+c^e ü日.png', 'image/png', makePng(32, 24, 9)],
];

let store: TestStore;
let huge: Awaited<ReturnType<typeof startHugeObject>>;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  store = await startS3rver();
  huge = await startHugeObject();
  app = await createStoredApp([store.port, huge.port]);
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  await giveKeys(app, mira, store);
  await giveKeys(app, mira, store, { host: `127.0.0.1:${huge.port}` });
  await giveKeys(app, mira, store, { prefix: 'odd' });
  for (const [name, type, content] of OBJECTS) await store.put(name, content, type);
  await store.put('clip.webm', await recordVideo(browser), 'video/webm');
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
  await store?.stop();
  await huge?.stop();
});

const place = (url: string) => `${app.web_url}/w/${mira.workspace_id}/view?url=${encodeURIComponent(url)}`;

async function view(name: string, options: Parameters<typeof openAs>[3] = {}) {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(place(store.url(name)));
  await opened.page.getByRole('heading', { level: 1 }).waitFor();
  return opened;
}

const pixelsOf = (page: Page, name: string) => () =>
  page.getByRole('img', { name, exact: true }).evaluate((img: HTMLImageElement) => img.naturalWidth);
const ranFromStorage = (page: Page) => page.evaluate(() => 'ranFromStorage' in window);
const content = (page: Page, name: string) => page.getByRole('region', { name: `Content of ${name}` });

test('a picture is fitted, and shown in its own pixels on demand', async () => {
  const { page, context, expectClean } = await view('boxes.png');
  await expect.poll(pixelsOf(page, 'boxes.png')).toBe(640);
  await page.getByText(/image\/png · [\d.]+ kB · 640 × 480/).waitFor();
  await page.getByRole('button', { name: 'Show in full size' }).click();
  expect(await page.getByRole('img', { name: 'boxes.png' }).evaluate((img) => img.clientWidth)).toBe(640);
  expectClean();
  await context.close();
});

test('what has no name or type to go by is told by its first bytes', async () => {
  const { page, context } = await view('no type');
  await expect.poll(pixelsOf(page, 'no type')).toBe(64);
  await context.close();
});

test('keys with % # ? + ^, spaces and letters beyond ASCII are shown as they are', async () => {
  const name = '100% #1?a=b+c^e ü日.png';
  const { page, context, expectClean } = await view(`odd/${name}`);
  await expect.poll(pixelsOf(page, name)).toBe(32);
  expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(name);
  expectClean();
  await context.close();
});

test('a drawing is shown as a picture, and no script in it runs', async () => {
  const { page, context, expectClean } = await view('drawing.svg');
  await expect.poll(pixelsOf(page, 'drawing.svg')).toBe(120);
  expect(await page.locator('svg script, object, iframe, embed').count()).toBe(0);
  expect(await ranFromStorage(page)).toBe(false);
  expectClean();
  await context.close();
});

test('an HTML page is its text, and never runs', async () => {
  const { page, context, expectClean } = await view('report.html');
  await page.getByText('Shown as its text.').waitFor();
  expect(await content(page, 'report.html').textContent()).toContain(`<script>${SCRIPT}</script>`);
  expect(await ranFromStorage(page)).toBe(false);
  expect(await page.locator('iframe, object, embed').count()).toBe(0);
  expectClean();
  await context.close();
});

test('a text has numbered lines; of a long one the beginning', async () => {
  const { page, context } = await view('log.txt');
  const text = content(page, 'log.txt');
  await text.getByText('step 1 <b>loss</b>').waitFor();
  expect(await text.locator('.lines-no').first().textContent()).toMatch(/^1\n2\n3\n/);
  await page.goto(place(store.url('long.log')));
  await page.getByText('Only the first 1.05 MB are shown').waitFor();
  await page.getByText('of 2.44 MB').waitFor();
  await context.close();
});

test('a table has its columns and rows, more of them on demand', async () => {
  const { page, context } = await view('table.csv');
  const table = page.getByRole('table', { name: 'Content of table.csv' });
  await table.waitFor();
  expect(await table.getByRole('columnheader').allTextContents()).toEqual(['Row', 'name', 'score']);
  await table.getByRole('cell', { name: 'boxes, many' }).waitFor();
  expect(await table.getByRole('row').count()).toBe(201);
  await page.getByRole('button', { name: 'Show 200 more' }).click();
  await expect.poll(() => table.getByRole('row').count()).toBe(302);
  await context.close();
});

test('JSON opens as a tree and as text', async () => {
  const { page, context } = await view('tree.json');
  const tree = content(page, 'tree.json');
  await tree.getByText('metrics:').click();
  await tree.getByText('done: true').waitFor();
  await tree.getByText('many:').click();
  await tree.getByText('100 to 199').click();
  await tree.getByText('142: 142').waitFor();
  await page.getByRole('radio', { name: 'Text' }).check({ force: true });
  await tree.getByText('"name": "run 7"').waitFor();
  await context.close();
});

test('a video plays by parts of it', async () => {
  const { page, context, expectClean } = await view('clip.webm');
  const video = page.locator('video');
  await expect.poll(() => video.evaluate((element: HTMLVideoElement) => element.videoWidth)).toBe(160);
  await video.evaluate((element: HTMLVideoElement) => {
    element.muted = true;
    return element.play();
  });
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.currentTime))
    .toBeGreaterThan(0.2);
  expect(store.requests.some(({ url, status }) => url.includes('/clip.webm') && status === 206)).toBe(true);
  expectClean();
  await context.close();
});

test('a video whose link has ended goes on where it was', async () => {
  const { page, context } = await view('clip.webm');
  const video = page.locator('video');
  const time = () => video.evaluate((element: HTMLVideoElement) => element.currentTime);
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.readyState))
    .toBeGreaterThan(0);
  await video.evaluate((element: HTMLVideoElement) => {
    element.currentTime = 1;
  });
  await expect.poll(time).toBe(1);
  await page.waitForTimeout(400);
  const before = await video.evaluate((element: HTMLVideoElement) => element.src);
  await page.waitForTimeout(1100); // links made in the same second are the same
  await video.evaluate((element: HTMLVideoElement) => element.dispatchEvent(new Event('error')));
  await expect
    .poll(() => video.evaluate((element: HTMLVideoElement) => element.src).catch(() => before))
    .not.toBe(before);
  await expect.poll(time).toBe(1);
  await context.close();
});

test('sound has its controls', async () => {
  const { page, context, expectClean } = await view('tone.wav');
  const audio = page.locator('audio');
  await expect
    .poll(() => audio.evaluate((element: HTMLAudioElement) => Math.round(element.duration)))
    .toBe(1);
  expectClean();
  await context.close();
});

test('what cannot be shown is saved, under its name, byte for byte', async () => {
  const { page, context, expectClean } = await view('weights.pkl');
  await page.getByText('A file of kind .pkl, binary/octet-stream, 7 bytes').waitFor();
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Download' }).first().click();
  const download = await saved;
  expect(download.suggestedFilename()).toBe('weights.pkl');
  expect([...readFileSync(await download.path())]).toEqual([0x80, 4, 0x95, 0, 1, 2, 3]);
  await page.getByRole('button', { name: 'Copy the address' }).click();
  expect(await clipboard(page)).toBe(store.url('weights.pkl'));
  expectClean();
  await context.close();
});

test('why these keys and not the others', async () => {
  const { page, context } = await view('odd/100% #1?a=b+c^e ü日.png');
  await page
    .getByText(`Opened with the workspace's keys for s3://127.0.0.1:${store.port}/samples/odd`)
    .waitFor();
  await page.getByRole('button', { name: 'Why not the 2 others?' }).click();
  await page.getByText('fits too, but does not say more of the bucket and prefix').waitFor();
  await page.getByText('is for another host').waitFor();
  await context.close();
});

describe('what is not what it seems', () => {
  test('a text file named .png is shown as its text, with what is wrong', async () => {
    const { page, context } = await view('text.png');
    await page.getByText('Named .png, but it holds text.').waitFor();
    await page.getByText('no picture today').waitFor();
    await context.close();
  });

  test('a picture of 5 GB is not fetched', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await page.goto(place(`s3://127.0.0.1:${huge.port}/samples/huge.png`));
    await page.getByText('Too large to show.').waitFor();
    await page.getByText('larger than 64 MB').waitFor();
    await expect.poll(() => huge.seen.ended).toBe(huge.seen.asked);
    expect(huge.seen.sent).toBeLessThan(50_000_000);
    await context.close();
  });

  test('an empty object says so', async () => {
    const { page, context } = await view('empty.txt');
    await page.getByText('This object holds nothing').waitFor();
    await context.close();
  });

  test('an object that is not there leads to the doctor', async () => {
    const { page, context } = await view('absent.png');
    await page.getByText('The store has no object of this name.').waitFor();
    await page.getByRole('link', { name: 'Why?' }).click();
    await page.getByRole('heading', { name: 'Storage doctor' }).waitFor();
    await context.close();
  });

  test('without CORS a picture is shown all the same, a text says what is missing', async () => {
    await store.allowOrigin(null);
    try {
      const { page, context } = await view('boxes.png');
      await expect.poll(pixelsOf(page, 'boxes.png')).toBe(640);
      await page.goto(place(store.url('log.txt')));
      await page.getByText('does not allow this page to read from it (CORS)').waitFor();
      await page.getByRole('link', { name: 'Why?' }).waitFor();
      await context.close();
    } finally {
      await store.allowOrigin('*');
    }
  });
});

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test.each(['boxes.png', 'table.csv', 'tree.json', 'log.txt', 'clip.webm', 'weights.pkl', 'absent.png'])(
    'no axe violation: %s',
    async (name) => {
      const { page, context } = await view(name, { colorScheme });
      await page.locator('.viewer, main .note').first().waitFor();
      await expectNoViolations(page);
      await context.close();
    },
  );
});

test('nothing scrolls sideways from 390 to 1920 px', async () => {
  const { page, context } = await openAs(browser, app, mira);
  for (const name of ['boxes.png', 'table.csv', 'log.txt', 'tree.json', 'weights.pkl']) {
    await page.goto(place(store.url(name)));
    await page.locator('.viewer').waitFor();
    for (const width of [390, 768, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `${name} at ${width} px`).toBeLessThanOrEqual(0);
    }
  }
  await context.close();
});
