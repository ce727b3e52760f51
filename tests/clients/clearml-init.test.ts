import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { clipboard, launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createSubPathProxy } from '../support/sub-path-proxy.ts';
import { clientEnvironment, makeHome } from './sdk-process.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

/** Runs a genuine program with `input` at its prompt; gives what it printed and its exit code. */
function runAtPrompt(
  program: string,
  args: string[],
  home: string,
  input: string,
): Promise<{ code: number | null; text: string }> {
  const child = spawn(program, args, { env: clientEnvironment(home) });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => (text += String(part)));
  child.stdin.end(input);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, text })));
}

/** Makes a credential in the page and copies the block the dialog shows. */
async function copyBlock(
  browser: Browser,
  app: ListeningApp,
  person: Seeded,
  label: string,
): Promise<string> {
  const { page, context } = await openAs(browser, app, person);
  await page.goto(`${app.web_url}/w/${person.workspace_id}/settings`);
  await page.getByRole('button', { name: 'Create new credentials' }).first().click();
  await page.getByLabel('Label', { exact: true }).fill(label);
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Credentials created' });
  await dialog.getByRole('button', { name: 'Copy', exact: true }).click();
  const block = await clipboard(page);
  await context.close();
  return block;
}

describe.skipIf(missing)(`the genuine clearml-init${missing ? ` (${missing})` : ''}`, () => {
  const bin = 'sdk' in python ? python.sdk : '';
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  /** Pastes the block, then asks a fresh Session who it is. */
  async function expectSignedIn(app: ListeningApp, person: Seeded, label: string): Promise<void> {
    const { home, remove } = makeHome();
    try {
      const block = await copyBlock(browser, app, person, label);
      const init = await runAtPrompt(join(bin, 'clearml-init'), [], home, `${block}\n`);
      expect(init.text).toMatch(/Credentials verified/i);
      const conf = join(home, 'clearml.conf');
      expect(existsSync(conf), init.text).toBe(true);
      expect(readFileSync(conf, 'utf8')).toContain(app.parts.config.api_url);
      const script = [
        'from clearml.backend_api import Session',
        'answer = Session().send_request("users", "get_current_user").json()',
        'print("I am", answer["data"]["user"]["id"])',
      ].join('\n');
      const session = await runAtPrompt(join(bin, 'python'), ['-c', script], home, '');
      expect(session.text).toContain(`I am ${person.id}`);
    } finally {
      remove();
    }
  }

  test('signs in with the very block the dialog shows', async () => {
    const app = await createPageApp();
    const person = await seedPerson(app.parts);
    await expectSignedIn(app, person, 'Workstation } # "quoted"');
    await app.end();
  });

  test('and with the block of a server below a sub-path behind a proxy', async () => {
    const proxied = await createSubPathProxy('/atrium', true);
    const person = await seedPerson(proxied.app.parts);
    await expectSignedIn(proxied.app, person, 'proxied');
    await proxied.end();
  });
});
