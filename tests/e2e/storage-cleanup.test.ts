import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDeletion } from '../../src/server/features/storage-cleanup/deletions.ts';
import { expectNoViolations } from '../support/axe.ts';
import { launchBrowser } from '../support/browser.ts';
import { freePort, type ListeningApp } from '../support/listening-app.ts';
import { createPageApp, openAs } from '../support/page-app.ts';
import { type Seeded, seedMember, seedPerson } from '../support/seeds.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';

let app: ListeningApp;
let browser: Browser;
let store: TestStore;
let nowhere: string;
beforeAll(async () => {
  store = await startS3rver();
  nowhere = `127.0.0.1:${await freePort()}`;
  app = await createPageApp({ ATRIUM_STORAGE_ALLOW_HOSTS: `${store.place.host},${nowhere}` });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser.close();
  await app.end();
  await store.stop();
});

const open = async (who: Seeded, workspace = who.workspace_id, options = {}) => {
  const opened = await openAs(browser, app, who, options);
  await opened.page.goto(`${app.web_url}/w/${workspace}/storage-cleanup`);
  await opened.page.getByRole('heading', { level: 1, name: 'Storage cleanup' }).waitFor();
  return opened;
};
const keysOf = (secret: TestStore['secret']) => {
  if (secret.type !== 'keys') throw new Error('s3rver has key pairs');
  return secret;
};
const dialogOf = (page: Page) => page.getByRole('dialog');
const add = async (page: Page, fields: Record<string, string>) => {
  await page.getByRole('button', { name: /^Add credentials to Credentials of/ }).click();
  for (const [label, value] of Object.entries(fields))
    await dialogOf(page).getByLabel(label, { exact: true }).fill(value);
  await dialogOf(page).getByRole('button', { name: 'Add', exact: true }).click();
};
const stored = async (person: Seeded) =>
  (await app.call('storage.get_settings', {}, { session: person.session, tenant: person.workspace_id })).data
    .settings;

test('a wrong key is listed with its reason; put right, a retry deletes the object', async () => {
  const mira = await seedPerson(app.parts);
  await store.put('runs/a.png', 'a', 'image/png');
  const { page, context, expectClean } = await open(mira);
  await page.getByText('Nothing was deleted in the last 30 days').waitFor();
  const host = `http://${store.place.host}`;
  await add(page, {
    Bucket: `${BUCKET}/runs`,
    'Host (Endpoint)': host,
    Key: keysOf(store.wrong).key,
    Secret: keysOf(store.wrong).secret,
  });
  const row = page.getByRole('row', { name: new RegExp(BUCKET) });
  await row.getByText('/runs').waitFor();
  await row.getByText(host).waitFor();

  await page.getByRole('button', { name: 'Delete objects' }).click();
  await dialogOf(page)
    .getByLabel('Addresses, one on each line')
    .fill(`${store.url('runs/a.png')}\n${store.url('elsewhere.png')}\n`);
  await dialogOf(page).getByRole('button', { name: 'Delete 2 objects' }).click();
  const deletions = page.getByRole('table', { name: 'Deletions' });
  await deletions.getByText('0 of 2 objects deleted, 2 not').waitFor();
  expect(await deletions.getByRole('progressbar').getAttribute('value')).toBe('2');
  await deletions.getByRole('button', { name: /^What failed/ }).click();
  await dialogOf(page).getByText('The store does not accept the credentials').waitFor();
  await dialogOf(page).getByText('There are no credentials for this bucket.').waitFor();
  await expectNoViolations(page);
  await dialogOf(page).getByRole('button', { name: 'Close' }).last().click();

  await page.getByRole('button', { name: `Change ${BUCKET}/runs at ${host}` }).click();
  expect(await dialogOf(page).getByLabel('Secret', { exact: true }).inputValue()).toBe('');
  await dialogOf(page).getByLabel('Key', { exact: true }).fill(keysOf(store.secret).key);
  await dialogOf(page).getByLabel('Secret', { exact: true }).fill(keysOf(store.secret).secret);
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await dialogOf(page).waitFor({ state: 'detached' });
  await deletions.getByRole('button', { name: /^What failed/ }).click();
  await dialogOf(page).getByRole('button', { name: 'Retry' }).click();
  await deletions.getByText('1 of 2 objects deleted, 1 not').waitFor();
  expect(await store.get('runs/a.png')).toBeUndefined();
  const html = await page.content();
  for (const secret of [keysOf(store.secret).secret, keysOf(store.wrong).secret])
    expect(html).not.toContain(secret);
  expectClean();
  await context.close();
});

