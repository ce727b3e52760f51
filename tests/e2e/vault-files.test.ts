import { readFile } from 'node:fs/promises';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';

let app: ListeningApp;
let browser: Browser;
beforeAll(async () => {
  app = await createPageApp();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
});

const SECRET = 'planted-git-token-4712';
const TEXT = `# shared by every run of mine\nagent {\n  git_user: "bot"\n  git_pass: "${SECRET}"\n}\n`;

/** Saves a first personal vault by the wire. */
async function save({ session, workspace_id }: Seeded, text: string): Promise<{ vault: string }> {
  const as = { session, tenant: workspace_id, origin: app.web_url };
  const body = { text, format: 'hocon', base: 0, accept_warnings: true };
  const answer = await app.call('vaults.save', body, as);
  expect(answer.code).toBe(200);
  return answer.data;
}

const editor = (page: Page) => page.getByRole('textbox', { name: /^Vault text in/ });

async function openVault(person: Seeded, rest = '') {
  const opened = await openAs(browser, app, person);
  await opened.page.goto(`${app.web_url}/w/${person.workspace_id}/vault${rest}`);
  return opened;
}

/** Drops a file on an element, as a hand with a mouse does. */
async function drop(page: Page, selector: string, name: string, text: string): Promise<void> {
  const transfer = await page.evaluateHandle(
    ([called, held]) => {
      const files = new DataTransfer();
      files.items.add(new File([held ?? ''], called ?? ''));
      return files;
    },
    [name, text],
  );
  for (const event of ['dragover', 'drop'])
    await page.locator(selector).first().dispatchEvent(event, { dataTransfer: transfer });
}

test('a file dropped on the editor is taken as it is, and one dropped on “Why this value?” is read there', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, 'sdk.mine: 1\n');
  const { page, expectClean, context } = await openVault(mira, '?edit=true');
  await editor(page).waitFor();
  await drop(page, '.cm-content', 'dropped.json', '{"sdk": {"mine": "from the file"}}');
  // exactly once: CodeMirror would take a dropped file by itself, too
  await expect
    .poll(() => editor(page).locator('.cm-line').allTextContents())
    .toEqual(['{"sdk": {"mine": "from the file"}}']);
  expect(await page.getByRole('radio', { name: 'JSON' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('JSON, version 2').waitFor();
  await drop(page, '.machine', 'clearml.conf', 'sdk.mine: "from the machine"\n');
  const row = page.getByRole('row', { name: /sdk\.mine/ });
  await row.getByText('from the machine').waitFor();
  await row.getByText('from the file').waitFor();
  expectClean();
  await context.close();
});

test('a vault is downloaded masked or, noted in the audit log, with its secrets', async () => {
  const mira = await seedPerson(app.parts);
  const { vault } = await save(mira, TEXT);
  const { page, expectClean, context } = await openVault(mira);
  const take = async (which: string) => {
    await page.getByRole('button', { name: 'Download', exact: true }).click();
    const button = page.getByRole('dialog').getByRole('button', { name: which });
    const [file] = await Promise.all([page.waitForEvent('download'), button.click()]);
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(file.suggestedFilename()).toBe('Personal-vault.conf');
    return readFile(await file.path(), 'utf8');
  };
  const reveals = async () =>
    (
      await app.parts.database.db
        .selectFrom('audit_events')
        .select('action')
        .where('target', '=', vault)
        .where('action', '=', 'vaults.reveal')
        .execute()
    ).length;
  const masked = await take('Secrets masked');
  expect(masked).toContain('git_user: "bot"');
  expect(masked).not.toContain(SECRET);
  expect(await reveals()).toBe(0);
  expect(await take('With secrets')).toBe(TEXT);
  expect(await reveals()).toBe(1);
  expectClean();
  await context.close();
});
