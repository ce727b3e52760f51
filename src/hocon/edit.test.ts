// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { deleteValue, setValue } from './edit.ts';
import { format } from './format.ts';
import type { JsonValue } from './values.ts';

const set = (text: string, path: string, value: JsonValue): string =>
  setValue(text, path.split('.'), value).text;
const drop = (text: string, path: string): string => deleteValue(text, path.split('.')).text;

describe('setValue', () => {
  test.each<[string, string, string, JsonValue, string]>([
    ['in place, comments kept', '# top\na = 1 # one\nb = 2\n', 'a', 5, '# top\na = 5 # one\nb = 2\n'],
    ['in a nested object', 'a {\n  b : x // c\n}\n', 'a.b', 'y', 'a {\n  b : "y" // c\n}\n'],
    ['by a dotted key', 'a.b = 1\n', 'a.b', 2, 'a.b = 2\n'],
    ['the last of several', 'a = 1\na = 2\n', 'a', 3, 'a = 1\na = 3\n'],
    ['instead of appending', 'a = [1]\na += 2\n', 'a', [3], 'a = [1]\na = [3]\n'],
    ['a new key beside others', 'a {\n  b = 1\n}\n', 'a.c', 2, 'a {\n  b = 1\n  c = 2\n}\n'],
    ['a new key behind a comment', 'a {\n  b = 1 # one\n}\n', 'a.c', 2, 'a {\n  b = 1 # one\n  c = 2\n}\n'],
    ['a new key in the style of JSON', '{\n  "a": 1\n}\n', 'b', 'x', '{\n  "a": 1,\n  "b": "x"\n}\n'],
    ['a new key on one line', '{ a = 1 }', 'b', 2, '{ a = 1, b = 2 }'],
    ['a new key in nothing', '', 'a.b', true, 'a.b = true\n'],
    ['a new key in empty braces', 'a {}\n', 'a.b', 1, 'a { b = 1 }\n'],
    ['a new key behind only comments', '# nothing yet\n', 'a', 1, '# nothing yet\na = 1\n'],
    ['a new key with odd signs', 'x = 1\n', 'a b', null, 'x = 1\n"a b" = null\n'],
    ['an object', 'a = 1\n', 'a', { b: [1, 'x'] }, 'a = {\n  b = [1, "x"]\n}\n'],
    ['an object over another', 'a { b = 1 }\na.c = 2\n', 'a', { d: 1 }, 'a {\n  d = 1\n}\n'],
    ['over what a later line hides', 'a.b = 1\na = 5\n', 'a.b', 2, 'a = 5\na.b = 2\n'],
  ])('%s', (_name, text, path, value, expected) => {
    expect(set(text, path, value)).toBe(expected);
  });

  test('a text with errors stays as it is, and says why', () => {
    const edited = setValue('a = [1\n', ['a'], 2);
    expect(edited.text).toBe('a = [1\n');
    expect(edited.errors).toMatchObject([{ code: 'bracket-unclosed', line: 1 }]);
    expect(setValue('[1]', ['a'], 2).errors.length).toBe(1);
  });
});

describe('deleteValue', () => {
  test.each([
    ['a line', '# top\na = 1 # one\nb = 2\n', 'a', '# top\n # one\nb = 2\n'],
    ['a whole line', 'x = 1\na = 1\nb = 2\n', 'a', 'x = 1\nb = 2\n'],
    ['the last of a JSON object', '{\n  "a": 1,\n  "b": 2\n}\n', 'b', '{\n  "a": 1\n}\n'],
    ['from one line', '{ a = 1, b = 2 }', 'a', '{  b = 2 }'],
    ['every definition', 'a = 1\nb = 2\na = 3\na.c = 4\n', 'a', 'b = 2\n'],
    ['inside an object', 'a { b = 1 }\n', 'a.b', 'a {  }\n'],
    ['what is not there', 'a = 1\n', 'b.c', 'a = 1\n'],
  ])('%s', (_name, text, path, expected) => {
    expect(drop(text, path)).toBe(expected);
  });
});

describe('format', () => {
  test.each([
    ['fields', '{"a":1,"b c" : x ,d{e=1}}', 'a = 1\n"b c" = x\nd {\n  e = 1\n}\n'],
    [
      'comments',
      '# top\n\n\n\na=1#one\n// two\nb=[1,#x\n2]',
      '# top\n\na = 1 #one\n// two\nb = [\n  1, #x\n  2\n]\n',
    ],
    ['a comment before a value', 'a = # why\n 1', '# why\na = 1\n'],
    ['joined values', 'a = ${x}   {b=1}', 'a = ${x}   {\n  b = 1\n}\n'],
    ['appending and includes', 'a+=1,include   "x"', 'a += 1\ninclude   "x"\n'],
    ['a root list', ' [1,\n2]', '[1, 2]\n'],
    ['nothing', ' \n', ''],
  ])('%s', (_name, text, expected) => {
    expect(format(text)).toEqual({ text: expected, errors: [] });
  });

  test('a text with errors stays as it is', () => {
    expect(format('a = @')).toMatchObject({ text: 'a = @', errors: [{ code: 'character-reserved' }] });
  });
});
