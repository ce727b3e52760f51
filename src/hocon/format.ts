import type { Edited } from './edit.ts';

/** The canonical layout: two spaces, `key = value`, one field a line, comments kept. Meaning is unchanged. */
export function format(_text: string): Edited {
  throw new Error('not built yet');
}
