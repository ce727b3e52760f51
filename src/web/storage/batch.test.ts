import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createBatch } from './batch.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const upper = vi.fn(async (items: string[]) => items.map((item) => item.toUpperCase()));
beforeEach(() => {
  upper.mockClear();
});

test('what is asked in one go goes out at once, in order; what comes after it waits and goes together', async () => {
  const ask = createBatch(upper, { wait_ms: 50, most: 200 });
  const first = [ask('a'), ask('b')];
  expect(upper).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(first)).toEqual(['A', 'B']);
  const later = [ask('c')];
  await vi.advanceTimersByTimeAsync(30);
  later.push(ask('d'));
  await vi.advanceTimersByTimeAsync(18);
  expect(upper).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(1);
  expect(await Promise.all(later)).toEqual(['C', 'D']);
  expect(upper.mock.calls).toEqual([[['a', 'b']], [['c', 'd']]]);
});

test('after a pause the next one goes out at once again', async () => {
  const ask = createBatch(upper, { wait_ms: 50, most: 200 });
  const first = ask('a');
  await vi.advanceTimersByTimeAsync(200);
  expect(await first).toBe('A');
  const next = ask('b');
  await vi.advanceTimersByTimeAsync(1);
  expect(await next).toBe('B');
});

test('more than fit go out in several rounds', async () => {
  const ask = createBatch(upper, { wait_ms: 50, most: 2 });
  const all = Promise.all(['a', 'b', 'c', 'd', 'e'].map((item) => ask(item)));
  await vi.advanceTimersByTimeAsync(50);
  expect(await all).toEqual(['A', 'B', 'C', 'D', 'E']);
  expect(upper.mock.calls.map(([items]) => items.length)).toEqual([2, 2, 1]);
});

test('whoever gave up before the round is not asked for', async () => {
  const ask = createBatch(upper, { wait_ms: 50, most: 200 });
  const leaving = new AbortController();
  const left = ask('a', leaving.signal).catch((reason: Error) => reason.name);
  const stays = ask('b');
  leaving.abort();
  await vi.advanceTimersByTimeAsync(50);
  expect(await left).toBe('AbortError');
  expect(await stays).toBe('B');
  expect(upper.mock.calls).toEqual([[['b']]]);
});

test('a failure reaches everyone of the round', async () => {
  const ask = createBatch<string, string>(() => Promise.reject(new Error('away')), {
    wait_ms: 50,
    most: 200,
  });
  const both = Promise.allSettled([ask('a'), ask('b')]);
  await vi.advanceTimersByTimeAsync(50);
  expect((await both).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
});
