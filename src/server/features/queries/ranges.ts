import { type RawBuilder, sql } from 'kysely';
import { invalidField } from '../../http/errors.ts';
import { columnOf, jsonNumberAt } from './field-sql.ts';
import type { EntityFields, FieldPath } from './fields.ts';
import { readTime } from './time-text.ts';

type Condition = RawBuilder<boolean>;
type Operator = '=' | '>' | '>=' | '<' | '<=';

interface Bound {
  operator: Operator;
  value: RawBuilder<unknown>;
}

const COMPARISON = /^(>=|<=|>|<)\s*(.*)$/s;
const OPERATORS = {
  '=': sql`=`,
  '>': sql`>`,
  '>=': sql`>=`,
  '<': sql`<`,
  '<=': sql`<=`,
} satisfies Record<Operator, unknown>;

/** True for fields whose values have an order that a request may bound. */
export const isRanged = ({ field, path }: FieldPath) =>
  field.type === 'number' || field.type === 'time' || (field.range === true && path.length > 0);

/**
 * Numbers and times: one value; a list of two as [from, to], either of which may be null; texts such as ">=2024-01-31",
 * all of which must hold; any other list as a choice.
 * @throws WireError 400/12
 */
export function rangeCondition(
  entity: EntityFields,
  at: FieldPath,
  wanted: unknown,
  name: string,
): Condition {
  const expression = at.field.type === 'json' ? jsonNumberAt(entity, at) : columnOf(entity, at);
  const items = Array.isArray(wanted) ? wanted : [wanted];
  const bounds = readBounds(at, items, name);
  const single = ({ operator, value }: Bound) => sql<boolean>`${expression} ${OPERATORS[operator]} ${value}`;
  if (bounds.length === 0) return sql<boolean>`true`;
  const choice = items.length > 2 && bounds.every(({ operator }) => operator === '=');
  return sql<boolean>`(${sql.join(bounds.map(single), choice ? sql` or ` : sql` and `)})`;
}

function readBounds(at: FieldPath, items: readonly unknown[], name: string): Bound[] {
  const compared = items.some((item) => typeof item === 'string' && COMPARISON.test(item));
  if (items.length === 2 && !compared)
    return items.flatMap((item, i) =>
      item === null || item === ''
        ? []
        : [{ operator: i === 0 ? '>=' : '<=', value: readBound(at, item, name) }],
    );
  return items.flatMap((item) => {
    if (item === null) return [];
    const [, operator = '=', rest = item] = typeof item === 'string' ? (COMPARISON.exec(item) ?? []) : [];
    return [{ operator: operator as Operator, value: readBound(at, rest, name) }];
  });
}

function readBound({ field }: FieldPath, item: unknown, name: string): RawBuilder<unknown> {
  if (field.type === 'time') {
    const time = readTime(item);
    if (time === undefined)
      throw invalidField(
        name,
        'must be an ISO 8601 time or seconds since 1970',
        'write 2024-01-31T12:00:00+00:00',
      );
    return sql`${time}::timestamptz`;
  }
  const number =
    typeof item === 'number' || (typeof item === 'string' && item.trim() !== '') ? Number(item) : Number.NaN;
  if (!Number.isFinite(number)) throw invalidField(name, 'must be a number');
  return sql`${number}::numeric`;
}
