import { type Definition, definitionsOf, type Spot, spotFor } from './definitions.ts';
import { toPlain } from './emit.ts';
import type { HoconError } from './errors.ts';
import { parse } from './parse.ts';
import { makeError } from './reporter.ts';
import { resolve } from './resolve.ts';
import { insertion, lineRemoval, styleOf } from './splice.ts';
import type { ObjectNode, SyntaxTree } from './syntax.ts';
import type { JsonValue, ResolvedValue } from './values.ts';
import { writeValue } from './write-value.ts';

export interface Edited {
  /** The new text; the old one when there are errors. */
  readonly text: string;
  readonly errors: readonly HoconError[];
}

/** A replacement of a stretch of text. */
export interface Splice {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

/** A text whose root is an object, with its tree; or why not. */
function open(text: string): { tree: SyntaxTree; root: ObjectNode } | { errors: readonly HoconError[] } {
  const { tree, errors } = parse(text, { lossless: false });
  if (errors.length > 0) return { errors };
  if (tree.root.type === 'object') return { tree, root: tree.root };
  const place = { ...tree.root, document: '' };
  return { errors: [makeError('include-not-object', place, 'the text')] };
}

/** Sets the value at a path in a text, keeping comments, order and style. */
export function setValue(text: string, path: readonly string[], value: JsonValue): Edited {
  const opened = open(text);
  if ('errors' in opened) return { text, errors: opened.errors };
  const { tree, root } = opened;
  const definitions = definitionsOf(root, path);
  const chosen = definitions.findLast(({ relation }) => relation === 'exact');
  const attempts = [
    () =>
      chosen ? replaced(tree, chosen, definitions, value) : insertedAt(tree, spotFor(root, path), value),
    // Something later hides that place: say it again at the very end.
    () => atEnd(deleteAll(tree, definitions), path, value, false),
    // Objects from elsewhere would shine through: null first takes them away.
    () => atEnd(deleteAll(tree, definitions), path, value, true),
  ];
  let result = text;
  for (const attempt of attempts) {
    result = attempt();
    if (holds(result, path, value)) break;
  }
  return { text: result, errors: [] };
}

/**
 * Takes every definition of a path that is written out in a text away; without one the text stays as it is. An object
 * that was there only for that key goes with it; a value which that object replaced does not come back.
 */
export function deleteValue(text: string, path: readonly string[]): Edited {
  const opened = open(text);
  if ('errors' in opened) return { text, errors: opened.errors };
  const definitions = definitionsOf(opened.root, path);
  if (definitions.length === 0) return { text, errors: [] };
  const shorter = deleteAll(opened.tree, definitions);
  for (let length = path.length - 1; length > 0; length -= 1) {
    const parent = path.slice(0, length);
    const found = valueAt(shorter, parent);
    if (found && found.kind !== 'object') return setValue(shorter, parent, {});
  }
  return { text: shorter, errors: [] };
}

/** What a text, read without its includes, has at a path; undefined also when it cannot be read. */
function valueAt(text: string, path: readonly string[]): ResolvedValue | undefined {
  const { tree } = parse(text, { lossless: false });
  const resolved = resolve(tree, { unresolved: 'keep', include: () => 'missing' });
  let at: ResolvedValue | undefined = resolved.value;
  for (const key of path) at = at?.kind === 'object' ? at.fields.get(key) : undefined;
  return at;
}

function deleteAll(tree: SyntaxTree, definitions: readonly Definition[]): string {
  return apply(
    tree.text,
    definitions.map((definition) => lineRemoval(tree.text, definition)),
  );
}

/** Puts a value in the place of a definition's; what would shine through from others goes. */
function replaced(
  tree: SyntaxTree,
  chosen: Definition,
  all: readonly Definition[],
  value: JsonValue,
): string {
  const { field, owner } = chosen;
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  const others = all.filter((other) => other !== chosen && (isObject || other.field.from > field.from));
  const splices = others.map((other) => lineRemoval(tree.text, other));
  const lineStart = tree.text.lastIndexOf('\n', field.from - 1) + 1;
  const indent = leadingBlank(tree.text, lineStart);
  const style = styleOf(tree.text, owner);
  const written = writeValue(value, style, indent);
  const isPlain = field.separator === ':' || field.separator === '=' || (field.separator === '' && isObject);
  splices.push(
    isPlain
      ? { from: field.value.from, to: field.value.to, text: written }
      : { from: field.path.to, to: field.value.to, text: style.separator + written },
  );
  return apply(tree.text, splices);
}

function leadingBlank(text: string, from: number): string {
  let to = from;
  while (text.charAt(to) === ' ' || text.charAt(to) === '\t') to += 1;
  return text.slice(from, to);
}

function insertedAt(tree: SyntaxTree, spot: Spot, value: JsonValue): string {
  return apply(tree.text, insertion(tree.text, spot, value));
}

/** Writes `path = value` on lines of their own behind everything in the root. */
function atEnd(text: string, path: readonly string[], value: JsonValue, clear: boolean): string {
  const opened = open(text);
  if ('errors' in opened) return text;
  const first = clear ? apply(text, insertion(text, { owner: opened.root, rest: path }, null)) : text;
  const again = clear ? open(first) : opened;
  if ('errors' in again) return text;
  return apply(first, insertion(first, { owner: again.root, rest: path }, value));
}

/** True when a text, read without its includes, has a value at a path. */
function holds(text: string, path: readonly string[], value: JsonValue): boolean {
  const { tree, errors } = parse(text, { lossless: false });
  if (errors.length > 0) return false;
  const resolved = resolve(tree, { unresolved: 'keep', include: () => 'missing' });
  // A text that cannot be resolved anyway cannot be checked either: the plain edit stands.
  if (!resolved.value) return true;
  let at: ResolvedValue | undefined = resolved.value;
  for (const key of path) at = at?.kind === 'object' ? at.fields.get(key) : undefined;
  return at !== undefined && canonical(toPlain(at)) === canonical(value);
}

function canonical(value: JsonValue): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

/** Applies replacements; of those that overlap the outermost wins. */
function apply(text: string, splices: readonly Splice[]): string {
  const ordered = [...splices].sort((a, b) => a.from - b.from || b.to - a.to);
  const pieces: string[] = [];
  let done = 0;
  for (const { from, to, text: replacement } of ordered) {
    if (from < done) continue;
    pieces.push(text.slice(done, from), replacement);
    done = to;
  }
  pieces.push(text.slice(done));
  return pieces.join('');
}
