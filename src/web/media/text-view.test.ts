import { expect, test } from 'vitest';
import { blocksOf } from './text-view.tsx';

test('lines end by any of the three line ends, and the last end begins no line', () => {
  expect(blocksOf('a\r\nb\rc\n')).toEqual([{ numbers: '1\n2\n3', text: 'a\nb\nc' }]);
});

test('blocks go on counting', () => {
  const blocks = blocksOf(Array.from({ length: 450 }, (_, i) => `line ${i + 1}`).join('\n'));
  expect(blocks.map(({ numbers }) => numbers.split('\n').length)).toEqual([200, 200, 50]);
  expect(blocks[2]?.numbers.startsWith('401\n')).toBe(true);
  expect(blocks[2]?.text.startsWith('line 401\n')).toBe(true);
});

test('an endless line is cut, and says so', () => {
  const [block] = blocksOf('x'.repeat(1_000_000));
  expect(block?.text.length).toBeLessThan(10_050);
  expect(block?.text).toMatch(/ … \(line cut\)$/);
});

test('an empty text has one empty line', () => {
  expect(blocksOf('')).toEqual([{ numbers: '1', text: '' }]);
});
