import { createHmac, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Secret } from '../../../src/storage/place.ts';
import { selfSigned } from './front.ts';
import { BUCKET, pathOfKey, type TestStore, type Visit, visitPort, watchRequests } from './store.ts';

const ACCOUNT = 'devstoreaccount1';
/** The account's own host, which the store knows by its name too. */
export const AZURE_HOST = `${ACCOUNT}.blob.core.windows.net`;
/** The account key that Microsoft prints for its emulators. */
const ACCOUNT_KEY =
  'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';
const VERSION = '2021-12-02';

interface Library {
  httpServer: Server;
  start(): Promise<void>;
  close(): Promise<void>;
}

export interface Azurite extends TestStore {
  /** By https: what a client must trust. */
  certificate: string;
  /** A SAS of the container for reading and listing, as people paste it; ends at `until`. */
  sas(until: Date): Extract<Secret, { type: 'sas' }>;
}

const hmac = (key: string, text: string) =>
  createHmac('sha256', Buffer.from(key, 'base64')).update(text).digest('base64');

/** Shared key authorization, as Azure's page "Authorize with Shared Key" has it. */
function sharedKeyHeaders(method: string, url: URL, body: Buffer, headers: Record<string, string>) {
  const all: Record<string, string> = {
    ...headers,
    'x-ms-date': new Date().toUTCString(),
    'x-ms-version': VERSION,
  };
  const named = Object.keys(all)
    .filter((name) => name.startsWith('x-ms-'))
    .sort()
    .map((name) => `${name}:${all[name]}\n`);
  const query = [...url.searchParams].sort().map(([name, value]) => `\n${name}:${value}`);
  const text = [
    method,
    '',
    '',
    body.length === 0 ? '' : String(body.length),
    '',
    all['content-type'] ?? '',
    ...Array(6).fill(''),
    `${named.join('')}/${ACCOUNT}${url.pathname}${query.join('')}`,
  ].join('\n');
  return {
    ...all,
    'content-length': String(body.length),
    authorization: `SharedKey ${ACCOUNT}:${hmac(ACCOUNT_KEY, text)}`,
  };
}

function serviceSas(until: Date): string {
  const ends = until.toISOString().replace(/\.\d+Z$/, 'Z');
  const resource = `/blob/${ACCOUNT}/${BUCKET}`;
  const fields = ['rl', '', ends, resource, '', '', '', VERSION, 'c', ...Array(7).fill('')];
  const signature = hmac(ACCOUNT_KEY, fields.join('\n'));
  return new URLSearchParams({ sv: VERSION, sr: 'c', sp: 'rl', se: ends, sig: signature }).toString();
}

function corsProperties(origin: string | null): string {
  const rule =
    origin === null
      ? ''
      : `<CorsRule><AllowedOrigins>${origin}</AllowedOrigins><AllowedMethods>GET,HEAD,OPTIONS</AllowedMethods>
<AllowedHeaders>*</AllowedHeaders><ExposedHeaders></ExposedHeaders><MaxAgeInSeconds>0</MaxAgeInSeconds></CorsRule>`;
  return `<?xml version="1.0" encoding="utf-8"?><StorageServiceProperties><Cors>${rule}</Cors></StorageServiceProperties>`;
}

/** @param certificate files with certificate and key for https, else '' */
function makeLibrary(certificate: { cert: string; key: string }): Library {
  const require = createRequire(import.meta.url);
  const { default: BlobConfiguration } = require('azurite/dist/src/blob/BlobConfiguration.js');
  const { default: BlobServer } = require('azurite/dist/src/blob/BlobServer.js');
  const { MemoryExtentChunkStore } = require('azurite/dist/src/common/persistence/MemoryExtentStore.js');
  // In the order of the constructor: no access log, no debug log, not loose, no check of the API's version, certificate,
  // accounts in host names too, everything in memory.
  return new BlobServer(
    new BlobConfiguration(
      '127.0.0.1',
      0,
      5,
      ...['', '', []],
      ...[false, undefined, false, undefined],
      ...[false, true, certificate.cert, certificate.key, '', undefined, false],
      ...[true, new MemoryExtentChunkStore()],
    ),
  );
}

/** Starts it by https; its certificate is read at once, so the files need not stay. */
async function startByTls({ cert, key }: { cert: string; key: string }): Promise<Library> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-azurite-'));
  try {
    const files = { cert: join(folder, 'cert.pem'), key: join(folder, 'key.pem') };
    writeFileSync(files.cert, cert);
    writeFileSync(files.key, key);
    return await started(makeLibrary(files));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function started(library: Library): Promise<Library> {
  await library.start();
  return library;
}

/**
 * Azurite's blob service in this process and in memory, with the account that every emulator has.
 * @param options.tls by https with a certificate that nobody vouches for
 */
export async function startAzurite({ tls = false } = {}): Promise<Azurite> {
  const made = tls ? selfSigned([AZURE_HOST]) : undefined;
  const library = await (made ? startByTls(made) : started(makeLibrary({ cert: '', key: '' })));
  const scheme = tls ? 'https' : 'http';
  const address = library.httpServer.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  const { port } = address;
  const host = `127.0.0.1:${port}`;
  const container = `${scheme}://${host}/${ACCOUNT}/${BUCKET}`;
  const blob = (key: string) => `${container}/${pathOfKey(key)}`;
  const send = async (url: string, { method = 'GET', headers = {}, body = Buffer.alloc(0) }: Visit) => {
    const signed = sharedKeyHeaders(method, new URL(url), body, headers);
    const answer = await visitPort(port, url, { method, headers: signed, body }, tls);
    if (answer.status >= 500 || answer.status === 403) throw new Error(`azurite: ${answer.body}`);
    return answer;
  };
  const allowOrigin = async (origin: string | null) => {
    const body = Buffer.from(corsProperties(origin));
    const url = `${scheme}://${host}/${ACCOUNT}/?restype=service&comp=properties`;
    await send(url, { method: 'PUT', body });
  };
  await send(`${container}?restype=container`, { method: 'PUT' });
  await allowOrigin('*');
  const requests = watchRequests(library.httpServer);
  return {
    name: 'azurite',
    place: {
      kind: 'azure',
      scheme,
      host,
      account: ACCOUNT,
      bucket: BUCKET,
      prefix: '',
      region: '',
      style: 'path',
    },
    certificate: made?.cert ?? '',
    secret: { type: 'account_key', account_key: ACCOUNT_KEY },
    wrong: { type: 'account_key', account_key: randomBytes(64).toString('base64') },
    sas: (until) => ({ type: 'sas', sas: serviceSas(until) }),
    port,
    requests,
    url: (key) => `azure://${host}/${ACCOUNT}/${BUCKET}/${key}`,
    async put(key, bytes, type) {
      const headers = { 'content-type': type, 'x-ms-blob-type': 'BlockBlob' };
      await send(blob(key), { method: 'PUT', headers, body: Buffer.from(bytes) });
    },
    async get(key) {
      const { status, body } = await send(blob(key), {});
      return status === 404 ? undefined : body;
    },
    allowOrigin,
    visit: (url, visit) => visitPort(port, url, visit, tls),
    stop: () => library.close(),
  };
}
