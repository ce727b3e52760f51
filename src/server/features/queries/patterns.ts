import { type RawBuilder, sql } from 'kysely';
import { likeText, type NamePattern, PatternError, readNamePattern } from '../../db/name-pattern.ts';
import { invalidField } from '../../http/errors.ts';
import { textAt, textsAt } from './field-sql.ts';
import type { EntityFields, FieldPath } from './fields.ts';

type Condition = RawBuilder<boolean>;
type Expression = RawBuilder<unknown>;

/** A pattern of a request, read. `ignore_case` as in `_any_`, `_all_` and `search_text`. */
export interface Pattern {
  read: NamePattern;
  ignore_case: boolean;
}

/** @throws WireError 400/12 naming the request's field */
export function readPattern(text: string, ignore_case: boolean, name: string): Pattern {
  try {
    return { read: readNamePattern(text), ignore_case };
  } catch (error) {
    if (error instanceof PatternError) throw invalidField(name, error.message);
    throw error;
  }
}

/** A text to be found as it stands. */
export const literal = (text: string): Pattern => ({ read: { kind: 'contains', text }, ignore_case: true });

/** True where the field, or one of its texts, matches. */
export function matches(entity: EntityFields, at: FieldPath, pattern: Pattern): Condition {
  const { type, lists, hex } = at.field;
  // No id holds such a text: saying so spares a search through all of them.
  if (hex && pattern.read.kind !== 'regex' && !/^[0-9a-f]{0,32}$/i.test(pattern.read.text))
    return sql<boolean>`false`;
  if (type !== 'texts' && !lists) return textMatches(textAt(entity, at), pattern);
  const one = textMatches(sql.ref('part.value'), pattern);
  return sql<boolean>`exists (select from unnest(${textsAt(entity, at)}) part (value) where ${one})`;
}

function textMatches(text: Expression, { read, ignore_case }: Pattern): Condition {
  const like = ignore_case ? sql`ilike` : sql`like`;
  switch (read.kind) {
    case 'equal':
      return ignore_case ? sql`${text} ilike ${likeText(read.text)}` : sql`${text} = ${read.text}`;
    case 'prefix':
      return sql`${text} ${like} ${`${likeText(read.text)}%`}`;
    case 'contains':
      return sql`${text} ${like} ${`%${likeText(read.text)}%`}`;
    case 'regex':
      return sql`${text} ${ignore_case ? sql`~*` : sql`~`} ${read.pattern}`;
  }
}
