import { describe, expect, test } from 'vitest';
import type { Rung, RungName } from '../../../storage/ladder.ts';
import { isOwnOnly, mergeRungs } from './merge-rungs.ts';

const rung = (name: RungName, state: Rung['state']): Rung => ({ rung: name, state, code: 'x', facts: {} });

test('a rung is broken where either stopped', () => {
  const [address, , , cors] = mergeRungs(
    [rung('address', 'passed'), rung('cors', 'broken')],
    [rung('address', 'passed'), rung('cors', 'not_needed')],
  );
  expect([address?.state, cors?.state]).toEqual(['pass', 'broken']);
});

test('what one of them did not reach waits, though the other got through', () => {
  const object = mergeRungs([rung('object', 'not_reached')], [rung('object', 'passed')]).at(-1);
  expect(object?.state).toBe('wait');
});

test('where only the browser climbed, its own rungs count', () => {
  expect(mergeRungs([rung('address', 'passed')], undefined)[0]?.state).toBe('pass');
});

test('before anybody climbed, every rung waits', () => {
  expect(mergeRungs(undefined, undefined).map(({ state }) => state)).toEqual(Array(6).fill('wait'));
});

describe("keys of one's own", () => {
  const server = [rung('address', 'passed'), { ...rung('entry', 'broken'), code: 'no_entry_host' }];

  test('the server was not asked, and breaks no rung', () => {
    const browser = [rung('address', 'passed'), rung('entry', 'passed'), rung('network', 'passed')];
    expect(isOwnOnly(browser, server)).toBe(true);
    const [address, entry, network] = mergeRungs(browser, server);
    expect([address?.state, entry?.state, network?.state]).toEqual(['pass', 'pass', 'pass']);
    expect(entry?.server).toBeUndefined();
  });

  test('the same when they cannot be used here', () => {
    const browser = [rung('address', 'passed'), { ...rung('entry', 'broken'), code: 'locked' }];
    expect(isOwnOnly(browser, server)).toBe(true);
  });

  test('where neither has any, both say so', () => {
    expect(isOwnOnly(server, server)).toBe(false);
    expect(mergeRungs(server, server)[1]?.server?.code).toBe('no_entry_host');
  });
});
