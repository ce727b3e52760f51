import type { Definition, Spot } from './definitions.ts';
import type { Splice } from './edit.ts';
import { scan } from './scan.ts';
import type { ObjectNode } from './syntax.ts';
import * as kinds from './token-kinds.ts';
import type { JsonValue } from './values.ts';
import { PLAIN_STYLE, type Style, writeKey, writeValue } from './write-value.ts';

type Entry = ObjectNode['entries'][number];

/** The comma behind an offset, when only blanks and comments stand between; -1 when there is none. */
function commaAfter(text: string, from: number, to: number): number {
  const tail = text.slice(from, to);
  const { kinds: found, starts, count } = scan(tail);
  for (let i = 0; i < count; i += 1) {
    const kind = found[i] as number;
    if (kind === kinds.COMMA) return from + (starts[i] as number);
    if (kind !== kinds.WHITESPACE && kind !== kinds.NEWLINE && kind !== kinds.COMMENT) return -1;
  }
  return -1;
}

/** Where the entry behind this one begins, or the object's end. */
function nextStart(owner: ObjectNode, index: number): number {
  return owner.entries[index + 1]?.from ?? owner.to - (owner.braces ? 1 : 0);
}

/** How the fields of an object are written; taken from its last one. */
export function styleOf(text: string, owner: ObjectNode): Style {
  const { entries } = owner;
  const index = entries.findLastIndex((entry) => entry.type === 'field');
  const last = entries[index];
  if (last?.type !== 'field') return PLAIN_STYLE;
  const before = entries[index - 1];
  const quoteKeys = text.charAt(last.from) === '"' && last.path.elements.length === 1;
  const isJson = quoteKeys && last.separator === ':';
  return {
    separator: last.separator === ':' ? ': ' : ' = ',
    quoteKeys,
    commas: isJson || (before !== undefined && commaAfter(text, before.to, last.from) >= 0),
  };
}

/** Takes a definition away: its whole line when it has one to itself, else itself and one comma. */
export function lineRemoval(text: string, { owner, index }: Definition): Splice {
  const entry = owner.entries[index] as Entry;
  const comma = commaAfter(text, entry.to, nextStart(owner, index));
  let from = entry.from;
  let to = comma >= 0 ? comma + 1 : entry.to;
  if (comma < 0) {
    // The last of a comma list: the comma before it would dangle.
    const before = owner.entries[index - 1];
    const dangling = before ? commaAfter(text, before.to, entry.from) : -1;
    if (dangling >= 0) from = dangling;
  }
  const lineStart = overBlanks(text, from - 1, -1) + 1;
  const lineEnd = overBlanks(text, to, 1);
  const first = lineStart === 0 || text.charAt(lineStart - 1) === '\n';
  const last = lineEnd === text.length || text.charAt(lineEnd) === '\n';
  if (first && last && lineStart >= owner.from) {
    from = lineStart;
    to = Math.min(lineEnd + 1, text.length);
  }
  return { from, to, text: '' };
}

/** The first offset, in a direction, that holds no blank. Not a search for the line's end: lines may be very long. */
function overBlanks(text: string, from: number, step: 1 | -1): number {
  let at = from;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t' || text.charAt(at) === '\r') at += step;
  return at;
}

/** The splices that add a field to an object, in the style of its last one. */
export function insertion(text: string, spot: Spot, value: JsonValue): Splice[] {
  const { owner, rest } = spot;
  const style = styleOf(text, owner);
  const last = owner.entries[owner.entries.length - 1];
  const line = (indent: string): string =>
    `${writeKey(rest, style)}${style.separator}${writeValue(value, style, indent)}`;
  if (!last) return intoEmpty(text, owner, line);
  const lineStart = text.lastIndexOf('\n', last.from - 1) + 1;
  const ownLine = text.slice(lineStart, last.from).trim() === '' && lineStart >= owner.from;
  const comma = commaAfter(text, last.to, nextStart(owner, owner.entries.length - 1));
  if (!ownLine) {
    // `{ a = 1 }` on one line, or the first field of a text behind a byte order mark.
    const at = comma >= 0 ? comma + 1 : last.to;
    return [{ from: at, to: at, text: `${comma >= 0 ? ' ' : ', '}${line('')}` }];
  }
  const indent = text.slice(lineStart, last.from);
  const splices: Splice[] = [];
  if (style.commas && comma < 0) splices.push({ from: last.to, to: last.to, text: ',' });
  const newline = text.indexOf('\n', Math.max(last.to, comma));
  const close = owner.braces ? owner.to - 1 : text.length;
  if (newline >= 0 && newline < close) {
    splices.push({ from: newline, to: newline, text: `\n${indent}${line(indent)}` });
  } else if (owner.braces) {
    // The closing brace stands behind the last field: a new line before it keeps both apart.
    splices.push({ from: close, to: close, text: `\n${indent}${line(indent)}\n` });
  } else splices.push({ from: text.length, to: text.length, text: `\n${indent}${line(indent)}\n` });
  return splices;
}

/** Into an object without fields: behind its comments, which may be all it has. */
function intoEmpty(text: string, owner: ObjectNode, line: (indent: string) => string): Splice[] {
  if (!owner.braces) {
    const gap = text === '' || text.endsWith('\n') ? '' : '\n';
    return [{ from: text.length, to: text.length, text: `${gap}${line('')}\n` }];
  }
  const at = owner.to - 1;
  const inside = text.slice(owner.from + 1, at);
  if (inside.includes('\n')) return [{ from: at, to: at, text: `  ${line('  ')}\n` }];
  return [{ from: owner.from + 1, to: at, text: ` ${line('')} ` }];
}
