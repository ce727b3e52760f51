import { describe, expect, test } from 'vitest';
import { layoutOf, MOST_ALIVE, moveBy, rowsAlive } from './grid-layout.ts';

/** Widths of the gallery with heights of the window, from a phone to a wall of screens. */
const WINDOWS = [
  [358, 844],
  [720, 1024],
  [1100, 900],
  [1440, 1080],
  [1472, 2160],
  [3840, 2160],
  [5000, 4000],
] as const;

describe.each(WINDOWS)('%d by %d pixels', (width, height) => {
  test.each([9.6, 12.8, 16, 20])('never more pictures than allowed, at a root size of %d', (rem) => {
    const layout = layoutOf(width, height, rem);
    const rows = Math.ceil(1000 / layout.columns);
    for (let top = 2000; top > -rows * layout.row_px; top -= 37) {
      const { first, end } = rowsAlive(layout, rows, top);
      // one more row may hold the tile with the focus
      expect((end - first + 1) * layout.columns).toBeLessThanOrEqual(MOST_ALIVE);
      const seenFirst = Math.max(0, Math.floor(-top / layout.row_px));
      const seenEnd = Math.min(rows, Math.ceil((height - top) / layout.row_px));
      if (seenEnd <= seenFirst) continue;
      expect(first).toBeLessThanOrEqual(seenFirst);
      expect(end).toBeGreaterThanOrEqual(seenEnd);
    }
  });
});

test('a narrow window has two columns', () => {
  expect(layoutOf(340, 800, 16).columns).toBe(2);
});

test('nothing is alive far from the grid', () => {
  const layout = layoutOf(1100, 900, 16);
  expect(rowsAlive(layout, 10, 5000)).toEqual({ first: 0, end: 0 });
  const past = rowsAlive(layout, 10, -10_000);
  expect(past.first).toBe(past.end);
});

describe('keys', () => {
  const grid = { count: 10, columns: 4, page: 2 };
  test.each([
    ['ArrowRight', false, 3, 4],
    ['ArrowRight', false, 9, 9],
    ['ArrowLeft', false, 0, 0],
    ['ArrowDown', false, 1, 5],
    ['ArrowDown', false, 7, 9],
    ['ArrowDown', false, 9, 9],
    ['ArrowUp', false, 5, 1],
    ['ArrowUp', false, 2, 2],
    ['PageDown', false, 0, 8],
    ['PageDown', false, 5, 9],
    ['PageUp', false, 9, 1],
    ['Home', false, 6, 4],
    ['End', false, 5, 7],
    ['End', false, 8, 9],
    ['Home', true, 6, 0],
    ['End', true, 0, 9],
  ])('%s (ctrl %s) from %d to %d', (key, ctrl, from, to) => {
    expect(moveBy(key, ctrl, from, grid)).toBe(to);
  });

  test('other keys move nothing', () => {
    expect(moveBy('a', false, 0, grid)).toBeUndefined();
  });
});
