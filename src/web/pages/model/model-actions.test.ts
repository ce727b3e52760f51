import { expect, test } from 'vitest';
import { modelActions } from './model-actions.ts';

const kinds = (ready: boolean, system_tags: string[] = []) =>
  modelActions({ id: 'm', name: 'net', ready, system_tags }).map(({ kind }) => kind);

test('a draft can be published, what is archived taken out, all of them deleted', () => {
  expect(kinds(false)).toEqual(['publish', 'archive', 'delete']);
  expect(kinds(true)).toEqual(['archive', 'delete']);
  expect(kinds(true, ['archived'])).toEqual(['unarchive', 'delete']);
});
