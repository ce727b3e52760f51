import { expect, test } from 'vitest';
import { createStoreClocks } from './store-clocks.ts';

const NOON = Date.parse('2026-03-01T12:00:00Z');
const at = (time: string) => new Date(`2026-03-01T${time}Z`).toUTCString();
const HOST = 'https://minio.example:9000';

test('a store’s clock is ours until its answer tells otherwise, and each has its own', () => {
  const clocks = createStoreClocks(() => NOON);
  expect(clocks.now(HOST).toISOString()).toBe('2026-03-01T12:00:00.000Z');
  clocks.note(HOST, at('12:20:00'));
  expect(clocks.now(HOST).toISOString()).toBe('2026-03-01T12:20:00.000Z');
  expect(clocks.now('https://other.example').toISOString()).toBe('2026-03-01T12:00:00.000Z');
});

test('what the way of an answer takes is no difference, and a clock set right counts at once', () => {
  const clocks = createStoreClocks(() => NOON);
  clocks.note(HOST, at('12:00:04'));
  expect(clocks.now(HOST).getTime()).toBe(NOON);
  clocks.note(HOST, at('11:30:00'));
  clocks.note(HOST, at('11:59:57'));
  expect(clocks.now(HOST).getTime()).toBe(NOON);
});

test('an answer without a date, or with none that can be read, changes nothing', () => {
  const clocks = createStoreClocks(() => NOON);
  for (const date of [undefined, '', 'yesterday']) clocks.note(HOST, date);
  expect(clocks.now(HOST).getTime()).toBe(NOON);
});
