import { expect, test } from 'vitest';
import { type Reason, said } from './why-not.ts';

const REASONS: Reason[] = [
  ...(['no_entry', 'locked', 'other_browser', 'reset', 'no_webcrypto', 'bad_url', 'not_admitted'] as const),
  ...(['refused', 'unreachable', 'unreadable', 'gone', 'not_shown', 'slow', 'too_large', 'empty'] as const),
];

test.each(REASONS)('%s has a few words for a tile and sentences for a page', (reason) => {
  const { short, sentence } = said(reason);
  expect(short.length).toBeLessThanOrEqual(24);
  expect(short).not.toMatch(/[.!?]$/);
  expect(sentence).toMatch(/^[A-Z].*\.$/);
});

test('no two reasons say the same', () => {
  expect(new Set(REASONS.map((reason) => said(reason).short)).size).toBe(REASONS.length);
});

test('what a store has nothing to do with does not lead to the doctor', () => {
  expect(REASONS.filter((reason) => !said(reason).doctor)).toEqual(['too_large', 'empty']);
});
