import type { Cursor } from './cursor.ts';
import { atInclude, parseInclude } from './parse-include.ts';
import { parsePathNode } from './parse-path.ts';
import { isScalarKind, parseScalar, spaceNode } from './parse-scalar.ts';
import type {
  ArrayNode,
  ConcatNode,
  FieldNode,
  IncludeNode,
  ObjectNode,
  PathNode,
  SubstitutionNode,
  ValueNode,
} from './syntax.ts';
import * as kinds from './token-kinds.ts';

type Entry = FieldNode | IncludeNode;

/** Reads one value: everything beside each other on the line. Undefined when nothing of it could be read. */
export function parseValue(c: Cursor, depth: number): ValueNode | undefined {
  let first: ValueNode | undefined;
  let parts: ValueNode[] | undefined;
  let space: ValueNode | undefined;
  for (;;) {
    let part: ValueNode | undefined;
    if (isScalarKind(c.kind)) part = parseScalar(c);
    else if (c.kind === kinds.WHITESPACE) {
      space = first && spaceNode(c);
      c.advance();
      continue;
    } else if (c.kind === kinds.BRACE_OPEN) part = parseObject(c, depth);
    else if (c.kind === kinds.BRACKET_OPEN) part = parseArray(c, depth);
    else if (c.kind === kinds.SUBSTITUTION || c.kind === kinds.SUBSTITUTION_OPTIONAL) {
      part = parseSubstitution(c);
      if (!part) continue;
    } else if (c.kind === kinds.RESERVED) {
      c.fail('character-reserved');
      c.advance();
      continue;
    } else break;
    if (!first) first = part;
    else {
      parts ??= [first];
      if (space) parts.push(space);
      parts.push(part);
    }
    space = undefined;
  }
  return parts ? concatNode(c, parts) : first;
}

function concatNode(c: Cursor, parts: ValueNode[]): ConcatNode {
  const { from, line, column } = parts[0] as ValueNode;
  const { to } = parts[parts.length - 1] as ValueNode;
  checkMixed(c, parts);
  return { type: 'concat', from, to, line, column, parts };
}

/** Text beside an object or a list written out is wrong whatever the substitutions hold. */
function checkMixed(c: Cursor, parts: readonly ValueNode[]): void {
  let text: ValueNode | undefined;
  let structure: ValueNode | undefined;
  for (const part of parts) {
    if (part.type === 'object' || part.type === 'array') structure ??= part;
    else if (part.type !== 'substitution' && !(part.type === 'string' && part.style === 'space'))
      text ??= part;
  }
  if (!text || !structure) return;
  const later = text.from > structure.from ? text : structure;
  c.reporter.report('concat-mixed', later.from, later.to);
}

/** Reports too deep nesting, and skips what is nested. */
function tooDeep(c: Cursor): void {
  c.reporter.report('limit-depth', c.from, c.to, c.limits.depth);
  c.skipNested();
  c.swallowed = c.kind === kinds.END;
}

/** Reads an object in braces. */
export function parseObject(c: Cursor, depth: number): ObjectNode {
  const { from, line, column } = c;
  if (depth >= c.limits.depth) {
    tooDeep(c);
    return { type: 'object', from, to: c.from, line, column, braces: true, entries: [] };
  }
  c.advance();
  const entries = parseEntries(c, depth + 1);
  let to = c.from;
  if (c.kind === kinds.BRACE_CLOSE) {
    to = c.to;
    c.advance();
  } else if (!c.swallowed && !c.reporter.full) {
    c.reporter.report('brace-unclosed', from, from + 1);
  }
  return { type: 'object', from, to, line, column, braces: true, entries };
}

/** Reads fields and includes up to a closing brace or bracket or the end, which stay unread. */
export function parseEntries(c: Cursor, depth: number): Entry[] {
  const entries: Entry[] = [];
  for (;;) {
    c.skipBlank(true);
    if (c.kind === kinds.END || c.kind === kinds.BRACE_CLOSE || c.kind === kinds.BRACKET_CLOSE)
      return entries;
    if (c.kind === kinds.COMMA) {
      c.fail('comma-unexpected');
      c.advance();
      continue;
    }
    const entry = atInclude(c) ? parseInclude(c) : parseField(c, depth);
    if (entry) entries.push(entry);
    else c.skipBroken();
    endItem(c);
  }
}

/** Passes what separates items: newlines, at most one comma. Anything else is reported and skipped. */
function endItem(c: Cursor): void {
  let newline = false;
  for (;;) {
    c.skipBlank(false);
    switch (c.kind) {
      case kinds.NEWLINE:
        newline = true;
        c.advance();
        break;
      case kinds.COMMA:
        c.advance();
        return;
      case kinds.BRACE_CLOSE:
      case kinds.BRACKET_CLOSE:
      case kinds.END:
        return;
      default:
        if (newline) return;
        c.fail('token-unexpected');
        c.skipBroken();
    }
  }
}

