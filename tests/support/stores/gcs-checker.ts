import { createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Secret } from '../../../src/storage/place.ts';
import { GcsBucket, type GcsObject, listXml, md5, xmlText } from './gcs-objects.ts';
import { GcsRefusal, type Signers, verifySignedUrl } from './gcs-signature.ts';
import { makeJsonInterface } from './gcs-upload.ts';
import { BUCKET, closeServer, listenOnLoopback, type TestStore, visitPort, watchRequests } from './store.ts';

const EMAIL = 'atrium@tests.iam.gserviceaccount.com';
const JSON_INTERFACE = /^\/(token$|storage\/v1\/|upload\/|download\/|resumable\/)/;

export interface GcsChecker extends TestStore {
  /** The other kind of key Google signs with. */
  hmac: Extract<Secret, { type: 'keys' }>;
  /** The service account as the file that Google lets people download; its token comes from the checker. */
  serviceAccountFile: string;
}

function makeServiceAccount(): Extract<Secret, { type: 'service_account' }> {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const private_key = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return { type: 'service_account', client_email: EMAIL, private_key };
}

/** Bucket and key of a request to the XML interface: bucket in the path, or in the name of Google's own host. */
function objectOf(request: IncomingMessage): { bucket: string; key: string } {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  const [, named] = /^(.+)\.storage\.googleapis\.com$/.exec(host) ?? [];
  const path = decodeURIComponent((request.url ?? '').split('?')[0] ?? '').slice(1);
  if (named !== undefined) return { bucket: named, key: path };
  const [bucket = '', ...rest] = path.split('/');
  return { bucket, key: rest.join('/') };
}

/** One range of bytes, as browsers ask for media; anything else is answered whole. */
function sendObject(
  request: IncomingMessage,
  response: ServerResponse,
  { bytes, type, updated }: GcsObject,
): void {
  const headers = {
    'content-type': type,
    'accept-ranges': 'bytes',
    etag: `"${md5(bytes, 'hex')}"`,
    'last-modified': new Date(updated).toUTCString(),
  };
  const [, from = '', to = ''] = /^bytes=(\d*)-(\d*)$/.exec(request.headers.range ?? '') ?? [];
  const isRange = from !== '' || to !== '';
  const start = from === '' ? Math.max(0, bytes.length - Number(to)) : Number(from);
  const end = from === '' || to === '' ? bytes.length - 1 : Math.min(Number(to), bytes.length - 1);
  if (isRange && start >= bytes.length)
    throw new GcsRefusal(416, 'InvalidRange', 'The range is not satisfiable.');
  const part = isRange ? bytes.subarray(start, end + 1) : bytes;
  response.writeHead(isRange ? 206 : 200, {
    ...headers,
    'content-length': part.length,
    ...(isRange && { 'content-range': `bytes ${start}-${end}/${bytes.length}` }),
  });
  response.end(request.method === 'HEAD' ? undefined : part);
}

function sendRefusal(request: IncomingMessage, response: ServerResponse, refusal: GcsRefusal): void {
  const { status, code, message, details } = refusal;
  const xml = `<?xml version='1.0' encoding='UTF-8'?><Error><Code>${code}</Code><Message>${xmlText(message)}</Message><Details>${xmlText(details)}</Details></Error>`;
  response.writeHead(status, { 'content-type': 'application/xml; charset=UTF-8' });
  response.end(request.method === 'HEAD' ? undefined : xml);
}

interface XmlInterface {
  buckets: Map<string, GcsBucket>;
  signers: Signers;
  cors: { origin: string | null };
}

