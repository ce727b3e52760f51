import { plainText } from './ansi.ts';

/** Characters that take two places in a monospaced text: East Asian scripts and pictures. */
const WIDE =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/gu;
const TAB = 8;

/** Places that a text takes. */
export function widthOf(text: string): number {
  // by far the most lines are plain
  if (/^[ -~]*$/.test(text)) return text.length;
  const plain = plainText(text);
  let width = 0;
  for (const part of plain.split(/(\t)/)) {
    if (part === '\t') width += TAB - (width % TAB);
    else width += [...part].length + (part.match(WIDE)?.length ?? 0);
  }
  return width;
}

/** Where rows stand, counted in lines of text: row `i` from `tops[i]`; the last entry is the height of all. */
export function topsOf(
  rows: readonly { key: string; text: string }[],
  columns: number | undefined,
  measured: ReadonlyMap<string, number>,
): Float64Array {
  const tops = new Float64Array(rows.length + 1);
  for (const [i, { key, text }] of rows.entries()) {
    const lines =
      columns === undefined ? 1 : (measured.get(key) ?? Math.max(1, Math.ceil(widthOf(text) / columns)));
    tops[i + 1] = (tops[i] as number) + lines;
  }
  return tops;
}

/** The row that stands at a height, counted in lines. */
export function rowAtHeight(tops: Float64Array, height: number): number {
  let [low, high] = [0, tops.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] as number) <= height) low = middle;
    else high = middle - 1;
  }
  return Math.max(0, Math.min(low, tops.length - 2));
}
