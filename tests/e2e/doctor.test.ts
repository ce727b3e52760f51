import type { RequestListener } from 'node:http';
import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  chooseCustody,
  dialog,
  entryRow,
  fillKeys,
  openConfiguration,
  PASSPHRASE,
  typeNewPassphrase,
} from '../support/access-keys.ts';
import { expectNoViolations } from '../support/axe.ts';
import { clipboard, launchBrowser } from '../support/browser.ts';
import type { ListeningApp } from '../support/listening-app.ts';
import { openAs } from '../support/page-app.ts';
import { makePng } from '../support/pictures.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { createStoredApp, giveKeys, saveEntry } from '../support/stored-app.ts';
import { type Front, passOn, startAnswering, startTlsFront } from '../support/stores/front.ts';
import { startS3rver } from '../support/stores/s3rver.ts';
import { BUCKET, type TestStore } from '../support/stores/store.ts';

let store: TestStore;
/** The same store, which takes signatures for one region only. */
let regional: Front;
/** The same store with a certificate of its own making. */
let selfSigned: Front;
let app: ListeningApp;
let browser: Browser;
let mira: Seeded;
let entry: string | undefined;

const REGION = 'eu-central-1';

function inOneRegion(port: number): RequestListener {
  const pass = passOn(port);
  return (request, response) => {
    const scope = /X-Amz-Credential=([^&]*)/.exec(request.url ?? '')?.[1];
    if (request.method === 'OPTIONS' || scope === undefined || scope.includes(REGION))
      return pass(request, response);
    response.writeHead(400, { 'content-type': 'application/xml', 'access-control-allow-origin': '*' });
    response.end(
      `<Error><Code>AuthorizationHeaderMalformed</Code><Message>wrong region</Message><Region>${REGION}</Region></Error>`,
    );
  };
}

beforeAll(async () => {
  store = await startS3rver();
  regional = await startAnswering(inOneRegion(store.port));
  selfSigned = await startTlsFront(store.port);
  app = await createStoredApp([store.port, regional.port, selfSigned.port]);
  browser = await launchBrowser();
  mira = await seedPerson(app.parts);
  await store.put('run/boxes.png', makePng(64, 48, 1), 'image/png');
  await store.put('run/text.png', 'no picture', 'image/png');
});
afterAll(async () => {
  await browser?.close();
  await app?.end();
  await regional?.stop();
  await selfSigned?.stop();
  await store?.stop();
});
afterEach(async () => {
  await store.allowOrigin('*');
  if (entry) await app.call('storage_access.delete', { id: entry }, asMira());
  entry = undefined;
});

const asMira = () => ({ session: mira.session, tenant: mira.workspace_id, origin: app.web_url });
const SAMPLE = () => store.url('run/boxes.png');

async function openDoctor(url: string, options: Parameters<typeof openAs>[3] = {}) {
  const opened = await openAs(browser, app, mira, options);
  await opened.page.goto(`${app.web_url}/settings/configuration?doctor=${encodeURIComponent(url)}`);
  await opened.page.getByRole('button', { name: 'Copy report without secrets' }).waitFor();
  return opened;
}

const rung = (page: Page, title: string) =>
  page.locator('.rung').filter({ has: page.getByRole('heading', { level: 3, name: title }) });
const stateOf = (page: Page, title: string) =>
  rung(page, title)
    .getAttribute('class')
    .then((name) => name?.replace('rung ', ''));

const TITLES = ['Address', 'Access keys', 'Name, TLS', 'Permission for this page', 'Signature', 'Object'];

