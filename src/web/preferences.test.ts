import { expect, test } from 'vitest';
import {
  decodeKeys,
  encodeKeys,
  neverShowsTips,
  preferenceAt,
  redactedFrom,
  redactedNames,
  withPreference,
  withTips,
} from './preferences.ts';

test('a preference is found by its dotted path, and missing ones are undefined', () => {
  const stored = { views: { theme: 'dark', map: { 'a--DOT--b': 1 } } };
  expect(preferenceAt(stored, 'views.theme')).toBe('dark');
  expect(preferenceAt(stored, 'views.map')).toEqual({ 'a.b': 1 });
  expect(preferenceAt(stored, 'views.theme.x')).toBeUndefined();
  expect(preferenceAt({}, 'rootProjects.showHidden')).toBeUndefined();
});

test('a change replaces its node, keeps its neighbours and leaves the old tree alone', () => {
  const before = { views: { theme: 'dark', other: 1 } };
  expect(withPreference(before, 'views.theme', 'light')).toEqual({ views: { theme: 'light', other: 1 } });
  expect(withPreference(before, 'a.b.c', true)).toEqual({ ...before, a: { b: { c: true } } });
  expect(before.views.theme).toBe('dark');
});

test('dots inside keys travel as --DOT--, however deep', () => {
  const value = { 'a.b': [{ 'c.d': 'e.f' }] };
  expect(encodeKeys(value)).toEqual({ 'a--DOT--b': [{ 'c--DOT--d': 'e.f' }] });
  expect(decodeKeys(encodeKeys(value))).toEqual(value);
});

test('the tip of the day joins and leaves the list without touching other names', () => {
  expect(withTips(['other'], true)).toEqual(['other', 'tip-of-the-day']);
  expect(withTips(['tip-of-the-day', 'other'], false)).toEqual(['other']);
  expect(withTips(undefined, true)).toEqual(['tip-of-the-day']);
  expect(neverShowsTips(['tip-of-the-day'])).toBe(true);
  expect(neverShowsTips('tip-of-the-day')).toBe(false);
});

test('hidden arguments are ClearML’s four until someone chooses others', () => {
  expect(redactedNames(undefined)).toHaveLength(4);
  expect(redactedNames([])).toEqual([]);
  expect(redactedNames([{ key: 'A' }, { nokey: 1 }, 'B'])).toEqual(['A']);
  expect(redactedFrom(' A \n\nB, A')).toEqual([{ key: 'A' }, { key: 'B' }]);
});
