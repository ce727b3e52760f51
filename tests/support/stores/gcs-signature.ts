import { createHash, createHmac, createVerify, type KeyObject } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may sign: service accounts by their e-mail, HMAC keys by their access id. */
export interface Signers {
  accounts: Map<string, KeyObject>;
  hmac: Map<string, string>;
}

/** Why Google refuses a signed URL, with its status and code. */
export class GcsRefusal extends Error {
  readonly status: number;
  readonly code: string;
  readonly details: string;

  constructor(status: number, code: string, message: string, details = '') {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }
}

const MAX_EXPIRES_S = 604_800;
const SKEW_MS = 15 * 60_000;
const NEEDED = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'];

/** RFC 3986: all but letters, digits and - . _ ~ is escaped, in capital hex. */
function escaped(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function malformed(message: string): GcsRefusal {
  return new GcsRefusal(400, 'InvalidArgument', message);
}

/** The path as it must be sent: one way of writing it is right, any other is refused. */
function canonicalPath(raw: string): string {
  const canonical = raw
    .split('/')
    .map((segment) => escaped(decodeURIComponent(segment)))
    .join('/');
  if (canonical !== raw) throw malformed(`the path is ${raw}, but its canonical form is ${canonical}`);
  return canonical;
}

function canonicalQuery(query: URLSearchParams): string {
  return [...query]
    .filter(([name]) => name !== 'X-Goog-Signature')
    .map(([name, value]) => [escaped(name), escaped(value)] as const)
    .sort(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1))
    .map((pair) => pair.join('='))
    .join('&');
}

/** The signed headers as canonical lines; `host` and every x-goog- header that was sent must be among them. */
function canonicalHeaders(request: IncomingMessage, signed: string[]): string {
  if (signed.join(';') !== [...signed].sort().join(';')) throw malformed('SignedHeaders is not sorted');
  const needed = ['host', ...Object.keys(request.headers).filter((name) => name.startsWith('x-goog-'))];
  const missing = needed.find((name) => !signed.includes(name));
  if (missing !== undefined) throw malformed(`the header ${missing} is not signed`);
  return signed
    .map(
      (name) =>
        `${name}:${String(request.headers[name] ?? '')
          .trim()
          .replace(/ +/g, ' ')}\n`,
    )
    .join('');
}

/** When a link was made and when it ends; refused before, after, and for more than seven days. */
function requireTime(date: string, expires: string, now: Date): void {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(date);
  if (parts === null) throw malformed('X-Goog-Date is not yyyymmddThhmmssZ');
  const made_ms = Date.parse(`${parts.slice(1, 4).join('-')}T${parts.slice(4, 7).join(':')}Z`);
  const expires_s = Number(expires);
  if (!/^\d+$/.test(expires) || expires_s < 1 || expires_s > MAX_EXPIRES_S)
    throw malformed(`X-Goog-Expires must be 1 to ${MAX_EXPIRES_S} seconds`);
  if (made_ms > now.getTime() + SKEW_MS)
    throw new GcsRefusal(
      403,
      'RequestTimeTooSkewed',
      `the request was signed at ${date}, it is ${now.toISOString()}`,
    );
  if (made_ms + expires_s * 1000 < now.getTime())
    throw new GcsRefusal(
      400,
      'ExpiredToken',
      'The provided token has expired.',
      `Request signature expired at: ${new Date(made_ms + expires_s * 1000).toISOString()}`,
    );
}

function hmacMatches(secret: string, scope: string[], text: string, signature: string): boolean {
  const key = scope.reduce<Buffer>(
    (before, part) => createHmac('sha256', before).update(part).digest(),
    Buffer.from(`GOOG4${secret}`),
  );
  return createHmac('sha256', key).update(text).digest('hex') === signature;
}

function signatureMatches(
  signers: Signers,
  { algorithm, id, scope }: { algorithm: string; id: string; scope: string[] },
  text: string,
  signature: string,
): boolean {
  if (algorithm === 'GOOG4-RSA-SHA256') {
    const key = signers.accounts.get(id);
    if (key === undefined) throw new GcsRefusal(403, 'InvalidSecurity', `no service account ${id}`);
    return createVerify('RSA-SHA256').update(text).verify(key, Buffer.from(signature, 'hex'));
  }
  if (algorithm !== 'GOOG4-HMAC-SHA256') throw malformed(`X-Goog-Algorithm is ${algorithm}`);
  const secret = signers.hmac.get(id);
  if (secret === undefined) throw new GcsRefusal(403, 'InvalidSecurity', `no HMAC key ${id}`);
  return hmacMatches(secret, scope, text, signature);
}

/** Rebuilds the canonical request of a URL signed with version 4 and throws a GcsRefusal unless all of it is right. */
export function verifySignedUrl(request: IncomingMessage, signers: Signers, now: Date): void {
  const [path = '', search = ''] = (request.url ?? '').split(/\?(.*)/s);
  const query = new URLSearchParams(search);
  const missing = NEEDED.find((name) => query.getAll(`X-Goog-${name}`).length !== 1);
  if (missing !== undefined) {
    if (query.size > 0 && [...query.keys()].some((name) => name.startsWith('X-Goog-')))
      throw malformed(`X-Goog-${missing} must be there once`);
    throw new GcsRefusal(403, 'AccessDenied', 'Access denied.', 'Anonymous caller does not have access.');
  }
  const value = (name: string) => query.get(`X-Goog-${name}`) ?? '';
  const [id = '', ...scope] = value('Credential').split('/');
  const [day, location, ...rest] = scope;
  if (day !== value('Date').slice(0, 8) || !location || rest.join('/') !== 'storage/goog4_request')
    throw malformed(`the credential's scope is ${scope.join('/')}`);
  requireTime(value('Date'), value('Expires'), now);
  const signed = value('SignedHeaders').split(';');
  const canonical = [
    request.method,
    canonicalPath(path),
    canonicalQuery(query),
    canonicalHeaders(request, signed),
    signed.join(';'),
    request.headers['x-goog-content-sha256'] ?? 'UNSIGNED-PAYLOAD',
  ].join('\n');
  const algorithm = value('Algorithm');
  const hash = createHash('sha256').update(canonical).digest('hex');
  const text = [algorithm, value('Date'), scope.join('/'), hash].join('\n');
  if (!signatureMatches(signers, { algorithm, id, scope }, text, value('Signature')))
    throw new GcsRefusal(
      403,
      'SignatureDoesNotMatch',
      'Access denied.',
      `The request signature we calculated does not match. CanonicalRequest: ${canonical}`,
    );
}
