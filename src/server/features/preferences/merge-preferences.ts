import { invalidField, type WireError } from '../../http/errors.ts';

type Json = Record<string, unknown>;

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype']);
/** A numeric path segment pads a list with nulls; this bounds how far. */
const MAX_INDEX = 1_000;
const MAX_DEPTH = 50;

/**
 * Applies changes as ClearML does (account-api.md 2.3): top-level keys are dotted paths, each value replaces the node
 * there, a numeric segment indexes a list. Gives a new object.
 * @throws WireError 400/16 for a key that is not allowed, 400/305 for a path that leads through a scalar
 */
export function mergePreferences(current: Json, changes: Json): Json {
  const result = structuredClone(current);
  for (const [path, value] of Object.entries(changes)) {
    requireGoodKeys(value, path, 0);
    replaceAt(result, path.split('.'), path, value);
  }
  return result;
}

function requireGoodKeys(value: unknown, path: string, depth: number): void {
  if (depth > MAX_DEPTH) throw invalidField(`preferences.${path}`, `may nest at most ${MAX_DEPTH} deep`);
  if (typeof value !== 'object' || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    if (!Array.isArray(value) && (key.startsWith('$') || key.includes('.')))
      throw invalidField(
        `preferences.${path}`,
        `key "${key}" must not begin with "$" nor hold "."`,
        undefined,
        'fields_value_error',
      );
    requireGoodKeys(inner, path, depth + 1);
  }
}

function replaceAt(root: Json, segments: string[], path: string, value: unknown): void {
  let node: unknown = root;
  for (const [i, segment] of segments.entries()) {
    const last = i === segments.length - 1;
    requireSegment(segment, path);
    if (Array.isArray(node)) node = intoList(node, segment, path, last, value);
    else if (typeof node === 'object' && node !== null) node = intoObject(node as Json, segment, last, value);
    else throw refused(path, 'leads through a value that is not an object');
  }
}

function requireSegment(segment: string, path: string): void {
  if (segment === '') throw refused(path, 'has an empty part');
  if (segment.startsWith('$'))
    throw invalidField(`preferences.${path}`, 'must not begin with "$"', undefined, 'fields_value_error');
  if (FORBIDDEN.has(segment)) throw refused(path, 'is not allowed');
}

function intoObject(node: Json, segment: string, last: boolean, value: unknown): unknown {
  if (last) node[segment] = value;
  else if (!Object.hasOwn(node, segment) || node[segment] === null) node[segment] = {};
  return node[segment];
}

function intoList(node: unknown[], segment: string, path: string, last: boolean, value: unknown): unknown {
  const index = Number(segment);
  if (!/^\d+$/.test(segment) || index > MAX_INDEX)
    throw refused(path, `must index a list by a number up to ${MAX_INDEX}`);
  while (node.length <= index) node.push(null);
  if (last) node[index] = value;
  else if (node[index] === null) node[index] = {};
  return node[index];
}

function refused(path: string, rule: string): WireError {
  return invalidField(`preferences.${path}`, rule, undefined, 'invalid_preferences_update');
}