test('browser and server climb to a sample that shows, and the report holds no secret', async () => {
  entry = await giveKeys(app, mira, store);
  const { page, context, expectClean } = await openDoctor(SAMPLE());
  await page.getByText('Both got through: the object shows.').waitFor();
  for (const title of TITLES) expect(await stateOf(page, title), title).toBe('pass');
  await page.getByRole('button', { name: 'Copy report without secrets' }).click();
  await page.getByText('Report copied').waitFor();
  const report = await clipboard(page);
  expect(report).toContain(`address: ${SAMPLE()}`);
  expect(report.match(/^ {2}object: passed/gm)).toHaveLength(2);
  for (const part of Object.values(store.secret).filter((value) => value !== 'keys')) {
    expect(report).not.toContain(part);
  }
  expect(report).not.toMatch(/X-Amz-/);
  await page.getByRole('link', { name: 'View it' }).click();
  await page.getByRole('img', { name: 'boxes.png' }).waitFor();
  expectClean();
  await context.close();
});

test('a typed address is walked, and what signs it is kept nowhere', async () => {
  entry = await giveKeys(app, mira, store);
  const { page, context } = await openAs(browser, app, mira);
  await page.goto(`${app.web_url}/settings/configuration`);
  const signed = `http://${store.place.host}/samples/run/boxes.png?X-Amz-Credential=AKIA&X-Amz-Signature=abcdef`;
  await page.getByLabel('Address of the sample').fill(signed);
  await page.keyboard.press('Enter');
  await page.getByText('Both got through').waitFor();
  expect(decodeURIComponent(page.url())).not.toContain('Signature');
  expect(await page.getByLabel('Address of the sample').inputValue()).toBe(
    `http://${store.place.host}/samples/run/boxes.png`,
  );
  await context.close();
});

