// biome-ignore-all lint/suspicious/noTemplateCurlyInString: these are HOCON's own signs.
import type { TokenKind } from './syntax.ts';

// Numbers rather than names inside the scanner and parser: they fit a Uint8Array and switch fast.
export const WHITESPACE = 0;
export const NEWLINE = 1;
export const COMMENT = 2;
export const BRACE_OPEN = 3;
export const BRACE_CLOSE = 4;
export const BRACKET_OPEN = 5;
export const BRACKET_CLOSE = 6;
export const COLON = 7;
export const EQUALS = 8;
export const COMMA = 9;
export const PLUS_EQUALS = 10;
export const SUBSTITUTION = 11;
export const SUBSTITUTION_OPTIONAL = 12;
export const QUOTED = 13;
/** A quoted string with an escape or a control character: its value is not its text. */
export const QUOTED_ESCAPED = 14;
/** A quoted string that its line does not close. */
export const QUOTED_OPEN = 15;
export const TRIPLE = 16;
/** A triple-quoted string that the text does not close. */
export const TRIPLE_OPEN = 17;
export const UNQUOTED = 18;
export const NUMBER = 19;
export const RESERVED = 20;
/** Stands behind the last token. */
export const END = 21;

/** Public name of each kind, by number. */
export const KIND_NAMES = (
  'whitespace newline comment { } [ ] : = , += ${ ${? ' +
  'quoted quoted quoted triple triple unquoted number reserved'
).split(' ') as readonly TokenKind[];
