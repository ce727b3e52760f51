import { createVerify, randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { type GcsBucket, type GcsObject, md5 } from './gcs-objects.ts';
import type { Signers } from './gcs-signature.ts';

interface Interface {
  base: string;
  buckets: Map<string, GcsBucket>;
  signers: Signers;
}

interface Metadata {
  name?: string;
  contentType?: string;
  metadata?: Record<string, string>;
}

interface Asked {
  method: string;
  url: URL;
  headers: IncomingMessage['headers'];
  body: Buffer;
}

interface Reply {
  status: number;
  headers?: Record<string, string>;
  /** Bytes as they are; anything else as JSON. */
  body?: unknown;
}

/** As much of Google's JSON interface as its own clients need to upload, look and delete. */
export function makeJsonInterface({ base, buckets, signers }: Interface) {
  const tokens = new Set<string>();
  const uploads = new Map<string, Metadata>();

  const reply = (asked: Asked): Reply => {
    const { url, headers, body } = asked;
    if (url.pathname === '/token') {
      if (!provesAccount(signers, body)) return { status: 401, body: { error: 'invalid_grant' } };
      const token = randomBytes(16).toString('hex');
      tokens.add(token);
      return { status: 200, body: { access_token: token, token_type: 'Bearer', expires_in: 3600 } };
    }
    if (!tokens.has((headers.authorization ?? '').replace('Bearer ', '')))
      return failure(401, 'Invalid Credentials');
    const path = /^(.*?)\/v1\/b\/([^/]+)(?:\/o\/?([^/]*))?$/.exec(url.pathname);
    const [, door = '', name = '', object] = path ?? [];
    const bucket = buckets.get(name);
    if (bucket === undefined) return failure(404, 'no such bucket');
    if (door.startsWith('/upload')) return upload({ base, bucket, name, uploads }, asked);
    if (object === undefined)
      return { status: 200, body: { kind: 'storage#bucket', id: name, name, location: 'EU' } };
    return object === ''
      ? { status: 200, body: listed(name, bucket, url) }
      : replyOfObject({ bucket, name, key: decodeURIComponent(object) }, asked, door);
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { method = '', headers } = request;
    const asked = { method, url: new URL(request.url ?? '', base), headers, body: await buffer(request) };
    const { status, headers: added, body } = reply(asked);
    response.writeHead(status, { 'content-type': 'application/json', ...added });
    response.end(Buffer.isBuffer(body) ? body : JSON.stringify(body));
  };
}

function failure(code: number, message: string): Reply {
  return { status: code, body: { error: { code, message } } };
}

interface Upload {
  base: string;
  bucket: GcsBucket;
  name: string;
  uploads: Map<string, Metadata>;
}

/** An upload in one request, or one that is announced first and sent to the address it is given. */
function upload({ base, bucket, name, uploads }: Upload, { url, headers, body }: Asked): Reply {
  const id = url.searchParams.get('upload_id');
  if (id !== null) {
    const announced = uploads.get(id);
    if (announced === undefined) return failure(404, 'no such upload');
    const { name: key = '', contentType = '', metadata } = announced;
    return { status: 200, body: described(name, bucket.put(key, body, contentType, metadata)) };
  }
  const key = url.searchParams.get('name') ?? '';
  if (url.searchParams.get('uploadType') === 'multipart')
    return {
      status: 200,
      body: described(name, putMultipart(bucket, String(headers['content-type']), body, key)),
    };
  const made = randomBytes(8).toString('hex');
  const contentType = String(headers['x-upload-content-type'] ?? '');
  uploads.set(made, { name: key, contentType, ...JSON.parse(body.toString() || '{}') });
  return { status: 200, headers: { location: `${base}${url.pathname}?upload_id=${made}` }, body: {} };
}

function replyOfObject(
  { bucket, name, key }: { bucket: GcsBucket; name: string; key: string },
  { method, url }: Asked,
  door: string,
): Reply {
  const found = bucket.get(key);
  if (found === undefined) return failure(404, 'no such object');
  if (method === 'DELETE') {
    bucket.delete(key);
    return { status: 204, body: Buffer.alloc(0) };
  }
  if (door.startsWith('/download') || url.searchParams.get('alt') === 'media') {
    const headers = { 'content-type': found.type, 'x-goog-hash': `md5=${md5(found.bytes, 'base64')}` };
    return { status: 200, headers, body: found.bytes };
  }
  return { status: 200, body: described(name, found) };
}

function listed(name: string, bucket: GcsBucket, url: URL) {
  const found = bucket.list(url.searchParams.get('prefix') ?? '', '');
  return { kind: 'storage#objects', items: found.map((object) => described(name, object)) };
}

/** Whether a service account signed what asks for a token (RFC 7523). */
function provesAccount(signers: Signers, body: Buffer): boolean {
  const assertion = new URLSearchParams(body.toString()).get('assertion') ?? '';
  const [head = '', claims = '', signature = ''] = assertion.split('.');
  const { iss, exp } = JSON.parse(Buffer.from(claims || 'e30', 'base64url').toString());
  const key = signers.accounts.get(String(iss));
  if (key === undefined || Number(exp) * 1000 < Date.now()) return false;
  return createVerify('RSA-SHA256')
    .update(`${head}.${claims}`)
    .verify(key, Buffer.from(signature, 'base64url'));
}

/** multipart/related: the object's description first, then its bytes. */
function putMultipart(bucket: GcsBucket, contentType: string, body: Buffer, key: string): GcsObject {
  const [, boundary = ''] = /boundary="?([^";]+)/.exec(contentType) ?? [];
  const [, first = '', second = ''] = body.toString('latin1').split(`--${boundary.replaceAll("'", '')}`);
  const textOf = (part: string) => part.slice(part.indexOf('\r\n\r\n') + 4).replace(/\r\n$/, '');
  const metadata: Metadata = JSON.parse(Buffer.from(textOf(first), 'latin1').toString());
  const [, type = ''] = /content-type: *([^\r\n]+)/i.exec(second) ?? [];
  const bytes = Buffer.from(textOf(second), 'latin1');
  return bucket.put(metadata.name ?? key, bytes, metadata.contentType ?? type, metadata.metadata);
}

function described(bucket: string, { key, bytes, type, metadata, updated, generation }: GcsObject) {
  return {
    kind: 'storage#object',
    id: `${bucket}/${key}/${generation}`,
    name: key,
    bucket,
    contentType: type,
    size: String(bytes.length),
    md5Hash: md5(bytes, 'base64'),
    metadata,
    generation,
    updated,
    timeCreated: updated,
  };
}
