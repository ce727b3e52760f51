/**
 * A gallery of 100 samples in a real browser, against the real server and a store that verifies signatures: from the
 * listing's arrival to the first thumbnail's pixels and to all that are in view. The reference in the same run is a
 * bare page that shows the same signed links at once.
 */
import { createServer } from 'node:http';
import { loadavg } from 'node:os';
import { runnerImport } from 'vite';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const SAMPLES = 100;
const ROUNDS = 7;
const LIMIT_MS = 150;
const PERSON = { email: 'bench@example.org', password: 'linen otter gravel 27' };

const { module: browsers } = await runnerImport('./tests/support/browser.ts');
const { module: pictures } = await runnerImport('./tests/support/pictures.ts');
const { module: stores } = await runnerImport('./tests/support/stores/s3rver.ts');

/** In the page: notes when each picture has been painted, and where it then stood. */
function watchPictures() {
  globalThis.painted = [];
  const note = ({ target }) => {
    if (!(target instanceof HTMLImageElement)) return;
    const { top } = target.getBoundingClientRect();
    requestAnimationFrame(() =>
      setTimeout(() => globalThis.painted.push({ at: performance.now(), inView: top < window.innerHeight })),
    );
  };
  document.addEventListener('load', note, true);
}

/** Milliseconds from a moment of the page to the first picture and to the last one in view. */
async function paintTimes(page, moment) {
  await page.waitForFunction(() => globalThis.painted.length >= 20);
  await page.waitForTimeout(1000);
  const { from, painted } = await page.evaluate(`({ from: (${moment})(), painted: globalThis.painted })`);
  const shown = painted.filter(({ inView }) => inView).map(({ at }) => at - from);
  return { first: Math.min(...shown), all: Math.max(...shown) };
}

const listingArrived = () =>
  performance.getEntriesByType('resource').find(({ name }) => name.endsWith('/storage_access.get_objects'))
    .responseEnd;
const linksSet = () => globalThis.linksSet;

const store = await stores.startS3rver();
for (let i = 0; i < SAMPLES; i += 1) {
  await store.put(`run/${String(i).padStart(3, '0')}.png`, pictures.makePng(320, 240, i), 'image/png');
}
const installation = await makeInstallation();
Object.assign(installation.environment, {
  ATRIUM_STORAGE_ALLOW_HOSTS: `127.0.0.1:${store.port}`,
  ATRIUM_ADMIN_EMAIL: PERSON.email,
  ATRIUM_ADMIN_PASSWORD: PERSON.password,
});
const server = await startServer(installation);
const key = await command(installation, 'credentials', 'create', '--user', PERSON.email);

async function call(name, body) {
  const answer = await fetch(`${installation.api}/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      authorization: `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`,
    },
    body: JSON.stringify(body),
  });
  const { meta, data } = await answer.json();
  if (meta.result_code !== 200) throw new Error(`${name}: ${meta.result_msg}`);
  return data;
}
await call('storage_access.save', { ...store.place, secret: store.secret });
const urls = Array.from({ length: SAMPLES }, (_, i) => store.url(`run/${String(i).padStart(3, '0')}.png`));

/** The same links on a page of their own, in tiles of the same size. */
const bare = createServer((_, response) => {
  response.setHeader('content-type', 'text/html');
  response.end('<!doctype html><style>img{width:130px;height:98px}</style><body>');
});
await new Promise((resolve) => bare.listen(0, '127.0.0.1', resolve));

async function bareRound(browser) {
  const { links } = await call('storage_access.sign', { urls });
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watchPictures);
  await page.goto(`http://127.0.0.1:${bare.address().port}/`);
  await page.evaluate(
    (given) => {
      globalThis.linksSet = performance.now();
      for (const src of given) document.body.append(Object.assign(new Image(), { src }));
    },
    links.map(({ link }) => link),
  );
  const times = await paintTimes(page, linksSet);
  await page.close();
  return times;
}

async function galleryRound(browser, cookies, workspace) {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
  await context.addCookies(cookies);
  const page = await context.newPage();
  await page.addInitScript(watchPictures);
  await page.goto(`${installation.web}/w/${workspace}/gallery?url=${encodeURIComponent(store.url('run/'))}`);
  const times = await paintTimes(page, listingArrived);
  await context.close();
  return times;
}

/** Signs in by the page itself; gives its cookies and workspace. */
async function signIn(browser) {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(`${installation.web}/login`);
  await page.getByLabel('E-mail').fill(PERSON.email);
  await page.getByLabel('Password', { exact: true }).fill(PERSON.password);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/w\/[0-9a-f]{32}\//);
  const workspace = /\/w\/([0-9a-f]{32})\//.exec(page.url())[1];
  const cookies = await context.cookies();
  await context.close();
  return { cookies, workspace };
}

const browser = await browsers.launchBrowser();
const { cookies, workspace } = await signIn(browser);
await galleryRound(browser, cookies, workspace);
const [galleries, references] = [[], []];
for (let round = 0; round < ROUNDS; round += 1) {
  galleries.push(await galleryRound(browser, cookies, workspace));
  references.push(await bareRound(browser));
}
const said = (name) => {
  const [own, bareOne] = [galleries, references].map((rounds) => median(rounds.map((one) => one[name])));
  return { own, text: `${own.toFixed(0)} ms; bare page with ready links ${bareOne.toFixed(0)} ms` };
};
const first = said('first');
report(
  `gallery of ${SAMPLES} samples: listing to first pixels`,
  `${first.text}; load ${loadavg()[0].toFixed(1)}`,
  `<= ${LIMIT_MS} ms`,
  first.own <= LIMIT_MS,
);
const all = said('all');
report(`gallery of ${SAMPLES} samples: listing to all in view`, all.text, '<= 1000 ms', all.own <= 1000);

await browser.close();
bare.close();
await server.stop();
await store.stop();
installation.remove();
