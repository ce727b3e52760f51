import { expect, test } from 'vitest';
import { fixWords } from './fix-words.ts';

test('a change of an entry in words', () => {
  expect(fixWords({ region: 'eu-west-1', style: 'virtual' })).toBe(
    'region eu-west-1, bucket in the host name',
  );
  expect(fixWords({ scheme: 'https', host: 'minio.lab:9000', style: 'path' })).toBe(
    'https, host minio.lab:9000, bucket in the path',
  );
});
