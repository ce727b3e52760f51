import { type RawBuilder, sql } from 'kysely';
import { columnOf, jsonAt, textAt, textsAt } from './field-sql.ts';
import { type EntityFields, type FieldPath, requireField } from './fields.ts';

type Expression = RawBuilder<unknown>;

const MAX_ORDERS = 10;

/**
 * `order_by` as SQL: "-" descends, empty values come last, ids decide at the end.
 * @throws WireError 400/14
 */
export function orderOf(entity: EntityFields, names: readonly string[]): Expression {
  const terms: Expression[] = [];
  let descending = false;
  let byId = false;
  for (const name of names.slice(0, MAX_ORDERS)) {
    // The score of a text search, which there is none of.
    if (name.endsWith('@text_score')) continue;
    descending = name.startsWith('-');
    const at = requireField(entity, descending ? name.slice(1) : name, 'order_by');
    byId ||= at.name === 'id';
    terms.push(...keysOf(entity, at).map((key) => directed(key, descending)));
  }
  if (!byId) terms.push(directed({ value: sql.ref(`${entity.table}.id`) }, descending));
  return sql.join(terms);
}

interface Key {
  value: Expression;
  nullable?: boolean;
}

/** Saying where nulls go would keep PostgreSQL from reading an index backwards. */
function directed({ value, nullable }: Key, descending: boolean): Expression {
  return sql`${value} ${descending ? sql`desc` : sql`asc`} ${nullable ? sql`nulls last` : sql``}`;
}

const NUMBER = '^[-+]?(\\d{1,100}(\\.\\d{0,100})?|\\.\\d{1,100})([eE][-+]?\\d{1,2})?$';

function keysOf(entity: EntityFields, at: FieldPath): Key[] {
  const { type, nullable = false, lists } = at.field;
  if (type === 'texts' || (lists && at.path.length > 0))
    return [{ value: sql`nullif(${textsAt(entity, at)}, '{}')`, nullable: true }];
  if (type === 'json') return naturalKeys(entity, at);
  const column = columnOf(entity, at);
  if (!nullable) return [{ value: column }];
  return [{ value: type === 'text' ? sql`nullif(${column}, '')` : column, nullable }];
}

/** Numbers by value, also those written as text, before other texts; in texts, "run 9" comes before "run 10". */
function naturalKeys(entity: EntityFields, at: FieldPath): Key[] {
  const text = textAt(entity, at);
  const number = sql`(case when jsonb_typeof(${jsonAt(entity, at)}) in ('number', 'string') and ${text} ~ ${NUMBER}
    then (${text})::numeric end)`;
  const parts = sql`(select array_agg(case when part[1] is null then part[2] else lpad(part[1], 20, '0') end)
    from regexp_matches(${text}, '(\\d{1,20})|(\\D+)', 'g') part)`;
  return [
    { value: number, nullable: true },
    { value: parts, nullable: true },
  ];
}
