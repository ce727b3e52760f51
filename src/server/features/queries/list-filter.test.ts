import { expect, test } from 'vitest';
import { readListFilter } from './list-filter.ts';

const has = (value: string | null) => ({ value, not: false });
const not = (value: string | null) => ({ value, not: true });

test('values are joined by "or" until an operator says otherwise', () => {
  expect(readListFilter(['a', 'b'])).toEqual({
    join: 'or',
    groups: [{ join: 'or', terms: [has('a'), has('b')] }],
    excluded: [],
  });
});

test('the example of ClearML’s documentation', () => {
  const list = ['__$all', 'a', 'b', 'c', '__$or', 'd', '__$not', 'e', '__$and', '__$or', 'f', 'g'];
  expect(readListFilter(list)).toEqual({
    join: 'and',
    groups: [
      { join: 'and', terms: [has('a'), has('b'), has('c')] },
      { join: 'or', terms: [has('d'), not('e')] },
      { join: 'or', terms: [has('f'), has('g')] },
    ],
    excluded: [],
  });
});

test('-x excludes, a lone "-" is a value, null is "has none", unknown operators are left out', () => {
  expect(readListFilter(['a', '-b', '-', null, '__$nop', '__$not', null])).toEqual({
    join: 'or',
    groups: [{ join: 'or', terms: [has('a'), has('-'), has(null), not(null)] }],
    excluded: ['b'],
  });
});
