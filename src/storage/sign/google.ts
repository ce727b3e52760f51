import type { Secret } from '../place.ts';
import type { SignRequest } from './request.ts';
import { SigningError } from './signing-error.ts';
import { deriveKey, presign } from './v4.ts';
import { fromBase64, hmac, rsa, rsaKey } from './web-crypto.ts';

type Keys = Extract<Secret, { type: 'keys' }>;
type ServiceAccount = Extract<Secret, { type: 'service_account' }>;

/** Location and service of every scope: Google takes `auto` for any bucket. */
const SCOPE = 'auto/storage/goog4_request';

const rsaKeys = new WeakMap<ServiceAccount, Promise<CryptoKey>>();
const hmacKeys = new WeakMap<Keys, { day: string; key: Promise<CryptoKey> }>();

/** A signed URL of Google's V4: RSA-SHA256 by a service account, or HMAC by a key pair. */
export async function signGoogle(secret: Keys | ServiceAccount, request: SignRequest): Promise<string> {
  const common = { header: 'X-Goog', scope: SCOPE } as const;
  if (secret.type === 'keys') {
    const sign = async (text: string, day: string) => await hmac(await dayKeyOf(secret, day), text);
    return await presign({ ...common, algorithm: 'GOOG4-HMAC-SHA256', signer: secret.key, sign }, request);
  }
  const sign = async (text: string) => await rsa(await rsaKeyOf(secret), text);
  return await presign(
    { ...common, algorithm: 'GOOG4-RSA-SHA256', signer: secret.client_email, sign },
    request,
  );
}

function dayKeyOf(secret: Keys, day: string): Promise<CryptoKey> {
  const known = hmacKeys.get(secret);
  if (known?.day === day) return known.key;
  const key = deriveKey(`GOOG4${secret.secret}`, day, SCOPE);
  hmacKeys.set(secret, { day, key });
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
