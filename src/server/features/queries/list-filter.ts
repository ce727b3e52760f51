/** A value a field may have; null stands for "has none". */
export type Wanted = string | null;

export interface Term {
  value: Wanted;
  not: boolean;
}

interface TermGroup {
  join: 'and' | 'or';
  terms: Term[];
}

/** What a list asks of a field: its groups joined, and none of the excluded values. */
export interface ListFilter {
  join: 'and' | 'or';
  groups: TermGroup[];
  excluded: string[];
}

/**
 * Reads a list as ClearML's clients write it: values joined by "or" until `__$all`, `__$and` or `__$or` says otherwise
 * for those that follow; `__$not` negates the one after it; `-x` excludes x whatever else is asked. Groups are joined
 * by "and" once an "and" stands anywhere, as in ["__$all", "a", "b", "__$or", "c", "__$not", "d"].
 */
export function readListFilter(list: readonly unknown[]): ListFilter {
  const filter: ListFilter = { join: 'or', groups: [{ join: 'or', terms: [] }], excluded: [] };
  let not = false;
  for (const item of list) {
    const operator = typeof item === 'string' && item.startsWith('__$') ? item.slice(3) : undefined;
    if (operator === 'not') not = true;
    else if (operator === 'all' || operator === 'and') {
      filter.join = 'and';
      filter.groups.push({ join: 'and', terms: [] });
    } else if (operator === 'or') filter.groups.push({ join: 'or', terms: [] });
    else if (operator === undefined) {
      addTerm(filter, item, not);
      not = false;
    }
  }
  filter.groups = filter.groups.filter(({ terms }) => terms.length > 0);
  return filter;
}

/** The filter that asks for one value as it stands. */
export const oneValue = (value: string): ListFilter => ({
  join: 'or',
  groups: [{ join: 'or', terms: [{ value, not: false }] }],
  excluded: [],
});

function addTerm({ groups, excluded }: ListFilter, item: unknown, not: boolean): void {
  if (!not && typeof item === 'string' && item.length > 1 && item.startsWith('-'))
    excluded.push(item.slice(1));
  else groups.at(-1)?.terms.push({ value: item === null || item === undefined ? null : String(item), not });
}
