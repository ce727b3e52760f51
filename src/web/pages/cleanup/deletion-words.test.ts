import { expect, test } from 'vitest';
import { progressOf, urlsIn } from './deletion-words.ts';

const NOW = Date.parse('2026-11-23T12:00:00Z');
const deletion = (more: object) => ({
  ...{ id: 'a', created: '2026-11-23T11:00:00Z', finished: null, by: null },
  ...{ total: 200, deleted: 120, failed: 0, next_try: null, ...more },
});

test('says how far a deletion is, and when it goes on', () => {
  const at = (more: object) => progressOf(deletion(more), NOW);
  expect(at({ next_try: '2026-11-23T12:00:00Z' })).toBe('120 of 200 objects deleted, working');
  expect(at({ next_try: '2026-11-23T12:02:00Z' })).toBe(
    '120 of 200 objects deleted, tries again in 2 minutes',
  );
  expect(at({ failed: 3, next_try: '2026-11-23T12:00:30Z' })).toBe(
    '120 of 200 objects deleted, 3 not, tries again in a moment',
  );
  expect(at({ failed: 80, finished: '2026-11-23T11:05:00Z' })).toBe('120 of 200 objects deleted, 80 not');
  expect(at({ total: 1, deleted: 1, finished: '2026-11-23T11:05:00Z' })).toBe('1 of 1 object deleted');
});

test('reads one address a line, each once', () => {
  expect(urlsIn(' s3://b/a b.png \r\n\n s3://b/c\ns3://b/c')).toEqual(['s3://b/a b.png', 's3://b/c']);
  expect(urlsIn(' \n ')).toEqual([]);
});
