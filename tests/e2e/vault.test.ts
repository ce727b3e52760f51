import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clipboard, launchBrowser, type Watched } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
import { basicHeader } from '../support/test-app.ts';

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

const SECRET = 'planted-git-token-4711';
const TEXT = `# shared by every run of mine\nagent {\n  git_user: "bot"\n  git_pass: "${SECRET}"\n}\nsdk.aws.s3.region: "eu-central-1"\n`;

const settings = ({ workspace_id }: Seeded) => `${app.web_url}/w/${workspace_id}/settings`;
const vaultPage = ({ workspace_id }: Seeded, rest = '') => `${app.web_url}/w/${workspace_id}/vault${rest}`;

/** Saves a personal vault by the wire, as another page of the same person would. */
async function save(person: Seeded, text: string, more: Record<string, unknown> = {}) {
  const as = { session: person.session, tenant: person.workspace_id, origin: app.web_url };
  const answer = await app.call(
    'vaults.save',
    { text, format: 'hocon', base: 0, accept_warnings: true, ...more },
    as,
  );
  expect(answer.code).toBe(200);
  return answer.data as { vault: string; version: number };
}

const editor = (page: Page) => page.getByRole('textbox', { name: /^Vault text in/ });

/** Pastes a text into the editor in place of what is there. */
async function write(page: Page, text: string): Promise<void> {
  await page.evaluate((pasted) => navigator.clipboard.writeText(pasted), text);
  await editor(page).click();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+v');
}

/** A client's fetch of its configuration, with the headers genuine ones send. */
async function fetchVaults({ key }: Seeded, worker: string): Promise<string> {
  const answer = await fetch(`${app.api_url}/v2.31/users.get_vaults?enabled=true&types=config&types=config`, {
    headers: {
      authorization: basicHeader(key),
      'x-clearml-client': 'clearml-2.0.2',
      'x-clearml-worker': worker,
    },
  });
  return answer.text();
}

async function openSigned(person: Seeded, address: string, options = {}): Promise<Watched> {
  const opened = await openAs(browser, app, person, options);
  await opened.page.goto(address);
  return opened;
}

test('a double click opens the editor, an error shows under its line, its fix mends it, and the rollout shows who has it', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, TEXT);
  const { page, expectClean, context } = await openSigned(mira, settings(mira));
  await page
    .getByRole('region', { name: 'Your vault, secrets masked' })
    .dblclick({ position: { x: 20, y: 50 } });
  await editor(page).waitFor();
  await write(page, 'agent {\n  git_user: bot@example.org\n}\n');
  const lens = page.locator('.lens').first();
  await lens.waitFor();
  await page.getByText('1 error').first().waitFor();
  await lens.getByRole('button').first().click();
  await expect.poll(() => editor(page).textContent()).toContain('"bot@example.org"');
  await page.getByText('Clients read it').waitFor();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as version 2' });
  await dialog.getByLabel('What changes').waitFor();
  await dialog.getByLabel('Note').fill('Only the bot');
  await dialog.getByRole('button', { name: 'Save', exact: true }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Off: nothing of it is served').waitFor();
  expect(await fetchVaults(mira, 'gpu-1')).not.toContain('bot@example.org');
  await page.getByRole('switch', { name: 'Configuration vault on' }).click();
  await page.getByText('On, version 2').waitFor();
  await expect.poll(() => fetchVaults(mira, 'gpu-1')).toContain('bot@example.org');
  await page.getByText('Only the bot').waitFor();
  await page.getByRole('row', { name: /gpu-1/ }).getByText('Version 2').waitFor({ timeout: 40_000 });
  expectClean();
  await context.close();
});

