import { expect, test } from 'vitest';
import type { Changes } from '../../db/changes.ts';
import { StateCache } from './state-cache.ts';

interface State {
  name: string;
  numbers: Record<string, number>;
}

/** A cache with the levers of the listener in our hands, and a database that says what we want. */
function setUp() {
  let tell: (subject: string, number: number) => void = () => undefined;
  let gap = () => {};
  const listener = { fresh: true };
  const changes: Changes = {
    fresh: () => listener.fresh,
    onChange: (heard) => {
      tell = heard;
    },
    onGap: (heard) => {
      gap = heard;
    },
    close: async () => undefined,
  };
  const cache = new StateCache<State>(changes);
  let reads = 0;
  const read = (state: State | undefined) => async () => {
    reads++;
    return state;
  };
  return {
    cache,
    listener,
    read,
    tell: (s: string, n: number) => tell(s, n),
    gap: () => gap(),
    reads: () => reads,
  };
}

const live: State = { name: 'live', numbers: { 'key:A': 1, 'account:m': 0 } };
const gone: State = { name: 'gone', numbers: { 'key:A': 2, 'account:m': 0 } };

test('what was read is remembered until one of its subjects changes', async () => {
  const { cache, read, tell, reads } = setUp();
  await cache.get('A', read(live));
  expect(await cache.get('A', read(gone))).toBe(live);
  tell('key:B', 9);
  expect(await cache.get('A', read(gone))).toBe(live);
  tell('account:m', 1);
  expect(await cache.get('A', read(gone))).toBe(gone);
  expect(reads()).toBeGreaterThan(1);
});

test('the announcement of a change that the reading had seen already forgets nothing', async () => {
  const { cache, read, tell } = setUp();
  await cache.get('A', read(live));
  tell('key:A', 1);
  expect(await cache.get('A', read(gone))).toBe(live);
});

test('a change announced while its state was being read is read again', async () => {
  const { cache, read, tell } = setUp();
  const states = [live, gone];
  const state = await cache.get('A', async () => {
    const next = states.shift();
    if (next === live) tell('key:A', 2);
    return next;
  });
  expect(state).toBe(gone);
  expect(await cache.get('A', read(undefined))).toBe(gone);
});

test('a gap in what was heard forgets everything, also what is being read', async () => {
  const { cache, read, gap } = setUp();
  await cache.get('B', read(live));
  const states = [live, gone];
  expect(
    await cache.get('A', async () => {
      const next = states.shift();
      if (next === live) gap();
      return next;
    }),
  ).toBe(gone);
  expect(await cache.get('B', read(gone))).toBe(gone);
});

test('while nothing is heard nothing is answered from memory', async () => {
  const { cache, read, listener } = setUp();
  await cache.get('A', read(live));
  listener.fresh = false;
  expect(await cache.get('A', read(gone))).toBe(gone);
  expect(await cache.get('A', read(undefined), ['key:A'])).toBeUndefined();
});

test('"there is none" is remembered for a second, and no longer than until there is one', async () => {
  const { cache, read, tell, reads } = setUp();
  await cache.get('A', read(undefined), ['key:A']);
  expect(await cache.get('A', read(live), ['key:A'])).toBeUndefined();
  expect(reads()).toBe(1);
  tell('key:A', 1);
  expect(await cache.get('A', read(live), ['key:A'])).toBe(live);
  const other = setUp();
  await other.cache.get('A', other.read(undefined), ['key:A']);
  await new Promise((resolve) => setTimeout(resolve, 1_050));
  expect(await other.cache.get('A', other.read(live), ['key:A'])).toBe(live);
});

test('it keeps a bounded number of entries', async () => {
  const { cache, read, reads } = setUp();
  for (let i = 0; i < 20_001; i++) await cache.get(`key ${i}`, read(live));
  const before = reads();
  await cache.get('key 0', read(live));
  expect(reads()).toBe(before + 1);
});
