import { expect, test } from 'vitest';
import { fixWords } from './fix-words.ts';

test.each([
  [{ region: 'eu-west-1', style: 'virtual' }, 'region eu-west-1, bucket in the host name'],
  [{ region: '' }, 'no region'],
  [
    { scheme: 'https', host: 'minio.lab:9000', style: 'path' },
    'https, host minio.lab:9000, bucket in the path',
  ],
] as const)('%j is "%s"', (fix, words) => {
  expect(fixWords(fix)).toBe(words);
});
