import { isPlainKey } from './path.ts';
import type { JsonValue } from './values.ts';

/** How a text writes its fields. */
export interface Style {
  /** Between key and value, with its white space. */
  readonly separator: string;
  /** Keys stand in quotes even where they need none, as in JSON. */
  readonly quoteKeys: boolean;
  /** Fields end in commas, as in JSON. */
  readonly commas: boolean;
}

export const PLAIN_STYLE: Style = { separator: ' = ', quoteKeys: false, commas: false };

/** A list longer than this is written one element a line. */
const WIDTH = 100;

/** A path as a key in a style. */
export function writeKey(path: readonly string[], style: Style): string {
  return path
    .map((element) => (style.quoteKeys || !isPlainKey(element) ? JSON.stringify(element) : element))
    .join('.');
}

/** A value as HOCON text; lines after the first are indented by `indent` and more. */
export function writeValue(value: JsonValue, style: Style, indent: string): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const inner = `${indent}  `;
  const comma = style.commas ? ',' : '';
  if (Array.isArray(value)) {
    const elements = (value as readonly JsonValue[]).map((element) => writeValue(element, style, inner));
    const line = `[${elements.join(', ')}]`;
    if (line.length <= WIDTH && !line.includes('\n')) return line;
    return `[\n${elements.map((element) => inner + element).join(',\n')}\n${indent}]`;
  }
  const fields = Object.entries(value as { readonly [key: string]: JsonValue }).map(
    ([key, field]) => `${inner}${writeKey([key], style)}${style.separator}${writeValue(field, style, inner)}`,
  );
  return fields.length === 0 ? '{}' : `{\n${fields.join(`${comma}\n`)}\n${indent}}`;
}