test('secrets are not in the page before they are revealed; one is copied unseen; both are audited', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, TEXT);
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  const copy = page.getByRole('button', { name: /^Copy the secret of git_pass/ });
  await copy.click();
  await page.getByText('Secret copied').waitFor();
  expect(await clipboard(page)).toBe(SECRET);
  await page.getByRole('button', { name: 'EDIT' }).click();
  await editor(page).waitFor();
  expect(await page.content()).not.toContain(SECRET);
  await page.getByRole('button', { name: 'Reveal', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: /^Reveal/ });
  await dialog.getByText('audit log').waitFor();
  await dialog.getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect.poll(() => editor(page).textContent()).toContain(SECRET);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByRole('button', { name: 'EDIT' }).waitFor();
  expect(await page.content()).not.toContain(SECRET);
  const kept = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage]));
  expect(kept).not.toContain(SECRET);
  const events = await app.parts.database.db.selectFrom('audit_events').select('action').execute();
  expect(events.map(({ action }) => action)).toEqual(
    expect.arrayContaining(['vaults.copy', 'vaults.reveal']),
  );
  expectClean();
  await context.close();
});

test('Escape, links and the back button ask before a changed text is lost', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, TEXT);
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  await page.getByRole('button', { name: 'EDIT' }).click();
  await write(page, 'sdk.mine: 1\nsdk.yours: 2\n');
  const dialog = page.getByRole('dialog', { name: 'Your text is not saved' });
  // the first one may close a list of completions
  await expect
    .poll(async () => {
      await page.keyboard.press('Escape');
      await page.waitForTimeout(200);
      return dialog.isVisible();
    })
    .toBe(true);
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  await page.getByRole('link', { name: 'Profile' }).first().click();
  await dialog.waitFor();
  await page.keyboard.press('Escape');
  await page.goBack();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  expect(await editor(page).textContent()).toContain('sdk.yours');
  await page.getByRole('link', { name: 'Profile' }).first().click();
  await dialog.getByRole('button', { name: /^Discard \d+ changed lines$/ }).click();
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  expectClean();
  await context.close();
});

test('when another page saved first, both texts are merged and neither is lost', async () => {
  const mira = await seedPerson(app.parts);
  const { vault } = await save(mira, 'sdk.a: 1\nsdk.b: 2\nsdk.c: 3\nsdk.d: 4\nsdk.e: 5\n');
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await write(page, 'sdk.a: 1\nsdk.b: 2\nsdk.c: 3\nsdk.d: 4\nsdk.e: 50\n');
  await save(mira, 'sdk.a: 10\nsdk.b: 2\nsdk.c: 3\nsdk.d: 4\nsdk.e: 5\n', { vault, base: 1 });
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const merge = page.getByRole('dialog', { name: 'Somebody saved meanwhile' });
  await merge.getByRole('button', { name: 'OK', exact: true }).click();
  const again = page.getByRole('dialog', { name: 'Save as version 3' });
  await again.getByRole('button', { name: 'Save', exact: true }).click();
  await again.waitFor({ state: 'detached' });
  const text = page.getByRole('region', { name: 'Your vault, secrets masked' });
  await expect.poll(() => text.textContent()).toContain('sdk.a: 10');
  expect(await text.textContent()).toContain('sdk.e: 50');
  expectClean();
  await context.close();
});

test('a vault with an error stays off and says why; its dialog opens the editor; with a warning it asks once', async () => {
  const mira = await seedPerson(app.parts);
  const { vault } = await save(mira, 'agent.git_user: bot@example.org\n');
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  const onOff = page.getByRole('switch', { name: 'Configuration vault on' });
  await onOff.click();
  const refused = page.getByRole('dialog', { name: 'This vault cannot be on yet' });
  await refused.getByText('Line 1:').waitFor();
  expect(await refused.getByRole('button', { name: 'Switch on anyway' }).count()).toBe(0);
  expect(await onOff.isChecked()).toBe(false);
  await refused.getByRole('button', { name: 'Open editor and fix' }).click();
  await editor(page).waitFor();
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await save(mira, 'agent.worker_name: "pool"\n', { vault, base: 1 });
  await page.reload();
  await onOff.click();
  const warned = page.getByRole('dialog', { name: 'Switch on with warnings?' });
  await warned.getByRole('button', { name: 'Switch on anyway' }).click();
  await page.getByText('On, version 2').waitFor();
  expectClean();
  await context.close();
});

