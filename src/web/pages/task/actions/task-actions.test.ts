import { expect, test } from 'vitest';
import type { TaskStatus } from '../task-query.ts';
import { actionsOf, firstAction } from './task-actions.ts';

const kinds = (status: TaskStatus, system_tags: string[] = []) =>
  actionsOf({ status, system_tags }).map(({ kind }) => kind);

test('each status has the actions that lead on from it', () => {
  expect(kinds('created')).toEqual(['enqueue', 'clone', 'rename', 'archive', 'delete']);
  expect(kinds('queued')).toEqual(['dequeue', 'clone', 'rename', 'archive', 'delete']);
  expect(kinds('in_progress')).toEqual(['abort', 'clone', 'rename', 'reset', 'archive', 'delete']);
  expect(kinds('stopped')).toEqual(['enqueue', 'clone', 'rename', 'reset', 'publish', 'archive', 'delete']);
  expect(kinds('completed')).toEqual(['clone', 'rename', 'reset', 'publish', 'archive', 'delete']);
  expect(kinds('published')).toEqual(['clone', 'rename', 'archive', 'delete']);
});

test('what is archived can be taken out again', () => {
  expect(kinds('completed', ['archived'])).toContain('unarchive');
  expect(kinds('completed', ['archived'])).not.toContain('archive');
});

test('what most people come for stands beside the menu', () => {
  const first = (status: TaskStatus, status_message = '') => firstAction({ status, status_message })?.kind;
  expect(first('created')).toBe('enqueue');
  expect(first('queued')).toBe('dequeue');
  expect(first('in_progress')).toBe('abort');
  expect(first('completed')).toBe('clone');
  expect(first('in_progress', 'stopping')).toBeUndefined();
});
