import { expect, test } from 'vitest';
import { spansOf } from './ansi.ts';
import { markedSpans } from './marked-spans.ts';

const marks = (text: string, sought: string) =>
  markedSpans(spansOf(text), sought).map(({ text: piece, marked }) => (marked ? `[${piece}]` : piece));

test.each([
  ['an error here', 'error', ['an ', '[error]', ' here']],
  ['Error ERROR', 'error', ['[Error]', ' ', '[ERROR]']],
  ['er\x1b[31mror', 'error', ['[er]', '[ror]']],
  ['aaaa', 'aa', ['[aa]', '[aa]']],
  ['İstanbul x', 'X', ['İstanbul ', '[x]']],
  ['100% a.b', 'a.b', ['100% ', '[a.b]']],
  ['nothing', 'x', ['nothing']],
  ['nothing', '', ['nothing']],
  ['', 'x', []],
])('%j with %j marked', (text, sought, expected) => {
  expect(marks(text, sought)).toEqual(expected);
});
