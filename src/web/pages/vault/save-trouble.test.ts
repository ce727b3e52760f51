import { expect, test } from 'vitest';
import { WireError } from '../../api.ts';
import { troubleOf } from './save-trouble.ts';

const finding = {
  code: 'unquoted-at',
  severity: 'warning' as const,
  message: '',
  hint: '',
  from: 0,
  to: 1,
  line: 1,
  column: 1,
};

test('a newer version of somebody else is a conflict with all three texts', () => {
  const data = {
    version: 3,
    text: 'theirs',
    format: 'hocon' as const,
    author: { id: 'a', name: 'Jonas' },
    base_text: 'base',
  };
  expect(troubleOf(new WireError(409, 800, 'Not the newest', data))).toEqual({
    kind: 'conflict',
    newest: { version: 3, text: 'theirs', format: 'hocon', author: 'Jonas', base: 'base' },
  });
});

test('findings say whether a confirmation is all that is missing', () => {
  const error = new WireError(400, 800, 'Clients would misread it', { findings: [finding], confirm: true });
  expect(troubleOf(error)).toEqual({ kind: 'findings', findings: [finding], confirm: true });
});

test('no answer, a fault of the server and a fault of the page are neither', () => {
  for (const error of [new WireError(0, 0, 'away'), new WireError(500, 0, 'fault'), new Error('page')]) {
    expect(troubleOf(error)).toEqual({ kind: 'other', error });
  }
});
