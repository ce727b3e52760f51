import { expect, test } from 'vitest';
import { previewKind } from './preview-kind.ts';

const PRINTED = '   a  b\n0  1  2, and more\n1  3  4\n\n[2 rows x 2 columns]';

test('what Python prints of a table is text, what is a table is one', () => {
  expect(previewKind(PRINTED, 'text/csv')).toBe('text');
  expect(previewKind('a,b\n1,2\n3,4\n', 'text/csv')).toBe('table');
  expect(previewKind('a\tb\n1\t2\n', 'text/tab-separated-values')).toBe('table');
  expect(previewKind('a,b\n1,2\n', 'text/plain')).toBe('text');
  expect(previewKind('a,b', 'text/csv')).toBe('text');
});

test('JSON is told by its text; a cut one is text', () => {
  expect(previewKind('{"lr": 0.1}', 'application/json')).toBe('json');
  expect(previewKind('[1, 2]', undefined)).toBe('json');
  expect(previewKind('{"lr": 0.', 'application/json')).toBe('text');
});

test('an empty preview is none', () => {
  expect(previewKind(' \n', 'text/plain')).toBe('none');
});
