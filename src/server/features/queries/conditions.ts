import { type RawBuilder, sql } from 'kysely';
import { invalidField } from '../../http/errors.ts';
import { belowProjects, choiceOf, filterCondition } from './choices.ts';
import { columnOf } from './field-sql.ts';
import { type EntityFields, type FieldPath, findField, requireField } from './fields.ts';
import { notHidden } from './hidden.ts';
import { oneValue, readListFilter } from './list-filter.ts';
import { literal, matches, type Pattern, readPattern } from './patterns.ts';
import { isRanged, rangeCondition } from './ranges.ts';

type Condition = RawBuilder<boolean>;

interface FieldPattern {
  pattern?: string | null | undefined;
  fields?: readonly string[] | null | undefined;
  datetime?: string | null | undefined;
}

/** The filters of a list as the contract reads them; any other name is a field's, or nothing. */
export interface Filters {
  search_text?: string | null | undefined;
  search_hidden?: boolean | null | undefined;
  _any_?: FieldPattern | null | undefined;
  _all_?: FieldPattern | null | undefined;
  [field: string]: unknown;
}

export interface Conditions {
  conditions: Condition[];
  /** The request's field whose pattern needs PostgreSQL's regular expressions, and so a limit of time. */
  regex: string | undefined;
}

/** Names of a list's request that are never filters, whatever fields an entity has. */
const NO_FILTERS = new Set(['only_fields', 'order_by', 'company']);

/**
 * Everything a list's request asks, within one workspace. Names that are no fields are ignored, since clients send
 * stray ones.
 * @throws WireError 400/12, 400/14
 */
export function conditionsOf(entity: EntityFields, workspaceId: string, filters: Filters): Conditions {
  const found: Conditions = {
    conditions: [sql<boolean>`${sql.ref(`${entity.table}.workspace_id`)} = ${workspaceId}`],
    regex: undefined,
  };
  const add = (condition: Condition | undefined) => condition && found.conditions.push(condition);
  const using = (pattern: Pattern, name: string) => {
    if (pattern.read.kind === 'regex') found.regex ??= name;
    return pattern;
  };
  for (const [name, wanted] of Object.entries(filters)) {
    const at = isAsked(wanted) && !NO_FILTERS.has(name) ? findField(entity, name) : undefined;
    if (at) add(fieldCondition(entity, at, name, wanted, { workspaceId, filters, using }));
  }
  const { search_text: text } = filters;
  if (text)
    add(
      anyOf(
        entity.pattern_fields.map((name) =>
          matches(entity, requireField(entity, name, 'search_text'), literal(text)),
        ),
      ),
    );
  for (const name of ['_any_', '_all_'] as const) add(severalFields(entity, name, filters[name], using));
  add(notHidden(entity, workspaceId, filters));
  return found;
}

/** The same as one SQL expression, for filters without patterns. */
export function whereOf(entity: EntityFields, workspaceId: string, filters: Filters): Condition {
  return sql<boolean>`${sql.join(conditionsOf(entity, workspaceId, filters).conditions, sql` and `)}`;
}

const isAsked = (wanted: unknown) =>
  wanted !== null && wanted !== undefined && wanted !== '' && !(Array.isArray(wanted) && wanted.length === 0);

interface Around {
  workspaceId: string;
  filters: Filters;
  using(pattern: Pattern, name: string): Pattern;
}

function fieldCondition(
  entity: EntityFields,
  at: FieldPath,
  name: string,
  wanted: unknown,
  { workspaceId, filters, using }: Around,
): Condition | undefined {
  const { type, pattern } = at.field;
  if (type === 'json' && at.path.length === 0)
    throw invalidField(name, 'is an object', `name a field of it, such as ${name}.x`);
  const list = requireValues(name, wanted);
  if (isRanged(at)) return rangeCondition(entity, at, wanted, name);
  if (type === 'boolean')
    return sql<boolean>`${columnOf(entity, at)} = any(${list.map(readBoolean(name))}::boolean[])`;
  if (pattern && typeof wanted === 'string')
    return matches(entity, at, using(readPattern(wanted, false, name), name));
  const filter = Array.isArray(wanted) ? readListFilter(list) : oneValue(String(wanted));
  const below = at.name === 'project' && filters.include_subprojects === true;
  const choice = below ? belowProjects(columnOf(entity, at), workspaceId) : choiceOf(entity, at);
  return filterCondition(filter, choice);
}

const MAX_VALUES = 10_000;

function requireValues(name: string, wanted: unknown): unknown[] {
  const list = Array.isArray(wanted) ? wanted : [wanted];
  if (list.some((item) => typeof item === 'object' && item !== null))
    throw invalidField(name, 'must be a value or a list of values');
  if (list.length > MAX_VALUES) throw invalidField(name, `must have at most ${MAX_VALUES} values`);
  return list;
}

const readBoolean = (name: string) => (item: unknown) => {
  if (item === true || item === 'true') return true;
  if (item === false || item === 'false') return false;
  throw invalidField(name, 'must be true or false');
};

const MAX_FIELDS = 50;

/** One pattern, or one bound of times, over several fields. */
function severalFields(
  entity: EntityFields,
  name: '_any_' | '_all_',
  asked: FieldPattern | null | undefined,
  using: Around['using'],
): Condition | undefined {
  const fields = asked?.fields ?? [];
  if (!asked || fields.length === 0) return undefined;
  if (fields.length > MAX_FIELDS)
    throw invalidField(`${name}.fields`, `must have at most ${MAX_FIELDS} names`);
  const parts: Condition[] = [];
  for (const field of fields) {
    const at = requireField(entity, field, `${name}.fields`);
    if (asked.pattern)
      parts.push(matches(entity, at, using(readPattern(asked.pattern, true, `${name}.pattern`), name)));
    if (asked.datetime && at.field.type === 'time')
      parts.push(rangeCondition(entity, at, asked.datetime, `${name}.datetime`));
  }
  return name === '_any_' ? anyOf(parts) : allOf(parts);
}

const anyOf = (parts: readonly Condition[]) =>
  parts.length > 0 ? sql<boolean>`(${sql.join(parts, sql` or `)})` : undefined;
const allOf = (parts: readonly Condition[]) =>
  parts.length > 0 ? sql<boolean>`(${sql.join(parts, sql` and `)})` : undefined;
