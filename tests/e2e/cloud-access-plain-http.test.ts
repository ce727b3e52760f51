import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { chooseCustody, dialog, entryRow, fillKeys, openConfiguration } from '../support/access-keys.ts';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort, type ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { seedMember, seedPerson } from '../support/seeds.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';

/** A name that is not this machine's own: over plain http browsers then offer neither WebCrypto nor a clipboard. */
const NAME = 'atrium.example';

let store: TestStore;
let app: ListeningApp;
let browser: Browser;
beforeAll(async () => {
  store = await startS3rver();
  await store.put('run/boxes.png', makePng(64, 48, 1), 'image/png');
  const port = await freePort();
  app = await createPageApp({
    ATRIUM_WEB_PORT: String(port),
    ATRIUM_PUBLIC_URL: `http://${NAME}:${port}`,
    ATRIUM_STORAGE_ALLOW_HOSTS: `127.0.0.1:${store.port}`,
  });
  browser = await launchBrowser([`--host-resolver-rules=MAP ${NAME} 127.0.0.1`]);
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
  await store?.stop();
});

test('over plain http keys are kept by the workspace, and the other custodies say why not', async () => {
  const mira = await seedPerson(app.parts);
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  expect(await page.evaluate(() => [window.isSecureContext, 'subtle' in crypto])).toEqual([false, false]);
  await page.getByText('This page came over plain http').waitFor();
  await fillKeys(page, store.place, store.secret);
  for (const name of [/This browser only/, /My account/]) {
    const radio = dialog(page).getByRole('radio', { name });
    expect(await radio.isDisabled()).toBe(true);
    expect(await radio.locator('xpath=..').innerText()).toContain('browsers offer no cryptography');
  }
  await chooseCustody(page, /^Workspace/);
  expect(await dialog(page).getByRole('button', { name: 'Test' }).isDisabled()).toBe(true);
  await expectNoViolations(page);
  await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
  await entryRow(page, BUCKET).getByRole('button', { name: 'Shows' }).waitFor();
  expect(page.workers()).toEqual([]);
  await expectNoViolations(page);
  expectClean();
  await context.close();
});

test('a member over plain http is told whom to ask', async () => {
  const [mira, otto] = [await seedPerson(app.parts), await seedPerson(app.parts)];
  await seedMember(app.parts, mira.workspace_id, otto.id, 'member');
  await app.call(
    'users.set_preferences',
    { preferences: { 'users.activeWorkspace': mira.workspace_id } },
    { session: otto.session, origin: app.web_url },
  );
  const { page, context } = await openAs(browser, app, otto);
  await openConfiguration(page, app.web_url);
  await page.getByRole('button', { name: 'Add access keys' }).click();
  await dialog(page).getByText('None of these can be chosen here.').waitFor();
  expect(await dialog(page).getByRole('button', { name: 'Add', exact: true }).isDisabled()).toBe(true);
  await context.close();
});

test('own entries made elsewhere say that they need https', async () => {
  const mira = await seedPerson(app.parts);
  const { kind, scheme, host, account, bucket, prefix, region, style } = store.place;
  const body = { kind, scheme, host, account, bucket, prefix, region, style, has_token: false };
  await app.call(
    'storage_access.save_own',
    {
      ...body,
      secret_type: 'keys',
      custody: 'browser',
      browser: { id: 'f'.repeat(32), name: 'Firefox 146 on Ubuntu' },
    },
    { session: mira.session, origin: app.web_url },
  );
  const { page, context } = await openAs(browser, app, mira);
  await openConfiguration(page, app.web_url);
  const row = entryRow(page, BUCKET);
  expect(await row.innerText()).toContain('needs https');
  expect(await row.getByRole('button', { name: `Test ${BUCKET}` }).getAttribute('aria-disabled')).toBe(
    'true',
  );
  await context.close();
});
