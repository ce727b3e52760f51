import { expect, test } from 'vitest';
import { fitting, readTags } from './bulk-actions.ts';
import type { TaskRow } from './columns.ts';

const task = (status: string, system_tags: string[] = []) =>
  ({ id: status, name: status, type: 'training', status, system_tags }) as TaskRow;
const TASKS = [task('created'), task('queued'), task('in_progress'), task('completed', ['archived'])];

test.each([
  ['enqueue', ['created']],
  ['dequeue', ['queued']],
  ['abort', ['in_progress']],
  ['archive', ['created', 'queued', 'in_progress']],
  ['unarchive', ['completed']],
  ['tags', ['created', 'queued', 'in_progress', 'completed']],
  ['delete', ['created', 'queued', 'in_progress', 'completed']],
] as const)('%s fits %j', (kind, ids) => {
  expect(fitting(kind, TASKS).map(({ id }) => id)).toEqual(ids);
});

test('tags are read without blanks and doubles', () => {
  expect(readTags(' a, b ,,a')).toEqual(['a', 'b']);
  expect(readTags('')).toEqual([]);
});
