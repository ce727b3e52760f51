import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { basicHeader } from '../support/test-app.ts';

let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let fresh: Seeded;
let shared: string;

async function save(body: Record<string, unknown>): Promise<string> {
  const as = { session: mira.session, tenant: mira.workspace_id, origin: app.web_url };
  const answer = await app.call(
    'vaults.save',
    { format: 'hocon', base: 0, accept_warnings: true, ...body },
    as,
  );
  expect(answer.code).toBe(200);
  return answer.data.vault;
}

beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  fresh = await seedPerson(app.parts);
  const text = '# note\nagent {\n  git_pass: "secret"\n  worker_name: pool\n}\nsdk.aws.s3.region: "eu"\n';
  const vault = await save({ text, enabled: true, note: 'First' });
  await save({ vault, text: text.replace('"eu"', '"us"'), base: 1, note: 'Second' });
  shared = await save({ scope: 'group', name: 'Buckets', text: 'sdk.aws.s3.region: "x"\n', enabled: true });
  await fetch(`${app.api_url}/v2.31/users.get_vaults?enabled=true&types=config`, {
    headers: { authorization: basicHeader(mira.key), 'x-clearml-client': 'clearml-2.0.2' },
  });
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const place = (rest: string, person = mira) => `${app.web_url}/w/${person.workspace_id}${rest}`;
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const editor = (page: Page) => page.getByRole('textbox', { name: /^Vault text in/ });

/** Pages and dialogs: where, and what to open there. */
const SIGHTS: { name: string; at: () => string; open?: (page: Page) => Promise<unknown> }[] = [
  { name: 'settings', at: () => place('/settings') },
  { name: 'vault', at: () => place('/vault') },
  { name: 'workspace vault', at: () => place(`/vault/${shared}`) },
  { name: 'no vault', at: () => place('/vault', fresh) },
  { name: 'no vault in settings', at: () => place('/settings', fresh) },
  {
    name: 'editor with an error',
    at: () => place('/vault?edit=true'),
    open: async (page) => {
      await editor(page).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('sdk.mine: a@b');
      await page.getByText('1 error').first().waitFor();
    },
  },
  {
    name: 'save',
    at: () => place('/vault?edit=true'),
    open: async (page) => {
      await editor(page).click();
      await page.keyboard.press('Control+End');
      await page.keyboard.type('sdk.mine: 1');
      await button(page, 'OK').click();
      await page.getByRole('dialog').getByLabel('What changes').waitFor();
    },
  },
  {
    name: 'leave',
    at: () => place('/vault?edit=true'),
    open: async (page) => {
      await editor(page).click();
      await page.keyboard.type('#');
      await button(page, 'Cancel').click();
      await page.getByRole('dialog').waitFor();
    },
  },
  { name: 'reveal', at: () => place('/vault?edit=true'), open: (page) => button(page, 'Reveal').click() },
  {
    name: 'secret keys',
    at: () => place('/vault?edit=true'),
    open: (page) => button(page, 'Mark secret keys').click(),
  },
  {
    name: 'create',
    at: () => place('/settings'),
    open: async (page) => {
      await button(page, 'Create workspace vault').click();
      await page.getByRole('radio', { name: /^Chosen members/ }).check();
      await page.getByRole('checkbox').last().waitFor();
    },
  },
  { name: 'delete', at: () => place('/settings'), open: (page) => button(page, 'Delete Buckets').click() },
];

const ownerOf = (name: string) => (name.startsWith('no vault') ? fresh : mira);

async function arrive(page: Page, address: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForLoadState('networkidle');
}

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  // dialogs look alike: each is looked at in one theme
  const sights = SIGHTS.filter(({ open }, i) => !open || (i % 2 === 0) === (colorScheme === 'dark'));
  test.each(sights)('no axe violation: $name', async ({ name, at, open }) => {
    const { page, context, expectClean } = await openAs(browser, app, ownerOf(name), { colorScheme });
    await arrive(page, at());
    await open?.(page);
    await expectNoViolations(page);
    expectClean();
    await context.close();
  });
});

test('nothing scrolls sideways from 390 to 1920 px', async () => {
  const wide: string[] = [];
  for (const { name, at, open } of SIGHTS) {
    const { page, context } = await openAs(browser, app, ownerOf(name));
    await arrive(page, at());
    await open?.(page);
    for (const width of [390, 768, 1024, 1440, 1920]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      if (over > 0) wide.push(`${name} at ${width} px: ${over} px too wide`);
    }
    await context.close();
  }
  expect(wide).toEqual([]);
});

test('the editor comes only with the editor, not with the page that shows the text', async () => {
  const { page, context } = await openAs(browser, app, mira);
  const loaded: string[] = [];
  page.on('response', (response) => loaded.push(response.url()));
  await arrive(page, place('/settings'));
  expect(loaded.filter((url) => /text-editor|reading-pane|check-worker/.test(url))).toEqual([]);
  await arrive(page, place('/vault?edit=true'));
  await editor(page).waitFor();
  expect(loaded.some((url) => /text-editor/.test(url))).toBe(true);
  await context.close();
});
