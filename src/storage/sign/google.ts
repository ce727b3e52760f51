import { queryText } from '../escape.ts';
import type { Secret } from '../place.ts';
import { compactTime, type SignRequest } from './request.ts';
import { SigningError } from './signing-error.ts';
import { fromBase64, hex, hmac, hmacKey, rsa, rsaKey, sha256 } from './web-crypto.ts';

type Keys = Extract<Secret, { type: 'keys' }>;
type ServiceAccount = Extract<Secret, { type: 'service_account' }>;

/** Location and service of every scope: Google takes `auto` for any bucket. */
const SCOPE = 'auto/storage/goog4_request';

const rsaKeys = new WeakMap<ServiceAccount, Promise<CryptoKey>>();
const hmacKeys = new WeakMap<Keys, { day: string; key: Promise<CryptoKey> }>();

/** A signed URL of Google's V4: RSA-SHA256 by a service account, or HMAC by a key pair. */
export async function signGoogle(secret: Keys | ServiceAccount, request: SignRequest): Promise<string> {
  const { method, origin, path, query, expires_s, now } = request;
  const isHmac = secret.type === 'keys';
  const time = compactTime(now);
  const day = time.slice(0, 8);
  const algorithm = isHmac ? 'GOOG4-HMAC-SHA256' : 'GOOG4-RSA-SHA256';
  const parameters = queryText({
    ...query,
    'X-Goog-Algorithm': algorithm,
    'X-Goog-Credential': `${isHmac ? secret.key : secret.client_email}/${day}/${SCOPE}`,
    'X-Goog-Date': time,
    'X-Goog-Expires': String(expires_s),
    'X-Goog-SignedHeaders': 'host',
  });
  const host = origin.slice(origin.indexOf('//') + 2);
  const canonical = [method, path, parameters, `host:${host}\n`, 'host', 'UNSIGNED-PAYLOAD'].join('\n');
  const toSign = [algorithm, time, `${day}/${SCOPE}`, hex(await sha256(canonical))].join('\n');
  const signature = isHmac
    ? await hmac(await dayKeyOf(secret, day), toSign)
    : await rsa(await rsaKeyOf(secret), toSign);
  return `${origin}${path}?${parameters}&X-Goog-Signature=${hex(signature)}`;
}

function dayKeyOf(secret: Keys, day: string): Promise<CryptoKey> {
  const known = hmacKeys.get(secret);
  if (known?.day === day) return known.key;
  const key = deriveDayKey(secret.secret, day);
  hmacKeys.set(secret, { day, key });
  return key;
}

async function deriveDayKey(secret: string, day: string): Promise<CryptoKey> {
  let key = await hmacKey(`GOOG4${secret}`);
  for (const part of [day, ...SCOPE.split('/')]) key = await hmacKey(await hmac(key, part));
  return key;
}

function rsaKeyOf(secret: ServiceAccount): Promise<CryptoKey> {
  const known = rsaKeys.get(secret);
  if (known !== undefined) return known;
  const made = importPem(secret.private_key);
  rsaKeys.set(secret, made);
  return made;
}

/** The PEM of a service-account file, also with its line ends still written as `\n`. */
async function importPem(pem: string): Promise<CryptoKey> {
  const body = /-----BEGIN PRIVATE KEY-----(.*)-----END PRIVATE KEY-----/s.exec(pem)?.[1];
  if (body === undefined) throw new SigningError('bad_private_key');
  try {
    return await rsaKey(fromBase64(body.replace(/\\[rn]|\s/g, '')));
  } catch (error) {
    throw error instanceof SigningError ? error : new SigningError('bad_private_key');
  }
}
