import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createStoredApp, giveKeys } from '../support/stored-app.ts';
import { startAzurite } from '../support/stores/azurite.ts';
import { startGcsChecker } from '../support/stores/gcs-checker.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import type { TestStore } from '../support/stores/store.ts';

const MANY = 1000;

let store: TestStore;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  store = await startS3rver();
  app = await createStoredApp([store.port]);
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  await giveKeys(app, mira, store);
  for (let i = 0; i < MANY; i += 1) {
    await store.put(`many/${String(i).padStart(4, '0')}.png`, makePng(64, 48, i), 'image/png');
  }
  for (let i = 0; i < 12; i += 1) await store.put(`few/boxes ${i}.png`, makePng(320, 240, i), 'image/png');
  await store.put('few/deeper/inner.png', makePng(32, 32, 1), 'image/png');
  await store.put('few/notes.txt', 'first line\nsecond line\n', 'text/plain');
  await store.put('few/wrong.png', 'this is text', 'image/png');
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
  await store?.stop();
});

const address = (prefix: string) =>
  `${app.web_url}/w/${mira.workspace_id}/gallery?url=${encodeURIComponent(store.url(prefix))}`;

async function openGallery(prefix: string, options: Parameters<typeof openAs>[3] = {}): Promise<Watched> {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(address(prefix));
  await opened.page.getByRole('grid').waitFor();
  return opened;
}

const tile = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) });
const shownPictures = (page: Page) =>
  page.evaluate(
    () =>
      [...document.querySelectorAll<HTMLImageElement>('.gallery img')].filter(
        ({ complete, naturalWidth }) => complete && naturalWidth > 0,
      ).length,
  );

/** In the page: scrolls from top to bottom, watching pictures and tasks. */
function scrollThrough(step: number) {
  return new Promise<{ most: number; longest: number }>((done) => {
    let [most, longest] = [0, 0];
    const observer = new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: 'longtask' });
    let still = 0;
    const next = () => {
      const before = window.scrollY;
      window.scrollBy(0, step);
      most = Math.max(most, document.querySelectorAll('img').length);
      still = window.scrollY === before ? still + 1 : 0;
      // more pages of the listing may still come
      if (still < 60) requestAnimationFrame(next);
      else {
        observer.disconnect();
        done({ most, longest });
      }
    };
    next();
  });
}

describe('a thousand thumbnails', () => {
  test('scrolled end to end they keep at most 150 pictures alive and never hold up the page', async () => {
    const { page, context, expectClean } = await openGallery('many/');
    await expect.poll(() => shownPictures(page)).toBeGreaterThan(8);
    const first = await page.evaluate(scrollThrough, 200);
    await page.getByText('1000 objects', { exact: true }).waitFor();
    await page.evaluate(() => window.scrollTo(0, 0));
    const second = await page.evaluate(scrollThrough, 200);
    expect(Math.max(first.most, second.most)).toBeLessThanOrEqual(150);
    expect(first.most).toBeGreaterThan(20);
    // the machine may pause once; the page itself does the same each time
    expect(Math.min(first.longest, second.longest)).toBeLessThanOrEqual(200);
    await expect.poll(() => tile(page, '0999.png').isVisible()).toBe(true);
    await expect.poll(() => shownPictures(page)).toBeGreaterThan(8);
    expectClean();
    await context.close();
  });

  test('what was scrolled past before it came is given up', async () => {
    const { page, context } = await openGallery('many/');
    await page.getByText(/^\d+ objects/).waitFor();
    const givenUp: string[] = [];
    const finished: string[] = [];
    const isPicture = (url: string) => url.includes('/samples/many/');
    page.on('requestfailed', (request) => {
      if (isPicture(request.url())) givenUp.push(request.failure()?.errorText ?? '');
    });
    page.on('requestfinished', (request) => {
      if (isPicture(request.url())) finished.push(request.url());
    });
    // a slow store: every picture takes a while to begin
    await context.route(`http://127.0.0.1:${store.port}/samples/many/**`, async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => undefined);
    });
    for (let i = 0; i < 14; i += 1) {
      await page.mouse.wheel(0, 1200);
      await page.waitForTimeout(120);
    }
    await expect.poll(() => givenUp.length).toBeGreaterThan(20);
    expect(new Set(givenUp)).toEqual(new Set(['net::ERR_ABORTED']));
    await expect.poll(() => shownPictures(page), { timeout: 15_000 }).toBeGreaterThan(8);
    // what is left alive is what came, not a backlog of everything that was passed
    expect(finished.length).toBeLessThan(150);
    await context.close();
  });
});