test('a store that is away is tried again, and the page says when', async () => {
  const mira = await seedPerson(app.parts);
  const { page, context, expectClean } = await open(mira);
  await add(page, { Bucket: 'b-1', 'Host (Endpoint)': `http://${nowhere}`, Key: 'k', Secret: 's' });
  await page.getByRole('button', { name: 'Delete objects' }).click();
  await dialogOf(page).getByLabel('Addresses, one on each line').fill(`s3://${nowhere}/b-1/a`);
  await dialogOf(page).getByRole('button', { name: 'Delete 1 object' }).click();
  await page.getByText('0 of 1 object deleted, tries again in a moment').waitFor();
  expectClean();
  await context.close();
});

test('secrets left empty stay; a refusal stands at its field; what was removed is gone', async () => {
  const mira = await seedPerson(app.parts);
  const { page, context, expectClean } = await open(mira);
  await add(page, { Bucket: 'samples', Key: 'AKIA', Secret: 'first secret' });
  await page.getByRole('button', { name: 'Change samples at Amazon S3' }).click();
  await dialogOf(page).getByLabel('Region').fill('eu-west-1');
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await page
    .getByRole('row', { name: /samples/ })
    .getByText('eu-west-1')
    .waitFor();
  await page.getByRole('button', { name: 'Change samples at Amazon S3' }).click();
  await dialogOf(page).getByLabel('Host (Endpoint)').fill('evil.example.org');
  await dialogOf(page).getByRole('button', { name: 'Save' }).click();
  await dialogOf(page)
    .getByText('nothing is stored for this place that it could stand for')
    .first()
    .waitFor();
  await dialogOf(page).getByRole('button', { name: 'Cancel' }).click();
  expect((await stored(mira)).aws.buckets).toMatchObject([{ bucket: 'samples', region: 'eu-west-1' }]);

  await page.getByRole('button', { name: /^Add credentials to Credentials of/ }).click();
  await dialogOf(page).getByRole('radio', { name: 'Google Cloud' }).check({ force: true });
  await dialogOf(page).getByLabel('Service-account file').fill('{');
  await dialogOf(page).getByRole('button', { name: 'Add', exact: true }).click();
  await dialogOf(page).getByText('It is not JSON.').waitFor();
  await dialogOf(page).getByRole('radio', { name: 'Azure' }).check({ force: true });
  await dialogOf(page).getByRole('button', { name: 'Add', exact: true }).click();
  await dialogOf(page).getByText('It is required.').waitFor();
  await dialogOf(page).getByLabel('Storage account').fill('visionstore');
  await dialogOf(page).getByLabel('Account key or SAS').fill('aaaa');
  await dialogOf(page).getByRole('button', { name: 'Add', exact: true }).click();
  await page.getByRole('row', { name: /Azure, visionstore/ }).waitFor();

  await page.getByRole('button', { name: 'Remove samples at Amazon S3' }).click();
  await dialogOf(page).getByRole('button', { name: 'Remove' }).click();
  await page.getByRole('row', { name: /samples/ }).waitFor({ state: 'detached' });
  expect(Object.keys(await stored(mira))).toEqual(['azure', 'last_update']);
  expectClean();
  await context.close();
});

