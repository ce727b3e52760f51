import { expect, test } from 'vitest';
import type { TaskRow } from './columns.ts';
import { mergeRows } from './merge-rows.ts';

const row = (id: string, status = 'created') => ({ id, name: id, type: 'training', status }) as TaskRow;
const shown = (rows: TaskRow[]) => rows.map(({ id, status }) => `${id} ${status}`);

test('rows keep their order and take their newest content', () => {
  const newest = [row('b', 'completed'), row('a', 'failed')];
  expect(shown(mergeRows([row('a'), row('b')], newest, newest))).toEqual(['a failed', 'b completed']);
});

test('a row that came twice, since pages shifted, stands once', () => {
  expect(shown(mergeRows([row('a'), row('b'), row('a')], [], undefined))).toEqual(['a created', 'b created']);
});

test('a row is gone only when the answer was about all of them', () => {
  const newest = [row('a')];
  expect(shown(mergeRows([row('a'), row('b')], newest, undefined))).toHaveLength(2);
  expect(shown(mergeRows([row('a'), row('b')], newest, newest))).toEqual(['a created']);
});

test('rows behind those that are kept up to date stay', () => {
  const many = Array.from({ length: 600 }, (_, i) => row(String(i)));
  const newest = many.slice(0, 500);
  expect(mergeRows(many, newest, newest)).toHaveLength(600);
});
