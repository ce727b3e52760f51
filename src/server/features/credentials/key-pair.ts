import { randomBytes, randomInt } from 'node:crypto';

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const KEY_LENGTH = 30;
const SECRET_BYTES = 50;

/** A new access key (30 of A-Z0-9) and secret (50 random bytes, URL-safe, never starting with "-" or "_"). */
export function newKeyPair(): { access_key: string; secret_key: string } {
  const access_key = Array.from({ length: KEY_LENGTH }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');
  let secret_key: string;
  do secret_key = randomBytes(SECRET_BYTES).toString('base64url');
  while (/^[-_]/.test(secret_key));
  return { access_key, secret_key };
}
