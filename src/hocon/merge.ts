import type { Overridden, ResolvedArray, ResolvedObject, ResolvedValue } from './values.ts';

/**
 * Lays resolved values over each other, last wins: objects merge, everything else replaces. Origins stay, and what a
 * value hides is added to its `overrode`. For documents that must see each other's substitutions use `resolve([…])`.
 * Undefined when there is nothing to merge.
 */
export function merge(values: readonly ResolvedValue[]): ResolvedValue | undefined {
  let merged = values[0];
  for (const value of values.slice(1)) merged = merged ? over(merged, value) : value;
  return merged;
}

function over(lower: ResolvedValue, upper: ResolvedValue): ResolvedValue {
  if (lower.kind === 'object' && upper.kind === 'object') return mergeObjects(lower, upper);
  const hidden = { origin: lower.origin, kind: lower.kind, text: sketch(lower) };
  return { ...upper, overrode: [...upper.overrode, hidden, ...lower.overrode] };
}

function mergeObjects(lower: ResolvedObject, upper: ResolvedObject): ResolvedObject {
  const fields = new Map(lower.fields);
  for (const [key, field] of upper.fields) {
    const below = fields.get(key);
    fields.set(key, below ? over(below, field) : field);
  }
  const overrode: Overridden[] = [...upper.overrode, ...lower.overrode];
  return { ...lower, fields, overrode };
}

/** A value on one short line, for lists of what was replaced. */
function sketch(value: ResolvedValue): string {
  switch (value.kind) {
    case 'string':
      return JSON.stringify(value.value);
    case 'number':
      return value.raw;
    case 'boolean':
      return String(value.value);
    case 'null':
      return 'null';
    case 'array':
      return sketchList(value);
    case 'object':
      return value.fields.size === 0 ? '{}' : `{ ${[...value.fields.keys()].slice(0, SHOWN).join(', ')} … }`;
    case 'expression':
      return value.parts.map((part) => (part.type === 'text' ? part.text : '…')).join('');
  }
}

/** How many elements or keys a sketch names. */
const SHOWN = 5;

function sketchList(value: ResolvedArray): string {
  const shown = value.elements.slice(0, SHOWN).map((element) => {
    if (element.kind === 'object') return '{…}';
    return element.kind === 'array' ? '[…]' : sketch(element);
  });
  return `[${shown.join(', ')}${value.elements.length > SHOWN ? ', …' : ''}]`;
}
