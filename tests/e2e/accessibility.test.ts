import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { beginSession } from '../../src/server/features/sessions/sessions.ts';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser, openPage } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
let admin: Seeded;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  admin = await seedPerson(app.parts, { server_admin: true });
  // A second session, which can be ended.
  await beginSession(app.parts.database.db, app.parts.keyRing, admin.id, {
    user_agent: 'test',
    address: '192.0.2.7',
  });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

/** Pages, each with the heading that says it is there, and what to open on it first. */
const SIGNED_IN: { path: () => string; heading: string; open?: (page: Page) => Promise<unknown> }[] = [
  { path: () => '/settings/profile', heading: 'Profile' },
  { path: () => '/settings/configuration', heading: 'Configuration' },
  { path: () => `/w/${admin.workspace_id}/settings`, heading: 'Workspaces' },
  { path: () => `/w/${admin.workspace_id}/audit`, heading: 'Audit log' },
  { path: () => `/w/${admin.workspace_id}/members`, heading: 'Members' },
  { path: () => `/w/${admin.workspace_id}/storage-cleanup`, heading: 'Storage cleanup' },
  { path: () => `/w/${admin.workspace_id}/gallery`, heading: 'Storage' },
  { path: () => `/w/${admin.workspace_id}/projects`, heading: 'Projects' },
  { path: () => `/w/${admin.workspace_id}/projects/*/tasks`, heading: 'All tasks' },
  { path: () => `/w/${admin.workspace_id}/queues`, heading: 'Queues' },
  { path: () => `/w/${admin.workspace_id}/workers`, heading: 'Workers' },
  { path: () => '/settings/people', heading: 'People of this server' },
  { path: () => `/w/${'0'.repeat(32)}/settings`, heading: 'Not found' },
  {
    path: () => '/settings/profile',
    heading: 'Profile',
    open: (page) => page.getByRole('button', { name: /profile menu/ }).click(),
  },
  {
    path: () => '/settings/profile',
    heading: 'Profile',
    open: async (page) => {
      await page.keyboard.press('Control+k');
      await page.getByRole('combobox').waitFor();
    },
  },
  {
    path: () => '/settings/profile',
    heading: 'Profile',
    open: (page) => page.getByRole('button', { name: 'Delete account' }).click(),
  },
  {
    path: () => `/w/${admin.workspace_id}/settings`,
    heading: 'Workspaces',
    open: (page) => page.getByRole('button', { name: 'Create new credentials' }).first().click(),
  },
];

/** Buttons that open a dialog, by page. */
const DIALOGS: { path: () => string; heading: string; buttons: (string | RegExp)[] }[] = [
  {
    path: () => '/settings/profile',
    heading: 'Profile',
    buttons: ['Change password', 'Colour', /^End session/],
  },
  { path: () => '/settings/configuration', heading: 'Configuration', buttons: ['Edit names'] },
  {
    path: () => `/w/${admin.workspace_id}/settings`,
    heading: 'Workspaces',
    buttons: [/^Edit label seeded/, /^Rotate seeded/, /^Revoke seeded/],
  },
  { path: () => `/w/${admin.workspace_id}/projects`, heading: 'Projects', buttons: ['New project'] },
  { path: () => `/w/${admin.workspace_id}/projects/*/tasks`, heading: 'All tasks', buttons: ['Columns'] },
  {
    path: () => `/w/${admin.workspace_id}/queues`,
    heading: 'Queues',
    buttons: ['New queue', 'Rename default', 'Delete default'],
  },
];
const SIGNED_OUT = [
  '/login',
  `/invite#${'a'.repeat(43)}`,
  `/claim#${'a'.repeat(43)}`,
  `/reset#${'a'.repeat(43)}`,
];

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test.each(SIGNED_IN)('no axe violation, case %#', async ({ path, heading, open }) => {
    const { page, context, expectClean } = await openAs(browser, app, admin, { colorScheme });
    await page.goto(app.web_url + path());
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    await open?.(page);
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });

  test.each(DIALOGS)('no axe violation in the dialogs of $heading', async ({ path, heading, buttons }) => {
    const { page, context, expectClean } = await openAs(browser, app, admin, { colorScheme });
    await page.goto(app.web_url + path());
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
    for (const name of buttons) {
      await page.getByRole('button', { name }).first().click();
      await page.getByRole('dialog').waitFor();
      await expectNoViolations(page);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
    expectClean();
    await context.close();
  });

  test('no axe violation where new credentials are shown, in any of their blocks', async () => {
    const { page, context, expectClean } = await openAs(browser, app, admin, { colorScheme });
    await page.goto(`${app.web_url}/w/${admin.workspace_id}/settings`);
    await page.getByRole('button', { name: 'Create new credentials' }).first().click();
    await page.keyboard.type('For axe');
    await page.keyboard.press('Enter');
    const created = page.getByRole('dialog', { name: 'Credentials created' });
    const tabs = created.getByRole('tab');
    await tabs.first().waitFor();
    for (const tab of await tabs.all()) {
      await tab.click();
      await expectNoViolations(page);
    }
    expectClean();
    await context.close();
  });

  test.each(SIGNED_OUT)('no axe violation on %s', async (path) => {
    const { page, context, expectClean } = await openPage(browser, { colorScheme });
    await page.goto(app.web_url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });
});
