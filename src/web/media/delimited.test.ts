import { expect, test } from 'vitest';
import { readDelimited, separatorOf } from './delimited.ts';

const read = (text: string, most = 100, whole = true) =>
  readDelimited(text, separatorOf(text), { most, whole });

test.each([
  ['a,b\n1,2', ','],
  ['a\tb,c\td\n', '\t'],
  ['a;b;c,d\n', ';'],
  ['one column\n', ','],
])('the separator of %j', (text, mark) => {
  expect(separatorOf(text)).toBe(mark);
});

test('cells in quotes keep separators, line ends and quotes', () => {
  expect(read('a,"b, c","d\ne","say ""hi"""\r\n1,2,,4').rows).toEqual([
    ['a', 'b, c', 'd\ne', 'say "hi"'],
    ['1', '2', '', '4'],
  ]);
});

test('empty lines are no rows, empty cells are cells', () => {
  expect(read('a,b\n\n,\n').rows).toEqual([
    ['a', 'b'],
    ['', ''],
  ]);
});

test('a quote in the middle of a cell is a character', () => {
  expect(read('5" pipe,x\n').rows).toEqual([['5" pipe', 'x']]);
});

test('a quote that never ends takes the rest', () => {
  expect(read('a,"b\nc,d').rows).toEqual([['a', 'b\nc,d']]);
});

test('no more rows than asked for, and whether there are', () => {
  expect(read('a\nb\nc\n', 2)).toEqual({ rows: [['a'], ['b']], more: true });
  expect(read('a\nb\n', 2)).toEqual({ rows: [['a'], ['b']], more: false });
});

test('the last row of a text that was cut is left out', () => {
  expect(read('a,b\n1,2\n3,', 10, false).rows).toEqual([
    ['a', 'b'],
    ['1', '2'],
  ]);
});
