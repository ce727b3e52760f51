import { expect, test } from 'vitest';
import { plainText, spansOf } from './ansi.ts';

const looks = (text: string) => spansOf(text).map(({ text: piece, look }) => [piece, look]);

test.each([
  ['plain', [['plain', '']]],
  [
    '\x1b[31mred\x1b[0m after',
    [
      ['red', 'ink-1'],
      [' after', ''],
    ],
  ],
  [
    '\x1b[1;4;92mx\x1b[22my\x1b[39mz',
    [
      ['x', 'ink-10 bold underline'],
      ['y', 'ink-10 underline'],
      ['z', 'underline'],
    ],
  ],
  ['\x1b[mreset', [['reset', '']]],
  ['\x1b[44;97mon blue', [['on blue', 'ink-15 ground-4']]],
  ['\x1b[7minverse', [['inverse', 'inverse']]],
  ['\x1b[31;7minverse red', [['inverse red', 'ground-1']]],
  ['\x1b[38;5;196mx', [['x', 'ink-9']]],
  ['\x1b[38;5;240mx', [['x', 'ink-8']]],
  ['\x1b[38;2;0;200;10;1mx', [['x', 'ink-2 bold']]],
  ['\x1b[38:5:4mx', [['x', 'ink-4']]],
  ['\x1b[38mx', [['x', '']]],
  ['\x1b[999mx', [['x', '']]],
] as const)('%j is shown in its colours', (text, expected) => {
  expect(looks(text)).toEqual(expected);
});

test.each([
  ['\x1b[2K\x1b[1Gdone', 'done'],
  ['up\x1b[A and \x1b[?25lhidden', 'up and hidden'],
  ['\x1b]0;title\x07text', 'text'],
  ['\x1b]8;;https://evil.example\x1b\\link\x1b]8;;\x1b\\', 'link'],
  ['bell\x07 back\x08 null\0', 'bell back null'],
  ['cut \x1b[3', 'cut '],
  ['cut \x1b', 'cut '],
  ['tab\tstays', 'tab\tstays'],
  ['<script>alert(1)</script> & "x"', '<script>alert(1)</script> & "x"'],
])('%j is only text: %j', (text, plain) => {
  expect(plainText(text)).toBe(plain);
  expect(
    spansOf(text)
      .map((span) => span.text)
      .join(''),
  ).toBe(plain);
});

test('a long line of escapes takes no long time', () => {
  const begun = performance.now();
  spansOf(`${'\x1b['.repeat(50_000)}${'\x1b]'.repeat(50_000)}`);
  expect(performance.now() - begun).toBeLessThan(1_000);
});
