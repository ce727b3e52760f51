import type { JsonValue, ResolvedValue } from './values.ts';

/** The value as JavaScript data. A number JavaScript cannot hold exactly loses digits here; `toJson` keeps them. */
export function toPlain(_value: ResolvedValue): JsonValue {
  throw new Error('not built yet');
}

/** JSON text; `indent` spaces a level, 0 for one line. Kept expressions become their source as a string. */
export function toJson(_value: ResolvedValue, _indent = 2): string {
  throw new Error('not built yet');
}

/** JSON text, except that kept expressions (`unresolved: 'keep'`) stay expressions. */
export function toCanonicalHocon(_value: ResolvedValue, _indent = 2): string {
  throw new Error('not built yet');
}
