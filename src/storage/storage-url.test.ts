import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HARD_KEYS } from '../../tests/support/storage/hard-keys.ts';
import { AMAZON, AZURE, AZURITE, GOOGLE, MINIO } from '../../tests/support/storage/places.ts';
import { escapeKey } from './escape.ts';
import { matchEntry } from './match.ts';
import { originOf, pathOf } from './origin.ts';
import type { Place } from './place.ts';
import { signListing, signUrl } from './sign.ts';
import { classifyUrl, parseStorageUrl, writeStorageUrl } from './storage-url.ts';
import { StorageUrlError } from './storage-url-error.ts';

const s3 = (host: string, bucket: string, key: string) => ({ kind: 's3', host, account: '', bucket, key });

describe('raw URLs, as the SDK writes them', () => {
  test.each([
    ['s3://bucket/a/b.png', s3('', 'bucket', 'a/b.png')],
    ['S3://Bucket/a', s3('', 'Bucket', 'a')],
    ['s3://bucket', s3('', 'bucket', '')],
    ['s3://bucket/folder/', s3('', 'bucket', 'folder/')],
    ['s3://bucket//a//b', s3('', 'bucket', 'a//b')],
    ['s3://minio.local:9000/bucket/a b%20c#d?e=f+g', s3('minio.local:9000', 'bucket', 'a b%20c#d?e=f+g')],
    ['s3://MinIO:9000//bucket//a', s3('minio:9000', 'bucket', 'a')],
    ['s3://10.0.0.7:9000/bucket/a', s3('10.0.0.7:9000', 'bucket', 'a')],
    ['s3://[::1]:9000/bucket/a', s3('[::1]:9000', 'bucket', 'a')],
    ['s3://s3.eu-west-1.amazonaws.com/bucket/a', s3('', 'bucket', 'a')],
    ['s3://s3.eu-west-1.amazonaws.com:443/bucket/a', s3('', 'bucket', 'a')],
    ['s3://bucket.s3.amazonaws.com/a', s3('', 'bucket', 'a')],
    ['gs://bucket/日本/é.png', { kind: 'gcs', host: '', account: '', bucket: 'bucket', key: '日本/é.png' }],
    [
      'azure://acc.blob.core.windows.net/container/a^b\\c.png',
      {
        kind: 'azure',
        host: 'acc.blob.core.windows.net',
        account: 'acc',
        bucket: 'container',
        key: 'a^b/c.png',
      },
    ],
    [
      'azure://127.0.0.1:10000/devstoreaccount1/container/a',
      { kind: 'azure', host: '127.0.0.1:10000', account: 'devstoreaccount1', bucket: 'container', key: 'a' },
    ],
    [
      'azure://devstoreaccount1.blob.localhost:10000/container/a',
      {
        kind: 'azure',
        host: 'devstoreaccount1.blob.localhost:10000',
        account: 'devstoreaccount1',
        bucket: 'container',
        key: 'a',
      },
    ],
  ])('%s', (url, object) => {
    expect(parseStorageUrl(url)).toEqual(object);
  });
});

describe('https URLs of the three stores', () => {
  const of = (kind: string, bucket: string, key: string) => ({ kind, bucket, key, scheme: 'https' });

  test.each([
    ['https://bucket.s3.amazonaws.com/a%20b.png', of('s3', 'bucket', 'a b.png')],
    [
      'https://bucket.s3.eu-central-1.amazonaws.com/a%2Bb+c.png?X-Amz-Signature=0',
      of('s3', 'bucket', 'a+b c.png'),
    ],
    ['https://my.dotted.bucket.s3.eu-central-1.amazonaws.com/a', of('s3', 'my.dotted.bucket', 'a')],
    ['https://s3.us-east-1.amazonaws.com/bucket//a%23', of('s3', 'bucket', '/a#')],
    ['https://s3-us-west-2.amazonaws.com/bucket/a', of('s3', 'bucket', 'a')],
    ['https://bucket.s3.dualstack.us-west-2.amazonaws.com/a', of('s3', 'bucket', 'a')],
    ['https://bucket.s3-accelerate.amazonaws.com/a', of('s3', 'bucket', 'a')],
    ['https://bucket.s3.cn-north-1.amazonaws.com.cn/a', of('s3', 'bucket', 'a')],
    ['https://storage.googleapis.com/bucket/a%25b', of('gcs', 'bucket', 'a%b')],
    ['https://bucket.storage.googleapis.com/a/b', of('gcs', 'bucket', 'a/b')],
    ['https://storage.cloud.google.com/bucket/a?authuser=1', of('gcs', 'bucket', 'a')],
    [
      'https://storage.googleapis.com/download/storage/v1/b/bucket/o/a%2Fb.png?alt=media',
      of('gcs', 'bucket', 'a/b.png'),
    ],
    ['https://acc.blob.core.windows.net/c/a%20b?sv=1&sig=2#x', of('azure', 'c', 'a b')],
    ['https://acc.dfs.core.windows.net/c/a', of('azure', 'c', 'a')],
    ['https://acc.blob.core.chinacloudapi.cn/c/a', of('azure', 'c', 'a')],
    ['https://acc.z12.blob.storage.azure.net/c/a', of('azure', 'c', 'a')],
  ])('%s', (url, object) => {
    expect(parseStorageUrl(url)).toMatchObject(object);
  });
});

