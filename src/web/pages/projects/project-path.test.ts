import { expect, test } from 'vitest';
import { baseName, joinPath, locationOf } from './project-path.ts';

test.each([
  ['vision', 'vision', ''],
  ['vision/detection', 'detection', 'vision'],
  ['a/b/c', 'c', 'a/b'],
])('%s', (path, base, location) => {
  expect([baseName(path), locationOf(path)]).toEqual([base, location]);
  expect(joinPath(location, base)).toBe(path);
});
