import type { ResponseOf } from '../../contract/contract.ts';
import { fromBase64, toBase64 } from './base64.ts';

/** The lock of custody "my account", as the server keeps it: a random data key, wrapped by the passphrase. */
export type Lock = NonNullable<ResponseOf<'storage_access.get_all'>['lock']>;

/** PBKDF2-HMAC-SHA-256: what a guess costs. */
export const ROUNDS = 600_000;
/** More than this is not a lock of ours, and would hold the browser up. */
const MOST_ROUNDS = 10_000_000;
export const PASSPHRASE_LEAST = 12;
const SALT_BYTES = 16;
const NONCE_BYTES = 12;
const AES = { name: 'AES-GCM', length: 256 } as const;

/** The typed passphrase does not open the lock. */
export class WrongPassphrase extends Error {}

/** The key that wraps the data key. */
async function wrappingKey(passphrase: string, salt: Uint8Array, rounds: number): Promise<CryptoKey> {
  const typed = new TextEncoder().encode(passphrase.normalize('NFKC'));
  const material = await crypto.subtle.importKey('raw', typed, 'PBKDF2', false, ['deriveKey']);
  return crypto.subtle.deriveKey(
    { name: 'PBKDF2', hash: 'SHA-256', salt: new Uint8Array(salt), iterations: rounds },
    material,
    AES,
    false,
    ['wrapKey', 'unwrapKey'],
  );
}

const wrapping = (nonce: Uint8Array, account: string) => ({
  name: 'AES-GCM',
  iv: new Uint8Array(nonce),
  additionalData: new TextEncoder().encode(JSON.stringify(['atrium storage lock', account])),
});

async function wrap(dataKey: CryptoKey, passphrase: string, account: string, version: number): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(SALT_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = await wrappingKey(passphrase, salt, ROUNDS);
  const wrapped = await crypto.subtle.wrapKey('raw', dataKey, key, wrapping(nonce, account));
  return {
    version,
    salt: toBase64(salt),
    rounds: ROUNDS,
    nonce: toBase64(nonce),
    wrapped: toBase64(new Uint8Array(wrapped)),
  };
}

async function unwrap(
  lock: Lock,
  passphrase: string,
  account: string,
  extractable: boolean,
): Promise<CryptoKey> {
  // a server that lowered the rounds would make the passphrase cheap to guess at the next change
  if (lock.rounds < ROUNDS || lock.rounds > MOST_ROUNDS) throw new Error('This lock is not one of ours.');
  const key = await wrappingKey(passphrase, fromBase64(lock.salt), lock.rounds);
  const nonce = fromBase64(lock.nonce);
  try {
    return await crypto.subtle.unwrapKey(
      'raw',
      fromBase64(lock.wrapped),
      key,
      wrapping(nonce, account),
      AES,
      extractable,
      ['encrypt', 'decrypt'],
    );
  } catch {
    throw new WrongPassphrase('This is not the passphrase of these entries.');
  }
}

/** A new random data key under a passphrase; `version` is the lock's that it replaces, 0 for none. */
export async function makeLock(passphrase: string, account: string, version: number): Promise<Lock> {
  const dataKey = await crypto.subtle.generateKey(AES, true, ['encrypt', 'decrypt']);
  return wrap(dataKey, passphrase, account, version);
}

/**
 * The data key, which no script can read out of the browser.
 * @throws WrongPassphrase
 */
export const openLock = (lock: Lock, passphrase: string, account: string): Promise<CryptoKey> =>
  unwrap(lock, passphrase, account, false);

/**
 * The same data key under another passphrase: what it sealed stays as it is.
 * @throws WrongPassphrase
 */
export async function changeLock(
  lock: Lock,
  passphrases: { old: string; next: string },
  account: string,
): Promise<Lock> {
  const dataKey = await unwrap(lock, passphrases.old, account, true);
  return wrap(dataKey, passphrases.next, account, lock.version);
}
