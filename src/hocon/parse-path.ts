import type { Cursor } from './cursor.ts';
import { isScalarKind, quotedValue } from './parse-scalar.ts';
import type { PathElement, PathNode } from './syntax.ts';
import * as kinds from './token-kinds.ts';

interface Draft {
  text: string;
  quoted: boolean;
  from: number;
  to: number;
  line: number;
  column: number;
}

/**
 * Reads a path expression at the cursor, which stands on a scalar. White space between its parts belongs to the
 * elements; dots split outside quotes only. The white space behind it is read too, and is not part of it.
 */
export function parsePathNode(c: Cursor): PathNode {
  const { from, line, column } = c;
  const elements: PathElement[] = [];
  let draft: Draft = { text: '', quoted: false, from, to: from, line, column };
  let end = from;
  let blank = '';
  while (isScalarKind(c.kind) || c.kind === kinds.WHITESPACE) {
    if (c.kind === kinds.WHITESPACE) blank = c.text.slice(c.from, c.to);
    else {
      draft.text += blank;
      blank = '';
      if (c.kind === kinds.UNQUOTED || c.kind === kinds.NUMBER) draft = split(c, draft, elements);
      else {
        draft.text += quotedValue(c);
        draft.quoted = true;
      }
      end = c.to;
      draft.to = end;
    }
    c.advance();
  }
  finish(c, draft, elements);
  if (elements.length > c.limits.depth) {
    c.reporter.report('limit-depth', from, end, c.limits.depth);
    elements.length = 1;
  }
  return { type: 'path', from, to: end, line, column, elements };
}

function begin(c: Cursor, from: number): Draft {
  return { text: '', quoted: false, from, to: from, line: c.line, column: c.column + (from - c.from) };
}

/** Adds the unquoted token at the cursor, ending an element at each dot. */
function split(c: Cursor, first: Draft, elements: PathElement[]): Draft {
  // Dots are sought in the token alone: a search in the whole text would run past it for every key.
  const piece = c.text.slice(c.from, c.to);
  let draft = first;
  let at = 0;
  for (let dot = piece.indexOf('.'); dot >= 0; dot = piece.indexOf('.', at)) {
    draft.text += piece.slice(at, dot);
    draft.to = c.from + dot;
    finish(c, draft, elements);
    at = dot + 1;
    draft = begin(c, c.from + at);
  }
  draft.text += at === 0 ? piece : piece.slice(at);
  return draft;
}

function finish(c: Cursor, draft: Draft, elements: PathElement[]): void {
  if (draft.text === '' && !draft.quoted) {
    c.reporter.report('path-empty-element', draft.from, draft.from + 1);
  }
  elements.push(draft);
}
