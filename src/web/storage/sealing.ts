import type { Place, Secret } from '../../storage/place.ts';

/** The first byte of everything sealed here, so that another form can come later. */
const FORM = 1;
const NONCE_BYTES = 12;

/**
 * What a sealed secret belongs to, as AES-GCM's additional data. The place is in it: whoever keeps the sealed text can
 * then not move the secret to another host, whose owner would be sent its signatures.
 */
function belongsTo(
  account: string,
  { kind, scheme, host, account: store, bucket, prefix }: Place,
): Uint8Array {
  const parts = ['atrium own storage entry', account, kind, scheme, host, store, bucket, prefix];
  return new TextEncoder().encode(JSON.stringify(parts));
}

const parameters = (nonce: Uint8Array, about: Uint8Array) => ({
  name: 'AES-GCM',
  iv: new Uint8Array(nonce),
  additionalData: new Uint8Array(about),
});

/** Seals a secret for one account and place: form, fresh nonce, AES-256-GCM. */
export async function sealSecret(
  key: CryptoKey,
  secret: Secret,
  account: string,
  place: Place,
): Promise<Uint8Array<ArrayBuffer>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const plain = new TextEncoder().encode(JSON.stringify(secret));
  const cipher = await crypto.subtle.encrypt(parameters(nonce, belongsTo(account, place)), key, plain);
  const sealed = new Uint8Array(1 + NONCE_BYTES + cipher.byteLength);
  sealed[0] = FORM;
  sealed.set(nonce, 1);
  sealed.set(new Uint8Array(cipher), 1 + NONCE_BYTES);
  return sealed;
}

/** @throws when the key is another one, or the secret was sealed for another account or place. */
export async function openSecret(
  key: CryptoKey,
  sealed: Uint8Array,
  account: string,
  place: Place,
): Promise<Secret> {
  if (sealed[0] !== FORM) throw new Error('This entry was sealed by a newer version of the page.');
  const nonce = sealed.subarray(1, 1 + NONCE_BYTES);
  const cipher = new Uint8Array(sealed.subarray(1 + NONCE_BYTES));
  const plain = await crypto.subtle.decrypt(parameters(nonce, belongsTo(account, place)), key, cipher);
  return JSON.parse(new TextDecoder().decode(plain)) as Secret;
}
