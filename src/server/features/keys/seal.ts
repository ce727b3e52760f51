import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** What AES-256-GCM gives: a fresh 96-bit nonce, and ciphertext with its 128-bit tag behind it. */
export interface Sealed {
  nonce: Buffer;
  ciphertext: Buffer;
}

const TAG_BYTES = 16;

/**
 * Encrypts with AES-256-GCM.
 * @param place table, column, row id and workspace id: a ciphertext moved elsewhere does not open
 */
export function seal(key: Buffer, place: readonly string[], clear: Buffer): Sealed {
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(place.join('\0')));
  return { nonce, ciphertext: Buffer.concat([cipher.update(clear), cipher.final(), cipher.getAuthTag()]) };
}

/** Decrypts what `seal` made; throws when key, place or text differ. */
export function unseal(key: Buffer, place: readonly string[], { nonce, ciphertext }: Sealed): Buffer {
  const end = ciphertext.length - TAG_BYTES;
  const decipher = createDecipheriv('aes-256-gcm', key, nonce)
    .setAAD(Buffer.from(place.join('\0')))
    .setAuthTag(ciphertext.subarray(end));
  return Buffer.concat([decipher.update(ciphertext.subarray(0, end)), decipher.final()]);
}
