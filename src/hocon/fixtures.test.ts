import { describe, expect, test } from 'vitest';
import { invalids, SECTIONS, spellings } from '../../tests/support/hocon-fixtures.ts';
import { toJson, toPlain } from './emit.ts';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { read } from './read.ts';
import { resolve } from './resolve.ts';

const valid = spellings();
const faulty = invalids();

test('there are at least 300 texts, and each stands under a section of the specification', () => {
  expect(valid.length + faulty.length).toBeGreaterThanOrEqual(300);
  for (const { section } of [...valid, ...faulty]) expect(SECTIONS[section]).toBeTruthy();
});

describe.each(Object.keys(SECTIONS))('%s', (section) => {
  const equal = valid.filter((spelling) => spelling.section === section);
  const wrong = faulty.filter((invalid) => invalid.section === section);

  test.each(equal)('$name reads as the JSON beside it', ({ text, expected, options }) => {
    const { value, errors } = read(text, options);
    expect(errors).toEqual([]);
    expect(value && JSON.parse(toJson(value))).toEqual(expected);
  });

  test.each(equal)(
    '$name reads the same with the lossless tree, which prints as the text',
    ({ text, options }) => {
      const { tree } = parse(text);
      expect(print(tree)).toBe(text);
      const fast = read(text, options).value;
      const whole = resolve(tree, options).value;
      expect(whole && toPlain(whole)).toEqual(fast && toPlain(fast));
    },
  );

  test.each(equal)(
    '$name means the same once formatted, and formatting again changes nothing',
    (spelling) => {
      const { text, expected, options } = spelling;
      const once = format(text).text;
      const { value, errors } = read(once, options);
      expect(errors).toEqual([]);
      expect(value && JSON.parse(toJson(value))).toEqual(expected);
      expect(format(once).text).toBe(once);
    },
  );

  test.each(wrong)('$name fails with its code at its line', ({ text, code, line, options }) => {
    const { value, errors } = read(text, options);
    expect(value).toBeUndefined();
    expect(errors.map((error) => `${error.code} ${error.line}`)).toContain(`${code} ${line}`);
    for (const error of errors) {
      expect(error.message).not.toBe('');
      expect(error.hint).not.toBe('');
      expect(error.from).toBeLessThanOrEqual(error.to);
    }
    expect(print(parse(text).tree)).toBe(text);
  });
});