function answerSigned(
  { buckets, signers }: XmlInterface,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  if (!['GET', 'HEAD', 'DELETE'].includes(request.method ?? ''))
    throw new GcsRefusal(405, 'MethodNotAllowed', `The checker's XML interface knows no ${request.method}.`);
  const { bucket: name, key } = objectOf(request);
  verifySignedUrl(request, signers, new Date());
  const bucket = buckets.get(name);
  if (bucket === undefined) throw new GcsRefusal(404, 'NoSuchBucket', 'The specified bucket does not exist.');
  if (key === '') {
    const query = new URL(request.url ?? '', 'http://checker').searchParams;
    response.writeHead(200, { 'content-type': 'application/xml; charset=UTF-8' });
    response.end(listXml(name, bucket, query));
    return;
  }
  const found = bucket.get(key);
  if (found === undefined) throw new GcsRefusal(404, 'NoSuchKey', 'The specified key does not exist.');
  if (request.method !== 'DELETE') {
    sendObject(request, response, found);
    return;
  }
  bucket.delete(key);
  response.writeHead(204).end();
}

/** What pages of the allowed origin may read and ask before. */
function setCorsHeaders(allowed: string | null, request: IncomingMessage, response: ServerResponse): void {
  const { origin, 'access-control-request-headers': asked = '' } = request.headers;
  if (allowed === null || origin === undefined || (allowed !== '*' && allowed !== origin)) return;
  response.setHeader('access-control-allow-origin', allowed);
  response.setHeader('vary', 'Origin');
  if (request.method !== 'OPTIONS') return;
  response.setHeader('access-control-allow-methods', 'GET,HEAD');
  response.setHeader('access-control-allow-headers', asked);
}

function answerXml(parts: XmlInterface, request: IncomingMessage, response: ServerResponse): void {
  setCorsHeaders(parts.cors.origin, request, response);
  if (request.method === 'OPTIONS') {
    response.writeHead(200).end();
    return;
  }
  try {
    answerSigned(parts, request, response);
  } catch (error) {
    if (!(error instanceof GcsRefusal)) throw error;
    sendRefusal(request, response, error);
  }
}

/**
 * A Google Cloud Storage of our own on loopback that rebuilds the canonical request of every signed URL and takes one
 * spelling of it only, beside as much of the JSON interface as Google's clients need to upload.
 */
export async function startGcsChecker(): Promise<GcsChecker> {
  const buckets = new Map([[BUCKET, new GcsBucket()]]);
  const secret = makeServiceAccount();
  const hmac = {
    type: 'keys' as const,
    key: `GOOG1E${randomBytes(20).toString('hex').toUpperCase()}`,
    secret: randomBytes(30).toString('base64'),
  };
  const signers = {
    accounts: new Map([[EMAIL, createPublicKey(secret.private_key)]]),
    hmac: new Map([[hmac.key, hmac.secret]]),
  };
  const cors = { origin: '*' as string | null };
  const server = createServer((request, response) =>
    JSON_INTERFACE.test(request.url ?? '')
      ? void answerJson(request, response)
      : answerXml({ buckets, signers, cors }, request, response),
  );
  const requests = watchRequests(server);
  const port = await listenOnLoopback(server);
  const host = `127.0.0.1:${port}`;
  const answerJson = makeJsonInterface({ base: `http://${host}`, buckets, signers });
  const bucket = buckets.get(BUCKET);
  return {
    name: 'the GCS checker',
    place: {
      kind: 'gcs',
      scheme: 'http',
      host,
      account: '',
      bucket: BUCKET,
      prefix: '',
      region: '',
      style: 'path',
    },
    secret,
    wrong: makeServiceAccount(),
    hmac,
    serviceAccountFile: JSON.stringify({
      type: 'service_account',
      project_id: 'tests',
      private_key_id: '1',
      private_key: secret.private_key,
      client_email: EMAIL,
      client_id: '1',
      token_uri: `http://${host}/token`,
    }),
    port,
    requests,
    url: (key) => `gs://${BUCKET}/${key}`,
    async put(key, bytes, type) {
      bucket?.put(key, Buffer.from(bytes), type);
    },
    get: async (key) => bucket?.get(key)?.bytes,
    async allowOrigin(origin) {
      cors.origin = origin;
    },
    visit: (url, visit) => visitPort(port, url, visit),
    stop: () => closeServer(server),
  };
}
