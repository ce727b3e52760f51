import type { FieldNode, ObjectNode, ValueNode } from './syntax.ts';

/** A field that defines a path, part of it, or something inside it. */
export interface Definition {
  readonly field: FieldNode;
  readonly owner: ObjectNode;
  /** Its place among the owner's entries. */
  readonly index: number;
  /** `exact` sets the path itself; `inside` sets something beneath it. */
  readonly relation: 'exact' | 'inside';
}

/** The innermost written-out object on the way to a path, and what of the path is left from there. */
export interface Spot {
  readonly owner: ObjectNode;
  readonly rest: readonly string[];
}

function isPrefix(prefix: readonly string[], path: readonly string[]): boolean {
  return prefix.length <= path.length && prefix.every((element, i) => element === path[i]);
}

function keysOf(field: FieldNode): string[] {
  return field.path.elements.map((element) => element.text);
}

/** Objects written out in a value: itself, or parts of a concatenation. */
function objectsIn(value: ValueNode): readonly ObjectNode[] {
  if (value.type === 'object') return [value];
  return value.type === 'concat' ? value.parts.filter((part) => part.type === 'object') : [];
}

/** All fields written out that define a path or something inside it, in order of place. */
export function definitionsOf(root: ObjectNode, path: readonly string[]): Definition[] {
  const found: Definition[] = [];
  const search = (owner: ObjectNode, rest: readonly string[]): void => {
    for (const [index, field] of owner.entries.entries()) {
      if (field.type !== 'field') continue;
      const keys = keysOf(field);
      if (isPrefix(rest, keys)) {
        found.push({ field, owner, index, relation: keys.length === rest.length ? 'exact' : 'inside' });
      } else if (isPrefix(keys, rest)) {
        for (const object of objectsIn(field.value)) search(object, rest.slice(keys.length));
      }
    }
  };
  search(root, path);
  return found;
}

/** Where a new field for a path belongs: the last object written out that leads furthest towards it. */
export function spotFor(root: ObjectNode, path: readonly string[]): Spot {
  let best: Spot = { owner: root, rest: path };
  const search = (owner: ObjectNode, rest: readonly string[]): void => {
    if (rest.length <= best.rest.length) best = { owner, rest };
    for (const field of owner.entries) {
      if (field.type !== 'field' || field.value.type !== 'object') continue;
      const keys = keysOf(field);
      if (keys.length < rest.length && isPrefix(keys, rest)) search(field.value, rest.slice(keys.length));
    }
  };
  search(root, path);
  return best;
}
