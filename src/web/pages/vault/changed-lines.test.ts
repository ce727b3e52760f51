import { expect, test } from 'vitest';
import { changedLines } from './changed-lines.ts';

test('a rewritten line counts once, added and cut lines each for themselves', () => {
  expect(changedLines('a\nb\nc\n', 'a\nB\nc\n')).toEqual({ added: 1, cut: 1, changed: 1 });
  expect(changedLines('a\nb\n', 'a\nb\nc\nd\n')).toEqual({ added: 2, cut: 0, changed: 2 });
  expect(changedLines('a\nb\nc\n', 'c\n')).toEqual({ added: 0, cut: 2, changed: 2 });
});

test('two places are two changes', () => {
  expect(changedLines('a\nb\nc\nd\n', 'A\nb\nc\nD\ne\n')).toEqual({ added: 3, cut: 2, changed: 3 });
});

test('a line end at the very end is no change, and nothing is nothing', () => {
  expect(changedLines('a', 'a\n').changed).toBe(0);
  expect(changedLines('', '').changed).toBe(0);
  expect(changedLines('', 'a\nb').added).toBe(2);
});

test('texts with nothing in common are counted without taking long', () => {
  const lines = (word: string) => Array.from({ length: 3000 }, (_, i) => `${word}${i}`).join('\n');
  expect(changedLines(lines('a'), lines('b')).changed).toBe(3000);
});
