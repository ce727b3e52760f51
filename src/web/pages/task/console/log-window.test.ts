import { describe, expect, test } from 'vitest';
import {
  asLines,
  countBefore,
  type LogPage,
  type LogWindow,
  MOST_LINES,
  NOTHING,
  withEarlier,
  withLater,
  withTail,
} from './log-window.ts';

const lines = (from: number, to: number) =>
  asLines(
    Array.from({ length: Math.max(0, to - from) }, (_, i) => ({
      timestamp: from + i,
      msg: `line ${from + i}`,
      level: '',
    })),
  );
const page = (from: number, to: number, last = false, total = 100_000): LogPage => ({
  lines: lines(from, to),
  total,
  last,
});
const span = ({ lines: all }: LogWindow) => [all[0]?.timestamp, all.at(-1)?.timestamp, all.length];

test('lines of one time are told apart by their order', () => {
  const events = [1, 1, 2, 2, 2, 3].map((timestamp) => ({ timestamp, msg: '', level: '' }));
  expect(asLines(events).map(({ index }) => index)).toEqual([0, 1, 0, 1, 2, 0]);
  expect(countBefore(asLines(events), { timestamp: 2, index: 1 })).toBe(3);
  expect(countBefore(asLines(events), { timestamp: 9, index: 0 })).toBe(6);
});

describe('a window', () => {
  const middle: LogWindow = { lines: lines(100, 200), atStart: false, atEnd: false, total: 100_000 };

  test('grows at both ends until they are the console’s', () => {
    const more = withLater(withEarlier(middle, page(50, 100)), page(200, 250));
    expect(span(more)).toEqual([50, 249, 200]);
    expect([more.atStart, more.atEnd]).toEqual([false, false]);
    const all = withLater(withEarlier(more, page(0, 50, true)), page(250, 260, true));
    expect([...span(all), all.atStart, all.atEnd]).toEqual([0, 259, 260, true, true]);
  });

  test('gives up what is far away', () => {
    const full: LogWindow = {
      ...middle,
      lines: lines(1_000, 1_000 + MOST_LINES),
      atEnd: true,
      atStart: true,
    };
    const earlier = withEarlier(full, page(500, 1_000));
    expect([...span(earlier), earlier.atEnd]).toEqual([500, 499 + MOST_LINES, MOST_LINES, false]);
    const later = withLater(full, page(1_000 + MOST_LINES, 1_500 + MOST_LINES, true));
    expect([...span(later), later.atStart, later.atEnd]).toEqual([
      1_500,
      1_499 + MOST_LINES,
      MOST_LINES,
      false,
      true,
    ]);
  });
});

describe('the last lines', () => {
  const atEnd: LogWindow = { lines: lines(100, 200), atStart: false, atEnd: true, total: 200 };

  test('join what is there, with those that arrived late', () => {
    const late = asLines([{ timestamp: 198.5, msg: 'late', level: '' }]);
    const tail = { lines: [...lines(190, 199), ...late, ...lines(199, 210)], total: 211, last: false };
    const joined = withTail(atEnd, tail);
    expect(joined?.lines.slice(98, 101).map(({ msg }) => msg)).toEqual(['line 198', 'late', 'line 199']);
    expect([joined?.total, joined?.atEnd, joined?.lines.length]).toEqual([211, true, 111]);
  });

  test('that are the same leave the window as it was', () => {
    expect(withTail(atEnd, page(150, 200, false, 200))).toBe(atEnd);
  });

  test('with a gap before them do not join', () => {
    expect(withTail(atEnd, page(300, 400))).toBeUndefined();
    expect(withTail(NOTHING, page(300, 400))).toBeUndefined();
  });

  test('that are all lines replace everything, none leaves nothing', () => {
    expect(withTail(atEnd, page(0, 10, true, 10))).toMatchObject({ atStart: true, total: 10 });
    expect(withTail(atEnd, page(0, 0, true, 0))).toEqual(NOTHING);
  });
});