describe('each fault stops both at its rung, with its sentence and cure', () => {
  test('a wrong secret', async () => {
    entry = await giveKeys(app, mira, { place: store.place, secret: store.wrong });
    const { page, context } = await openDoctor(SAMPLE());
    const broken = rung(page, 'Signature');
    await broken.getByText('the secret does not belong to the key').waitFor();
    await broken.getByText('Copy the secret again').waitFor();
    expect(await stateOf(page, 'Object')).toBe('wait');
    await context.close();
  });

  test('a page that the bucket does not admit: the rule to paste, by keyboard', async () => {
    entry = await giveKeys(app, mira, store);
    await store.allowOrigin(null);
    const { page, context } = await openDoctor(SAMPLE());
    const broken = rung(page, 'Permission for this page');
    expect(await stateOf(page, 'Permission for this page')).toBe('broken');
    await broken.getByRole('tab', { name: 'MinIO' }).focus();
    await page.keyboard.press('ArrowRight');
    await broken.getByRole('tab', { name: 'Ceph', selected: true }).waitFor();
    await broken.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Cure copied').waitFor();
    const rule = await clipboard(page);
    expect(rule).toContain('put-bucket-cors --bucket samples');
    expect(rule).toContain(`"AllowedOrigins":["${app.web_url}"]`);
    // the rule is there: the next walk gets through
    await store.allowOrigin(app.web_url);
    await page.getByRole('button', { name: 'Walk' }).click();
    await page.getByText('Both got through').waitFor();
    await context.close();
  });

  test('a wrong region: one press changes the entry, and both walk again', async () => {
    entry = await giveKeys(app, mira, store, { host: regional.host, region: 'us-east-1' });
    const { page, context, expectClean } = await openDoctor(`s3://${regional.host}/samples/run/boxes.png`);
    await rung(page, 'Signature')
      .getByText(`The bucket is in ${REGION}, the entry says us-east-1.`)
      .waitFor();
    await page.getByRole('button', { name: `Change the entry: region ${REGION}` }).click();
    await page.getByText('Both got through').waitFor();
    const { data } = await app.call('storage_access.get_all', {}, asMira());
    expect(data.workspace).toMatchObject([{ id: entry, region: REGION }]);
    expectClean();
    await context.close();
  });

  test('a certificate that nobody vouches for', async () => {
    entry = await giveKeys(app, mira, store, { scheme: 'https', host: selfSigned.host });
    const { page, context } = await openDoctor(`s3://${selfSigned.host}/samples/run/boxes.png`);
    const broken = rung(page, 'Name, TLS');
    await broken.getByText('Your browser gets no answer').waitFor();
    await broken.getByText(/The server: The certificate of .* is self-signed/).waitFor();
    await broken.getByText('NODE_EXTRA_CA_CERTS=').waitFor();
    await context.close();
  });

  test('an object that is not there', async () => {
    entry = await giveKeys(app, mira, store);
    const { page, context } = await openDoctor(store.url('run/absent.png'));
    const broken = rung(page, 'Object');
    await broken.getByText('There is no run/absent.png in bucket samples').first().waitFor();
    await broken.getByText('It was deleted or moved, or the upload failed').waitFor();
    await context.close();
  });

  test('a bucket that is not there', async () => {
    entry = await giveKeys(app, mira, store, { bucket: 'sample' });
    const { page, context } = await openDoctor(`s3://${store.place.host}/sample/run/boxes.png`);
    await page.locator('.rung.broken').getByText('Correct its name in the entry, or make it.').waitFor();
    await context.close();
  });

  test('a text file named .png', async () => {
    entry = await giveKeys(app, mira, store);
    const { page, context } = await openDoctor(store.url('run/text.png'));
    const broken = rung(page, 'Object');
    await broken.getByText('Its name or type says image, but what is in it is a text.').first().waitFor();
    await broken.getByText('upload it under a name that fits').waitFor();
    await context.close();
  });

  test('no keys for the bucket, and no address at all', async () => {
    const { page, context } = await openDoctor('s3://elsewhere/run/boxes.png');
    await rung(page, 'Access keys').getByText('Add access keys for this bucket').waitFor();
    await page.getByLabel('Address of the sample').fill('/home/mira/boxes.png');
    await page.getByRole('button', { name: 'Walk' }).click();
    await rung(page, 'Address').getByText('a path on the machine that ran the task').waitFor();
    await context.close();
  });

  test('keys of one’s own that are in another browser; the server is not asked', async () => {
    const own = {
      ...store.place,
      secret_type: 'keys',
      has_token: false,
      custody: 'browser',
      browser: { id: 'c'.repeat(32), name: 'Laptop' },
    };
    const made = await app.call('storage_access.save_own', own, asMira());
    expect(made.code).toBe(200);
    const { page, context } = await openDoctor(SAMPLE());
    const keys = rung(page, 'Access keys');
    await keys.getByText('keeps its keys in the browser where they were typed').waitFor();
    expect(await keys.locator('[data-who=Server]').textContent()).toContain('Not asked');
    await app.call('storage_access.delete_own', { id: made.data.id }, asMira());
    await context.close();
  });
});

