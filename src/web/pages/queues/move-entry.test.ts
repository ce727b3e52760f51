import { expect, test } from 'vitest';
import { moved } from './move-entry.ts';
import type { QueueEntry } from './queue-list-query.ts';

const entries: QueueEntry[] = ['a', 'b', 'c', 'd'].map((id) => ({ task: { id }, added: '' }));

test.each([
  ['first', 2, 'cabd'],
  ['up', 2, 'acbd'],
  ['up', 0, 'abcd'],
  ['down', 1, 'acbd'],
  ['last', 0, 'bcda'],
  ['out', 1, 'acd'],
] as const)('%s from place %i', (move, at, order) => {
  expect(
    moved(entries, at, move)
      .map(({ task }) => task.id)
      .join(''),
  ).toBe(order);
});