test('arrow keys move, Enter opens in full size, arrows go on, Escape comes back to where one is', async () => {
  const { page, context, expectClean } = await openGallery('few/');
  const focused = () => page.evaluate(() => document.activeElement?.getAttribute('aria-label') ?? '');
  await tile(page, 'boxes 0.png').focus();
  await page.keyboard.press('ArrowRight');
  await expect.poll(focused).toMatch(/^boxes 1\.png, [\d.]+ k?B?.*, 2 of 15$/);
  await page.keyboard.press('Control+End');
  await expect.poll(focused).toMatch(/^wrong\.png/);
  await page.keyboard.press('Control+Home');
  await expect.poll(focused).toMatch(/^boxes 0\.png/);
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'boxes 0.png' });
  await dialog.waitFor();
  await expect
    .poll(() =>
      dialog.getByRole('img', { name: 'boxes 0.png' }).evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBe(320);
  await page.keyboard.press('ArrowRight');
  await page.getByRole('dialog', { name: 'boxes 1.png' }).waitFor();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowLeft');
  await page.getByRole('dialog', { name: 'boxes 1.png' }).waitFor();
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByRole('dialog', { name: 'boxes 10.png' }).waitFor();
  await page.keyboard.press('z');
  await page.getByRole('button', { name: 'Fit into the window' }).waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await expect.poll(focused).toMatch(/^boxes 10\.png/);
  expectClean();
  await context.close();
});

test('the grid is one for screen readers: rows, columns, and a name for each object', async () => {
  const { page, context } = await openGallery('few/');
  const grid = page.getByRole('grid', { name: 'Objects of few' });
  expect(await grid.getAttribute('aria-rowcount')).toMatch(/^[23]$/);
  expect(await grid.getByRole('row').first().getAttribute('aria-rowindex')).toBe('1');
  expect(await grid.getByRole('gridcell').first().getAttribute('aria-colindex')).toBe('1');
  await grid.getByRole('button', { name: /^notes\.txt, 23 bytes, 14 of 15$/ }).waitFor();
  expect(await page.locator('.gallery [tabindex="0"]').count()).toBe(1);
  await context.close();
});

test('folders, levels, the keys that open it, and the way to a picture of its own', async () => {
  const { page, context, expectClean } = await openGallery('few/');
  await page.getByRole('navigation', { name: 'Folders below' }).getByRole('link', { name: 'deeper' }).click();
  await page.getByRole('heading', { level: 1, name: 'deeper' }).waitFor();
  await tile(page, 'inner.png').waitFor();
  const levels = page.getByRole('navigation', { name: 'Folders above' });
  expect(await levels.getByRole('listitem').allTextContents()).toEqual(['samples', 'few', 'deeper']);
  await page.getByText(`Opened with the workspace's keys for ${store.url('').replace(/\/$/, '')}`).waitFor();
  await levels.getByRole('link', { name: 'few' }).click();
  await tile(page, 'boxes 3.png').click();
  await page.getByRole('link', { name: /on a page of its own/ }).click();
  await page.getByRole('heading', { level: 1, name: 'boxes 3.png' }).waitFor();
  await page.getByRole('img', { name: 'boxes 3.png' }).waitFor();
  expectClean();
  await context.close();
});

test('a picture that is none says so and leads to the storage doctor', async () => {
  const { page, context } = await openGallery('few/');
  const cell = page.getByRole('gridcell').filter({ has: tile(page, 'wrong.png') });
  await cell.getByText('Not shown').waitFor();
  await cell.getByRole('link', { name: 'Why?' }).click();
  await page.getByRole('heading', { name: 'Storage doctor' }).waitFor();
  expect(await page.getByLabel('Address of the sample').inputValue()).toBe(store.url('few/wrong.png'));
  await context.close();
});

