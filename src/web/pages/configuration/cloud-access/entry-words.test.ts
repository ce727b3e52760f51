import { expect, test } from 'vitest';
import type { Place } from '../../../../storage/place.ts';
import { hostWords, insideOf, isMixedContent, nameOf } from './entry-words.ts';

const place = (given: Partial<Place>): Place => ({
  kind: 's3',
  scheme: 'https',
  host: '',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: '',
  style: 'path',
  ...given,
});

test.each([
  [{}, 'Amazon S3', ''],
  [{ kind: 'gcs' }, 'Google Cloud', ''],
  [{ host: 'minio.example.org:9000' }, 'minio.example.org', ':9000, path style'],
  [{ host: 'minio.local:9000', scheme: 'http' }, 'minio.local', ':9000, http, path style'],
  [{ host: '[::1]:9000', scheme: 'http' }, '[::1]', ':9000, http, path style'],
  [{ host: 'obs.example.org', style: 'virtual' }, 'obs.example.org', 'host style'],
  [
    { kind: 'azure', host: 'vision.blob.core.windows.net', account: 'vision', style: 'virtual' },
    'Azure Blob',
    'vision',
  ],
  [
    { kind: 'azure', host: '127.0.0.1:10000', scheme: 'http', account: 'devstoreaccount1' },
    '127.0.0.1',
    ':10000, http, devstoreaccount1',
  ],
] as [Partial<Place>, string, string][])('the host of %j', (given, name, more) => {
  expect(hostWords(place(given))).toEqual({ name, more });
});

test('an entry is called by its bucket, or by the account whose containers it holds', () => {
  expect([nameOf(place({})), insideOf(place({})), insideOf(place({ prefix: 'prod/a' }))]).toEqual([
    'samples',
    undefined,
    '/prod/a',
  ]);
  const whole = place({ kind: 'azure', account: 'vision', bucket: '' });
  expect([nameOf(whole), insideOf(whole)]).toEqual(['vision', 'all containers']);
});

test.each([
  ['https:', { scheme: 'http', host: 'minio.local:9000' }, true],
  ['https:', { scheme: 'http', host: '127.0.0.1:9000' }, false],
  ['https:', { scheme: 'https', host: 'minio.local:9000' }, false],
  ['http:', { scheme: 'http', host: 'minio.local:9000' }, false],
] as [string, Partial<Place>, boolean][])('on %s, %j is mixed content: %s', (protocol, given, mixed) => {
  expect(isMixedContent(place(given), protocol)).toBe(mixed);
});
