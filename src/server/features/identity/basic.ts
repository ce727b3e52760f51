import { timingSafeEqual } from 'node:crypto';

/** Splits the credentials of a Basic header (Latin-1, at the first colon); undefined when it has none. */
export function splitBasic(encoded: string): { access_key: string; secret_key: string } | undefined {
  const text = Buffer.from(encoded, 'base64').toString('latin1');
  const at = text.indexOf(':');
  return at > 0 ? { access_key: text.slice(0, at), secret_key: text.slice(at + 1) } : undefined;
}

/** Compares two keyed hashes in constant time. */
export function sameBytes(a: Buffer, b: Buffer): boolean {
  return a.length === b.length && timingSafeEqual(a, b);
}
