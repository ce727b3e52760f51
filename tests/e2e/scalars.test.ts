import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import { chart, dragOver, drawnColumns } from '../support/curves-page.ts';
import { scalar, sendEvents } from '../support/events.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { startReporting } from '../support/reporting-script.ts';
import { seedRun } from '../support/runs.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

const python = inject('python');

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
});

const CURVES = {
  'loss/train': (i: number) => Math.exp(-i / 30),
  'loss/validation': (i: number) => (i >= 40 && i < 60 ? null : 0.2 + Math.exp(-i / 35)),
  'accuracy/top 1': (i: number) => i / 100,
};

async function openScalars(
  id: string,
  person = mira,
  options: Parameters<typeof openAs>[3] = {},
): Promise<Watched> {
  const opened = await openAs(browser, app, person, options);
  await opened.page.goto(`${app.web_url}/w/${person.workspace_id}/tasks/${id}/scalars`);
  await opened.page.locator('canvas').first().waitFor();
  return opened;
}

/** Values of the first column of a chart's table. */
const places = (page: Page, title: string) => chart(page, title).getByRole('rowheader').allTextContents();

describe('the curves of a run', () => {
  test('are drawn by metric, each variant in the colour of its legend, and NaN is a gap', async () => {
    const id = await seedRun(app, mira, { curves: CURVES, points: 100 });
    const { page, context, expectClean } = await openScalars(id);
    const loss = chart(page, 'loss');
    await expect
      .poll(async () => (await drawnColumns(loss, 'train')).filter(Boolean).length)
      .toBeGreaterThan(200);
    const whole = await drawnColumns(loss, 'train');
    const broken = await drawnColumns(loss, 'validation');
    const [from, to] = [whole.indexOf(true), whole.lastIndexOf(true)];
    const at = (share: number) => Math.round(from + (to - from) * share);
    expect(whole.slice(at(0.43), at(0.57)).filter(Boolean).length).toBeGreaterThan(20);
    expect(broken.slice(at(0.43), at(0.57)).filter(Boolean)).toEqual([]);
    expect(broken.slice(at(0.7), at(0.9)).filter(Boolean).length).toBeGreaterThan(20);
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });

  test('zoom by dragging and by keys, and show all again by a double click and by 0', async () => {
    const id = await seedRun(app, mira, { curves: CURVES, points: 100 });
    const { page, context } = await openScalars(id);
    const loss = chart(page, 'loss');
    const all = loss.getByRole('button', { name: 'Show all' });
    await dragOver(page, loss, 0.4, 0.6);
    await all.waitFor();
    // validation has no points there
    await expect
      .poll(async () => (await drawnColumns(loss, 'validation')).filter(Boolean).length)
      .toBeLessThan(20);
    expect(await chart(page, 'accuracy').getByRole('button', { name: 'Show all' }).count()).toBe(0);
    await loss.locator('.u-over').dblclick();
    await all.waitFor({ state: 'detached' });
    await loss.getByRole('group', { name: /^Curves of loss/ }).focus();
    await page.keyboard.press('+');
    await all.waitFor();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('0');
    await all.waitFor({ state: 'detached' });
    await page.getByLabel('Zoom together').check();
    await dragOver(page, loss, 0.2, 0.5);
    await chart(page, 'accuracy').getByRole('button', { name: 'Show all' }).click();
    await all.waitFor({ state: 'detached' });
    await context.close();
  });

  test('hide by their legend, by the list of metrics and by its search', async () => {
    const id = await seedRun(app, mira, { curves: CURVES, points: 30 });
    const { page, context } = await openScalars(id);
    const loss = chart(page, 'loss');
    const train = loss.getByRole('button', { name: 'train' });
    await train.click({ modifiers: ['Shift'] });
    expect(await loss.locator('.curve-key[aria-pressed="false"]').allTextContents()).toEqual([
      expect.stringContaining('validation'),
    ]);
    await train.click({ modifiers: ['Shift'] });
    await train.click();
    expect(await train.getAttribute('aria-pressed')).toBe('false');
    await loss.getByRole('button', { name: 'loss as a table' }).click();
    await expect
      .poll(() => loss.getByRole('columnheader').allTextContents())
      .toEqual(['Iteration', 'validation']);
    await page.getByLabel('Show loss').uncheck();
    await loss.waitFor({ state: 'detached' });
    await page.getByLabel('Search metrics').fill('top 1');
    await page.getByRole('button', { name: 'Only these' }).click();
    await page.getByRole('button', { name: 'accuracy', exact: true }).click();
    expect(await page.getByRole('region', { name: 'accuracy', exact: true }).count()).toBe(1);
    await context.close();
  });

  test('are a table too, with every point, the newest first, and gaps in words', async () => {
    const id = await seedRun(app, mira, { curves: CURVES, points: 50 });
    const { page, context } = await openScalars(id);
    const loss = chart(page, 'loss');
    await loss.getByRole('button', { name: 'loss as a table' }).click();
    await expect
      .poll(() => places(page, 'loss'))
      .toEqual(Array.from({ length: 50 }, (_, i) => String(49 - i)));
    expect(await loss.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual([
      '0.195278',
      'no number',
    ]);
    await expectNoViolations(page);
    await context.close();
  });

  test('are saved as CSV and JSON', async () => {
    const id = await seedRun(app, mira, { curves: CURVES, points: 45 });
    const { page, context } = await openScalars(id);
    const save = async (format: string) => {
      await chart(page, 'loss').getByRole('button', { name: 'Save the data of loss' }).click();
      const [file] = await Promise.all([
        page.waitForEvent('download'),
        page.getByRole('menuitem', { name: `Save as ${format}` }).click(),
      ]);
      return { name: file.suggestedFilename(), text: readFileSync(await file.path(), 'utf8') };
    };
    const csv = await save('CSV');
    const lines = csv.text.trimEnd().split('\r\n');
    expect([csv.name, lines.length, lines[0], lines[1], lines[45]]).toEqual([
      'loss.csv',
      46,
      'iteration,train,validation',
      '0,1,1.2',
      `44,${Math.exp(-44 / 30)},`,
    ]);
    const [train] = JSON.parse((await save('JSON')).text);
    expect([train.task, train.variant, train.value.length]).toEqual([id, 'train', 45]);
    await context.close();
  });
});

test('how curves are shown is kept with the account', async () => {
  const zoe = await seedPerson(app.parts);
  const id = await seedRun(app, zoe, { curves: CURVES, points: 20 });
  const first = await openScalars(id, zoe);
  await first.page.getByLabel('Smoothing').fill('0.7');
  await first.page.getByLabel('Log scale').check();
  await first.page.getByRole('radio', { name: 'One by one' }).check();
  await first.page.getByRole('radio', { name: 'Time from start' }).check();
  await chart(first.page, 'loss / validation').waitFor();
  const kept = async () =>
    (await app.call('users.get_preferences', {}, { session: zoe.session })).data.preferences;
  await expect
    .poll(async () => (await kept()).views?.scalars)
    .toEqual({ axis: 'start', grouping: 'none', smoothing: 0.7, log: true, together: false });
  await first.context.close();
  const second = await openScalars(id, zoe, { colorScheme: 'dark' });
  await expect.poll(() => second.page.getByLabel('Smoothing').inputValue()).toBe('0.7');
  expect(await second.page.getByLabel('Log scale').isChecked()).toBe(true);
  await chart(second.page, 'loss / train').waitFor();
  // the faint raw curve lies below the smoothed one
  expect(
    (await drawnColumns(chart(second.page, 'loss / train'), 'train')).filter(Boolean).length,
  ).toBeGreaterThan(50);
  second.expectClean();
  await second.context.close();
});

test('of a hundred charts only those near the window are drawn', async () => {
  const curves = Object.fromEntries(
    Array.from({ length: 100 }, (_, n) => [`metric ${n}/value`, (i: number) => i * n] as const),
  );
  const id = await seedRun(app, mira, { curves, points: 5 });
  const { page, context } = await openScalars(id);
  const drawn = () => page.locator('canvas').count();
  expect(await drawn()).toBeLessThan(30);
  await page.getByRole('button', { name: 'metric 99', exact: true }).click();
  await chart(page, 'metric 99').locator('canvas').waitFor();
  expect(await drawn()).toBeLessThan(30);
  await context.close();
});

test('a long curve is drawn by means of its points, and by the points themselves where somebody looks closer', async () => {
  const id = await seedRun(app, mira, { curves: { 'long/value': (i) => i }, points: 6000 });
  const { page, context } = await openScalars(id);
  const long = chart(page, 'long');
  await long.getByRole('button', { name: 'long as a table' }).click();
  await long.getByRole('button', { name: 'Show 100 more of 2000' }).waitFor();
  await long.getByRole('button', { name: 'long as a table' }).click();
  await long.locator('canvas').waitFor();
  await dragOver(page, long, 0.5, 0.6);
  await long.getByRole('button', { name: 'long as a table' }).click();
  await long.getByRole('button', { name: 'Show 100 more of 6000' }).waitFor();
  await context.close();
});

test('values without an iteration stand in a table', async () => {
  const id = await seedRun(app, mira, { status: 'in_progress', curves: CURVES, points: 3 });
  await sendEvents(app, mira.key, [scalar(id, -(2 ** 31), 0.875, 'Summary', 'auc')]);
  const { page, context } = await openScalars(id);
  const table = page.getByRole('table', { name: 'Single values' });
  expect(await table.getByRole('row').nth(1).getByRole('cell').allTextContents()).toEqual(['auc', '0.875']);
  await context.close();
});

describe('while a run goes on', () => {
  test('its curve grows on the open page, its zoom stays, and only what is new is asked for', async () => {
    const id = await seedRun(app, mira, { status: 'in_progress', curves: CURVES, points: 20 });
    const { page, context, expectClean } = await openScalars(id);
    await chart(page, 'accuracy').locator('canvas').waitFor();
    const asked: string[] = [];
    page.on('request', (request) => {
      if (request.url().includes('scalar_metrics_iter_histogram')) asked.push(request.postData() ?? '');
    });
    const loss = chart(page, 'loss');
    await dragOver(page, loss, 0.2, 0.7);
    await loss.getByRole('button', { name: 'Show all' }).waitFor();
    // over the chart the legend would show what is below the pointer
    await page.mouse.move(0, 0);
    await sendEvents(app, mira.key, [scalar(id, 20, 0.125, 'loss', 'train')]);
    await loss.getByRole('button', { name: 'train 0.125' }).waitFor();
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((body) => !body.includes('"metric":"loss"'))).toEqual([]);
    expect(await loss.getByRole('button', { name: 'Show all' }).count()).toBe(1);
    await sendEvents(app, mira.key, [scalar(id, 0, 7, 'brand new', 'curve')]);
    await chart(page, 'brand new').locator('canvas').waitFor();
    expectClean();
    await context.close();
  });

  test('nothing more is asked for once it has ended', async () => {
    const id = await seedRun(app, mira, { status: 'completed', curves: CURVES, points: 5 });
    const { page, context } = await openScalars(id);
    let calls = 0;
    page.on('request', () => {
      calls += 1;
    });
    await page.waitForTimeout(4000);
    expect(calls).toBe(0);
    await context.close();
  });

  test.skipIf('skipped' in python)(
    'a script with the genuine SDK draws its curve on the open page',
    async () => {
      if ('skipped' in python) return;
      const script = startReporting(python.sdk, app, mira);
      try {
        const { id, error } = await script.ask({ do: 'init', project: 'examples', name: 'a genuine run' });
        expect(error).toBeUndefined();
        const report = (points: number[][]) =>
          script.ask({ do: 'report', metric: 'loss', variant: 'train', points });
        expect(await report(Array.from({ length: 5 }, (_, i) => [i, 1 / (i + 1)]))).toEqual({});
        const { page, context, expectClean } = await openScalars(id);
        const loss = chart(page, 'loss');
        await loss.getByRole('button', { name: 'train 0.2' }).waitFor();
        const before = await loss
          .locator('canvas')
          .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
        expect(await report(Array.from({ length: 20 }, (_, i) => [i + 5, 1 / (i + 6)]))).toEqual({});
        await loss.getByRole('button', { name: 'train 0.04' }).waitFor();
        await expect
          .poll(() => loss.locator('canvas').evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL()))
          .not.toBe(before);
        await loss.getByRole('button', { name: 'loss as a table' }).click();
        await expect.poll(async () => (await places(page, 'loss')).length).toBe(25);
        await script.ask({ do: 'close' });
        await page.getByText('Completed', { exact: true }).first().waitFor();
        expectClean();
        await context.close();
      } finally {
        script.end();
      }
    },
  );
});
