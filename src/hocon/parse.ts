import { attachTokens } from './attach-tokens.ts';
import { Cursor } from './cursor.ts';
import type { HoconError } from './errors.ts';
import { DEFAULT_LIMITS, type Limits } from './limits.ts';
import { parseArray, parseEntries, parseObject } from './parse-value.ts';
import { Reporter } from './reporter.ts';
import type { ObjectNode, SyntaxTree } from './syntax.ts';
import { exceedsUtf8 } from './text-size.ts';
import * as kinds from './token-kinds.ts';

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
export function parse(text: string, options: ParseOptions = {}): ParseResult {
  const document = options.document ?? '';
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const reporter = new Reporter(text, document, limits.errors);
  if (exceedsUtf8(text, limits.text_bytes)) {
    reporter.report('limit-text', 0, text.length, limits.text_bytes);
    const root = emptyRoot(text.length);
    return { tree: { type: 'document', document, text, root, children: [] }, errors: reporter.errors };
  }
  const root = parseRoot(new Cursor(text, limits, reporter));
  const children = options.lossless === false ? [] : attachTokens(text, root);
  reporter.errors.sort((a, b) => a.from - b.from);
  return { tree: { type: 'document', document, text, root, children }, errors: reporter.errors };
}

function emptyRoot(to: number): ObjectNode {
  return { type: 'object', from: 0, to, line: 1, column: 1, braces: false, entries: [] };
}

function parseRoot(c: Cursor): SyntaxTree['root'] {
  c.skipBlank(true);
  if (c.kind === kinds.BRACE_OPEN || c.kind === kinds.BRACKET_OPEN) {
    const root = c.kind === kinds.BRACE_OPEN ? parseObject(c, 0) : parseArray(c, 0);
    c.skipBlank(true);
    if (!c.is(kinds.END)) failTrailing(c);
    return root;
  }
  const entries: ObjectNode['entries'][number][] = [];
  for (;;) {
    for (const entry of parseEntries(c, 1)) entries.push(entry);
    if (c.kind === kinds.END) return { ...emptyRoot(c.text.length), entries };
    failTrailing(c);
    c.advance();
  }
}

function failTrailing(c: Cursor): void {
  if (c.kind === kinds.BRACE_CLOSE) c.fail('brace-unexpected');
  else if (c.kind === kinds.BRACKET_CLOSE) c.fail('bracket-unexpected');
  else c.fail('text-after-root');
}