function parseField(c: Cursor, depth: number): FieldNode | undefined {
  if (!isScalarKind(c.kind)) return failKey(c);
  const faults = c.reporter.errors.length;
  const path = parsePathNode(c);
  const before = c.mark();
  c.skipBlank(true);
  const separator = separatorAt(c.kind);
  if (separator === undefined) {
    // The next line may be a sound field of its own.
    c.rewind(before);
    c.skipBlank(false);
    return c.reporter.errors.length > faults ? undefined : failSeparator(c, path);
  }
  const inner = depth + path.elements.length - 1;
  const separatorFrom = c.from;
  const separatorLine = c.line;
  if (separator !== '') c.advance();
  const behind = c.mark();
  c.skipBlank(true);
  const lineOfValue = c.line;
  const value = parseValue(c, inner);
  if (value && lineOfValue !== separatorLine && isSimple(value) && separatorAt(c.kind)) {
    // `a =` with nothing behind it takes the next key for its value; say so, and read that line as a field.
    c.rewind(behind);
    failValue(c, path, separatorFrom);
    return undefined;
  }
  if (!value) return c.reporter.errors.length > faults ? undefined : failValue(c, path, separatorFrom);
  const { from, line, column } = path;
  return { type: 'field', from, to: value.to, line, column, path, separator, value };
}

function separatorAt(kind: number): FieldNode['separator'] | undefined {
  if (kind === kinds.COLON) return ':';
  if (kind === kinds.EQUALS) return '=';
  if (kind === kinds.PLUS_EQUALS) return '+=';
  return kind === kinds.BRACE_OPEN ? '' : undefined;
}

function isSimple(value: ValueNode): boolean {
  return value.type !== 'object' && value.type !== 'array' && value.type !== 'concat';
}

function failKey(c: Cursor): undefined {
  if (c.kind === kinds.SUBSTITUTION || c.kind === kinds.SUBSTITUTION_OPTIONAL) {
    c.fail('key-substitution');
  } else if (c.kind === kinds.BRACE_OPEN || c.kind === kinds.BRACKET_OPEN) {
    c.fail('key-not-simple');
  } else if (c.kind === kinds.RESERVED) {
    c.fail('character-reserved');
  } else c.fail('key-expected');
  return undefined;
}

function failSeparator(c: Cursor, path: PathNode): undefined {
  if (c.kind === kinds.SUBSTITUTION || c.kind === kinds.SUBSTITUTION_OPTIONAL) {
    c.fail('key-substitution');
  } else if (c.kind === kinds.RESERVED) {
    c.fail('character-reserved');
  } else {
    c.reporter.report('separator-missing', path.from, path.to, c.shown());
  }
  return undefined;
}

function failValue(c: Cursor, path: PathNode, at: number): undefined {
  c.reporter.report('value-missing', at, at + 1, c.text.slice(path.from, path.to));
  return undefined;
}

/** Reads a list. */
export function parseArray(c: Cursor, depth: number): ArrayNode {
  const { from, line, column } = c;
  const elements: ValueNode[] = [];
  if (depth >= c.limits.depth) {
    tooDeep(c);
    return { type: 'array', from, to: c.from, line, column, elements };
  }
  c.advance();
  for (;;) {
    c.skipBlank(true);
    if (c.kind === kinds.BRACKET_CLOSE) break;
    if (c.kind === kinds.END || c.kind === kinds.BRACE_CLOSE) {
      if (!c.swallowed && !c.reporter.full) c.reporter.report('bracket-unclosed', from, from + 1);
      return { type: 'array', from, to: c.from, line, column, elements };
    }
    if (c.kind === kinds.COMMA) {
      c.fail('comma-unexpected');
      c.advance();
      continue;
    }
    const element = parseValue(c, depth + 1);
    if (element) elements.push(element);
    endItem(c);
  }
  const to = c.to;
  c.advance();
  return { type: 'array', from, to, line, column, elements };
}

function parseSubstitution(c: Cursor): SubstitutionNode | undefined {
  const { from, line, column } = c;
  const optional = c.kind === kinds.SUBSTITUTION_OPTIONAL;
  c.advance();
  if (c.kind === kinds.WHITESPACE) c.advance();
  const path = isScalarKind(c.kind) ? parsePathNode(c) : undefined;
  const list = path !== undefined && c.kind === kinds.BRACKET_OPEN;
  let sound = path !== undefined;
  if (list) {
    c.advance();
    sound = c.is(kinds.BRACKET_CLOSE);
    if (sound) c.advance();
    if (c.is(kinds.WHITESPACE)) c.advance();
  }
  if (path && sound && c.kind === kinds.BRACE_CLOSE) {
    const to = c.to;
    c.advance();
    return { type: 'substitution', from, to, line, column, path, optional, list };
  }
  failSubstitution(c, from);
  return undefined;
}

function failSubstitution(c: Cursor, from: number): undefined {
  if (c.kind === kinds.BRACE_CLOSE && c.from - from <= 3) {
    c.reporter.report('substitution-empty', from, c.to);
    c.advance();
    return undefined;
  }
  if (c.kind !== kinds.NEWLINE && c.kind !== kinds.END) {
    c.fail('substitution-syntax');
    while (c.kind !== kinds.BRACE_CLOSE && c.kind !== kinds.NEWLINE && c.kind !== kinds.END) c.advance();
    if (c.kind === kinds.BRACE_CLOSE) c.advance();
    return undefined;
  }
  c.reporter.report('substitution-unclosed', from, c.from);
  return undefined;
}
