import { AwsV4Signer } from 'aws4fetch';
import { queryText } from '../escape.ts';
import type { Secret } from '../place.ts';
import { compactTime, type SignRequest } from './request.ts';
import { requireWebCrypto } from './web-crypto.ts';

type Keys = Extract<Secret, { type: 'keys' }>;

/** Signing keys by day and region. They go with the secret they were derived from. */
const derived = new WeakMap<Keys, Map<string, ArrayBuffer>>();

/** A presigned URL of AWS Signature Version 4, with the session token if there is one. */
export async function signAmazon(region: string, secret: Keys, request: SignRequest): Promise<string> {
  requireWebCrypto();
  const { method, origin, path, query, expires_s, now } = request;
  const cache = derived.get(secret) ?? new Map<string, ArrayBuffer>();
  derived.set(secret, cache);
  const signer = new AwsV4Signer({
    method,
    url: `${origin}${path}?${queryText({ ...query, 'X-Amz-Expires': String(expires_s) })}`,
    accessKeyId: secret.key,
    secretAccessKey: secret.secret,
    ...(secret.token ? { sessionToken: secret.token } : {}),
    service: 's3',
    region: region || 'us-east-1',
    datetime: compactTime(now),
    signQuery: true,
    cache,
  });
  const signature = await signer.signature();
  // The signer's own URL writes spaces as plus signs and drops the order; what it signed is sent as it was signed.
  const signed = signer.encodedSearch.replace(
    'X-Amz-SignedHeaders=',
    `X-Amz-Signature=${signature}&X-Amz-SignedHeaders=`,
  );
  return `${origin}${path}?${signed}`;
}
