import type { HoconError, HoconErrorCode } from './errors.ts';
import { MESSAGES } from './messages.ts';

/** Offsets at which the lines of a text begin. */
function lineStartsOf(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  return starts;
}

/** Line and column, from 1, of an offset. */
function locate(starts: readonly number[], offset: number): { line: number; column: number } {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= offset) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: offset - (starts[low] as number) + 1 };
}

/** Makes the error of a code; `detail` goes into its message. */
export function makeError(
  code: HoconErrorCode,
  place: { document: string; from: number; to: number; line: number; column: number },
  detail: string | number = '',
): HoconError {
  const { document, from, to, line, column } = place;
  const [message = '', hint = ''] = MESSAGES[code].split('|');
  // A function, as a text for replace() would give $ a meaning.
  return {
    code,
    message: message.replace('%', () => String(detail)),
    from,
    to,
    line,
    column,
    hint,
    document,
  };
}

/** Gathers the errors of one text, up to a number. */
export class Reporter {
  readonly errors: HoconError[] = [];
  full = false;
  readonly #text: string;
  readonly #document: string;
  readonly #most: number;
  #starts: number[] | undefined;

  constructor(text: string, document: string, most: number) {
    this.#text = text;
    this.#document = document;
    this.#most = most;
  }

  report(code: HoconErrorCode, from: number, to: number, detail: string | number = ''): void {
    if (this.full) return;
    this.full = this.errors.length + 1 >= this.#most;
    this.#add(code, from, to, detail);
    if (this.full) this.#add('limit-errors', from, to, '');
  }

  #add(code: HoconErrorCode, from: number, to: number, detail: string | number): void {
    this.#starts ??= lineStartsOf(this.#text);
    // What is missing at the end of the text has no character to stand on.
    const end = Math.min(to, this.#text.length);
    const place = { document: this.#document, from, to: end, ...locate(this.#starts, from) };
    this.errors.push(makeError(code, place, detail));
  }
}
