import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { clipboard, launchBrowser } from '../support/browser.ts';
import { sendEvents } from '../support/events.ts';
import { seedTask } from '../support/experiments.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { seedLines } from '../support/log-lines.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let task: string;

beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
});

const makeTask = (status = 'in_progress') =>
  seedTask(app, {
    workspace_id: mira.workspace_id,
    name: 'boxes',
    status,
    started: new Date().toISOString(),
  });
beforeEach(async () => {
  task = await makeTask();
});

let clock = 1_700_000_000_000;
async function print(...messages: string[]): Promise<void> {
  const lines = messages.map((msg, i) => ({
    ...{ type: 'log', task, timestamp: clock + i * 10, msg, worker: 'w' },
  }));
  clock += messages.length * 10;
  expect(await sendEvents(app, mira.key, lines)).toMatchObject({ code: 200, data: { errors: 0 } });
}

async function openConsole(options: Parameters<typeof openAs>[3] = {}) {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${task}/console`);
  return opened;
}

const box = (page: Page) => page.getByRole('region', { name: 'Lines of the console' });
/** The lines that are seen, at least partly. */
const seen = (page: Page) => async () =>
  page.evaluate(() => {
    const scroller = document.querySelector('.console-lines');
    const { top = 0 } = scroller?.getBoundingClientRect() ?? {};
    const bottom = top + (scroller?.clientHeight ?? 0);
    return [...(scroller?.querySelectorAll('[data-row]') ?? [])]
      .map((row) => ({ row, place: row.getBoundingClientRect() }))
      .filter(({ place }) => place.bottom > top + 2 && place.top < bottom - 4)
      .sort((a, b) => a.place.top - b.place.top)
      .map(({ row }) => row.querySelector('.console-text')?.textContent ?? '');
  });
const first = (page: Page) => async () => (await seen(page)())[0];
const last = (page: Page) => async () => (await seen(page)()).at(-1);
const search = (page: Page) => page.getByRole('searchbox', { name: 'Search the console' });

test('a console of a million lines jumps to its ends, scrolls and is searched without freezing', async () => {
  const count = 1_000_000;
  task = await makeTask('completed');
  await seedLines(app, { workspace_id: mira.workspace_id, task, count, needle_every: 400_000 });
  const { page, context, expectClean } = await openConsole();
  await page.getByText('1,000,000 messages').waitFor();
  await expect.poll(last(page)).toBe('step 999999 of training');
  await page.evaluate(() => {
    const longest = { ms: 0 };
    Object.assign(window, { longest });
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) longest.ms = Math.max(longest.ms, duration);
    }).observe({ type: 'longtask' });
  });
  const took: Record<string, number> = {};
  const timed = async (name: string, act: () => Promise<unknown>, wanted: () => Promise<boolean>) => {
    const begun = performance.now();
    await act();
    await expect.poll(wanted, { interval: 20, timeout: 10_000 }).toBe(true);
    took[name] = Math.round(performance.now() - begun);
  };
  const at = (text: string) => async () => (await seen(page)()).includes(text);
  await timed('start', () => page.getByRole('button', { name: 'Start' }).click(), at('step 0 of training'));
  await timed('end', () => page.getByRole('button', { name: 'End' }).click(), at('step 999999 of training'));
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(first(page)).toBe('step 0 of training');
  const needle = (line: number) => `step ${line} of training with a Needle`;
  await timed('search', () => search(page).fill('nEEDLE'), at(needle(200_000)));
  await timed('next hit', () => page.keyboard.press('Enter'), at(needle(600_000)));
  await timed(
    'search without a hit',
    () => search(page).fill('nowhere'),
    () => page.getByText('No line holds it').isVisible(),
  );
  // scrolling on and on fetches what comes, both ways
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(first(page)).toBe('step 0 of training');
  for (let i = 0; i < 10; i += 1) {
    await box(page).evaluate((element) => element.scrollBy(0, 15_000));
    await page.waitForTimeout(50);
  }
  const far = Number(/\d+/.exec((await first(page)()) ?? '')?.[0]);
  expect(far).toBeGreaterThan(1_500);
  expect(await page.locator('[data-row]').count()).toBeLessThan(200);
  const longest = await page.evaluate(() => (window as unknown as { longest: { ms: number } }).longest.ms);
  console.info('console of a million lines, in ms:', JSON.stringify({ ...took, longest_task: longest }));
  expect(longest).toBeLessThan(1_000);
  expectClean();
  await context.close();
});

test('the end is followed until one scrolls up, and again when one asks for it', async () => {
  await print(...Array.from({ length: 100 }, (_, i) => `line ${i}`));
  const { page, context, expectClean } = await openConsole();
  await expect.poll(last(page)).toBe('line 99');
  await print('line 100');
  await expect.poll(last(page)).toBe('line 100');
  await box(page).hover();
  await page.mouse.wheel(0, -600);
  const follow = page.getByRole('button', { name: 'Follow the end' });
  await follow.waitFor();
  const top = await first(page)();
  await print('line 101');
  await page.getByText('102 messages').waitFor();
  expect(await first(page)()).toBe(top);
  await follow.click();
  await expect.poll(last(page)).toBe('line 101');
  await print('line 102');
  await expect.poll(last(page)).toBe('line 102');
  expect(await follow.count()).toBe(0);
  await page.getByRole('button', { name: 'Start' }).click();
  await expect.poll(first(page)).toBe('line 0');
  await print('line 103');
  await page.getByText('104 messages').waitFor();
  expect(await first(page)()).toBe('line 0');
  await box(page).press('End');
  await expect.poll(last(page)).toBe('line 103');
  // more at once than one look at the end brings
  await print(...Array.from({ length: 2_500 }, (_, i) => `many ${i}`));
  await expect.poll(last(page)).toBe('many 2499');
  expect(await page.getByText('2,604 messages').count()).toBe(1);
  await search(page).fill('line 103');
  await expect.poll(() => page.locator('.console-row.hit').count()).toBe(1);
  expectClean();
  await context.close();
});

test('text is only ever text, in its colours; a progress bar is one line that unfolds', async () => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=1</script>&lt;b&gt;';
  await print(
    evil,
    '\x1b[1;31mred\x1b[0m plain',
    ' 0%|',
    '\r10%|',
    '\r50%|#####',
    '\r100%|##########',
    'done',
  );
  const { page, context, expectClean } = await openConsole();
  await expect.poll(last(page)).toBe('done');
  expect(await seen(page)()).toEqual([evil, 'red plain', ' 0%|', '100%|##########2 earlier', 'done']);
  expect(await page.locator('.console-lines img, .console-lines script').count()).toBe(0);
  expect(await page.title()).toBe('boxes · Atrium');
  expect(await page.getByText('red', { exact: true }).getAttribute('class')).toBe('ink-1 bold');
  await page.getByRole('button', { name: '2 earlier' }).click();
  await expect.poll(async () => (await seen(page)()).length).toBe(7);
  await page.getByRole('button', { name: 'Fold' }).click();
  await expect.poll(async () => (await seen(page)()).length).toBe(5);
  // a hit in a state that is folded away unfolds it
  await search(page).fill('50%|');
  await expect.poll(() => page.locator('.console-row.hit').textContent()).toContain('50%|#####');
  expect(await page.locator('.console-row.hit mark').textContent()).toBe('50%|');
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('hits are gone through both ways, around the ends', async () => {
  await print(...Array.from({ length: 300 }, (_, i) => (i % 100 === 50 ? `hit ${i}` : `line ${i}`)));
  const { page, context } = await openConsole();
  await expect.poll(last(page)).toBe('line 299');
  await page.keyboard.press('Control+f');
  await box(page).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('HIT');
  const hit = () => page.locator('.console-row.hit .console-text').textContent();
  // from what is seen on: past the end it goes on from the beginning
  await expect.poll(hit).toBe('hit 50');
  await page.getByText('Went on from the beginning').waitFor();
  await page.keyboard.press('Enter');
  await expect.poll(hit).toBe('hit 150');
  await page.getByRole('button', { name: 'Next hit' }).click();
  await expect.poll(hit).toBe('hit 250');
  await page.getByRole('button', { name: 'Hit before' }).click();
  await expect.poll(hit).toBe('hit 150');
  await search(page).focus();
  await page.keyboard.press('Shift+Enter');
  await expect.poll(hit).toBe('hit 50');
  await page.keyboard.press('Shift+Enter');
  await expect.poll(hit).toBe('hit 250');
  await page.getByText('Went on from the end').waitFor();
  await page.keyboard.press('Escape');
  await expect.poll(() => page.locator('.console-row.hit').count()).toBe(0);
  await context.close();
});

test('long lines wrap where one wants it, times can be left out, both are remembered', async () => {
  await print('before', `long ${'x'.repeat(2_000)} end`, '日本語'.repeat(200), 'after');
  const { page, context, expectClean } = await openConsole({
    viewport: { width: 400, height: 800 },
    screen: { width: 1200, height: 1200 },
  });
  const row = (text: string) => page.locator('[data-row]').filter({ hasText: text }).first();
  const boxOf = async (text: string) => (await row(text).boundingBox()) ?? { y: 0, height: 0, width: 0 };
  await row('after').waitFor();
  expect((await boxOf('long x')).height).toBe((await boxOf('before')).height);
  expect((await boxOf('long x')).width).toBeGreaterThan(1_000);
  await page.getByLabel('Wrap lines').check();
  await expect.poll(async () => (await boxOf('long x')).height).toBeGreaterThan(200);
  await expect
    .poll(async () => {
      const [long, wide, after] = [await boxOf('long x'), await boxOf('日本語'), await boxOf('after')];
      return Math.abs(long.y + long.height - wide.y) < 1 && Math.abs(wide.y + wide.height - after.y) < 1;
    })
    .toBe(true);
  await page.getByLabel('Times').uncheck();
  await expect.poll(() => page.locator('.console-time').last().isVisible()).toBe(false);
  await expectNoViolations(page);
  await page.reload();
  await row('after').waitFor();
  expect(await page.getByLabel('Wrap lines').isChecked()).toBe(true);
  expect(await page.getByLabel('Times').isChecked()).toBe(false);
  await page.getByLabel('Wrap lines').uncheck();
  await page.getByLabel('Times').check();
  expectClean();
  await context.close();
});

test('the console is copied as text, and downloaded as a whole', async () => {
  await print('\x1b[32mfirst\x1b[0m', 'second\n');
  const { page, context } = await openConsole();
  await expect.poll(last(page)).toBe('second');
  await page.getByRole('button', { name: 'Copy', exact: true }).click();
  await expect.poll(() => clipboard(page)).toBe('first\nsecond');
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download' }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`boxes-${task}.log`);
  expect(readFileSync(await download.path(), 'utf8')).toMatch(/first.*\n.* second\n$/s);
  await context.close();
});

test('a task that printed nothing says so, and what it prints then appears', async () => {
  const { page, context } = await openConsole();
  await page.getByText('Nothing was printed').waitFor();
  await print('at last');
  await expect.poll(last(page)).toBe('at last');
  await context.close();
});
