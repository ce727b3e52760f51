import type { Cursor } from './cursor.ts';
import { quotedValue } from './parse-scalar.ts';
import type { IncludeKind, IncludeNode } from './syntax.ts';
import * as kinds from './token-kinds.ts';

const KINDS: readonly IncludeKind[] = ['file', 'url', 'classpath', 'package'];

/** True when the cursor stands on the bare word `include`, which begins an include statement, never a key. */
export function atInclude(c: Cursor): boolean {
  return c.kind === kinds.UNQUOTED && c.to - c.from === 7 && c.text.startsWith('include', c.from);
}

/** Reads an include statement (HOCON.md "Include syntax"); undefined after a reported fault. */
export function parseInclude(c: Cursor): IncludeNode | undefined {
  const { from, line, column } = c;
  c.advance();
  c.skipBlank(true);
  const opened: string[] = [];
  while (c.kind === kinds.UNQUOTED) {
    // `required(url(` may be one token or two, depending on white space.
    const words = c.text.slice(c.from, c.to).split('(');
    if (words.length < 2 || words.pop() !== '') return fail(c);
    opened.push(...words);
    c.advance();
    c.skipBlank(true);
  }
  const required = opened[0] === 'required';
  const inner = required ? opened.slice(1) : opened;
  const kind = inner.length === 0 ? 'any' : KINDS.find((known) => known === inner[0]);
  if (kind === undefined || inner.length > 1) return fail(c);
  if (c.kind !== kinds.QUOTED && c.kind !== kinds.QUOTED_ESCAPED) return fail(c);
  const name = quotedValue(c);
  const end = close(c, opened.length);
  if (end < 0) return fail(c);
  return { type: 'include', from, to: end, line, column, kind, name, required };
}

/** Passes the closing parentheses behind the name; returns where the statement ends, or -1. */
function close(c: Cursor, parentheses: number): number {
  let end = c.to;
  let open = parentheses;
  c.advance();
  while (open > 0) {
    c.skipBlank(true);
    const length = c.to - c.from;
    if (c.kind !== kinds.UNQUOTED || length > open || c.text.slice(c.from, c.to) !== ')'.repeat(length))
      return -1;
    open -= length;
    end = c.to;
    c.advance();
  }
  return end;
}

function fail(c: Cursor): undefined {
  c.fail('include-argument');
  return undefined;
}