test('while it is on an error forbids saving, and switching it off with the save is offered', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, 'sdk.mine: 1\n', { enabled: true });
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await write(page, 'sdk.mine: 1\nsdk.yours: a@b\n');
  await page.getByText('A vault that is on cannot be saved with errors. Fix line 2, or').waitFor();
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as version 2' });
  expect(await dialog.getByRole('button', { name: 'Save', exact: true }).isDisabled()).toBe(true);
  await dialog.getByRole('button', { name: 'Switch off and save' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Off: nothing of it is served').waitFor();
  await expect.poll(() => fetchVaults(mira, 'gpu-1')).not.toContain('sdk');
  expectClean();
  await context.close();
});

test('when the server cannot be reached the text stays, and “Try again” saves it', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, 'sdk.mine: 1\n');
  const { page, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await write(page, 'sdk.mine: 2\n');
  await page.route('**/vaults.save', (route) => route.abort());
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Save as version 2' });
  await dialog.getByText('The server cannot be reached.').waitFor();
  await dialog.getByRole('button', { name: 'Keep editing' }).click();
  expect(await editor(page).textContent()).toContain('sdk.mine: 2');
  await page.unroute('**/vaults.save');
  await page.route('**/vaults.save', (route) => route.fulfill({ status: 500, body: '{}' }));
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const retry = dialog.getByRole('button', { name: 'Try again' });
  await retry.waitFor();
  await page.unroute('**/vaults.save');
  await retry.click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('HOCON, version 2').waitFor();
  await context.close();
});

test('a file is taken into the editor, and one that is no text is refused with a sentence', async () => {
  const mira = await seedPerson(app.parts);
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  await page.getByRole('button', { name: 'Start with this' }).click();
  await editor(page).waitFor();
  const file = page.locator('input[type=file][aria-label="Configuration file"]');
  await file.setInputFiles({ name: 'a.conf', mimeType: '', buffer: Buffer.from([0x61, 0xff, 0x62]) });
  await page.getByText('“a.conf” was not taken: it is not text in UTF-8').waitFor();
  await file.setInputFiles({ name: 'a.yaml', mimeType: '', buffer: Buffer.from('sdk:\n  mine: 1\n') });
  await expect.poll(() => editor(page).textContent()).toContain('mine: 1');
  expect(await page.getByRole('radio', { name: 'YAML' }).isChecked()).toBe(true);
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('YAML, version 1').waitFor();
  expectClean();
  await context.close();
});

test('“Why this value?” reads a dropped clearml.conf in the page, shows no secret of it and sends nothing', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, 'sdk.aws.s3.region: "eu-central-1"\n');
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  const sent: string[] = [];
  page.on('request', (request) => sent.push(request.postData() ?? ''));
  const conf = 'sdk.aws.s3 { region: "us-east-1", secret: "planted-conf-secret" }\n';
  await page
    .locator('input[type=file][aria-label="clearml.conf of a machine"]')
    .setInputFiles({ name: 'clearml.conf', mimeType: '', buffer: Buffer.from(conf) });
  const row = page.getByRole('row', { name: /sdk\.aws\.s3\.region/ });
  await row.getByText('us-east-1').waitFor();
  await row.getByText('eu-central-1').waitFor();
  await page.getByText('Environment lines', { exact: true }).click();
  await page
    .getByLabel('Environment lines of the machine')
    .fill('export AWS_SESSION_TOKEN=planted-env-secret');
  await page
    .getByRole('row', { name: /sdk\.aws\.s3\.token/ })
    .getByText('AWS_SESSION_TOKEN')
    .waitFor();
  await page.getByRole('link', { name: 'sdk.aws.s3.region' }).click();
  await expect.poll(() => new URL(page.url()).searchParams.get('key')).toBe('sdk.aws.s3.region');
  await expect.poll(() => page.locator('.why-table tbody tr').count()).toBe(1);
  await page.getByRole('button', { name: 'Show all keys' }).click();
  const shown = await page.locator('.why-table').innerHTML();
  expect(shown).not.toContain('planted-conf-secret');
  expect(shown).not.toContain('planted-env-secret');
  expect(sent.join('\n')).not.toContain('planted');
  expectClean();
  await context.close();
});

