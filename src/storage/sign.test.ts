import { createHash, createHmac } from 'node:crypto';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { AMAZON, AZURE, GOOGLE, MINIO } from '../../tests/support/storage/places.ts';
import { escapeKey } from './escape.ts';
import type { Place, Secret } from './place.ts';
import { signListing, signUrl } from './sign.ts';

const now = new Date('2026-01-31T23:59:58.000Z');
const keys: Secret = { type: 'keys', key: 'GOOG1EXAMPLE', secret: 'secret/+=' };
const request = { method: 'GET', key: 'a/b c.png', expires_s: 600, now } as const;

afterEach(() => vi.unstubAllGlobals());

describe("Google's HMAC", () => {
  /** The specification once more, by Node's cryptography: there is no SDK that signs so. */
  function expected(key: string): string {
    const hmac = (secret: string | Buffer, text: string) =>
      createHmac('sha256', secret).update(text).digest();
    const scope = '20260131/auto/storage/goog4_request';
    const query = [
      'X-Goog-Algorithm=GOOG4-HMAC-SHA256',
      `X-Goog-Credential=${encodeURIComponent(`GOOG1EXAMPLE/${scope}`)}`,
      'X-Goog-Date=20260131T235958Z',
      'X-Goog-Expires=600',
      'X-Goog-SignedHeaders=host',
    ].join('&');
    const path = `/samples/${escapeKey(key)}`;
    const canonical = `GET\n${path}\n${query}\nhost:storage.googleapis.com\n\nhost\nUNSIGNED-PAYLOAD`;
    const hash = createHash('sha256').update(canonical).digest('hex');
    const toSign = `GOOG4-HMAC-SHA256\n20260131T235958Z\n${scope}\n${hash}`;
    const day = hmac(hmac(hmac(hmac('GOOG4secret/+=', '20260131'), 'auto'), 'storage'), 'goog4_request');
    return `https://storage.googleapis.com${path}?${query}&X-Goog-Signature=${hmac(day, toSign).toString('hex')}`;
  }

  test('is the specification, day after day', async () => {
    expect(await signUrl(GOOGLE, keys, request)).toBe(expected(request.key));
    const tomorrow = new Date('2026-02-01T00:00:01Z');
    expect(await signUrl(GOOGLE, keys, { ...request, now: tomorrow })).not.toBe(expected(request.key));
    expect(await signUrl(GOOGLE, keys, request)).toBe(expected(request.key));
  });
});

describe('what is never signed', () => {
  test.each<[string, Place, Secret, Partial<typeof request> | { key: string }, string]>([
    ['no object', AMAZON, keys, { key: '' }, 'no_key'],
    ['a key with dots alone', AMAZON, keys, { key: 'a/../b' }, 'dot_segments'],
    [
      'an object outside of the prefix',
      { ...AMAZON, prefix: 'a/b' },
      keys,
      { key: 'a/bc' },
      'outside_prefix',
    ],
    ['S3 with a SAS', AMAZON, { type: 'sas', sas: 'sig=x' }, {}, 'wrong_secret_type'],
    ['Azure with a key pair', AZURE, keys, {}, 'wrong_secret_type'],
    [
      'Google with an account key',
      GOOGLE,
      { type: 'account_key', account_key: 'a2V5' },
      {},
      'wrong_secret_type',
    ],
    [
      'an account key that is no base64',
      AZURE,
      { type: 'account_key', account_key: 'not base64!' },
      {},
      'bad_account_key',
    ],
    [
      'a key that is no PEM',
      GOOGLE,
      { type: 'service_account', client_email: 'a@b', private_key: 'x' },
      {},
      'bad_private_key',
    ],
    [
      'a PEM that is no key',
      GOOGLE,
      {
        type: 'service_account',
        client_email: 'a@b',
        private_key: '-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----',
      },
      {},
      'bad_private_key',
    ],
  ])('%s', async (_name, place, secret, changed, code) => {
    await expect(signUrl(place, secret, { ...request, ...changed })).rejects.toMatchObject({ code });
  });

  test('a listing without a bucket', async () => {
    const listing = signListing(
      { ...AZURE, bucket: '' },
      { type: 'sas', sas: 'sig=x' },
      { prefix: '', page_size: 1, now },
    );
    await expect(listing).rejects.toMatchObject({ code: 'no_bucket' });
  });
});

describe('on plain http, where pages have no WebCrypto', () => {
  test.each<[Place, Secret]>([
    [MINIO, keys],
    [GOOGLE, keys],
    [AZURE, { type: 'account_key', account_key: 'a2V5' }],
  ])('a key signs nothing: $kind', async (place, secret) => {
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    await expect(signUrl(place, secret, request)).rejects.toMatchObject({ code: 'no_webcrypto' });
  });

  test('a SAS needs none', async () => {
    vi.stubGlobal('crypto', undefined);
    expect(await signUrl(AZURE, { type: 'sas', sas: '?sig=x' }, request)).toMatch(/\/a\/b%20c\.png\?sig=x$/);
  });
});

test('a signing key is derived once a day and region, and goes with its secret', async () => {
  const secret: Secret = { type: 'keys', key: 'K', secret: 'S' };
  const imports = vi.spyOn(globalThis.crypto.subtle, 'importKey');
  await signUrl(MINIO, secret, request);
  expect(imports).toHaveBeenCalledTimes(5);
  await signUrl(MINIO, secret, { ...request, key: 'other' });
  expect(imports).toHaveBeenCalledTimes(5);
  await signUrl(MINIO, { ...secret }, request);
  expect(imports).toHaveBeenCalledTimes(10);
  imports.mockRestore();
});
