import { expect, test } from 'vitest';
import { moved, saidPlace } from './order.ts';

test('an entry moves to its new place, the others keep their order', () => {
  expect(moved(['a', 'b', 'c', 'd'], 0, 2)).toEqual(['b', 'c', 'a', 'd']);
  expect(moved(['a', 'b', 'c', 'd'], 3, 0)).toEqual(['d', 'a', 'b', 'c']);
});

test('beyond the ends is the end, an unknown entry moves nothing', () => {
  expect(moved(['a', 'b'], 1, -1)).toEqual(['b', 'a']);
  expect(moved(['a', 'b'], 0, 9)).toEqual(['b', 'a']);
  expect(moved(['a', 'b'], 7, 0)).toEqual(['a', 'b']);
});

test('the last place is said to win', () => {
  expect(saidPlace('Buckets', 3, 3)).toContain('number 3 of 3; it is read last and wins');
});
