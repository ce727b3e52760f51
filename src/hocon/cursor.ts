import type { HoconErrorCode } from './errors.ts';
import type { Limits } from './limits.ts';
import type { Reporter } from './reporter.ts';
import { type Scanned, scan } from './scan.ts';
import * as kinds from './token-kinds.ts';

/** A place in the token stream to come back to. */
export interface Mark {
  readonly at: number;
  readonly line: number;
  readonly lineStart: number;
}

/** The parser's place in the tokens of a text; knows line and column as it goes. */
export class Cursor {
  readonly text: string;
  readonly limits: Limits;
  readonly reporter: Reporter;
  readonly #kinds: Uint8Array;
  readonly #starts: Uint32Array;
  readonly #count: number;
  /** Kind, start and end of the current token. */
  kind: number;
  from = 0;
  to: number;
  line = 1;
  /** Set when too deep nesting swallowed the rest: what it left open is no news then. */
  swallowed = false;
  #at = 0;
  #lineStart = 0;

  constructor(text: string, limits: Limits, reporter: Reporter) {
    const scanned: Scanned = scan(text);
    this.text = text;
    this.limits = limits;
    this.reporter = reporter;
    this.#kinds = scanned.kinds;
    this.#starts = scanned.starts;
    this.#count = scanned.count;
    this.kind = scanned.kinds[0] as number;
    this.to = scanned.count > 0 ? (scanned.starts[1] as number) : 0;
  }

  get column(): number {
    return this.from - this.#lineStart + 1;
  }

  /** Goes to the next token. */
  advance(): void {
    if (this.kind === kinds.NEWLINE) {
      this.line += 1;
      this.#lineStart = this.to;
    } else if (this.kind === kinds.TRIPLE || this.kind === kinds.TRIPLE_OPEN) this.#countLines();
    this.#go(this.#at + 1);
  }

  #go(at: number): void {
    const count = this.#count;
    this.#at = at < count ? at : count;
    this.kind = this.reporter.full ? kinds.END : (this.#kinds[this.#at] as number);
    this.from = this.#starts[this.#at] as number;
    this.to = this.#at < count ? (this.#starts[this.#at + 1] as number) : this.from;
  }

  #countLines(): void {
    for (let at = this.from; at < this.to; at += 1) {
      if (this.text.charCodeAt(at) === 0x0a) {
        this.line += 1;
        this.#lineStart = at + 1;
      }
    }
  }

  /** Goes on until the token that begins at an offset or behind it. */
  advanceTo(offset: number): void {
    while (this.from < offset && this.kind !== kinds.END) this.advance();
  }

  /** Like comparing `kind`, where the compiler believes to know it from before an `advance`. */
  is(kind: number): boolean {
    return this.kind === kind;
  }

  mark(): Mark {
    return { at: this.#at, line: this.line, lineStart: this.#lineStart };
  }

  rewind(mark: Mark): void {
    this.line = mark.line;
    this.#lineStart = mark.lineStart;
    this.#go(mark.at);
  }

  /** Skips white space and comments; with `lines` also newlines. */
  skipBlank(lines: boolean): void {
    while (
      this.kind === kinds.WHITESPACE ||
      this.kind === kinds.COMMENT ||
      (lines && this.kind === kinds.NEWLINE)
    ) {
      this.advance();
    }
  }

  /** Skips the rest of a broken item: up to a newline, a comma or a closing sign of the same nesting. */
  skipBroken(): void {
    for (let depth = 0; this.kind !== kinds.END; this.advance()) {
      const step = this.#nesting();
      if (depth === 0 && (step < 0 || this.kind === kinds.NEWLINE || this.kind === kinds.COMMA)) return;
      depth += step;
    }
  }

  /** Skips one nested object or list as a whole, without recursion. */
  skipNested(): void {
    let depth = 0;
    do {
      depth += this.#nesting();
      this.advance();
    } while (depth > 0 && this.kind !== kinds.END);
  }

  /** 1 for a sign that opens something, -1 for one that closes. */
  #nesting(): number {
    switch (this.kind) {
      case kinds.BRACE_OPEN:
      case kinds.BRACKET_OPEN:
      case kinds.SUBSTITUTION:
      case kinds.SUBSTITUTION_OPTIONAL:
        return 1;
      case kinds.BRACE_CLOSE:
      case kinds.BRACKET_CLOSE:
        return -1;
      default:
        return 0;
    }
  }

  /** Reports an error at the current token, which is shown in its message. */
  fail(code: HoconErrorCode): void {
    this.reporter.report(code, this.from, this.to, this.shown());
  }

  /** The current token as a message may quote it. */
  shown(): string {
    if (this.kind === kinds.END) return 'the end of the text';
    if (this.kind === kinds.NEWLINE) return 'the end of the line';
    const text = this.text.slice(this.from, this.to);
    return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
  }
}
