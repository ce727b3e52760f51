import { expect, test } from 'vitest';
import type { Place } from '../../../storage/place.ts';
import { parseStorageUrl } from '../../../storage/storage-url.ts';
import type { Choice, Entry } from '../../storage/choose-entry.ts';
import { asFolder, foldersOf, isFolder, levelsOf } from './storage-levels.ts';

const MINIO: Place = {
  kind: 's3',
  scheme: 'http',
  host: 'minio.lab:9000',
  account: '',
  bucket: 'samples',
  prefix: '',
  region: '',
  style: 'path',
};
const choice = (url: string, place: Place): Choice => ({
  entry: place as Entry,
  object: parseStorageUrl(url, [place]),
  considered: [],
});

test('each level leads to everything below it, but for the last', () => {
  expect(levelsOf(choice('s3://minio.lab:9000/samples/run 1/val/boxes.png', MINIO))).toEqual([
    { name: 'samples', url: 's3://minio.lab:9000/samples/' },
    { name: 'run 1', url: 's3://minio.lab:9000/samples/run 1/' },
    { name: 'val', url: 's3://minio.lab:9000/samples/run 1/val/' },
    { name: 'boxes.png', url: undefined },
  ]);
});

test('a folder is the last level of itself', () => {
  const levels = levelsOf(choice('s3://minio.lab:9000/samples/run 1/val/', MINIO));
  expect(levels.map(({ name }) => name)).toEqual(['samples', 'run 1', 'val']);
  expect(levels.at(-1)?.url).toBeUndefined();
});

test('levels above the prefix of the keys are names only', () => {
  const levels = levelsOf(choice('s3://minio.lab:9000/samples/prod/val/a.png', { ...MINIO, prefix: 'prod' }));
  expect(levels.map(({ url }) => url)).toEqual([
    undefined,
    's3://minio.lab:9000/samples/prod/',
    's3://minio.lab:9000/samples/prod/val/',
    undefined,
  ]);
});

test.each([
  ['s3://bucket', true],
  ['s3://bucket/', true],
  ['s3://bucket/run', true],
  ['s3://bucket/v1.2/', true],
  ['s3://bucket/run/a.png', false],
  ['gs://bucket/.hidden', true],
  ['https://h/b/weights.tar.gz', false],
])('%s is a folder: %s', (address, folder) => {
  expect(isFolder(address)).toBe(folder);
});

test('folders below a prefix, each once, in the order they come', () => {
  expect(
    foldersOf(['a/x/1.png', 'a/x/2.png', 'a/3.png', 'a//4.png', 'b/y/5.png', 'a/z/w/6.png'], 'a/'),
  ).toEqual(['x', 'z']);
});

test('a folder ends in a slash, once', () => {
  expect(asFolder('s3://bucket/run')).toBe('s3://bucket/run/');
  expect(asFolder('s3://bucket/run/')).toBe('s3://bucket/run/');
  expect(asFolder('s3://bucket/what?')).toBe('s3://bucket/what?/');
  expect(asFolder('https://h/bucket/run?v=1')).toBe('https://h/bucket/run/');
});
