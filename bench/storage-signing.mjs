/**
 * Links to stored objects, in a real browser and on the server: 10,000 of them against as many bare signatures of the
 * same run; and the weight of the code that signs.
 */
import { generateKeyPairSync } from 'node:crypto';
import { createServer } from 'node:http';
import { gzipSync } from 'node:zlib';
import { build, runnerImport } from 'vite';
import { signUrl } from '../build/storage/sign.js';
import { report } from './report.mjs';

const COUNT = 10_000;
/** An RSA signature costs a hundred times an HMAC. */
const RSA_COUNT = 500;
const now = Date.now();

const place = {
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: 'eu-central-1',
  style: 'virtual',
};
const keys = { type: 'keys', key: 'AKIDEXAMPLE', secret: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY' };
const azure = { ...place, kind: 'azure', host: 'acc.blob.core.windows.net', account: 'acc', region: '' };
const google = { ...place, kind: 'gcs', region: '', style: 'path' };

/**
 * Milliseconds of the fastest of three runs each of bare signatures and of links, 200 under way at a time as the page
 * asks for them. Runs in the browser too, so it names nothing outside of itself.
 */
async function timeLinks({ count, place, secret, now, bareRsa }, signUrl) {
  const { subtle } = globalThis.crypto;
  const text = new TextEncoder().encode('s'.repeat(200));
  const hmac = { name: 'HMAC', hash: 'SHA-256' };
  const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const key = bareRsa
    ? await subtle.importKey('pkcs8', Uint8Array.from(bareRsa), rsa, false, ['sign'])
    : await subtle.importKey('raw', text, hmac, false, ['sign']);
  const best = async (sign) => {
    let fastest = Number.POSITIVE_INFINITY;
    for (let run = 0; run < 3; run += 1) {
      const start = performance.now();
      for (let at = 0; at < count; at += 200) {
        await Promise.all(Array.from({ length: Math.min(200, count - at) }, (_, i) => sign(at + i)));
      }
      fastest = Math.min(fastest, performance.now() - start);
    }
    return fastest;
  };
  const request = { method: 'GET', expires_s: 600, now: new Date(now) };
  const keyOf = (i) => `project/task ${i % 100}/metrics/image é ${i}.png`;
  return {
    bare: await best(() => subtle.sign(bareRsa ? rsa.name : 'HMAC', key, text)),
    links: await best((i) => signUrl(place, secret, { ...request, key: keyOf(i) })),
  };
}

/** The module and all it needs, as the page's bundler makes it. */
async function bundled(path) {
  const entry = 'virtual:signing';
  const { output } = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: true,
      modulePreload: false,
      rollupOptions: { input: entry, preserveEntrySignatures: 'strict' },
    },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === entry ? `\0${entry}` : undefined),
        load: (id) => (id === `\0${entry}` ? `export * from '${path}';` : undefined),
      },
    ],
  });
  return output[0].code;
}

/** A page on loopback, which counts as secure, with the signing code in it. */
async function withBrowser(code, work) {
  const server = createServer((request, response) => {
    const isCode = request.url === '/sign.js';
    response.setHeader('content-type', isCode ? 'text/javascript' : 'text/html');
    response.end(isCode ? code : '<!doctype html><title>signing</title>');
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { module: browsers } = await runnerImport('./tests/support/browser.ts');
  const browser = await browsers.launchBrowser();
  try {
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${server.address().port}/`);
    await page.addScriptTag({ content: `globalThis.timeLinks = ${timeLinks}` });
    const time = (given) =>
      page.evaluate(async (input) => globalThis.timeLinks(input, (await import(input.code)).signUrl), {
        ...given,
        code: '/sign.js',
      });
    await work(time);
  } finally {
    await browser.close();
    server.close();
  }
}

const CASES = [
  ['S3', place, keys],
  ['S3 with a session token', place, { ...keys, token: 't'.repeat(800) }],
  ['Azure by account key', azure, { type: 'account_key', account_key: btoa('k'.repeat(64)) }],
  ['Google by HMAC', google, keys],
];

async function timeAll(where, time) {
  for (const [name, at, secret] of CASES) {
    const { bare, links } = await time({ count: COUNT, place: at, secret, now });
    const value = `${links.toFixed(0)} ms, ${(links / bare).toFixed(1)} × bare HMAC (${bare.toFixed(0)} ms)`;
    report(`${where}: ${COUNT} links, ${name}`, value, '<= 1000 ms', links <= 1000);
  }
  const { bare, links } = await time({ count: RSA_COUNT, place: google, secret: service, now, bareRsa: der });
  const value = `${links.toFixed(0)} ms, ${(links / bare).toFixed(2)} × bare RSA (${bare.toFixed(0)} ms)`;
  report(
    `${where}: ${RSA_COUNT} links, Google by service account`,
    value,
    '<= 1.5 × bare',
    links <= 1.5 * bare,
  );
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const der = [...privateKey.export({ type: 'pkcs8', format: 'der' })];
const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' });
const service = { type: 'service_account', client_email: 'a@b.iam.gserviceaccount.com', private_key };
const code = await bundled('/src/storage/sign.ts');

await timeAll('server', (input) => timeLinks(input, signUrl));
await withBrowser(code, (time) => timeAll('browser', time));
const weight = gzipSync(code, { level: 9 }).length / 1000;
report('signing code, gzipped', `${weight.toFixed(1)} kB`, '<= 8 kB', weight <= 8);
