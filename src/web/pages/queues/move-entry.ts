import type { QueueEntry } from './queue-list-query.ts';

/** Where an entry goes, or that it leaves. */
export type Move = 'first' | 'up' | 'down' | 'last' | 'out';

/** The order after a move, as the server will make it. */
export function moved(entries: readonly QueueEntry[], at: number, move: Move): QueueEntry[] {
  const entry = entries[at];
  const rest = entries.filter((_, i) => i !== at);
  if (!entry || move === 'out') return rest;
  const to = { first: 0, up: Math.max(0, at - 1), down: at + 1, last: rest.length }[move];
  rest.splice(to, 0, entry);
  return rest;
}