test('an old version is compared with another and restored as a new one', async () => {
  const mira = await seedPerson(app.parts);
  const { vault } = await save(mira, 'sdk.mine: 1\n', { note: 'One' });
  await save(mira, 'sdk.mine: 2\n', { vault, base: 1, note: 'Two' });
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira));
  await page
    .getByRole('region', { name: 'Difference from v1 to v2' })
    .getByText('sdk.mine')
    .first()
    .waitFor();
  await page.getByRole('button', { name: /^v1 One/ }).click();
  await page.getByRole('button', { name: 'Restore v1 as new version' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByRole('button', { name: /^v3 Restored from v1/ }).waitFor();
  const text = page.getByRole('region', { name: 'Your vault, secrets masked' });
  await expect.poll(() => text.textContent()).toContain('sdk.mine: 1');
  expectClean();
  await context.close();
});

test('an administrator makes, orders, gives and deletes workspace vaults; a member reads theirs masked', async () => {
  const mira = await seedPerson(app.parts);
  const jonas = await seedPerson(app.parts);
  await seedMember(app.parts, mira.workspace_id, jonas.id, 'member');
  for (const name of ['Buckets', 'Git access']) {
    await save(mira, `sdk.name: "${name}"\nagent.git_pass: "${SECRET}"\n`, {
      scope: 'group',
      name,
      enabled: true,
    });
  }
  const { page, expectClean, context } = await openSigned(mira, settings(mira));
  const vaults = page.getByRole('region', { name: 'Workspace vaults' });
  const names = () => vaults.locator('tbody strong').allTextContents();
  await expect.poll(names).toEqual(['Buckets', 'Git access']);
  await vaults.getByRole('button', { name: /^Move Buckets/ }).focus();
  await page.keyboard.press('ArrowDown');
  await vaults.getByText('Buckets is now number 2 of 2; it is read last and wins.').waitFor();
  await expect.poll(names).toEqual(['Git access', 'Buckets']);
  await vaults
    .getByRole('button', { name: /^Move Buckets/ })
    .dragTo(vaults.getByRole('row', { name: /Git access/ }));
  await expect.poll(names).toEqual(['Buckets', 'Git access']);
  await vaults.getByRole('button', { name: 'Change name and members of Git access' }).click();
  const change = page.getByRole('dialog', { name: /^Change/ });
  await change.getByRole('radio', { name: /^Chosen members/ }).check();
  await change.getByRole('checkbox', { name: mira.name, exact: true }).check();
  await change.getByRole('button', { name: 'Save' }).click();
  await vaults.getByText(/^1 chosen member/).waitFor();

  const other = await openSigned(jonas, `${app.web_url}/w/${mira.workspace_id}/settings`);
  const applied = other.page.getByRole('region', { name: 'Also applied by your workspace' });
  await applied.getByText('Buckets').first().waitFor();
  expect(await applied.getByText('Git access').count()).toBe(0);
  expect(await other.page.getByRole('region', { name: 'Workspace vaults' }).count()).toBe(0);
  await applied.getByRole('link', { name: 'Read Buckets' }).click();
  await other.page.getByRole('region', { name: 'Buckets, secrets masked' }).waitFor();
  expect(await other.page.content()).not.toContain(SECRET);
  expect(await other.page.getByRole('button', { name: /^EDIT|^Copy the secret/ }).count()).toBe(0);
  other.expectClean();
  await other.context.close();

  await vaults.getByRole('button', { name: 'Delete Buckets' }).click();
  const gone = page.getByRole('dialog', { name: 'Delete “Buckets”?' });
  await gone.getByText('2 members').waitFor();
  await gone.getByRole('button', { name: 'Delete vault' }).click();
  await expect.poll(names).toEqual(['Git access']);
  await vaults.getByRole('button', { name: 'Create workspace vault' }).click();
  await page.getByRole('dialog').getByLabel('Name').fill('Docker');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: 'Docker' }).waitFor();
  await page.getByText('Readable by every process of 2 members.').waitFor();
  await editor(page).waitFor();
  expectClean();
  await context.close();
});