describe('plain http(s) URLs', () => {
  test('are objects where an entry has that host', () => {
    const url = 'http://minio.local:9000/samples/a%20b.png';
    expect(() => parseStorageUrl(url)).toThrow(new StorageUrlError('not_storage'));
    expect(parseStorageUrl(url, [MINIO])).toEqual({
      ...s3('minio.local:9000', 'samples', 'a b.png'),
      scheme: 'http',
    });
    expect(
      parseStorageUrl('http://samples.minio.local:9000//a', [{ ...MINIO, style: 'virtual' }]),
    ).toMatchObject({
      bucket: 'samples',
      key: '/a',
    });
    expect(parseStorageUrl('http://127.0.0.1:10000/devstoreaccount1/samples/a', [AZURITE])).toMatchObject({
      account: 'devstoreaccount1',
      bucket: 'samples',
      key: 'a',
    });
  });

  test('are told apart from objects, and those of the files door from others', () => {
    const door = 'https://atrium.example.com/files';
    expect(classifyUrl(`${door}/project/a%20b.png`, door)).toEqual({
      kind: 'web',
      href: `${door}/project/a%20b.png`,
      door: true,
    });
    expect(classifyUrl('https://atrium.example.com/filesystem/a', door)).toMatchObject({
      kind: 'web',
      door: false,
    });
    expect(classifyUrl('http://example.com/a.png', door)).toMatchObject({ kind: 'web', door: false });
    expect(classifyUrl('s3://bucket/a', door)).toMatchObject({ kind: 's3' });
    expect(classifyUrl('http://minio.local:9000/samples/a', door, [MINIO])).toMatchObject({ kind: 's3' });
  });
});

describe('what is refused, and why', () => {
  test.each([
    ['', 'empty'],
    ['  ', 'empty'],
    [`s3://bucket/${'a'.repeat(4090)}`, 'too_long'],
    ['/home/me/a.png', 'local_file'],
    ['file:///home/me/a.png', 'local_file'],
    ['C:\\data\\a.png', 'local_file'],
    ['ftp://host/a', 'not_storage'],
    ['javascript:alert(1)', 'not_storage'],
    ['bucket/a.png', 'not_storage'],
    ['s3://user:pass@minio:9000/bucket/a', 'bad_host'],
    ['s3://minio:99999/bucket/a', 'bad_host'],
    ['https://user@s3.amazonaws.com/bucket/a', 'bad_host'],
    ['s3://bu cket/a', 'bad_bucket'],
    ['gs://bücket/a', 'bad_bucket'],
    ['s3:///a', 'no_bucket'],
    ['s3://minio:9000/', 'no_bucket'],
    ['azure://127.0.0.1:10000', 'no_account'],
    ['azure://acc.blob.core.windows.net/', 'no_bucket'],
    ['https://s3.amazonaws.com/', 'no_bucket'],
    ['https://bucket.s3.amazonaws.com/100%', 'bad_escape'],
    ['s3://bucket/a/../b', 'dot_segments'],
    ['s3://bucket/./a', 'dot_segments'],
    ['s3://bucket/a/..', 'dot_segments'],
    ['https://bucket.s3.amazonaws.com/a/%2E%2E/b', 'dot_segments'],
    ['https://bucket.s3.amazonaws.com/a%2F..%2Fb', 'dot_segments'],
    ['s3://bucket/a\0b', 'bad_text'],
    ['s3://bucket/a\ud800b', 'bad_text'],
  ])('%j: %s', (url, code) => {
    expect(() => parseStorageUrl(url)).toThrow(expect.objectContaining({ code }));
  });

  test('dots inside of a part are no path', () => {
    expect(parseStorageUrl('s3://bucket/...a/.b/c..').key).toBe('...a/.b/c..');
  });
});

