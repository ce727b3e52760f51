import { queryText } from '../escape.ts';
import { compactTime, type SignRequest } from './request.ts';
import { hex, hmac, hmacKey, sha256 } from './web-crypto.ts';

/** Amazon's Signature Version 4, and Google's, which differs in names only. */
export interface V4 {
  algorithm: 'AWS4-HMAC-SHA256' | 'GOOG4-HMAC-SHA256' | 'GOOG4-RSA-SHA256';
  /** What parameters begin with. */
  header: 'X-Amz' | 'X-Goog';
  /** Who signs: an access key, or a service account's address. */
  signer: string;
  /** Region, service and end of the scope, after the day. */
  scope: string;
  token?: string | undefined;
  sign(text: string, day: string): Promise<ArrayBuffer>;
}

/** A presigned URL: only the host is signed along as a header, the body not at all. */
export async function presign(form: V4, request: SignRequest): Promise<string> {
  const { method, origin, path, query, expires_s, now } = request;
  const { algorithm, header, signer, token } = form;
  const time = compactTime(now);
  const day = time.slice(0, 8);
  const scope = `${day}/${form.scope}`;
  const parameters = queryText({
    ...query,
    [`${header}-Algorithm`]: algorithm,
    [`${header}-Credential`]: `${signer}/${scope}`,
    [`${header}-Date`]: time,
    [`${header}-Expires`]: String(expires_s),
    ...(token ? { [`${header}-Security-Token`]: token } : {}),
    [`${header}-SignedHeaders`]: 'host',
  });
  const host = origin.slice(origin.indexOf('//') + 2);
  const canonical = `${method}\n${path}\n${parameters}\nhost:${host}\n\nhost\nUNSIGNED-PAYLOAD`;
  const toSign = `${algorithm}\n${time}\n${scope}\n${hex(await sha256(canonical))}`;
  const signature = `${header}-Signature=${hex(await form.sign(toSign, day))}`;
  // Amazon's SDK sorts the signature in among the others, Google's puts it last.
  const last = `${header}-SignedHeaders=`;
  const signed =
    header === 'X-Amz' ? parameters.replace(last, `${signature}&${last}`) : `${parameters}&${signature}`;
  return `${origin}${path}?${signed}`;
}

/** Derives the key that a secret signs with on one day in one scope. */
export async function deriveKey(secret: string, day: string, scope: string): Promise<CryptoKey> {
  let key = await hmacKey(secret);
  for (const part of [day, ...scope.split('/')]) key = await hmacKey(await hmac(key, part));
  return key;
}
