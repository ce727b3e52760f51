import type { ResolvedValue } from './values.ts';

/**
 * Lays resolved values over each other, last wins: objects merge, everything else replaces. Origins stay, and what a
 * value hides is added to its `overrode`. For documents that must see each other's substitutions use `resolve([…])`.
 */
export function merge(_values: readonly ResolvedValue[]): ResolvedValue | undefined {
  throw new Error('not built yet');
}
