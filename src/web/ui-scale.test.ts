import { describe, expect, test } from 'vitest';
import { hidpiFrom, scaleFor, uiScale } from './ui-scale.ts';

describe('the scale by the shorter side, one step larger from a pixel ratio of 1.5', () => {
  test.each([
    ['4K at 100 %', 3840, 2160, 1, 1],
    ['Full HD', 1920, 1080, 1, 1],
    ['Full HD upright', 1080, 1920, 1, 1],
    ['1026, the edge of 100 %', 1824, 1026, 1, 1],
    ['1025, just below it', 1824, 1025, 1, 0.9],
    ['MacBook Pro 14', 1512, 982, 2, 1],
    ['Surface at 150 %', 1440, 960, 1.5, 1],
    ['laptop 1440 × 900', 1440, 900, 1, 0.8],
    ['MacBook Air 13', 1440, 900, 2, 0.9],
    ['Full HD at 125 %', 1536, 864, 1.25, 0.8],
    ['laptop 1366 × 768', 1366, 768, 1, 0.7],
    ['iPad', 1024, 768, 2, 0.8],
    ['Full HD at 150 %', 1280, 720, 1.5, 0.8],
    ['netbook', 1024, 600, 1, 0.6],
  ])('%s', (_name, width, height, devicePixelRatio, scale) => {
    expect(uiScale({ width, height, devicePixelRatio })).toBe(scale);
  });
});

test('a stored preference of any shape gives a known one', () => {
  expect(hidpiFrom(undefined)).toEqual({ auto: true });
  expect(hidpiFrom('x')).toEqual({ auto: true });
  expect(hidpiFrom({ auto: false })).toEqual({ auto: false });
  expect(hidpiFrom({ auto: false, step: 0.8 })).toEqual({ auto: false, step: 0.8 });
  expect(hidpiFrom({ auto: false, step: 7 })).toEqual({ auto: false });
});

describe('the scale in force', () => {
  const laptop = { width: 1366, height: 768, devicePixelRatio: 1 };
  const phone = { width: 390, height: 844, devicePixelRatio: 3 };

  test('is automatic, a fixed step, or none', () => {
    expect(scaleFor({ auto: true }, laptop, false)).toBe(0.7);
    expect(scaleFor({ auto: false, step: 0.9 }, laptop, false)).toBe(0.9);
    expect(scaleFor({ auto: false }, laptop, false)).toBe(1);
  });

  test('leaves phones alone unless a step is chosen', () => {
    expect(scaleFor({ auto: true }, phone, true)).toBe(1);
    expect(scaleFor({ auto: true }, phone, false)).toBe(0.7);
    expect(scaleFor({ auto: false, step: 0.6 }, phone, true)).toBe(0.6);
  });
});
