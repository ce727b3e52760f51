import { expect, test } from 'vitest';
import { diffLines, isDiff } from './diff-lines.ts';

const DIFF = [
  'diff --git a/train.py b/train.py',
  'index 1111111..2222222 100644',
  '--- a/train.py',
  '+++ b/train.py',
  '@@ -1,3 +1,3 @@ def main():',
  ' import torch',
  '--- a comment of SQL',
  '+++ another',
  ' end',
  'diff --git a/b b/b',
].join('\n');

test('each line of a diff is told by what it says, and content that looks like a head is content', () => {
  expect(diffLines(DIFF).map(({ kind }) => kind)).toEqual([
    ...['head', 'head', 'head', 'head', 'hunk'],
    ...['same', 'cut', 'add', 'same', 'head'],
  ]);
});

test('hunks of one line, line ends of Windows, and the missing end of a file', () => {
  const kinds = diffLines('@@ -1 +1 @@\r\n-a\r\n+b\r\n\\ No newline at end of file\r\n').map(
    ({ kind }) => kind,
  );
  expect(kinds).toEqual(['hunk', 'cut', 'add', 'same']);
});

test('a script is not a diff', () => {
  expect(isDiff(DIFF)).toBe(true);
  expect(isDiff('import torch\n\nprint("+1 -1")\n')).toBe(false);
});
