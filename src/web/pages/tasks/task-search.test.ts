import { expect, test } from 'vitest';
import { readList, taskSearch, writeList } from './task-search.ts';

test('reads what an address says and drops the rest', () => {
  expect(taskSearch({ name: 7, status: 'failed', tags: '', archived: true, more: 'x' })).toEqual({
    name: '7',
    status: 'failed',
    archived: true,
  });
  expect(taskSearch({ archived: false })).toEqual({});
});

test.each([[['a']], [['a,b', 'c%2C', '100 %']], [[]]])('a list of %j comes back as it was', (items) => {
  expect(readList(writeList(items))).toEqual(items);
});
