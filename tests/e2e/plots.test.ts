import { readFileSync } from 'node:fs';
import { Readable } from 'node:stream';
import type { Browser, Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, type Watched } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { reportPlots } from '../support/plots.ts';
import { startReporting } from '../support/reporting-script.ts';
import { seedRun } from '../support/runs.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

const python = inject('python');

/** Plotly is large: a busy machine takes seconds to begin. */
const SLOW = { timeout: 60_000 };

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

const bars = (...y: number[]) => ({ data: [{ type: 'bar', y }], layout: { title: 'Bars' } });
const plot = (metric: string, figure: unknown, iter = 0, variant = 'one') => ({
  metric,
  variant,
  iter,
  figure,
});

/** The plots of a run of their own, open. */
async function openPlots(plots: ReturnType<typeof plot>[], options: Parameters<typeof openAs>[3] = {}) {
  const id = await seedRun(app, mira, { name: 'plotted', status: 'in_progress' });
  await reportPlots(app, mira, id, plots);
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${id}/plots`);
  return { ...opened, id };
}

const card = (page: Page, label: string) => page.getByRole('region', { name: label, exact: true });

/** The document in which a plot is drawn, once it is. */
async function drawnFrame(page: Page, label: string): Promise<Frame> {
  const element = await card(page, label).locator('iframe.plot-frame:not(.waits)').elementHandle(SLOW);
  const frame = await element?.contentFrame();
  if (!frame) throw new Error('the plot has no frame');
  return frame;
}

test('plots are drawn in a frame, the newest of each variant, with a way through those before', async () => {
  const { page, context, expectClean } = await openPlots([
    plot('weights', bars(1, 2), 0),
    plot('weights', bars(1, 2, 3), 10),
    plot('weights', bars(1, 2, 3, 4), 20),
    plot('weights', bars(5), 7, 'two'),
  ]);
  const one = card(page, 'weights / one');
  const drawn = await drawnFrame(page, 'weights / one');
  const count = () => drawn.locator('.bars .point').count();
  await expect.poll(count, SLOW).toBe(4);
  expect(await drawn.locator('.gtitle').textContent()).toBe('Bars');
  await expectNoViolations(page);
  await card(page, 'weights / two').getByText('Iteration 7').waitFor();
  await one.getByRole('button', { name: 'Earlier plot' }).click();
  await one.getByText('Iteration 10').waitFor();
  await expect.poll(count, SLOW).toBe(3);
  await one.getByRole('button', { name: 'Earlier plot' }).click();
  await one.getByText('Iteration 0').waitFor();
  await one.getByRole('button', { name: 'Earlier plot' }).click();
  await one.getByText('Iteration 0, the first').waitFor();
  await one.getByRole('button', { name: 'Later plot' }).click();
  await one.getByText('Iteration 10').waitFor();
  await one.getByRole('button', { name: 'Newest' }).click();
  await one.getByText('Iteration 20').waitFor();
  await expect.poll(count, SLOW).toBe(4);
  expectClean();
  await context.close();
});

test('a table of the SDK is drawn, in the dark theme too', async () => {
  const table = {
    data: [{ type: 'table', header: { values: ['name', 'value'] }, cells: { values: [['a'], [1]] } }],
    layout: {},
  };
  const { page, context, expectClean } = await openPlots([plot('numbers', table)], { colorScheme: 'dark' });
  const drawn = await drawnFrame(page, 'numbers / one');
  await drawn.getByText('name').first().waitFor(SLOW);
  const ground = await drawn.evaluate(() => getComputedStyle(document.body).backgroundColor);
  expect(ground).toBe(
    await page.locator('.plot-card').evaluate((panel) => getComputedStyle(panel).backgroundColor),
  );
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light';
  });
  await expect
    .poll(() => drawn.evaluate(() => getComputedStyle(document.body).backgroundColor))
    .toBe('rgb(255, 255, 255)');
  expectClean();
  await context.close();
});

test('pictures come from storage: one by itself as the page shows pictures, others inside their plot', async () => {
  await app.parts.files.put(`${mira.workspace_id}/plots/one.png`, Readable.from([makePng(320, 200, 1)]));
  const source = `${app.files_url}/plots/one.png`;
  const place = { x: 0, y: 1, sizex: 1, sizey: 1, xref: 'paper', yref: 'paper' };
  const lost = `${app.files_url}/plots/gone.png`;
  const images = [
    { source, ...place },
    { source: lost, ...place },
  ];
  const { page, context, expectClean } = await openPlots([
    plot('alone', { data: [], layout: { title: 'Alone', images: [{ source, ...place }] } }),
    plot('mixed', { data: [{ y: [1, 2] }], layout: { images } }),
  ]);
  const alone = card(page, 'alone / one').getByRole('img', { name: 'alone / one' });
  await expect.poll(() => alone.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(320);
  expect(await alone.getAttribute('src')).toContain('/files/plots/one.png');
  await card(page, 'mixed / one')
    .getByText('A picture of this plot could not be read from storage.')
    .waitFor(SLOW);
  const drawn = await drawnFrame(page, 'mixed / one');
  const inside = drawn.locator('.imagelayer image, image').first();
  await expect
    .poll(async () => (await inside.getAttribute('href'))?.slice(0, 22), SLOW)
    .toBe('data:image/png;base64,');
  expectClean();
  await context.close();
});

test.skipIf('skipped' in python)('a table that a script reports with the genuine SDK is drawn', async () => {
  if ('skipped' in python) return;
  const script = startReporting(python.sdk, app, mira);
  try {
    const { id } = await script.ask({ do: 'init', project: 'examples', name: 'a table' });
    const rows = [
      ['name', 'value'],
      ['one', 1],
      ['two', 2],
    ];
    expect(await script.ask({ do: 'table', metric: 'numbers', variant: 'all', rows })).toEqual({});
    const { page, context } = await openAs(browser, app, mira);
    await page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${id}/plots`);
    const drawn = await drawnFrame(page, 'numbers / all');
    await drawn.getByText('two').first().waitFor(SLOW);
    await script.ask({ do: 'close' });
    await context.close();
  } finally {
    script.end();
  }
});

