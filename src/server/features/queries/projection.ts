import { type RawBuilder, sql } from 'kysely';
import { invalidField } from '../../http/errors.ts';
import { columnOf, jsonAt } from './field-sql.ts';
import { type EntityFields, type FieldPath, requireField } from './fields.ts';

/** A document of the wire: fields of the entity's table, nested as their dotted names say. */
export type Document = Record<string, unknown>;

interface Part {
  at: FieldPath;
  /** Where it stands in the document. */
  keys: readonly string[];
  /** Keys below the selected value that are wanted alone. */
  pick: readonly string[];
}

export interface Projection {
  select: RawBuilder<unknown>;
  documentOf(row: Record<string, unknown>): Document;
}

const MAX_FIELDS = 500;

/**
 * What to select for `only_fields` (all fields where it is empty; `-name` leaves one out) and how a row becomes a
 * document. The id is always part of it; fields without a value are not, but an object asked for a key that it does
 * not have stands there empty: clients read `runtime` of what they asked `runtime.version` of.
 * @throws WireError 400/14, 400/12
 */
export function projectionOf(entity: EntityFields, only: readonly string[]): Projection {
  if (only.length > MAX_FIELDS) throw invalidField('only_fields', `must have at most ${MAX_FIELDS} names`);
  const named = (names: readonly string[]) => names.map((name) => requireField(entity, name, 'only_fields'));
  const left = named(only.filter((name) => name.startsWith('-')).map((name) => name.slice(1)));
  const wanted = named(only.filter((name) => !name.startsWith('-')));
  const asked =
    wanted.length > 0 ? [requireField(entity, 'id', 'only_fields'), ...wanted] : everything(entity);
  const parts = withFieldsBelow(entity, asked)
    .filter((at) => !left.some(({ name, path }) => path.length === 0 && isAtOrBelow(at.name, name)))
    .map(partOf)
    .toSorted((a, b) => a.keys.length - b.keys.length);
  const omitted = left
    .filter(({ path }) => path.length > 0)
    .map(({ name, path }) => [...name.split('.'), ...path]);
  return {
    select: sql.join(parts.map((part, i) => sql`${selected(entity, part)} as ${sql.id(`c${i}`)}`)),
    documentOf(row) {
      const document: Document = {};
      for (const [i, { at, keys, pick }] of parts.entries()) {
        const value = pickAt(row[`c${i}`], pick);
        if (value !== null && value !== undefined) place(document, keys, value);
        else if (at.path.length > 0 && !at.field.lists) place(document, at.name.split('.'), {});
      }
      for (const keys of omitted) omitAt(document, keys);
      return document;
    },
  };
}

const everything = (entity: EntityFields): FieldPath[] =>
  Object.entries(entity.fields).map(([name, field]) => ({ name, field, path: [] }));

const isAtOrBelow = (name: string, above: string) => name === above || name.startsWith(`${above}.`);

/** `execution` brings `execution.artifacts`, which stands in a column of its own. */
function withFieldsBelow(entity: EntityFields, asked: readonly FieldPath[]): FieldPath[] {
  const found = new Map<string, FieldPath>();
  for (const at of asked) {
    found.set([at.name, ...at.path].join('.'), at);
    if (at.path.length === 0 && at.field.type === 'json')
      for (const below of everything(entity))
        if (isAtOrBelow(below.name, at.name)) found.set(below.name, below);
  }
  return [...found.values()];
}

function partOf(at: FieldPath): Part {
  const name = at.name.split('.');
  return at.field.lists ? { at, keys: name, pick: at.path } : { at, keys: [...name, ...at.path], pick: [] };
}

function selected(entity: EntityFields, { at }: Part): RawBuilder<unknown> {
  return at.field.type === 'json' && !at.field.lists ? jsonAt(entity, at) : columnOf(entity, at);
}

/** The value with only what stands at the end of a way through its objects and lists. */
function pickAt(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return value;
  if (Array.isArray(value)) return value.map((item) => pickAt(item, [key, ...rest]) ?? {});
  if (!isObject(value) || !Object.hasOwn(value, key)) return undefined;
  const inner = pickAt(value[key], rest);
  return inner === undefined ? undefined : { [key]: inner };
}

function place(document: Document, keys: readonly string[], value: unknown): void {
  const [key = '', ...rest] = keys;
  const inner = Object.hasOwn(document, key) ? document[key] : undefined;
  if (rest.length === 0)
    set(document, key, isObject(inner) && isObject(value) ? merged(inner, value) : value);
  else {
    const next = isObject(inner) ? inner : {};
    place(next, rest, value);
    set(document, key, next);
  }
}

/** Two ways into one list or object (`models.input.model`, `models.input.name`) make one of both. */
function merged(a: unknown, b: unknown): unknown {
  if (Array.isArray(a) && Array.isArray(b)) return a.map((item, i) => merged(item, b[i]));
  if (!isObject(a) || !isObject(b)) return b ?? a;
  const both = { ...a };
  for (const [key, value] of Object.entries(b))
    set(both, key, Object.hasOwn(a, key) ? merged(a[key], value) : value);
  return both;
}

/** Keys come from requests: a plain assignment of `__proto__` would set no field. */
function set(document: Document, key: string, value: unknown): void {
  Object.defineProperty(document, key, { value, enumerable: true, configurable: true, writable: true });
}

function omitAt(value: unknown, [key = '', ...rest]: readonly string[]): void {
  if (Array.isArray(value)) for (const item of value) omitAt(item, [key, ...rest]);
  else if (isObject(value) && Object.hasOwn(value, key)) {
    if (rest.length === 0) delete value[key];
    else omitAt(value[key], rest);
  }
}

const isObject = (value: unknown): value is Document =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
