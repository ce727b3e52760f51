import type { HoconError } from './errors.ts';
import type { Limits } from './limits.ts';
import type { SyntaxTree } from './syntax.ts';

export interface ParseOptions {
  /** Name used in origins and errors; '' when absent. */
  readonly document?: string;
  /** False leaves `children` out, which is faster; default true. */
  readonly lossless?: boolean;
  readonly limits?: Partial<Limits>;
}

export interface ParseResult {
  readonly tree: SyntaxTree;
  /** All errors of the text, in order of place; empty for a valid one. */
  readonly errors: readonly HoconError[];
}

/** Reads a text into a syntax tree. After an error it goes on at the next line, comma or closing brace. */
export function parse(_text: string, _options: ParseOptions = {}): ParseResult {
  throw new Error('not built yet');
}
