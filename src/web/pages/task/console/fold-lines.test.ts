import { describe, expect, test } from 'vitest';
import { rowAt, rowsOf } from './fold-lines.ts';
import { asLines } from './log-window.ts';

const NONE = new Set<string>();
const linesOf = (...messages: string[]) =>
  asLines(messages.map((msg, i) => ({ timestamp: i, msg, level: 'info' })));
const shown = (lines: ReturnType<typeof linesOf>, opened: ReadonlySet<string> = NONE) =>
  rowsOf(lines, opened).map(({ text, hidden }) => (hidden ? `${text} (${hidden})` : text));

describe('rows', () => {
  test('are the lines of text that were reported; one line end at their end is none', () => {
    expect(shown(linesOf('a\n', 'b', 'c\nd\n', '', 'e\n\n', 'f\r\n', 'g\r\nh'))).toEqual([
      ...['a', 'b', 'c', 'd', '', 'e', '', 'f', 'g', 'h'],
    ]);
  });

  test('of a progress bar are its last state, within a line and over several', () => {
    const lines = linesOf('before', '0%\r10%\r20%', '\r30%', '\r40%', '\r100%\n', 'after', '\rother');
    expect(shown(lines)).toEqual(['before', '100% (5)', 'after', 'other']);
    const bar = rowsOf(lines, NONE)[1]?.bar ?? '';
    expect(shown(lines, new Set([bar]))).toEqual([
      ...['before', '0%', '10%', '20%', '30%', '40%', '100%', 'after', 'other'],
    ]);
  });

  test('of a bar may go back at the end of each state', () => {
    expect(shown(linesOf('1%\r', '2%\r', '3%\r', 'done', 'after'))).toEqual(['done (3)', 'after']);
  });

  test('know which lines stand in them', () => {
    const rows = rowsOf(linesOf('a', '\r1', '\r2', '\r3', 'b'), NONE);
    expect(rows.map(({ from, timestamp }) => [from.timestamp, timestamp])).toEqual([
      [0, 0],
      [1, 3],
      [4, 4],
    ]);
    expect([0, 1, 2, 3, 4].map((timestamp) => rowAt(rows, { timestamp, index: 0 }))).toEqual([0, 1, 1, 1, 2]);
  });

  test('of a very long line are cut', () => {
    const [row] = rowsOf(linesOf('x'.repeat(1_000_000)), NONE);
    expect(row?.text).toHaveLength(10_000 + ' … (line cut)'.length);
  });
});
