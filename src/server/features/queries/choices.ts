import { type RawBuilder, sql } from 'kysely';
import { textAt, textsAt } from './field-sql.ts';
import type { EntityFields, FieldPath } from './fields.ts';
import type { ListFilter, Term } from './list-filter.ts';

type Condition = RawBuilder<boolean>;

/** How a field is asked whether it has values. */
export interface Choice {
  any(values: string[]): Condition;
  all(values: string[]): Condition;
  none(): Condition;
}

/** Of a list of texts: tags, or what lists of json hold. */
function choiceOfTexts(texts: RawBuilder<unknown>): Choice {
  return {
    any: (values) => sql`${texts} && ${values}::text[]`,
    all: (values) => sql`${texts} @> ${values}::text[]`,
    none: () => sql`${texts} = '{}'`,
  };
}

function choiceOfText(text: RawBuilder<unknown>): Choice {
  return {
    any: (values) => sql`${text} = any(${values}::text[])`,
    all: (values) =>
      sql`(${joined(
        values.map((value) => sql`${text} = ${value}`),
        'and',
      )})`,
    none: () => sql`coalesce(${text}, '') = ''`,
  };
}

/** The choice a field offers. */
export function choiceOf(entity: EntityFields, at: FieldPath): Choice {
  const many = at.field.type === 'texts' || at.field.lists;
  return many ? choiceOfTexts(textsAt(entity, at)) : choiceOfText(textAt(entity, at));
}

/** In these projects, or in one below them. */
export function belowProjects(project: RawBuilder<unknown>, workspaceId: string): Choice {
  const { none } = choiceOfText(project);
  const any = (values: string[]): Condition =>
    sql`(${project} = any(${values}::text[]) or ${project} in (select below.id from projects below
      where below.workspace_id = ${workspaceId} and below.ancestors && ${values}::text[]))`;
  return {
    any,
    all: (values) =>
      joined(
        values.map((value) => any([value])),
        'and',
      ),
    none,
  };
}

/** A list's filter as SQL; undefined when it asks nothing. */
export function filterCondition(
  { join, groups, excluded }: ListFilter,
  choice: Choice,
): Condition | undefined {
  const asked = groups.map((group) => sql<boolean>`(${groupCondition(group.terms, group.join, choice)})`);
  const parts = asked.length > 0 ? [sql<boolean>`(${joined(asked, join)})`] : [];
  if (excluded.length > 0) parts.push(not(choice.any(excluded)));
  return parts.length > 0 ? joined(parts, 'and') : undefined;
}

function groupCondition(terms: readonly Term[], join: 'and' | 'or', choice: Choice): Condition {
  const values = terms.flatMap(({ value, not: negated }) => (value === null || negated ? [] : [value]));
  const rest = terms.flatMap(({ value, not: negated }) => {
    if (value !== null && !negated) return [];
    const one = value === null ? choice.none() : choice.any([value]);
    return [negated ? not(one) : one];
  });
  const plain = values.length === 0 ? [] : [join === 'and' ? choice.all(values) : choice.any(values)];
  return joined([...plain, ...rest], join);
}

/** Where nothing is known it does not hold, either. */
const not = (condition: Condition): Condition => sql`(${condition}) is not true`;

const joined = (conditions: readonly Condition[], join: 'and' | 'or'): Condition =>
  sql`${sql.join(conditions, join === 'and' ? sql` and ` : sql` or `)}`;
