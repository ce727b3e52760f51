import { expect, test } from 'vitest';
import { relativeTime } from './when.tsx';

const NOW = Date.parse('2026-11-23T09:30:00Z');
test.each([
  ['2026-11-23T09:29:48.123456+00:00', 'just now'],
  ['2026-11-23T09:28:00+00:00', '2 minutes ago'],
  ['2026-11-22T09:00:00+00:00', 'yesterday'],
  ['2026-11-29T10:00:00+00:00', 'in 6 days'],
  ['2024-11-01T10:00:00+00:00', '2 years ago'],
  ['2026-11-23T09:30:30+00:00', 'in a moment'],
])('%s is said as "%s"', (time, said) => expect(relativeTime(time, NOW)).toBe(said));