test('the palette leads into the editor and to “Why this value?”', async () => {
  const mira = await seedPerson(app.parts);
  const { page, expectClean, context } = await openSigned(mira, settings(mira));
  await page.getByRole('heading', { level: 1 }).waitFor();
  const run = async (typed: string) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search or run a command' }).fill(typed);
    await page.keyboard.press('Enter');
  };
  await run('edit configuration');
  await editor(page).waitFor();
  await run('why this');
  await page.getByRole('heading', { name: 'Why this value?' }).waitFor();
  await expect.poll(() => page.evaluate(() => window.scrollY)).toBeGreaterThan(0);
  expectClean();
  await context.close();
});

test('closing the tab asks before a changed text is lost', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, TEXT);
  const { page, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await write(page, 'sdk.mine: 1\n');
  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asked;
  expect(dialog.type()).toBe('beforeunload');
  await dialog.accept();
  await context.close();
});

test('a text in clear is merged in clear: no secret comes back masked, and none is lost', async () => {
  const mira = await seedPerson(app.parts);
  const { vault } = await save(mira, TEXT);
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await page.getByRole('button', { name: 'Reveal', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect.poll(() => editor(page).textContent()).toContain(SECRET);
  await write(page, TEXT.replace('eu-central-1', 'us-east-1'));
  await save(mira, TEXT.replace('git_user: "bot"', 'git_user: "team"'), { vault, base: 1 });
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  const merge = page.getByRole('dialog', { name: 'Somebody saved meanwhile' });
  await merge.getByText('Both changes fit together').waitFor();
  await merge.getByRole('button', { name: 'OK', exact: true }).click();
  await page
    .getByRole('dialog', { name: 'Save as version 3' })
    .getByRole('button', { name: 'Save', exact: true })
    .click();
  await page.getByText('HOCON, version 3').waitFor();
  const as = { session: mira.session, tenant: mira.workspace_id, origin: app.web_url };
  const { data } = await app.call('vaults.reveal', { vault }, as);
  expect(data.text).toBe(
    TEXT.replace('eu-central-1', 'us-east-1').replace('git_user: "bot"', 'git_user: "team"'),
  );
  expectClean();
  await context.close();
});

test('a saved text that does not parse is masked whole; the editor says so and reveals it', async () => {
  const mira = await seedPerson(app.parts);
  await save(mira, 'sdk { region = planted-open');
  const { page, expectClean, context } = await openSigned(mira, vaultPage(mira, '?edit=true'));
  await page.getByText('The saved text does not parse, so all of it is masked.').waitFor();
  await editor(page).waitFor();
  expect(await page.content()).not.toContain('planted-open');
  await page.getByRole('button', { name: 'Reveal it' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reveal', exact: true }).click();
  await expect.poll(() => editor(page).textContent()).toContain('planted-open');
  await write(page, 'sdk { region = "eu" }\n');
  await page.getByRole('radio', { name: 'YAML' }).click({ force: true });
  await page.getByRole('dialog').getByRole('button', { name: 'Convert to YAML' }).click();
  await expect.poll(() => editor(page).textContent()).toContain('region: eu');
  await page.getByRole('button', { name: 'OK', exact: true }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('YAML, version 2').waitFor();
  expectClean();
  await context.close();
});
