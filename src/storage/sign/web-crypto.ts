import { SigningError } from './signing-error.ts';

const encoder = new TextEncoder();

/** @throws SigningError on plain http, where pages have none */
function subtle(): SubtleCrypto {
  // Typed as always there; it is not on pages over plain http.
  const found = (globalThis.crypto as Crypto | undefined)?.subtle as SubtleCrypto | undefined;
  if (!found) throw new SigningError('no_webcrypto');
  return found;
}

export async function hmacKey(secret: string | BufferSource): Promise<CryptoKey> {
  const bytes = typeof secret === 'string' ? encoder.encode(secret) : secret;
  return await subtle().importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
}

export async function hmac(key: CryptoKey, text: string): Promise<ArrayBuffer> {
  return await subtle().sign('HMAC', key, encoder.encode(text));
}

/** @param pkcs8 a key that signs RSASSA-PKCS1-v1_5 with SHA-256 */
export async function rsaKey(pkcs8: BufferSource): Promise<CryptoKey> {
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  return await subtle().importKey('pkcs8', pkcs8, algorithm, false, ['sign']);
}

export async function rsa(key: CryptoKey, text: string): Promise<ArrayBuffer> {
  return await subtle().sign('RSASSA-PKCS1-v1_5', key, encoder.encode(text));
}

export async function sha256(text: string): Promise<ArrayBuffer> {
  return await subtle().digest('SHA-256', encoder.encode(text));
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

export function hex(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += HEX[byte];
  return text;
}

export function base64(bytes: ArrayBuffer): string {
  return btoa(String.fromCharCode(...new Uint8Array(bytes)));
}

/** @throws DOMException when it is no base64 */
export function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
