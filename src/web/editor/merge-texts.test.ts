import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { conflictsOf, type Decision, mergedText, mergeTexts } from './merge-texts.ts';

const BASE = 'agent {\n  git_user: a\n  git_pass: b\n}\nsdk {\n  x: 1\n}\n';
const decided = (theirs: string, mine: string, ...decisions: Decision[]) =>
  mergedText(mergeTexts(BASE, theirs, mine), decisions);
const conflicts = (theirs: string, mine: string) => conflictsOf(mergeTexts(BASE, theirs, mine), []);

describe('without a conflict', () => {
  test('changes of both are in the result', () => {
    const theirs = BASE.replace('git_user: a', 'git_user: t');
    const mine = BASE.replace('x: 1', 'x: 2');
    expect(conflicts(theirs, mine)).toEqual([]);
    expect(decided(theirs, mine)).toBe(BASE.replace('git_user: a', 'git_user: t').replace('x: 1', 'x: 2'));
  });

  test('the same change of both counts once', () => {
    const same = BASE.replace('x: 1', 'x: 2');
    expect(conflicts(same, same)).toEqual([]);
    expect(decided(same, same)).toBe(same);
  });

  test('what one leaves alone is the other’s', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', '{', '}', ''), { maxLength: 30 })
      .map((lines) => lines.join('\n'));
    fc.assert(
      fc.property(text, text, (base, changed) => {
        expect(mergedText(mergeTexts(base, changed, base), [])).toBe(changed);
        expect(mergedText(mergeTexts(base, base, changed), [])).toBe(changed);
      }),
    );
  });
});

describe('a conflict', () => {
  const theirs = BASE.replace('x: 1', 'x: 2').replace('git_user: a', 'git_user: t');
  const mine = BASE.replace('x: 1', 'x: 3');
  const either = BASE.replace('git_user: a', 'git_user: t');

  test('is told with all three versions and its line', () => {
    expect(conflicts(theirs, mine)).toEqual([
      { kind: 'conflict', base: ['  x: 1'], theirs: ['  x: 2'], mine: ['  x: 3'], line: 6 },
    ]);
  });

  test.each<[Decision, string]>([
    ['theirs', either.replace('x: 1', 'x: 2')],
    ['mine', either.replace('x: 1', 'x: 3')],
    ['both', either.replace('x: 1', 'x: 2\n  x: 3')],
  ])('decided for %s', (decision, expected) => {
    expect(decided(theirs, mine, decision)).toBe(expected);
  });

  test('undecided keeps the lines of before', () => {
    expect(decided(theirs, mine)).toBe(either);
  });

  test('one side cut what the other changed', () => {
    const cut = BASE.replace('  x: 1\n', '');
    expect(conflicts(cut, mine)).toMatchObject([{ theirs: [], mine: ['  x: 3'] }]);
    expect(decided(cut, mine, 'theirs')).toBe(cut);
  });
});

test('a conflict is never about what both say alike', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 20 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, text, (base, theirs, mine) => {
      for (const { theirs: one, mine: other } of conflictsOf(mergeTexts(base, theirs, mine), [])) {
        expect(one).not.toEqual(other);
      }
    }),
  );
});
