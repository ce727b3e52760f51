// Classes of ASCII characters, looked up by code; everything else above 127 is text or white space.
export const TEXT = 0;
export const SPACE = 1;
export const LINE_END = 2;
export const QUOTE = 3;
export const DIGIT = 4;
export const MINUS = 5;
export const PUNCTUATION = 6;
export const HASH = 7;
export const SLASH = 8;
export const DOLLAR = 9;
export const PLUS = 10;
export const FORBIDDEN = 11;

const classes = new Uint8Array(128);
const mark = (characters: string, to: number): void => {
  for (const character of characters) classes[character.charCodeAt(0)] = to;
};
mark(' \t\v\f\r\u001c\u001d\u001e\u001f', SPACE);
mark('\n', LINE_END);
mark('"', QUOTE);
mark('0123456789', DIGIT);
mark('-', MINUS);
mark('{}[]:=,', PUNCTUATION);
mark('#', HASH);
mark('/', SLASH);
mark('$', DOLLAR);
mark('+', PLUS);
mark('`^?!@*&\\', FORBIDDEN);

/**
 * White space beyond ASCII: categories Zs, Zl and Zp, and the byte order mark (HOCON.md "Whitespace"), which is what
 * JavaScript's own class holds there.
 */
function isWideSpace(code: number): boolean {
  return code >= 0xa0 && (code === 0xa0 || code >= 0x1680) && /\s/.test(String.fromCharCode(code));
}

/** Class of a UTF-16 unit. */
export function classOf(code: number): number {
  if (code < 128) return classes[code] as number;
  return isWideSpace(code) ? SPACE : TEXT;
}

/** True for a unit that may stand inside an unquoted string (a `/` may, unless another follows). */
export function isUnquoted(code: number): boolean {
  if (code >= 128) return !isWideSpace(code);
  const kind = classes[code] as number;
  return kind === TEXT || kind === DIGIT || kind === MINUS || kind === SLASH;
}
