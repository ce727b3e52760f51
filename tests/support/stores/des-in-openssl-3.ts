import crypto, { type CipherKey } from 'node:crypto';

type Make = (name: string, key: CipherKey, iv: Buffer | null, options?: object) => unknown;

/** Triple DES with one key three times is DES. */
const withTripleDes =
  (make: Make): Make =>
  (name, key, iv, options) => {
    if (name !== 'des') return make(name, key, iv, options);
    const one = key as Buffer;
    return make('des-ede3-cbc', Buffer.concat([one, one, one]), iv, options);
  };

let done = false;

/** s3rver writes the places where its lists go on in single DES, which OpenSSL 3 no longer offers. */
export function offerDes(): void {
  if (done) return;
  done = true;
  for (const name of ['createCipheriv', 'createDecipheriv'] as const) {
    Object.assign(crypto, { [name]: withTripleDes(crypto[name] as Make) });
  }
}
