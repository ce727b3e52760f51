import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { seedRun } from '../support/runs.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let admin: Seeded;
let run: string;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  admin = await seedPerson(app.parts, { server_admin: true });
  const hyperparams = { Args: { rate: { value: '0.1' } } };
  run = await seedRun(app, admin, {
    hyperparams,
    curves: { 'loss/train': (i) => i, 'loss/test': (i) => -i },
  });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const WIDTHS = [390, 768, 1024, 1440, 1920];
const STEPS = [0.6, 0.7, 0.8, 0.9, 1, 1.25];
const PATHS = () => [
  '/settings/profile',
  '/settings/configuration',
  `/w/${admin.workspace_id}/settings`,
  `/w/${admin.workspace_id}/audit`,
  `/w/${admin.workspace_id}/members`,
  `/w/${admin.workspace_id}/storage-cleanup`,
  `/w/${admin.workspace_id}/gallery`,
  `/w/${admin.workspace_id}/projects`,
  `/w/${admin.workspace_id}/projects/*/tasks`,
  `/w/${admin.workspace_id}/queues`,
  `/w/${admin.workspace_id}/workers`,
  `/w/${admin.workspace_id}/tasks/${run}/scalars`,
  `/w/${admin.workspace_id}/compare?tasks=${run}`,
  '/settings/people',
];

test('no page scrolls sideways at any width and any step of the scale', async () => {
  const { page } = await openAs(browser, app, admin);
  const wide: string[] = [];
  for (const path of PATHS()) {
    await page.goto(app.web_url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.waitForLoadState('networkidle');
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      for (const step of STEPS) {
        const over = await page.evaluate((scale) => {
          document.documentElement.style.setProperty('--ui-scale', String(scale));
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        }, step);
        if (over > 0) wide.push(`${path} at ${width} px, step ${step}: ${over} px too wide`);
      }
    }
  }
  expect(wide).toEqual([]);
});

test('a chosen scale acts at once, without reload or transform, and follows the account into another browser', async () => {
  const { page, expectClean } = await openAs(browser, app, admin);
  await page.goto(`${app.web_url}/settings/configuration`);
  await page.getByRole('radio', { name: '80 %' }).check({ force: true });
  const scale = () =>
    page.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--ui-scale').trim());
  await expect.poll(scale).toBe('0.8');
  expect(await page.evaluate(() => getComputedStyle(document.body).transform)).toBe('none');
  expectClean();

  await expect
    .poll(
      async () =>
        (await app.call('users.get_preferences', {}, { session: admin.session })).data.preferences.views
          ?.hidpi,
    )
    .toBeDefined();
  const other = await openAs(browser, app, admin);
  await other.page.goto(`${app.web_url}/settings/profile`);
  await expect
    .poll(() =>
      other.page.evaluate(() =>
        getComputedStyle(document.documentElement).getPropertyValue('--ui-scale').trim(),
      ),
    )
    .toBe('0.8');
});

test.each([true, false])('the page works below a sub-path (proxy strips the prefix: %s)', async (strips) => {
  const { createSubPathProxy } = await import('../support/sub-path-proxy.ts');
  const proxied = await createSubPathProxy('/tools/atrium', strips);
  const person = await seedPerson(proxied.app.parts);
  const { page, expectClean } = await openAs(browser, proxied.app, person);
  await page.goto(`${proxied.url}/w/${person.workspace_id}/settings`);
  await page.getByRole('heading', { level: 1, name: 'Workspaces' }).waitFor();
  await page.getByRole('link', { name: 'Profile' }).first().click();
  await expect.poll(() => new URL(page.url()).pathname).toBe('/tools/atrium/settings/profile');
  expectClean();
  await proxied.end();
});