test('a link that has ended is renewed once', async () => {
  const { page, context } = await openAs(browser, app, mira);
  let refusals = 0;
  await context.route(`http://127.0.0.1:${store.port}/samples/few/boxes%205.png*`, async (route) => {
    refusals += 1;
    if (refusals === 1) await route.fulfill({ status: 403, body: 'expired' });
    else await route.continue();
  });
  await page.goto(address('few/'));
  const picture = page
    .getByRole('gridcell')
    .filter({ has: tile(page, 'boxes 5.png') })
    .locator('img');
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(320);
  expect(refusals).toBe(2);
  await context.close();
});

test('the palette leads to a line for an address, which opens folders and objects', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox').fill('storage address');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Storage' }).waitFor();
  const line = page.getByLabel('Storage address');
  await expect.poll(() => line.evaluate((input) => input === document.activeElement)).toBe(true);
  await line.fill('samples/few');
  await page.keyboard.press('Enter');
  await page.getByText('This URL names no store').waitFor();
  await line.fill(store.url('few'));
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'few' }).waitFor();
  await tile(page, 'boxes 1.png').waitFor();
  await page.getByLabel('Storage address').fill(store.url('few/notes.txt'));
  await page.keyboard.press('Enter');
  await page.getByText('second line').waitFor();
  expectClean();
  await context.close();
});

test('a folder with nothing in it and an address without keys say what to do', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(address('none/'));
  await page.getByText('Nothing here').waitFor();
  await page.getByRole('link', { name: 'Open it as an object' }).waitFor();
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/gallery?url=s3://elsewhere/x/`);
  await page.getByText('No keys for this bucket').waitFor();
  await context.close();
});

describe.each([
  ['Azure', startAzurite],
  ['Google Cloud', startGcsChecker],
])('%s', (_name, start) => {
  let other: TestStore;
  let own: ListeningApp;
  let person: Seeded;
  beforeAll(async () => {
    other = await start();
    own = await createStoredApp([other.port]);
    person = await seedPerson(own.parts);
    await giveKeys(own, person, other);
    for (let i = 0; i < 3; i += 1) await other.put(`run/${i} ü.png`, makePng(64, 48, i), 'image/png');
  });
  afterAll(async () => {
    await own?.end();
    await other?.stop();
  });

  test('its bucket is a gallery too, and its pictures have pages', async () => {
    const { page, context, expectClean } = await openAs(browser, own, person);
    const place = (name: string, url: string) =>
      `${own.web_url}/w/${person.workspace_id}/${name}?url=${encodeURIComponent(url)}`;
    await page.goto(place('gallery', other.url('run/')));
    await expect.poll(() => shownPictures(page)).toBe(3);
    const levels = page.getByRole('navigation', { name: 'Folders above' });
    expect(await levels.getByRole('listitem').allTextContents()).toEqual(['samples', 'run']);
    await page.goto(place('view', other.url('run/1 ü.png')));
    const picture = page.getByRole('img', { name: '1 ü.png' });
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(64);
    expectClean();
    await context.close();
  });
});

test('"/gallery" and "/view" show the address in the workspace that was open last', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/gallery?url=${encodeURIComponent(store.url('few/'))}`);
  await tile(page, 'boxes 1.png').waitFor();
  expect(new URL(page.url()).pathname).toBe(`/w/${mira.workspace_id}/gallery`);
  await page.goto(`${app.web_url}/view?url=${encodeURIComponent(store.url('few/boxes 1.png'))}`);
  await page.getByRole('img', { name: 'boxes 1.png' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/w/${mira.workspace_id}/view`);
  await context.close();
});

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test('no axe violation in the gallery, in full size and where it begins', async () => {
    const { page, context, expectClean } = await openGallery('few/', { colorScheme });
    await expect.poll(() => shownPictures(page)).toBeGreaterThan(8);
    await expectNoViolations(page);
    await tile(page, 'boxes 2.png').click();
    await page.getByRole('dialog').getByRole('img').waitFor();
    await expectNoViolations(page);
    await page.goto(`${app.web_url}/w/${mira.workspace_id}/gallery`);
    await page.getByRole('link', { name: /^Browse s3:/ }).waitFor();
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });
});

test('nothing scrolls sideways from 390 to 1920 px, and thumbnails fill the width', async () => {
  const { page, context } = await openGallery('few/');
  for (const width of [390, 768, 1024, 1440, 1920]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(over, `at ${width} px`).toBeLessThanOrEqual(0);
    expect(await page.locator('.gallery-row').first().locator('.tile').count()).toBeGreaterThanOrEqual(2);
  }
  await context.close();
});
