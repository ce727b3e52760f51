import { ClientFailure } from './failure.ts';
import { Bare, type Key, Quoted, Reference } from './node.ts';
import { digitWidth, isBlank, skipDigits, toFloat, toInteger } from './python-text.ts';
import { type PythonTime, pythonTime, TIME_UNITS } from './python-time.ts';

/** Neither inside an unquoted word nor a blank. */
const ENDS_WORD = '^`+?!@*&"[{]}#,=$\\';
const KEY_CHAR = /[A-Za-z0-9\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u00ff._\- /]/;
const IDENTIFIER = /^[A-Z0-9_$]$/;
const AFTER_NUMBER = '$}],#\n\r';

const ESCAPES: Record<string, string> = {
  '\\\\': '\\',
  '\\n': '\n',
  '\\r': '\r',
  '\\t': '\t',
  '\\=': '=',
  '\\#': '#',
  '\\!': '!',
  '\\"': '"',
};

/** Resolves the eight escapes the clients know; every other one stays as written, `\u` among them. */
export function resolveEscapes(text: string): string {
  return text.includes('\\') ? text.replace(/\\[^\n]/g, (pair) => ESCAPES[pair] ?? pair) : text;
}

/** Reads single tokens at the current position; each returns undefined, and moves nowhere, when it does not match. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Blanks on the line: what the grammar skips before every token. */
  skipBlanks(): void {
    while (this.text[this.at] === ' ' || this.text[this.at] === '\t') this.at += 1;
  }

  atEnd(): boolean {
    this.skipBlanks();
    return this.at >= this.text.length;
  }

  literal(expected: string): boolean {
    this.skipBlanks();
    if (!this.text.startsWith(expected, this.at)) return false;
    this.at += expected.length;
    return true;
  }

  /** A run of the given characters. */
  run(chars: string): boolean {
    this.skipBlanks();
    const from = this.at;
    while (this.at < this.text.length && chars.includes(this.text[this.at] as string)) this.at += 1;
    return this.at > from;
  }

  /** A comment up to, not including, the end of its line. */
  comment(): boolean {
    if (!this.literal('#') && !this.literal('//')) return false;
    while (this.at < this.text.length && this.text[this.at] !== '\n' && this.text[this.at] !== '\r')
      this.at += 1;
    return true;
  }

  /** A comment, also one behind a line end or a comma: those belong to it then. */
  commentBehindSeparator(): boolean {
    const from = this.at;
    this.run('\n\r,');
    if (this.comment()) return true;
    this.at = from;
    return false;
  }

  /** A word by itself, in any case unless told otherwise. */
  keyword(word: string, anyCase: boolean): boolean {
    this.skipBlanks();
    const { text, at } = this;
    const first = text[at];
    // Most tokens start otherwise; letters beyond ASCII may still fold into the word.
    if (first === undefined || (first < '\u0080' && first.toLowerCase() !== word[0])) return false;
    const fold = (part: string) => (anyCase ? part.toUpperCase() : part);
    const isIdentifier = (char: string | undefined) =>
      char !== undefined && (anyCase ? IDENTIFIER.test(char.toUpperCase()) : /^[A-Za-z0-9_$]$/.test(char));
    if (fold(text.slice(at, at + word.length)) !== fold(word)) return false;
    if (at > 0 && isIdentifier(text[at - 1])) return false;
    if (isIdentifier(text[at + word.length])) return false;
    this.at += word.length;
    return true;
  }

  /** A number, if nothing but the end of the value, a reference or a comment follows it. */
  private numberEnd(): number | undefined {
    this.skipBlanks();
    const { text } = this;
    let at = this.at;
    if (text[at] === '+' || text[at] === '-') at += 1;
    const whole = skipDigits(text, at);
    const fraction = text[whole] === '.' ? skipDigits(text, whole + 1) : whole;
    if (fraction > whole + 1) at = fraction;
    else if (whole > at) at = whole;
    else return undefined;
    if (text[at] === 'e' || text[at] === 'E') {
      const digits = at + (text[at + 1] === '+' || text[at + 1] === '-' ? 2 : 1);
      const end = skipDigits(text, digits);
      if (end > digits) at = end;
    }
    return this.endsNumber(at) ? at : undefined;
  }

  private endsNumber(from: number): boolean {
    const { text } = this;
    if (from >= text.length) return true;
    let at = from;
    while (text[at] === ' ' || text[at] === '\t') at += 1;
    if (at >= text.length) return false;
    return AFTER_NUMBER.includes(text[at] as string) || text.startsWith('//', at);
  }

  number(): bigint | number | undefined {
    const end = this.numberEnd();
    if (end === undefined) return undefined;
    const digits = this.text.slice(this.at, end);
    this.at = end;
    return toInteger(digits) ?? toFloat(digits);
  }

  /** An unquoted duration that the text ends with (one line end may follow). */
  duration(): PythonTime | undefined {
    this.skipBlanks();
    const { text } = this;
    if (digitWidth(text, this.at) === 0) return undefined;
    const digits = skipDigits(text, this.at);
    let at = digits;
    while (at < text.length && isBlank(text[at] as string)) at += 1;
    if (text.length - at > 20) return undefined;
    const unit = text.slice(at).replace(/\n$/, '');
    if (!TIME_UNITS.has(unit)) return undefined;
    const amount = toInteger(text.slice(this.at, digits));
    if (amount === undefined)
      throw new ClientFailure('conversion', 'This number has too many digits.', this.at);
    this.at = at + unit.length;
    return pythonTime(amount, unit);
  }

  /** Text between three quotes; quotes directly before the closing three belong to it. */
  tripleQuoted(): string | undefined {
    this.skipBlanks();
    const { text, at } = this;
    if (!text.startsWith('"""', at)) return undefined;
    let end = text.indexOf('"""', at + 3);
    if (end < 0) return undefined;
    while (text[end] === '"') end += 1;
    this.at = end;
    return text.slice(at + 3, end - 3);
  }

  /** The end of a quoted string that may not hold the given characters, or undefined. */
  private quotedEnd(forbidden: string): number | undefined {
    const { text } = this;
    if (text[this.at] !== '"') return undefined;
    for (let at = this.at + 1; at < text.length; at += 1) {
      const char = text[at] as string;
      if (char === '"') return at + 1;
      if (forbidden.includes(char)) return undefined;
      if (char !== '\\') continue;
      if (at + 1 >= text.length || text[at + 1] === '\n') return undefined;
      at += 1;
    }
    return undefined;
  }

  quoted(): Quoted | undefined {
    this.skipBlanks();
    const end = this.quotedEnd('\n');
    if (end === undefined) return undefined;
    const inner = this.text.slice(this.at + 1, end - 1);
    this.at = end;
    this.skipBlanks();
    return new Quoted(resolveEscapes(inner), this.text.slice(end, this.at));
  }

  /** An unquoted word with the blanks behind it. */
  word(): Bare | undefined {
    this.skipBlanks();
    const { text } = this;
    const from = this.at;
    let at = from;
    while (at < text.length) {
      const char = text[at] as string;
      if (char === '\\' && at + 1 < text.length && text[at + 1] !== '\n') at += 2;
      else if (ENDS_WORD.includes(char) || isBlank(char)) break;
      else at += 1;
    }
    if (at === from) return undefined;
    this.at = at;
    this.skipBlanks();
    return new Bare(resolveEscapes(text.slice(from, this.at)));
  }

  reference(): Reference | undefined {
    this.skipBlanks();
    const { text, at } = this;
    if (!text.startsWith('${', at)) return undefined;
    const close = text.indexOf('}', at + 2);
    if (close <= at + 2) return undefined;
    const inner = text.slice(at + 2, close);
    const optional = inner.length > 1 && inner.startsWith('?');
    this.at = close + 1;
    this.skipBlanks();
    return new Reference(optional ? inner.slice(1) : inner, optional, text.slice(close + 1, this.at), at);
  }

  /** A key: quoted (the quotes stay on), a number alone on its line, or words with blanks, dots and slashes. */
  key(): Key | undefined {
    this.skipBlanks();
    const { text } = this;
    const from = this.at;
    const quotedEnd = this.quotedEnd('\n\r');
    if (quotedEnd !== undefined) {
      this.at = quotedEnd;
      return text.slice(from, quotedEnd);
    }
    const number = this.number();
    if (number !== undefined) return number;
    while (this.at < text.length && KEY_CHAR.test(text[this.at] as string)) this.at += 1;
    return this.at > from ? text.slice(from, this.at).trim() : undefined;
  }
}
