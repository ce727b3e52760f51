import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareTexts, countChanges, type LineRow } from './compare-rows.ts';

const DOTS = '••••••••';

/** Each row as its sign and its line; folded ones as their number. */
function shown(before: string, after: string): string[] {
  return compareTexts(before, after).map((row) => {
    if (row.kind === 'gap') return `… ${row.rows.length}`;
    const text =
      row.kind === 'cut'
        ? before.split('\n')[(row.before ?? 0) - 1]
        : after.split('\n')[(row.after ?? 0) - 1];
    return `${{ same: ' ', cut: '-', add: '+' }[row.kind]}${text}`;
  });
}

const numbers = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => String(from + i));

test('what was cut stands before what was added', () => {
  expect(shown('a\nb\nc', 'a\nB\nc')).toEqual([' a', '-b', '+B', ' c']);
});

test('long equal stretches fold around three lines of context', () => {
  const before = [...numbers(1, 20), 'x', ...numbers(21, 40)].join('\n');
  const after = [...numbers(1, 20), 'y', ...numbers(21, 40)].join('\n');
  expect(shown(before, after)).toEqual([
    ...['… 17', ' 18', ' 19', ' 20', '-x', '+y', ' 21', ' 22', ' 23', '… 17'],
  ]);
});

test('folded or not, the rows make up both texts', () => {
  const line = fc.constantFrom('a', 'b', 'c', '', '}');
  const text = fc.array(line, { maxLength: 60 }).map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const rows = compareTexts(before, after).flatMap((row): LineRow[] =>
        row.kind === 'gap' ? row.rows : [row],
      );
      const old = before.split('\n');
      const made = after.split('\n');
      expect(rows.flatMap((row) => row.before ?? [])).toEqual(old.map((_, i) => i + 1));
      expect(rows.flatMap((row) => row.after ?? [])).toEqual(made.map((_, i) => i + 1));
      for (const row of rows.filter(({ kind }) => kind === 'same')) {
        expect(old[(row.before ?? 0) - 1]).toBe(made[(row.after ?? 0) - 1]);
      }
    }),
  );
});

describe('masked secrets', () => {
  const changed = (before: string, after: string) =>
    compareTexts(before, after).flatMap((row) => (row.kind === 'add' ? [...row.changed] : []));
  const entry = (id: string, region = 'eu') => `{ secret: "${DOTS}${id}", region: ${region} }`;

  test('another secret in the place of one is changed', () => {
    expect(changed(entry('aaaaaaaa'), entry('bbbbbbbb'))).toEqual(['bbbbbbbb']);
  });
  test('the same secret on a changed line is not', () => {
    expect(changed(entry('aaaaaaaa'), entry('aaaaaaaa', 'us'))).toEqual([]);
  });
  test('a secret that is new is not', () => {
    expect(changed('a', `a\n${entry('aaaaaaaa')}`)).toEqual([]);
  });
});

test('counts', () => {
  expect(countChanges(compareTexts('a\nb', 'a\nc\nd'))).toEqual({ added: 2, cut: 1 });
});
