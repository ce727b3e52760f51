import { expect, test } from 'vitest';
import { numberText } from './number-text.ts';

test.each([
  [0, '0'],
  [0.031234567, '0.0312346'],
  [-0.5, '-0.5'],
  [1.2e-7, '1.2e-7'],
  [125_000, '125,000'],
  [1_234_567.9, '1,234,567.9'],
  [3e12, '3e12'],
])('%s', (value, text) => {
  expect(numberText(value)).toBe(text);
});
