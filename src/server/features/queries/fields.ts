import type { RawBuilder } from 'kysely';
import { WireError } from '../../http/errors.ts';

/** How a field is compared, ordered and shown. `texts` is a list of texts, `json` takes dotted paths below it. */
type FieldType = 'text' | 'number' | 'boolean' | 'time' | 'texts' | 'json';

export interface Field {
  /** Column of the entity's table, or an expression over the table under its name. */
  column: string | RawBuilder<unknown>;
  type: FieldType;
  /** May be null or empty: such rows come last in any order. */
  nullable?: boolean;
  /** A single text is a name pattern, not a value. */
  pattern?: boolean;
  /** json whose way down leads through lists, such as `models.input.model`. */
  lists?: boolean;
  /** json of numbers: a list of two is a range. */
  range?: boolean;
  /** An id: 32 hexadecimal digits. */
  hex?: boolean;
}

/** What of an entity can be filtered, ordered and shown, by its name on the wire; nothing else ever is. */
export interface EntityFields {
  table: 'tasks' | 'projects' | 'models' | 'queues';
  fields: Readonly<Record<string, Field>>;
  /** Where `search_text` looks. */
  pattern_fields: readonly string[];
}

/** A field of the table and the keys below it. */
export interface FieldPath {
  /** As on the wire, such as `execution.artifacts`. */
  name: string;
  field: Field;
  path: readonly string[];
}

const MAX_DEPTH = 20;

/** The field a dotted name stands for, by the longest name in the table; undefined when there is none. */
export function findField({ fields }: EntityFields, dotted: string): FieldPath | undefined {
  const keys = dotted.split('.');
  if (keys.length > MAX_DEPTH) return undefined;
  for (let length = keys.length; length > 0; length--) {
    const name = keys.slice(0, length).join('.');
    const field = Object.hasOwn(fields, name) ? fields[name] : undefined;
    if (!field) continue;
    const path = keys.slice(length).map(readKey);
    return path.length === 0 || field.type === 'json' ? { name, field, path } : undefined;
  }
  return undefined;
}

/** @throws WireError 400/14 naming the request's field that holds the name */
export function requireField(entity: EntityFields, dotted: string, where: string): FieldPath {
  const found = findField(entity, dotted);
  if (!found)
    throw new WireError(
      'invalid_fields',
      { field: where, rule: `"${dotted}" is not a field of ${entity.table}` },
      dotted,
    );
  return found;
}

/** ClearML writes a dot, dollar or percent sign inside a key as `%2E`, `%24` or `%25`. */
const readKey = (key: string) =>
  key.replace(/%(2E|24|25)/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