test('a member sees the deletions they started and their own credentials, not the workspace’s', async () => {
  const owner = await seedPerson(app.parts);
  const member = await seedPerson(app.parts);
  await seedMember(app.parts, owner.workspace_id, member.id, 'member');
  for (const account_id of [owner.id, member.id])
    await startDeletion(app.parts.database.db, {
      workspace_id: owner.workspace_id,
      account_id,
      urls: ['nonsense'],
    });
  const { page, context, expectClean } = await open(member, owner.workspace_id);
  await page.getByRole('heading', { name: 'Your own credentials' }).waitFor();
  await page.getByRole('button', { name: /^What failed/ }).waitFor();
  expect(await page.getByRole('button', { name: /^What failed/ }).count()).toBe(1);
  expect(await page.getByRole('heading', { name: /^Credentials of/ }).count()).toBe(0);
  expect(await page.getByRole('button', { name: 'Delete objects' }).count()).toBe(0);
  await page.getByRole('button', { name: 'Add credentials to Your own credentials' }).click();
  await dialogOf(page).getByLabel('Key', { exact: true }).fill('AKIAOWN');
  await dialogOf(page).getByLabel('Secret', { exact: true }).fill('own secret');
  await page.keyboard.press('Enter');
  await page.getByRole('row', { name: /All buckets.*Amazon S3/ }).waitFor();
  expectClean();
  await context.close();
});

test('ClearML’s address, the palette and the g keys lead here', async () => {
  const mira = await seedPerson(app.parts);
  const { page, context, expectClean } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/settings/storage-credentials`);
  await page.getByRole('heading', { level: 1, name: 'Storage cleanup' }).waitFor();
  expect(new URL(page.url()).pathname).toBe(`/w/${mira.workspace_id}/storage-cleanup`);
  await page.goto(`${app.web_url}/settings/profile`);
  await page.getByRole('heading', { level: 1, name: 'Profile' }).waitFor();
  // keys lead to places that the side bar has
  await page.getByRole('link', { name: 'Storage cleanup' }).waitFor();
  await page.keyboard.press('g');
  await page.keyboard.press('x');
  await page.getByRole('heading', { level: 1, name: 'Storage cleanup' }).waitFor();
  expectClean();
  await context.close();
});

test('an error of either list stands in its place, with a button to try again', async () => {
  const mira = await seedPerson(app.parts);
  const { page, context } = await openAs(browser, app, mira);
  await page.route(/storage_cleanup\.get_all|storage\.get_settings/, (route) => route.abort());
  await page.goto(`${app.web_url}/w/${mira.workspace_id}/storage-cleanup`);
  await expect.poll(() => page.getByRole('button', { name: 'Try again' }).count()).toBe(2);
  await page.unroute(/storage_cleanup\.get_all|storage\.get_settings/);
  for (let n = 0; n < 2; n++) await page.getByRole('button', { name: 'Try again' }).first().click();
  await page.getByText('Nothing was deleted in the last 30 days').waitFor();
  await page.getByText('Add keys that may delete').waitFor();
  await context.close();
});

test.each(['light', 'dark'] as const)(
  'full, in the %s theme, no axe violation and nothing too wide',
  async (colorScheme) => {
    const mira = await seedPerson(app.parts);
    const as = { session: mira.session, tenant: mira.workspace_id };
    const long = 'a-very-long-name-of-a-bucket-that-somebody-once-thought-was-a-good-idea';
    const azure = { containers: [{ account_name: 'visionstore', account_key: 'aaaa' }] };
    const aws = {
      ...{ key: 'k', secret: 's', region: 'eu-west-1' },
      buckets: [
        {
          bucket: long,
          subdir: `${long}/${long}`,
          host: 'minio.a.long.example.org:9000',
          key: 'k',
          secret: 's',
        },
      ],
    };
    await app.call('storage.set_settings', { aws, azure }, as);
    for (let n = 0; n < 22; n++)
      await app.call('storage_cleanup.create', { urls: [`nonsense/${long}/${long}/${n}`] }, as);
    const { page, context, expectClean } = await open(mira, mira.workspace_id, { colorScheme });
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(() => page.getByRole('progressbar').count()).toBe(22);
    await expectNoViolations(page);
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect([width, over]).toEqual([width, 0]);
    }
    await page
      .getByRole('button', { name: /^What failed/ })
      .first()
      .click();
    await page.getByText('This is no address of an object').waitFor();
    await expectNoViolations(page);
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: /^Add credentials to Credentials of/ }).click();
    for (const kind of ['Google Cloud', 'Azure', 'S3']) {
      await dialogOf(page).getByRole('radio', { name: kind }).check({ force: true });
      await expectNoViolations(page);
    }
    expectClean();
    await context.close();
  },
);
