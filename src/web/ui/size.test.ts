import { expect, test } from 'vitest';
import { sizeText } from './size.ts';

test.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1000, '1 kB'],
  [1234, '1.23 kB'],
  [12_345, '12.3 kB'],
  [213_900, '214 kB'],
  [999_499, '999 kB'],
  [999_500, '1 MB'],
  [5_000_000_000, '5 GB'],
  [5_368_709_120, '5.37 GB'],
  [2_000_000_000_000_000_000, '2000 PB'],
])('%d bytes are %s', (bytes, said) => {
  expect(sizeText(bytes)).toBe(said);
});
