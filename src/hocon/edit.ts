import type { HoconError } from './errors.ts';
import type { JsonValue } from './values.ts';

export interface Edited {
  /** The new text; the old one when there are errors. */
  readonly text: string;
  readonly errors: readonly HoconError[];
}

/** Sets the value at a path in a text, keeping comments, order and style. */
export function setValue(_text: string, _path: readonly string[], _value: JsonValue): Edited {
  throw new Error('not built yet');
}

/** Takes every definition of a path out of a text; without one the text stays as it is. */
export function deleteValue(_text: string, _path: readonly string[]): Edited {
  throw new Error('not built yet');
}
