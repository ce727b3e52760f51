import type { Browser, BrowserContext, Page, Route } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import { serveMediaPage } from '../support/media-page.ts';
import { makePng } from '../support/pictures.ts';

const ENTRY = {
  id: 'e'.repeat(32),
  kind: 's3',
  scheme: 'http',
  host: 'store.test:9000',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'us-east-1',
  style: 'path',
  secret_type: 'keys',
  has_token: false,
  created: '2026-11-23T09:12:00.000000+00:00',
  updated: '2026-11-23T09:12:00.000000+00:00',
  created_by: null,
};
const PNG = makePng(64, 48, 5);

let served: Awaited<ReturnType<typeof serveMediaPage>>;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let expectClean: () => void;
/** Numbers of the samples whose links and pictures were asked for, and that were given up. */
let signed: number[];
let asked: number[];
let givenUp: number[];
/** How pictures are answered. */
let answer: (route: Route, sample: number) => Promise<void>;

const envelope = (data: unknown) => ({
  meta: { result_code: 200, result_subcode: 0, result_msg: 'OK' },
  data,
});
const sampleOf = (url: string) => Number(/(\d+)\.png/.exec(url)?.[1]);

beforeAll(async () => {
  served = await serveMediaPage();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await served?.end();
});
beforeEach(async () => {
  [signed, asked, givenUp] = [[], [], []];
  answer = (route) => route.fulfill({ body: PNG, contentType: 'image/png' });
  ({ page, context, expectClean } = await openPage(browser));
  await context.route('**/storage_access.get_all', (route) =>
    route.fulfill({ json: envelope({ own: [], workspace: [ENTRY], lock: null }) }),
  );
  await context.route('**/storage_access.sign', (route) => {
    const { urls } = route.request().postDataJSON() as { urls: string[] };
    signed.push(...urls.map(sampleOf));
    const links = urls.map((url) => ({
      url,
      entry: ENTRY.id,
      link: `${served.url}/pictures/${sampleOf(url)}.png?round=${signed.filter((one) => one === sampleOf(url)).length}`,
      through: 'store',
      expires_in_s: 600,
      problem: null,
    }));
    return route.fulfill({ json: envelope({ links }) });
  });
  await context.route('**/pictures/**', (route) => {
    const sample = sampleOf(route.request().url());
    asked.push(sample);
    return answer(route, sample);
  });
  page.on('requestfailed', (request) => {
    if (request.failure()?.errorText === 'net::ERR_ABORTED') givenUp.push(sampleOf(request.url()));
  });
});
afterEach(() => context.close());

const picture = (sample: number) => page.getByRole('img', { name: `Sample ${sample}`, exact: true });
const isShown = (sample: number) => () =>
  picture(sample)
    .evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth === 64)
    .catch(() => false);

test('only pictures near the window are asked for, all their links at once', async () => {
  await page.goto(served.url);
  await expect.poll(isShown(0)).toBe(true);
  await page.waitForTimeout(300);
  expect(signed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: signed.length }, (_, i) => i));
  expect(signed.length).toBeLessThan(12);
  expect(asked.toSorted((a, b) => a - b)).toEqual(signed.toSorted((a, b) => a - b));
  expectClean();
});

test('what leaves before it has come is given up, and comes when it is there again', async () => {
  const held: Route[] = [];
  answer = async (route, sample) => {
    if (sample < 40) held.push(route);
    else await route.fulfill({ body: PNG, contentType: 'image/png' });
  };
  await page.goto(served.url);
  await expect.poll(() => asked.length).toBeGreaterThan(3);
  const first = [...asked];
  await page.evaluate(() => window.scrollTo(0, document.body.scrollHeight));
  await expect.poll(isShown(119)).toBe(true);
  await expect.poll(() => first.every((sample) => givenUp.includes(sample))).toBe(true);
  expect(await page.locator('img').count()).toBeLessThan(12);
  answer = (route) => route.fulfill({ body: PNG, contentType: 'image/png' });
  await page.evaluate(() => window.scrollTo(0, 0));
  await expect.poll(isShown(0)).toBe(true);
  expect(held.length).toBeGreaterThan(3);
});

test('a link that fails is replaced once; then there is a reason and the way to the doctor', async () => {
  answer = async (route, sample) => {
    const isFirst = route.request().url().endsWith('round=1');
    if (sample === 1 || (sample === 0 && isFirst)) await route.fulfill({ status: 403, body: 'no' });
    else await route.fulfill({ body: PNG, contentType: 'image/png' });
  };
  await page.goto(served.url);
  await expect.poll(isShown(0)).toBe(true);
  const box = page.getByRole('listitem').nth(1);
  await box.getByText('Sample 1: Not shown').waitFor();
  expect(await box.getByRole('link', { name: 'Why?' }).getAttribute('href')).toMatch(
    /^\/settings\/configuration\?doctor=s3.*1\.png.*#doctor$/,
  );
  expect(asked.filter((sample) => sample === 0)).toHaveLength(2);
  expect(asked.filter((sample) => sample === 1)).toHaveLength(2);
});
