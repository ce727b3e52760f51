import type { Cursor } from './cursor.ts';
import type { ScalarNode, StringNode } from './syntax.ts';
import * as kinds from './token-kinds.ts';

/** Each letter of an escape stands before the character it means. */
const ESCAPES = '""\\\\//b\bf\fn\nr\rt\t';

/** The character an escape's letter means. */
function escaped(letter: string): string | undefined {
  for (let i = 0; i < ESCAPES.length; i += 2) if (ESCAPES.charAt(i) === letter) return ESCAPES.charAt(i + 1);
  return undefined;
}

/** The value of the quoted token at the cursor; its faults are reported. */
export function quotedValue(c: Cursor): string {
  const { kind, from, to, text } = c;
  if (kind === kinds.QUOTED) return text.slice(from + 1, to - 1);
  if (kind === kinds.TRIPLE) return text.slice(from + 3, to - 3);
  if (kind === kinds.QUOTED_ESCAPED) return unescaped(c, from + 1, to - 1);
  c.reporter.report('string-unclosed', from, to);
  return text.slice(from + (kind === kinds.TRIPLE_OPEN ? 3 : 1), to);
}

function unescaped(c: Cursor, from: number, to: number): string {
  const { text } = c;
  let value = '';
  let done = from;
  for (let at = from; at < to; at += 1) {
    const code = text.charCodeAt(at);
    if (code < 0x20) {
      const shown = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      c.reporter.report('string-control-character', at, at + 1, shown);
    } else if (code === 0x5c) {
      value += text.slice(done, at);
      const letter = text.charAt(at + 1);
      const short = escaped(letter);
      const unit = letter === 'u' ? hexUnit(text, at + 2) : -1;
      done = at + (unit < 0 ? 2 : 6);
      if (short !== undefined) value += short;
      else if (unit >= 0) value += String.fromCharCode(unit);
      else {
        c.reporter.report('string-bad-escape', at, at + 2, text.slice(at, at + 2));
        value += text.slice(at, done);
      }
      at = done - 1;
    }
  }
  return value + text.slice(done, to);
}

/** The number of four hexadecimal digits at an offset, or -1. */
function hexUnit(text: string, at: number): number {
  const digits = text.slice(at, at + 4);
  return /^[\da-f]{4}$/i.test(digits) ? Number.parseInt(digits, 16) : -1;
}

/** Reads the scalar token at the cursor. */
export function parseScalar(c: Cursor): ScalarNode {
  const { from, to, line, column, kind } = c;
  let node: ScalarNode;
  if (kind === kinds.NUMBER) {
    const raw = c.text.slice(from, to);
    node = { type: 'number', from, to, line, column, value: Number(raw), raw };
  } else if (kind === kinds.UNQUOTED) node = wordNode(c, from, to);
  else {
    const style = kind === kinds.TRIPLE || kind === kinds.TRIPLE_OPEN ? 'triple' : 'quoted';
    node = { type: 'string', from, to, line, column, style, value: quotedValue(c) };
  }
  c.advance();
  return node;
}

function wordNode(c: Cursor, from: number, to: number): ScalarNode {
  const { line, column } = c;
  const word = c.text.slice(from, to);
  switch (word) {
    case 'true':
    case 'false':
      return { type: 'boolean', from, to, line, column, value: word === 'true' };
    case 'null':
      return { type: 'null', from, to, line, column };
    default:
      return { type: 'string', from, to, line, column, style: 'unquoted', value: word };
  }
}

/** The white space token at the cursor as a part of a concatenation. */
export function spaceNode(c: Cursor): StringNode {
  const { from, to, line, column } = c;
  return { type: 'string', from, to, line, column, style: 'space', value: c.text.slice(from, to) };
}

/** True for the kinds `parseScalar` reads. */
export function isScalarKind(kind: number): boolean {
  return kind >= kinds.QUOTED && kind <= kinds.NUMBER;
}
