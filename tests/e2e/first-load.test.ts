import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser, openPage } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Awaited<ReturnType<typeof launchBrowser>>;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const MOST_KB = 160;

/** Words that only stand in the code of something heavy, which is to be loaded where it is needed. */
const HEAVY = {
  CodeMirror: 'cm-content',
  'the HOCON engine': 'path-empty-element',
  'the known keys of ClearML': 'report_period_sec',
  'schemas (zod)': '_zod',
  Plotly: 'plotly',
  'the drawing of curves (uPlot)': 'u-cursor-pt',
};

/** Scripts and styles a page has fetched until it is quiet. */
async function fetched({ page }: Awaited<ReturnType<typeof openPage>>, url: string, heading: string) {
  const files: Promise<{ name: string; text: string }>[] = [];
  page.on('response', (response) => {
    const kind = response.request().resourceType();
    if (kind !== 'script' && kind !== 'stylesheet') return;
    files.push(response.text().then((text) => ({ name: new URL(response.url()).pathname, text })));
  });
  await page.goto(url);
  await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  await page.waitForLoadState('networkidle');
  return Promise.all(files);
}

test('the first load of the Profile page is light, and nothing heavy comes with it', async () => {
  const opened = await openAs(browser, app, await seedPerson(app.parts));
  const files = await fetched(opened, `${app.web_url}/settings/profile`, 'Profile');
  expect(files.map(({ name }) => name).filter((name) => name.endsWith('.css'))).not.toEqual([]);
  const kilobytes = files.reduce((sum, { text }) => sum + gzipSync(text).length, 0) / 1000;
  expect(kilobytes).toBeLessThan(MOST_KB);
  expect(kilobytes).toBeGreaterThan(50);
  for (const [what, word] of Object.entries(HEAVY))
    expect([what, files.filter(({ text }) => text.includes(word)).map(({ name }) => name)]).toEqual([
      what,
      [],
    ]);
  opened.expectClean();
  await opened.context.close();
});

test('so is the page to sign in', async () => {
  const opened = await openPage(browser);
  const files = await fetched(opened, `${app.web_url}/login`, 'Sign in');
  for (const [what, word] of Object.entries(HEAVY))
    expect([what, files.filter(({ text }) => text.includes(word)).map(({ name }) => name)]).toEqual([
      what,
      [],
    ]);
  await opened.context.close();
});
