import type { Format } from '../../clearml-conf/read-format.ts';
import { hoconOutline } from './hocon-outline.ts';
import { yamlOutline } from './yaml-outline.ts';

/** A key as it stands in the text; `end` is where its value on the same line ends. A list's element counts as `0`. */
export type OutlineKey = { path: string[]; from: number; to: number; end: number };

/** What the end of the text calls for: a key of a section, the value of a key, or an element of a list. */
export type Place =
  | { kind: 'key' | 'element'; section: string[]; from: number }
  | { kind: 'value'; key: OutlineKey; from: number };

export type Outline = { keys: OutlineKey[]; end: Place };

/** Which keys stand where in a text, which may be unfinished. */
export function outline(text: string, format: Format): Outline {
  return format === 'yaml' ? yamlOutline(text) : hoconOutline(text);
}

/** What would stand at the end of a text: pass all that is before the cursor. */
export const placeAfter = (before: string, format: Format): Place => outline(before, format).end;

/** The key at an offset: the one under it, or the one whose value on that line it is in. */
export function keyAt({ keys }: Outline, offset: number): OutlineKey | undefined {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((keys[middle]?.from ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  const key = keys[low - 1];
  return key && offset <= key.end ? key : undefined;
}