describe('keys of one’s own are cured here', () => {
  test('a wrong region of this browser’s keys: one press writes the right one into the entry', async () => {
    const luca = await seedPerson(app.parts);
    const { page, context, expectClean } = await openAs(browser, app, luca);
    await openConfiguration(page, app.web_url);
    await fillKeys(page, { ...store.place, host: regional.host }, store.secret);
    await dialog(page).getByLabel('Region').fill('us-east-1');
    await chooseCustody(page, /This browser/);
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    // its test finds the region out; another tab then says a wrong one
    await entryRow(page, BUCKET).getByText(REGION).waitFor();
    const asLuca = { session: luca.session, tenant: luca.workspace_id, origin: app.web_url };
    const { data } = await app.call('storage_access.get_all', {}, asLuca);
    const { id, custody, browser: kept, secret_type, has_token } = data.own[0];
    const place = { ...store.place, host: regional.host, region: 'us-east-1' };
    const changed = { id, ...place, secret_type, has_token, custody, browser: kept };
    expect((await app.call('storage_access.save_own', changed, asLuca)).code).toBe(200);
    const sample = `s3://${regional.host}/${BUCKET}/run/boxes.png`;
    await page.goto(`${app.web_url}/settings/configuration?doctor=${encodeURIComponent(sample)}`);
    await page.getByRole('button', { name: `Change the entry: region ${REGION}` }).click();
    await page.getByText('This browser got through. The server was not asked').waitFor();
    expect(await entryRow(page, BUCKET).innerText()).toContain(REGION);
    await page.getByRole('link', { name: 'View it' }).click();
    await page.getByRole('img', { name: 'boxes.png' }).waitFor();
    expectClean();
    await context.close();
  });

  test('locked keys are unlocked where they are missed: in the doctor, the viewer and the gallery', async () => {
    const luca = await seedPerson(app.parts);
    const { page, context, expectClean } = await openAs(browser, app, luca);
    await openConfiguration(page, app.web_url);
    await fillKeys(page, store.place, store.secret);
    await chooseCustody(page, /My account/);
    await typeNewPassphrase(page, PASSPHRASE);
    await dialog(page).getByRole('button', { name: 'Add', exact: true }).click();
    await entryRow(page, BUCKET).waitFor();
    const unlockHere = async () => {
      await page.getByRole('button', { name: 'Unlock your keys' }).click();
      await dialog(page).getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
      await page.keyboard.press('Enter');
    };
    // each page is loaded anew, which locks
    await page.goto(`${app.web_url}/settings/configuration?doctor=${encodeURIComponent(SAMPLE())}`);
    await rung(page, 'Access keys').getByText('encrypted with your passphrase').waitFor();
    await unlockHere();
    await page.getByText('This browser got through').waitFor();
    await page.goto(`${app.web_url}/w/${luca.workspace_id}/view?url=${encodeURIComponent(SAMPLE())}`);
    await page.getByText('Keys are locked.').waitFor();
    await unlockHere();
    await page.getByRole('img', { name: 'boxes.png' }).waitFor();
    await page.goto(
      `${app.web_url}/w/${luca.workspace_id}/gallery?url=${encodeURIComponent(store.url('run/'))}`,
    );
    await unlockHere();
    await page.getByRole('button', { name: /^boxes\.png/ }).waitFor();
    const picture = page.getByRole('grid').getByRole('gridcell').first().locator('img');
    await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(64);
    expectClean();
    await context.close();
  });
});

test('from a sample that does not show: why, the cure, and it shows', async () => {
  entry = await giveKeys(app, mira, { place: store.place, secret: store.wrong });
  const { page, context } = await openAs(browser, app, mira);
  const view = `${app.web_url}/w/${mira.workspace_id}/view?url=${encodeURIComponent(SAMPLE())}`;
  await page.goto(view);
  await page.getByText('The store refuses these keys.').waitFor();
  await page.getByRole('link', { name: 'Why?' }).click();
  await rung(page, 'Signature').getByText('Copy the secret again').waitFor();
  await saveEntry(app, mira, { ...store.place, id: entry, secret: store.secret });
  await page.getByRole('button', { name: 'Walk' }).click();
  await page.getByText('Both got through').waitFor();
  await page.getByRole('link', { name: 'View it' }).click();
  const picture = page.getByRole('img', { name: 'boxes.png' });
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(64);
  await context.close();
});

describe.each(['light', 'dark'] as const)('%s theme', (colorScheme) => {
  test('no axe violation, with a cure open and without', async () => {
    entry = await giveKeys(app, mira, store);
    await store.allowOrigin(null);
    const { page, context, expectClean } = await openDoctor(SAMPLE(), { colorScheme });
    await rung(page, 'Permission for this page').getByRole('tablist').waitFor();
    await expectNoViolations(page);
    for (const width of [390, 768, 1440]) {
      await page.setViewportSize({ width, height: 900 });
      const over = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(over, `at ${width} px`).toBeLessThanOrEqual(0);
    }
    expectClean();
    await context.close();
  });
});
