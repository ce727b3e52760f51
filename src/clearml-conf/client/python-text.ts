/**
 * What Python does with characters, where JavaScript does otherwise: its idea of a blank, of a digit, of how a
 * float is spelt, and of how wide a tab is.
 */

const TAB_WIDTH = 8;
const LONGEST_INTEGER = 4300;
const WIDE_BLANK = /[\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;
const DIGIT = /\p{Nd}/u;

/** True for what Python's `\s` matches (unlike JavaScript's: no U+FEFF, but U+001C to U+001F and U+0085). */
export function isBlank(char: string): boolean {
  const code = char.charCodeAt(0);
  if (code > 127) return WIDE_BLANK.test(char);
  return code === 32 || (code >= 9 && code <= 13) || (code >= 28 && code <= 31);
}

/** Length in code units of the decimal digit (of any script) at an offset, 0 when there is none. */
export function digitWidth(text: string, at: number): 0 | 1 | 2 {
  const unit = text.charCodeAt(at);
  if (unit >= 48 && unit <= 57) return 1;
  if (!(unit > 127)) return 0;
  const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
  return DIGIT.test(char) ? (char.length as 1 | 2) : 0;
}

/** The end of the run of decimal digits that starts at an offset. */
export function skipDigits(text: string, from: number): number {
  let at = from;
  for (let width = digitWidth(text, at); width > 0; width = digitWidth(text, at)) at += width;
  return at;
}

/** Digits of any script as ASCII: each script's ten digits stand in a row, so the distance to its zero is the value. */
function asciiDigits(text: string): string {
  let out = '';
  for (const char of text) {
    if (char.charCodeAt(0) < 128 || !DIGIT.test(char)) {
      out += char;
      continue;
    }
    const code = char.codePointAt(0) ?? 0;
    let start = code;
    while (DIGIT.test(String.fromCodePoint(start - 1))) start -= 1;
    out += String((code - start) % 10);
  }
  return out;
}

/** Python's `int(text, 10)`: undefined where it raises (not whole, or more digits than it converts). */
export function toInteger(text: string): bigint | undefined {
  const ascii = asciiDigits(text);
  const digits = /^[+-]/.test(ascii) ? ascii.slice(1) : ascii;
  if (!/^\d+$/.test(digits) || digits.length > LONGEST_INTEGER) return undefined;
  const value = BigInt(digits);
  return ascii.startsWith('-') ? -value : value;
}

/** Python's `float(text)` for a text of sign, digits, point and exponent. */
export function toFloat(text: string): number {
  return Number(asciiDigits(text));
}

/** Python's `repr` of a float: the same shortest digits as JavaScript, an exponent from 1e16 and below 1e-4. */
export function floatText(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (Object.is(value, -0)) return '-0.0';
  if (value === 0) return '0.0';
  const [mantissa = '', exponentText = '0'] = value.toExponential().split('e');
  const exponent = Number(exponentText);
  if (exponent >= -4 && exponent < 16) {
    const plain =
      exponent < 0 ? value.toFixed(mantissa.replace(/\D/g, '').length - 1 - exponent) : String(value);
    return plain.includes('.') ? plain : `${plain}.0`;
  }
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** Python's `%+g` of a whole number: six digits that count. */
export function shortSigned(value: bigint): string {
  const sign = value < 0n ? '-' : '+';
  const size = value < 0n ? -value : value;
  if (size < 1_000_000n) {
    return `${sign}${size}`;
  }
  const [mantissa = '', exponent = '0'] = Number(size).toExponential(5).split('e');
  const short = mantissa.replace(/\.?0+$/, '');
  const power = Number(exponent);
  return power < 6 ? `${sign}${size}` : `${sign}${short}e+${String(power).padStart(2, '0')}`;
}

/** Tabs become blanks up to the next multiple of eight before anything is read, inside strings too. */
export function expandTabs(text: string): string {
  if (!text.includes('\t')) return text;
  const out: string[] = [];
  let column = 0;
  for (const [part] of text.matchAll(/\t|[\n\r]|[^\t\n\r]+/g)) {
    if (part === '\t') {
      const width = TAB_WIDTH - (column % TAB_WIDTH);
      out.push(' '.repeat(width));
      column += width;
    } else {
      out.push(part);
      column = part === '\n' || part === '\r' ? 0 : column + characters(part);
    }
  }
  return out.join('');
}

/** Python counts a character beyond U+FFFF once. */
const characters = (text: string): number =>
  text.length - (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);

/** The offset in the original text of an offset in its expanded form. */
export function beforeExpansion(text: string, expandedAt: number): number {
  if (!text.includes('\t')) return Math.min(expandedAt, text.length);
  let expanded = 0;
  let column = 0;
  for (let at = 0; at < text.length; ) {
    const char = String.fromCodePoint(text.codePointAt(at) ?? 0);
    const width = char === '\t' ? TAB_WIDTH - (column % TAB_WIDTH) : char.length;
    if (expanded + width > expandedAt) return at;
    expanded += width;
    column = char === '\n' || char === '\r' ? 0 : column + (char === '\t' ? width : 1);
    at += char.length;
  }
  return text.length;
}
