import { expect, test } from 'vitest';
import { rowAtHeight, topsOf, widthOf } from './row-heights.ts';

test.each([
  ['abc', 3],
  ['\x1b[31mabc\x1b[0m', 3],
  ['a\tb', 9],
  ['日本', 4],
  ['🚀', 2],
  ['é', 1],
])('%j takes %i places', (text, width) => {
  expect(widthOf(text)).toBe(width);
});

const rows = ['x'.repeat(25), '', 'y', 'z'.repeat(10)].map((text, i) => ({ key: String(i), text }));

test('rows stand where those before them end, wrapped or not', () => {
  expect([...topsOf(rows, undefined, new Map())]).toEqual([0, 1, 2, 3, 4]);
  expect([...topsOf(rows, 10, new Map())]).toEqual([0, 3, 4, 5, 6]);
  expect([...topsOf(rows, 10, new Map([['2', 4]]))]).toEqual([0, 3, 4, 8, 9]);
});

test('a height leads to its row', () => {
  const tops = topsOf(rows, 10, new Map());
  expect([-1, 0, 2.9, 3, 4.5, 5, 99].map((height) => rowAtHeight(tops, height))).toEqual([
    0, 0, 0, 1, 2, 3, 3,
  ]);
});
