import { expect, test } from 'vitest';
import { lint } from '../../../clearml-conf/lint.ts';
import { applyFixes, fixable } from './apply-fixes.ts';

test('the offered fixes make a text that has no error left', () => {
  const text = 'agent {\n  git_user: bot@example.org\n  git_pass: p@ss\n}\n';
  const errors = lint(text, 'hocon').filter(({ severity }) => severity === 'error');
  expect(fixable(errors).length).toBeGreaterThan(0);
  const fixed = applyFixes(text, errors);
  expect(lint(fixed, 'hocon').filter(({ severity }) => severity === 'error')).toEqual([]);
  expect(fixed).toContain('"bot@example.org"');
});

test('a fix at a place already fixed is left out', () => {
  const at = (from: number, to: number, text: string) => ({
    code: 'x',
    severity: 'error' as const,
    message: '',
    hint: '',
    from,
    to,
    line: 1,
    column: 1,
    fix: { title: '', edits: [{ from, to, text }] },
  });
  expect(applyFixes('abcdef', [at(1, 3, 'X'), at(2, 4, 'Y'), at(4, 5, 'Z')])).toBe('aXdZf');
});
