// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { toCanonicalHocon, toJson, toPlain } from './emit.ts';
import { read } from './read.ts';

const kept = (text: string) => {
  const { value, errors } = read(text, { unresolved: 'keep' });
  expect(errors).toEqual([]);
  if (!value) throw new Error('no value');
  return value;
};

describe('JSON', () => {
  test('is indented by two, or on one line', () => {
    const value = kept('a = [1, {b = x}], c {}, d = []');
    expect(toJson(value)).toBe(JSON.stringify(toPlain(value), null, 2));
    expect(toJson(value, 0)).toBe('{"a":[1,{"b":"x"}],"c":{},"d":[]}');
  });

  test('keeps the digits of numbers JavaScript cannot hold, and drops leading zeros', () => {
    expect(toJson(kept('a = [9007199254740993, 1.10, 007, -00.5, 1E400, 0, -0]'), 0)).toBe(
      '{"a":[9007199254740993,1.10,7,-0.5,1E400,0,-0]}',
    );
  });
});

describe('canonical HOCON', () => {
  test('is JSON where nothing is left to the reader', () => {
    const text = 'a = [1, {b = x}]\nc = ${a}';
    expect(toCanonicalHocon(kept(text))).toBe(toJson(kept(text)));
  });

  test.each([
    ['a variable', 'a = ${HOME}', '{"a":${HOME}}'],
    ['an optional variable', 'a = ${?HOME}', '{"a":${?HOME}}'],
    ['text around a variable', 'a = x ${HOME} y', '{"a":"x" ${HOME} "y"}'],
    ['a variable in quotes beside text', 'a = ${HOME}"/lib"', '{"a":${HOME}"/lib"}'],
    ['what the document knows is filled in', 'v = 2\na = ${v}${HOME}', '{"v":2,"a":"2"${HOME}}'],
    ['in a list', 'a = [${X}, 1]', '{"a":[${X},1]}'],
    ['a default beneath an optional variable', 'a = 1\na = ${?X}', '{"a":1,"a":${?X}}'],
    ['a reference to a kept value', 'a = ${HOME}\nb = ${a}', '{"a":${HOME},"b":${HOME}}'],
    ['a list from variables', 'a = ${L[]}', '{"a":${L[]}}'],
    ['odd names', 'a = ${"x y".z}', '{"a":${"x y".z}}'],
    ['a list beside a variable', 'a = ${X} [1, {b = 2}]', '{"a":${X} [1,{"b":2}]}'],
    ['appending never waits for the reader', 'a += 1\na += ${X}', '{"a":[1,${X}]}'],
  ])('%s', (_name, text, expected) => {
    const canonical = toCanonicalHocon(kept(text), 0);
    expect(canonical).toBe(expected);
    const env = (name: string) => (name.startsWith('L_') ? undefined : `<${name}>`);
    const before = read(text, { env });
    const after = read(canonical, { env });
    expect(after.value && toPlain(after.value)).toEqual(before.value && toPlain(before.value));
  });

  test('kept expressions stand in JSON as their source text', () => {
    expect(toJson(kept('a = x ${HOME}'), 0)).toBe('{"a":"\\"x\\" ${HOME}"}');
  });
});
