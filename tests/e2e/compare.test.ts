import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { chart, drawnColumns } from '../support/curves-page.ts';
import { scalar, sendEvents } from '../support/events.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { seedRun } from '../support/runs.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let ids: string[];
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  const run = (name: string, lr: string, factor: number, status = 'completed') =>
    seedRun(app, mira, {
      ...{ name, status },
      hyperparams: { Args: { lr: { value: lr }, seed: { value: '7' } } },
      curves: { 'loss/train': (i) => factor / (i + 1) },
    });
  ids = [
    await run('slow (baseline)', '0.1', 1),
    await run('fast', '0.01', 2),
    await run('going on', '0.001', 3, 'in_progress'),
  ];
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
});

const address = (runs: readonly string[]) =>
  `${app.web_url}/w/${mira.workspace_id}/compare?tasks=${runs.join()}`;
const rows = (page: Page, table: string) =>
  page.getByRole('table', { name: table, exact: true }).getByRole('row').allInnerTexts();
const flat = (texts: string[]) => texts.map((text) => text.replace(/\s+/g, ' ').trim());

test('runs stand side by side: curves on one chart, parameters and last values with what differs', async () => {
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(address(ids.slice(0, 2)));
  const loss = chart(page, 'loss');
  await loss.locator('canvas').waitFor();
  for (const name of ['slow (baseline)', 'fast'])
    await expect
      .poll(async () => (await drawnColumns(loss, name)).filter(Boolean).length)
      .toBeGreaterThan(100);
  expect(flat(await rows(page, 'Parameters'))).toEqual([
    'Name slow (baseline) fast',
    expect.stringMatching(/^Args lr.* 0\.1 0\.01$/),
  ]);
  expect(flat(await rows(page, 'Metrics'))[1]).toMatch(/^loss train.* 0\.05 0\.1$/);
  await page.getByRole('radio', { name: 'Largest' }).check();
  expect(flat(await rows(page, 'Metrics'))[1]).toMatch(/^loss train.* 1 2$/);
  await page.getByLabel('Only what differs').uncheck();
  expect(flat(await rows(page, 'Parameters'))[2]).toBe('Args seed 7 7');
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('runs are found by name, added and taken out, and the address keeps which', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/tasks/${ids[0]}/scalars`);
  await page.getByRole('link', { name: 'Compare with…' }).click();
  await page.getByRole('heading', { level: 1, name: 'Compare runs' }).waitFor();
  await page.getByRole('button', { name: 'Add runs' }).click();
  await page.getByLabel('Search runs').fill('(base');
  await page.getByRole('button', { name: 'Add slow (baseline)' }).waitFor();
  await page.getByRole('button', { name: 'Add fast' }).waitFor({ state: 'detached' });
  expect(await page.getByRole('button', { name: 'Add slow (baseline)' }).isDisabled()).toBe(true);
  await page.getByLabel('Search runs').fill('fas');
  await page.getByRole('button', { name: 'Add fast' }).click();
  await expectNoViolations(page);
  await page.getByRole('button', { name: 'Done' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('tasks')).toBe(`${ids[0]},${ids[1]}`);
  await chart(page, 'loss').getByRole('button', { name: 'fast' }).waitFor();
  await page.getByRole('button', { name: 'Take slow (baseline) out' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('tasks')).toBe(ids[1]);
  await context.close();
});

test('a run that goes on grows beside one that has ended', async () => {
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(address([ids[0] ?? '', ids[2] ?? '']));
  const loss = chart(page, 'loss');
  await loss.getByRole('button', { name: 'going on' }).waitFor();
  await sendEvents(app, mira.key, [scalar(ids[2] ?? '', 30, 0.375)]);
  await loss.getByRole('button', { name: 'going on 0.375' }).waitFor();
  await context.close();
});

test('runs of other workspaces are as unknown as none', async () => {
  const zoe = await seedPerson(app.parts);
  const foreign = await seedRun(app, zoe, { name: 'not yours', curves: { 'loss/train': () => 1 } });
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(address([ids[0] ?? '', foreign]));
  await page.getByText('One run is not in this workspace, or deleted.').waitFor();
  expect(await page.getByText('not yours').count()).toBe(0);
  await page.getByRole('button', { name: 'Take out' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('tasks')).toBe(ids[0]);
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/compare`);
  await page.getByText('No runs to compare yet').waitFor();
  await context.close();
});
