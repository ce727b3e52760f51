import { type RawBuilder, sql } from 'kysely';
import type { EntityFields, FieldPath } from './fields.ts';

type Expression = RawBuilder<unknown>;

/** The column or expression of a field. Its text comes from the field table alone. */
export function columnOf({ table }: EntityFields, { field }: FieldPath): Expression {
  return typeof field.column === 'string' ? sql.ref(`${table}.${field.column}`) : field.column;
}

/** The json value below a column; keys go along as a parameter. */
export function jsonAt(entity: EntityFields, at: FieldPath): Expression {
  const column = columnOf(entity, at);
  return at.path.length === 0 ? column : sql`${column} #> ${[...at.path]}::text[]`;
}

/** A field's value as text; null when it has none. */
export function textAt(entity: EntityFields, at: FieldPath): Expression {
  const column = columnOf(entity, at);
  if (at.field.type === 'json') return sql`(${column} #>> ${[...at.path]}::text[])`;
  return at.field.type === 'text' ? column : sql`${column}::text`;
}

/** A json value as a number; null when it is none. */
export function jsonNumberAt(entity: EntityFields, at: FieldPath): Expression {
  const value = jsonAt(entity, at);
  return sql`(case jsonb_typeof(${value}) when 'number' then (${textAt(entity, at)})::numeric end)`;
}

/** A list of texts: a column of them, or what stands at the end of a way through lists of json. */
export function textsAt(entity: EntityFields, at: FieldPath): Expression {
  const column = columnOf(entity, at);
  if (at.field.type === 'texts') return column;
  const way = `$${at.path.map((key) => `.${JSON.stringify(key)}`).join('')}`;
  return sql`array(select jsonb_array_elements_text(jsonb_path_query_array(${column}, ${way}::jsonpath)))`;
}
