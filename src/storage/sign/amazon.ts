import type { Secret } from '../place.ts';
import type { SignRequest } from './request.ts';
import { deriveKey, presign } from './v4.ts';
import { hmac } from './web-crypto.ts';

type Keys = Extract<Secret, { type: 'keys' }>;

/** The last signing key of each secret, with its day and region. It goes with the secret it was derived from. */
const derived = new WeakMap<Keys, { name: string; key: Promise<CryptoKey> }>();

/** A presigned URL of AWS Signature Version 4, with the session token if there is one. */
export async function signAmazon(region: string, secret: Keys, request: SignRequest): Promise<string> {
  const scope = `${region || 'us-east-1'}/s3/aws4_request`;
  return await presign(
    {
      algorithm: 'AWS4-HMAC-SHA256',
      header: 'X-Amz',
      signer: secret.key,
      scope,
      token: secret.token,
      sign: async (text, day) => await hmac(await keyOf(secret, day, scope), text),
    },
    request,
  );
}

function keyOf(secret: Keys, day: string, scope: string): Promise<CryptoKey> {
  const name = `${day}/${scope}`;
  const known = derived.get(secret);
  if (known?.name === name) return known.key;
  const key = deriveKey(`AWS4${secret.secret}`, day, scope);
  derived.set(secret, { name, key });
  return key;
}
