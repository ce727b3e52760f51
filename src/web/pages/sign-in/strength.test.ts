import { expect, test } from 'vitest';
import { strength } from './strength.ts';
import { spoken } from './wait.ts';

test.each([
  ['', 0, 'no rules about symbols'],
  ['short', 0, '7 more characters'],
  ['elevenchars', 0, '1 more character.'],
  ['aaaaaaaaaaaaaaaa', 1, 'Weak'],
  ['linen otter1', 2, 'Good'],
  ['linen otter gravel', 3, 'Strong'],
  ['linen otter gravel 27', 4, 'Very strong'],
])('%j has %i bars', (password, bars, word) => {
  const found = strength(password, 12);
  expect(found.bars).toBe(bars);
  expect(found.word).toContain(word);
});

test.each([
  [5, '5 s'],
  [60, '1 min'],
  [200, '3 min 20 s'],
])('%i seconds are said as %s', (seconds, said) => expect(spoken(seconds)).toBe(said));
