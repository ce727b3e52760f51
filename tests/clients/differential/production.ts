import type { Random } from './random.ts';

/** What one generated document is made with: chance, a tally of the productions used, and the keys so far. */
export type Maker = { random: Random; used: Map<string, number>; depth: number; known: string[] };

export type Production = readonly [name: string, weight: number, make: (maker: Maker) => string];

/** Draws a production by weight, counts it, and makes its text. */
export function draw(maker: Maker, productions: readonly Production[]): string {
  const total = productions.reduce((sum, [, weight]) => sum + weight, 0);
  let left = maker.random.next() * total;
  for (const [name, weight, make] of productions) {
    left -= weight;
    if (left > 0) continue;
    maker.used.set(name, (maker.used.get(name) ?? 0) + 1);
    return make(maker);
  }
  return '';
}
