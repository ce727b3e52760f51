import { relativeTime } from '../../ui/when.tsx';
import { counted } from '../workspace/names.ts';
import type { Deletion } from './cleanup-queries.ts';

/** How far a deletion is, in a sentence. */
export function progressOf({ total, deleted, failed, finished, next_try }: Deletion, now: number): string {
  const done = `${deleted} of ${counted(total, 'object')} deleted`;
  const not = failed > 0 ? `, ${failed} not` : '';
  if (finished !== null) return done + not;
  const waits = next_try !== null && Date.parse(next_try) > now + 1000;
  return `${done}${not}, ${waits ? `tries again ${relativeTime(next_try, now)}` : 'working'}`;
}

/** The addresses in a pasted text, one on each line. */
export const urlsIn = (text: string): string[] => [
  ...new Set(
    text
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
  ),
];
