/** Colours there are (curve-1 … in charts.css), and lines for those that come after them. */
export const COLOURS = 10;
const LINES = 3;

/** How a curve is drawn: `colour` from 0, `line` 0 for a whole one, 1 and 2 for dashes. */
export interface Look {
  colour: number;
  line: number;
}

function hashOf(name: string): number {
  let hash = 2_166_136_261;
  for (let i = 0; i < name.length; i++) hash = Math.imul(hash ^ name.charCodeAt(i), 16_777_619);
  return hash >>> 0;
}

/**
 * A look for each name: by the name itself, so that it has the same one in every chart and at every visit; of two that
 * would look alike the later in the alphabet takes the next free one.
 */
export function looksOf(names: readonly string[]): Map<string, Look> {
  const looks = new Map<string, Look>();
  const taken = new Set<number>();
  for (const name of [...new Set(names)].sort()) {
    const wished = hashOf(name) % COLOURS;
    const slot = freeSlot(wished, taken);
    taken.add(slot);
    looks.set(name, { colour: slot % COLOURS, line: Math.floor(slot / COLOURS) % LINES });
  }
  return looks;
}

/** The nearest free colour, whole lines first; with all of them taken, the wished one again. */
function freeSlot(wished: number, taken: ReadonlySet<number>): number {
  for (let line = 0; line < LINES; line++) {
    for (let step = 0; step < COLOURS; step++) {
      const slot = line * COLOURS + ((wished + step) % COLOURS);
      if (!taken.has(slot)) return slot;
    }
  }
  return wished;
}
