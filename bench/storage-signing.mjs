/** Links to stored objects: 10,000 of them against as many bare signatures of the same run, and the code's weight. */
import { generateKeyPairSync } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { build } from 'vite';
import { signUrl } from '../build/storage/sign.js';
import { report } from './report.mjs';

const COUNT = 10_000;
/** An RSA signature costs a hundred times an HMAC. */
const RSA_COUNT = 500;
const now = new Date();
const { subtle } = globalThis.crypto;

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
const keyOf = (i) => `project/task ${i % 100}/metrics/image é ${i}.png`;

/** Milliseconds of the fastest of three runs of so many signatures, 200 under way at a time as the page asks for them. */
async function timed(count, sign) {
  let best = Number.POSITIVE_INFINITY;
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    for (let at = 0; at < count; at += 200) {
      await Promise.all(Array.from({ length: Math.min(200, count - at) }, (_, i) => sign(at + i)));
    }
    best = Math.min(best, performance.now() - start);
  }
  return best;
}

const linksOf = (at, secret) => (i) =>
  signUrl(at, secret, { method: 'GET', key: keyOf(i), expires_s: 600, now });

/** Gzipped size of the module and all it needs, as the page's bundler makes it. */
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
  return gzipSync(output[0].code, { level: 9 }).length / 1000;
}

const text = new TextEncoder().encode('s'.repeat(200));
const hmacKey = await subtle.importKey('raw', text, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
const bare = await timed(COUNT, () => subtle.sign('HMAC', hmacKey, text));
console.log(`reference: ${COUNT} bare HMAC-SHA-256 of WebCrypto in ${bare.toFixed(0)} ms`);
for (const [name, at, secret] of [
  ['S3', place, keys],
  ['S3 with a session token', place, { ...keys, token: 't'.repeat(800) }],
  ['Azure by account key', azure, { type: 'account_key', account_key: btoa('k'.repeat(64)) }],
  ['Google by HMAC', google, keys],
]) {
  const took = await timed(COUNT, linksOf(at, secret));
  const ratio = `${(took / bare).toFixed(1)} × bare`;
  report(`${COUNT} links, ${name}`, `${took.toFixed(0)} ms, ${ratio}`, '<= 1000 ms', took <= 1000);
}

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const rsa = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
const pkcs8 = privateKey.export({ type: 'pkcs8', format: 'der' });
const rsaKey = await subtle.importKey('pkcs8', pkcs8, rsa, false, ['sign']);
const bareRsa = await timed(RSA_COUNT, () => subtle.sign(rsa.name, rsaKey, text));
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' });
const service = { type: 'service_account', client_email: 'a@b.iam.gserviceaccount.com', private_key: pem };
const tookRsa = await timed(RSA_COUNT, linksOf(google, service));
report(
  `${RSA_COUNT} links, Google by service account`,
  `${tookRsa.toFixed(0)} ms, ${(tookRsa / bareRsa).toFixed(2)} × bare RSA`,
  '<= 1.5 × bare RSA',
  tookRsa <= 1.5 * bareRsa,
);

const weight = await bundled('/src/storage/sign.ts');
report('signing code, gzipped', `${weight.toFixed(1)} kB`, '<= 8 kB', weight <= 8);
