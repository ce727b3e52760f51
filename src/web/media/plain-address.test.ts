import { expect, test } from 'vitest';
import { nameOf, plainAddress } from './plain-address.ts';

test.each([
  [' s3://bucket/a.png\n', 's3://bucket/a.png'],
  ['s3://bucket/what?X-Amz-Signature=part#of the name', 's3://bucket/what?X-Amz-Signature=part#of the name'],
  [
    'https://b.s3.amazonaws.com/a.png?X-Amz-Algorithm=x&X-Amz-Signature=y',
    'https://b.s3.amazonaws.com/a.png',
  ],
  ['https://h/a?AWSAccessKeyId=AKIA&Signature=s%3D&Expires=1', 'https://h/a'],
  ['https://h/a?v=2&sig=abc&se=2026&versionId=3#top', 'https://h/a?v=2&versionId=3#top'],
  [
    'https://acc.blob.core.windows.net/c/b?sp=r&st=1&se=2&spr=https&sv=2022&sr=b&sig=x',
    'https://acc.blob.core.windows.net/c/b',
  ],
  [
    'https://storage.googleapis.com/b/o?x-goog-signature=1&X-Goog-Date=2',
    'https://storage.googleapis.com/b/o',
  ],
  ['https://h/a#?sig=1', 'https://h/a#'],
])('%j is kept as %j', (address, kept) => {
  expect(plainAddress(address)).toBe(kept);
});

test.each([
  ['s3://bucket/run/boxes 50%25.png', 'boxes 50%25.png'],
  ['s3://bucket/run/', 'run'],
  ['https://h/c/a%20b.png?v=1', 'a b.png'],
  ['https://h/c/50%.png', '50%.png'],
  ['gs://bucket', 'bucket'],
])('%s is called %s', (address, name) => {
  expect(nameOf(address)).toBe(name);
});
