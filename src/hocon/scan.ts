import * as chars from './characters.ts';
import * as kinds from './token-kinds.ts';

const SLASH_CODE = 0x2f;
const QUOTE_CODE = 0x22;
const NEWLINE_CODE = 0x0a;

/** Tokens of a text in two arrays: token i is `kinds[i]` from `starts[i]` to `starts[i + 1]`; an END stands last. */
export interface Scanned {
  readonly kinds: Uint8Array;
  readonly starts: Uint32Array;
  readonly count: number;
}

/** Cuts a text into tokens, in one pass and with two characters of look-ahead. */
export function scan(text: string): Scanned {
  const length = text.length;
  let capacity = (length >> 1) + 16;
  let found = new Uint8Array(capacity);
  let starts = new Uint32Array(capacity);
  let count = 0;
  let at = 0;
  const state: State = { kind: 0 };
  while (at < length) {
    if (count + 1 >= capacity) {
      // At most one token a character, so this doubles once.
      capacity = length + 2;
      found = grown(found, new Uint8Array(capacity));
      starts = grown(starts, new Uint32Array(capacity));
    }
    starts[count] = at;
    at = scanOne(text, at, state);
    found[count] = state.kind;
    count += 1;
  }
  starts[count] = length;
  found[count] = kinds.END;
  return { kinds: found, starts, count };
}

interface State {
  kind: number;
}

function grown<T extends Uint8Array | Uint32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}

/** Reads the token at an offset: sets its kind and returns its end. */
function scanOne(text: string, at: number, state: State): number {
  const code = text.charCodeAt(at);
  switch (chars.classOf(code)) {
    case chars.SPACE:
      state.kind = kinds.WHITESPACE;
      return skip(text, at + 1, chars.SPACE);
    case chars.LINE_END:
      state.kind = kinds.NEWLINE;
      return at + 1;
    case chars.QUOTE:
      return scanQuoted(text, at, state);
    case chars.DIGIT:
    case chars.MINUS:
      return scanNumber(text, at, state);
    case chars.PUNCTUATION:
      state.kind = kinds.BRACE_OPEN + '{}[]:=,'.indexOf(text.charAt(at));
      return at + 1;
    case chars.HASH:
      return scanComment(text, at, state);
    case chars.SLASH:
      if (text.charCodeAt(at + 1) === SLASH_CODE) return scanComment(text, at, state);
      return scanUnquoted(text, at, state);
    case chars.DOLLAR:
      return scanDollar(text, at, state);
    case chars.PLUS:
      if (text.charCodeAt(at + 1) === 0x3d) {
        state.kind = kinds.PLUS_EQUALS;
        return at + 2;
      }
      state.kind = kinds.RESERVED;
      return at + 1;
    case chars.FORBIDDEN:
      state.kind = kinds.RESERVED;
      return skip(text, at + 1, chars.FORBIDDEN);
    default:
      return scanUnquoted(text, at, state);
  }
}

function skip(text: string, at: number, kind: number): number {
  let end = at;
  while (end < text.length && chars.classOf(text.charCodeAt(end)) === kind) end += 1;
  return end;
}

function scanDollar(text: string, at: number, state: State): number {
  if (text.charCodeAt(at + 1) !== 0x7b) {
    state.kind = kinds.RESERVED;
    return at + 1;
  }
  const optional = text.charCodeAt(at + 2) === 0x3f;
  state.kind = optional ? kinds.SUBSTITUTION_OPTIONAL : kinds.SUBSTITUTION;
  return optional ? at + 3 : at + 2;
}

function scanComment(text: string, at: number, state: State): number {
  state.kind = kinds.COMMENT;
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

function scanUnquoted(text: string, at: number, state: State): number {
  state.kind = kinds.UNQUOTED;
  let end = at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (!chars.isUnquoted(code)) break;
    if (code === SLASH_CODE && text.charCodeAt(end + 1) === SLASH_CODE) break;
    end += 1;
  }
  return end;
}

/** A number as JSON writes it, though leading zeros pass; a `-` alone begins an unquoted string. */
function scanNumber(text: string, at: number, state: State): number {
  let end = text.charCodeAt(at) === 0x2d ? at + 1 : at;
  const digits = skip(text, end, chars.DIGIT);
  if (digits === end) return scanUnquoted(text, at, state);
  state.kind = kinds.NUMBER;
  end = digits;
  if (text.charCodeAt(end) === 0x2e) {
    const fraction = skip(text, end + 1, chars.DIGIT);
    if (fraction === end + 1) return end;
    end = fraction;
  }
  if ((text.charCodeAt(end) | 0x20) === 0x65) {
    const sign = text.charCodeAt(end + 1);
    const exponent = end + (sign === 0x2b || sign === 0x2d ? 2 : 1);
    const last = skip(text, exponent, chars.DIGIT);
    if (last > exponent) end = last;
  }
  return end;
}

function scanQuoted(text: string, at: number, state: State): number {
  if (text.charCodeAt(at + 1) === QUOTE_CODE && text.charCodeAt(at + 2) === QUOTE_CODE) {
    return scanTriple(text, at, state);
  }
  state.kind = kinds.QUOTED;
  let end = at + 1;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code === QUOTE_CODE) return end + 1;
    if (code === NEWLINE_CODE) break;
    if (code === 0x5c) {
      state.kind = kinds.QUOTED_ESCAPED;
      // A backslash at the end of a line does not carry the string over it.
      end += text.charCodeAt(end + 1) === NEWLINE_CODE ? 1 : 2;
    } else {
      if (code < 0x20) state.kind = kinds.QUOTED_ESCAPED;
      end += 1;
    }
  }
  state.kind = kinds.QUOTED_OPEN;
  return Math.min(end, text.length);
}

/** Any run of at least three quotes ends the string; all but the last three belong to it. */
function scanTriple(text: string, at: number, state: State): number {
  let end = text.indexOf('"""', at + 3);
  if (end < 0) {
    state.kind = kinds.TRIPLE_OPEN;
    return text.length;
  }
  state.kind = kinds.TRIPLE;
  end += 3;
  while (text.charCodeAt(end) === QUOTE_CODE) end += 1;
  return end;
}
