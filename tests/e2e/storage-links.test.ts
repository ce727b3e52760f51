import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { chooseCustody, dialog, entryRow, fillKeys, openConfiguration } from '../support/access-keys.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createStoredApp, giveKeys } from '../support/stored-app.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';

const HOUR_MS = 3_600_000;
const MINUTE_MS = 60_000;
const KEY = 'run/boxes.png';
const PICTURE = makePng(64, 48, 1);

let store: TestStore;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  store = await startS3rver();
  await store.put(KEY, PICTURE, 'image/png');
  app = await createStoredApp([store.port]);
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
  await store.stop();
});
beforeEach(async () => {
  mira = await seedPerson(app.parts);
});

/** "20260501T120000Z" as milliseconds. */
function timeOf(stamp: string): number {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(stamp)?.slice(1).map(Number) ?? [];
  const [year = 0, month = 0, day, hour, minute, second] = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second);
}

/** A store whose clock is an hour ahead, in the place of the one that the browser asks. */
async function answerAnHourAhead(context: BrowserContext): Promise<{ refused: string[]; given: string[] }> {
  const seen = { refused: [] as string[], given: [] as string[] };
  const xml = { 'content-type': 'application/xml', 'access-control-allow-origin': '*' };
  await context.route(`${store.place.scheme}://${store.place.host}/**`, async (route) => {
    const { pathname, searchParams } = new URL(route.request().url());
    const there = Date.now() + HOUR_MS;
    const isRight = Math.abs(timeOf(searchParams.get('X-Amz-Date') ?? '') - there) < 5 * MINUTE_MS;
    seen[isRight ? 'given' : 'refused'].push(pathname);
    if (!isRight) {
      const time = new Date(there).toISOString();
      const body = `<Error><Code>RequestTimeTooSkewed</Code><ServerTime>${time}</ServerTime></Error>`;
      return route.fulfill({ status: 403, headers: xml, body });
    }
    if (searchParams.has('location')) return route.fulfill({ headers: xml, body: '<LocationConstraint/>' });
    if (!searchParams.has('list-type')) {
      const headers = { 'content-type': 'image/png', 'access-control-allow-origin': '*' };
      return route.fulfill({ headers, body: PICTURE });
    }
    const item = `<Contents><Key>${KEY}</Key><Size>${PICTURE.length}</Size></Contents>`;
    return route.fulfill({ headers: xml, body: `<ListBucketResult>${item}</ListBucketResult>` });
  });
  return seen;
}

test('a picture shows although the clocks differ by an hour: its link is made anew in the store’s time', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  const seen = await answerAnHourAhead(context);
  await openConfiguration(page, app.web_url);
  await fillKeys(page, store.place, store.secret);
  await chooseCustody(page, /This browser only/);
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await entryRow(page, BUCKET).getByRole('button', { name: 'Shows' }).waitFor();
  const object = `/${BUCKET}/${KEY}`;
  expect(seen.refused).toContain(object);
  expect(seen.given.at(-1)).toBe(object);
  const refused = seen.refused.length;
  await page.getByRole('button', { name: `Test ${BUCKET}` }).click();
  await expect.poll(() => seen.given.filter((path) => path === object).length).toBeGreaterThan(2);
  expect(seen.refused.slice(refused)).not.toContain(object);
  expectClean();
  await context.close();
});

test('a link of the workspace renews itself before its ten minutes end, and asks no more once nothing shows it', async () => {
  await giveKeys(app, mira, store);
  const { page, context } = await openAs(browser, app, mira);
  let signed = 0;
  page.on('request', (request) => {
    if (request.url().endsWith('/storage_access.sign')) signed += 1;
  });
  await page.clock.install();
  await openConfiguration(page, app.web_url);
  await page.getByRole('button', { name: `Test ${BUCKET}` }).click();
  await entryRow(page, BUCKET).getByRole('button', { name: 'Shows' }).waitFor();
  expect(signed).toBe(1);
  await page.clock.fastForward('08:30');
  expect(signed).toBe(1);
  await page.clock.fastForward('00:45');
  await expect.poll(() => signed).toBe(2);
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  await page.clock.fastForward('20:00');
  expect(signed).toBe(2);
  await context.close();
});

test('links to 30 pictures of a gallery are asked for together', async () => {
  await giveKeys(app, mira, store);
  for (let i = 0; i < 30; i += 1) await store.put(`many/${i}.png`, makePng(8, 8, i), 'image/png');
  const { page, context } = await openAs(browser, app, mira);
  const asked: number[] = [];
  page.on('request', (request) => {
    if (request.url().endsWith('/storage_access.sign'))
      asked.push(JSON.parse(request.postData() ?? '{}').urls.length);
  });
  const address = encodeURIComponent(store.url('many/'));
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/gallery?url=${address}`);
  await page.getByRole('grid').waitFor();
  await expect
    .poll(() =>
      page.evaluate(() => [...document.images].filter(({ naturalWidth }) => naturalWidth > 0).length),
    )
    .toBe(30);
  expect(asked.reduce((sum, count) => sum + count, 0)).toBe(30);
  expect(asked.length).toBeLessThanOrEqual(3);
  await context.close();
});