test('text that is no JSON says so, and can be saved as it is', async () => {
  const { page, context, expectClean } = await openPlots([plot('broken', '{"data": [')]);
  await card(page, 'broken / one').getByText('What the script reported is not JSON.').waitFor();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save broken / one as JSON' }).click(),
  ]);
  expect(file.suggestedFilename()).toBe('broken-one-0.json');
  expect(readFileSync(await file.path(), 'utf8')).toBe('{"data": [');
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('a figure that Plotly cannot draw says so', async () => {
  const { page, context } = await openPlots([plot('odd', { data: [null], layout: {} })]);
  await card(page, 'odd / one').getByText('Plotly could not draw this.').waitFor(SLOW);
  await context.close();
});

test('ten megabytes do not hold up the page: they are drawn when somebody wants them', async () => {
  const x = Array.from({ length: 1_500_000 }, (_, i) => (i % 977) + 1000.5);
  const { page, context } = await openPlots([
    plot('large', { data: [{ type: 'histogram', x }], layout: {} }),
  ]);
  await card(page, 'large / one')
    .getByText(/This plot holds 1\d(\.\d+)? MB of data/)
    .waitFor();
  expect(await page.locator('iframe').count()).toBe(0);
  const turned = await page.evaluate(
    () =>
      new Promise<number>((done) => {
        const began = performance.now();
        setTimeout(() => done(performance.now() - began));
      }),
  );
  expect(turned).toBeLessThan(500);
  await page.getByRole('button', { name: 'Draw it' }).click();
  const drawn = await drawnFrame(page, 'large / one');
  expect(await drawn.locator('.bars .point').count()).toBeGreaterThan(10);
  await context.close();
});

test('a plot that comes while the page is open appears', async () => {
  const { page, context, id } = await openPlots([plot('first', bars(1))]);
  await card(page, 'first / one').waitFor();
  await reportPlots(app, mira, id, [plot('second', bars(2))]);
  await card(page, 'second / one').waitFor();
  await context.close();
});

test('a run without plots says how to report one', async () => {
  const empty = await seedRun(app, mira, { name: 'empty' });
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${empty}/plots`);
  await page.getByText('This run has reported no plots').waitFor();
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

describe('what a plot brings along', () => {
  const SCRIPT = `<img src=x onerror="parent.postMessage('reached','*')"><a href="javascript:top.reached=1">x</a>`;
  const hostile = {
    data: [{ type: 'scatter', y: [1, 2], text: [SCRIPT, SCRIPT], mode: 'text', name: SCRIPT }],
    layout: { title: { text: SCRIPT }, annotations: [{ text: SCRIPT, x: 0, y: 1 }] },
  };

  /** What code inside the frame of a plot can reach. */
  const reach = (frame: Frame) =>
    frame.evaluate(async (path) => {
      const trying = (attempt: () => unknown) => {
        try {
          return String(attempt());
        } catch (error) {
          return (error as Error).name;
        }
      };
      return {
        origin: String(window.origin),
        page: trying(() => window.parent.document.title),
        cookies: trying(() => document.cookie),
        storage: trying(() => localStorage.length),
        away: trying(() => {
          (window.top as Window).location.href = 'about:blank';
        }),
        wire: await fetch(path, { method: 'POST', credentials: 'include' }).then(
          (answer) => `answered ${answer.status}`,
          (error) => (error as Error).name,
        ),
      };
    }, `${app.web_url}/api/v999.0/users.get_current_user`);

  async function openHostile(): Promise<Watched & { frame: Frame }> {
    const opened = await openPlots([plot('hostile', hostile)]);
    await opened.page.evaluate(() => {
      window.addEventListener('message', ({ data }) => {
        if (data === 'reached') document.title = 'reached';
      });
    });
    return { ...opened, frame: await drawnFrame(opened.page, 'hostile / one') };
  }

  test('runs no script, and has neither the page nor its session nor the wire within reach', async () => {
    const { page, context, frame } = await openHostile();
    expect(await reach(frame)).toEqual({
      ...{ origin: 'null', page: 'SecurityError', cookies: 'SecurityError', storage: 'SecurityError' },
      ...{ away: 'SecurityError', wire: 'TypeError' },
    });
    expect(
      await frame.evaluate(() => document.querySelectorAll('img, [onerror], a[href^="javascript"]').length),
    ).toBe(0);
    expect(await page.title()).toContain('plotted');
    expect(await card(page, 'hostile / one').locator('iframe').getAttribute('sandbox')).toBe('allow-scripts');
    await context.close();
  });

  test('has no origin either where the document is opened by itself', async () => {
    const { page, context } = await openAs(browser, app, mira);
    await page.goto(`${app.web_url}/plot-frame/`);
    expect(await page.evaluate(() => window.origin)).toBe('null');
    await context.close();
  });
});