const places = [
  AMAZON,
  { ...AMAZON, bucket: 'my.dotted.bucket' },
  { ...AMAZON, region: '' },
  MINIO,
  { ...MINIO, scheme: 'https' as const, host: 'minio.local' },
  { ...MINIO, style: 'virtual' as const },
  AZURE,
  AZURITE,
  GOOGLE,
  { ...GOOGLE, scheme: 'http' as const, host: '127.0.0.1:4443' },
];

const keys = fc
  .oneof(
    fc.constantFrom(...HARD_KEYS),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    fc
      .array(fc.constantFrom('a', '/', '%', '%2F', '#', '?', '+', '\\', '^', ' ', '.', '..', 'é', '😀'), {
        minLength: 1,
      })
      .map((parts) => parts.join('')),
  )
  .filter((key) => !/(^|[\\/])\.\.?([\\/]|$)/.test(key) && !/[\0\ud800-\udfff]/u.test(key));

/** Azure stores a backslash as a slash. */
const storedKey = ({ kind }: Place, key: string) => (kind === 'azure' ? key.replaceAll('\\', '/') : key);

describe('for any key', () => {
  test('what is written reads as the same object', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), keys, (place, key) => {
        const { kind, scheme, host, account, bucket } = place;
        const read = parseStorageUrl(writeStorageUrl(place, key), [place]);
        expect(matchEntry(read, [place])).toEqual({
          entry: place,
          object: { kind, scheme, host, account, bucket, key: storedKey(place, key) },
          considered: [],
        });
      }),
    );
  });

  test('its https URL reads as the same object', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), keys, (place, key) => {
        const read = parseStorageUrl(originOf(place) + pathOf(place, key), [place]);
        expect(matchEntry(read, [place]).object.key).toBe(storedKey(place, key));
      }),
    );
  });

  test('browsers change nothing of its path', () => {
    fc.assert(
      fc.property(fc.constantFrom(...places), keys, (place, key) => {
        const href = originOf(place) + pathOf(place, key);
        expect(new URL(href).href).toBe(href);
        expect(new URL(href).origin).toBe(originOf(place));
        expect(decodeURIComponent(new URL(href).pathname).endsWith(key)).toBe(true);
      }),
    );
  });

  test('a link never leaves its prefix', async () => {
    const secrets = {
      s3: { type: 'keys', key: 'K', secret: 'S' },
      azure: { type: 'sas', sas: 'sig=x' },
    } as const;
    const prefix = fc.constantFrom('a', 'a/', 'a/b c', 'é/+%');
    await fc.assert(
      fc.asyncProperty(
        prefix,
        fc.string({ unit: 'grapheme', minLength: 1 }),
        fc.boolean(),
        async (own, rest, below) => {
          const key = below ? `${own}${own.endsWith('/') ? '' : '/'}${rest}` : rest;
          for (const place of [
            { ...MINIO, prefix: own },
            { ...AZURITE, prefix: own },
          ]) {
            const secret = place.kind === 's3' ? secrets.s3 : secrets.azure;
            const request = { method: 'GET', key, expires_s: 60, now: new Date() } as const;
            const link = await signUrl(place, secret, request).catch((error: Error) => error);
            if (link instanceof Error) continue;
            const folder =
              `${originOf(place)}${pathOf(place, '')}`.replace(/\/?$/, '/') +
              escapeKey(own.replace(/\/$/, ''));
            const path = new URL(link).href.split('?')[0] ?? '';
            expect(path === folder || path.startsWith(`${folder}/`)).toBe(true);
          }
        },
      ),
    );
  });
});

test('a listing never leaves its prefix', async () => {
  const place = { ...MINIO, prefix: 'team/a' };
  const secret = { type: 'keys', key: 'K', secret: 'S' } as const;
  const prefixOf = async (prefix: string) =>
    new URL(await signListing(place, secret, { prefix, page_size: 1, now: new Date() })).searchParams.get(
      'prefix',
    );
  expect(await prefixOf('team/a')).toBe('team/a/');
  expect(await prefixOf('team/a/b')).toBe('team/a/b');
  for (const prefix of ['', 'team', 'team/', 'team/ab', 'team/a/../b']) {
    await expect(prefixOf(prefix)).rejects.toThrow();
  }
});
