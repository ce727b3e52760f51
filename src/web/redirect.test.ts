import { expect, test } from 'vitest';
import { safeRedirect } from './redirect.ts';

test.each(['/settings/profile', '/w/3f9c1e7a/settings?create=true', '/a#b', '/projects/*/x'])(
  'a path of this page is followed: %s',
  (path) => expect(safeRedirect(path)).toBe(path),
);

test.each([
  undefined,
  7,
  '',
  'settings',
  'https://evil.example',
  '//evil.example',
  '/\\evil.example',
  '/a\\b',
  '/\t/evil.example',
  '/\n/evil.example',
  'javascript:alert(1)',
  '/login',
  '/login?redirect=/x',
  '/claim#secret',
  '/reset',
  '/invite#secret',
])('anything else leads to the start: %j', (wanted) => expect(safeRedirect(wanted)).toBe('/'));
