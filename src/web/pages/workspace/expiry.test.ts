import { expect, test } from 'vitest';
import { earliestDay, expiresOf, expiryState } from './expiry.ts';

const NOW = new Date(2026, 10, 23, 9, 30);

test('days count from now, in the wire’s form', () => {
  const expires = expiresOf('30', '', NOW);
  expect(expires).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
  expect(Date.parse(expires ?? '') - NOW.getTime()).toBe(30 * 86_400_000);
  expect(expiresOf('never', '', NOW)).toBeNull();
});

test('a chosen day counts to its end, and must lie ahead', () => {
  expect(earliestDay(NOW)).toBe('2026-11-24');
  const end = new Date(expiresOf('date', '2026-11-24', NOW) ?? '');
  expect([end.getDate(), end.getHours(), end.getMinutes()]).toEqual([24, 23, 59]);
  for (const day of ['', '2026-11-23', '2020-01-01', 'soon'])
    expect(expiresOf('date', day, NOW)).toBeUndefined();
});

test('an expiry warns seven days before and says when it is past', () => {
  const now = NOW.getTime();
  const at = (ms: number) => new Date(now + ms).toISOString();
  expect(expiryState(null, now)).toBe('never');
  expect(expiryState(at(8 * 86_400_000), now)).toBe('later');
  expect(expiryState(at(6 * 86_400_000), now)).toBe('soon');
  expect(expiryState(at(-1), now)).toBe('past');
});
