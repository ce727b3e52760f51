/** Switching the workspace in a real browser: from the click in the profile menu to the new workspace with its data. */
import { loadavg } from 'node:os';
import { runnerImport } from 'vite';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const WORKSPACES = 30;
const LIMIT_MS = 100;
const EMAIL = 'bench@example.org';
const PASSWORD = 'linen otter gravel 27';

const { module: browsers } = await runnerImport('./tests/support/browser.ts');

/** In the page: `shown` is a promise of the milliseconds from the next click until that workspace is there, and loaded. */
function watch(name) {
  globalThis.shown = new Promise((done, fail) => {
    setTimeout(() => fail(new Error(`${name} was not shown within 10 s`)), 10_000);
    const listen = ({ timeStamp }) => {
      let there;
      const painted = (then) => requestAnimationFrame(() => setTimeout(then));
      const look = () => {
        const panel = document.querySelector(`section[aria-label="${name}"]`);
        if (!panel?.textContent.includes('Currently active')) return;
        there ??= new Promise((seen) => painted(() => seen(performance.now() - timeStamp)));
        if (panel.querySelector('[aria-busy=true]')) return;
        observer.disconnect();
        painted(async () => done({ loaded: performance.now() - timeStamp, there: await there }));
      };
      const observer = new MutationObserver(look);
      observer.observe(document.body, { childList: true, subtree: true, attributes: true });
    };
    document.addEventListener('click', listen, { capture: true, once: true });
  });
}

/** Milliseconds of each switch, in the order of the names. */
async function switchTo(page, names) {
  const times = [];
  for (const name of names) {
    await page.getByRole('button', { name: /profile menu/ }).click();
    const item = page.getByRole('menu').getByRole('menuitemradio', { name, exact: true });
    await item.waitFor();
    await page.evaluate(watch, name);
    await item.click();
    times.push(await page.evaluate(() => globalThis.shown));
  }
  return times;
}

const installation = await makeInstallation();
Object.assign(installation.environment, {
  ATRIUM_ADMIN_EMAIL: EMAIL,
  ATRIUM_ADMIN_PASSWORD: PASSWORD,
  ATRIUM_ADMIN_NAME: 'Bench',
});
const server = await startServer(installation);
const names = Array.from({ length: WORKSPACES }, (_, n) => `Workspace ${n + 100}`);
for (const name of names) {
  await command(installation, 'workspace', 'create', '--owner', EMAIL, '--name', name);
  const own = ['--user', EMAIL, '--workspace', name];
  await command(installation, 'credentials', 'create', ...own);
}
const browser = await browsers.launchBrowser();
const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
await page.goto(`${installation.web}/login`);
await page.getByLabel('E-mail').fill(EMAIL);
await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
await page.keyboard.press('Enter');
await page.getByRole('button', { name: /profile menu/ }).waitFor();
await page.goto(`${installation.web}/settings/workspace-configuration`);
await page.getByText('Currently active').waitFor();
// the first one finds the engine cold
const [first, ...others] = names;
await switchTo(page, [first]);
for (const [what, order] of [
  ['never seen before', others],
  ['seen before', others.toReversed().slice(1)],
]) {
  const times = await switchTo(page, order);
  for (const [until, said] of [
    ['there', 'is shown'],
    ['loaded', 'is shown with all its data'],
  ]) {
    const sorted = times.map((time) => time[until]).toSorted((a, b) => a - b);
    const late = sorted[Math.floor(sorted.length * 0.95)];
    report(
      `a workspace ${what} ${said}`,
      `median ${median(sorted).toFixed(0)} ms, 95 % within ${late.toFixed(0)} ms, load ${loadavg()[0].toFixed(1)}`,
      `<= ${LIMIT_MS} ms`,
      median(sorted) <= LIMIT_MS,
    );
  }
}
await browser.close();
await server.stop();
installation.remove();
