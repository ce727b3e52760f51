import { describe, expect, test } from 'vitest';
import { cpuMs } from '../../tests/support/cpu-time.ts';
import { toClientHocon } from './convert.ts';
import { clientJson } from './layers.ts';
import { readAsClient } from './read-as-client.ts';
import type { Format } from './read-format.ts';
import { readYaml } from './read-yaml.ts';

/** What a client makes of the converted text, as JSON. */
function read(text: string, format: Format, env: Record<string, string> = {}): unknown {
  const converted = toClientHocon(text, format);
  expect(converted.errors).toEqual([]);
  const reading = readAsClient(converted.text ?? '', { env: (name) => env[name] });
  if (!reading.ok) throw new Error(reading.message);
  return JSON.parse(clientJson(reading.value));
}

const firstError = (text: string, format: Format) => {
  const { code, line } = toClientHocon(text, format).errors[0] ?? {};
  return { code, line };
};

describe('HOCON', () => {
  test('keeps what the specification means where clients would differ', () => {
    expect(read('a = 1.50 x, b = true y\nc = 2w', 'hocon')).toEqual({ a: '1.50 x', b: 'true y', c: '2w' });
  });

  test('leaves references to the machine as expressions', () => {
    const { text } = toClientHocon('base = /data\na = ${base}/${?USER}/x\nb = ${HOME}\n', 'hocon');
    expect(text).toContain('"a": "/data/"${?USER}"/x"');
    expect(
      read('base = /data\na = ${base}/${?USER}/x\nb = ${HOME}\n', 'hocon', { HOME: '/h', USER: 'ada' }),
    ).toEqual({
      base: '/data',
      a: '/data/ada/x',
      b: '/h',
    });
  });

  test('keeps the value beneath an optional reference', () => {
    expect(read('a = 1\na = ${?X}\n', 'hocon')).toEqual({ a: 1 });
    expect(read('a = 1\na = ${?X}\n', 'hocon', { X: '2' })).toEqual({ a: '2' });
  });

  test('reports errors of the text with their line', () => {
    expect(firstError('a = 1\nb = p@ss\n', 'hocon')).toEqual({ code: 'character-reserved', line: 2 });
  });
});

describe('JSON', () => {
  test('is taken as it is, references in texts included', () => {
    const text = '{"a": "${HOME}", "b": [1, "x", null, 1e2], "c": {"d.e": "caf\\u00e9 \\/ \\t"}}';
    expect(read(text, 'json')).toEqual({ a: '${HOME}', b: [1, 'x', null, 100], c: { 'd.e': 'café / \t' } });
    expect(toClientHocon(text, 'json').text).toContain('café');
  });

  test.each([
    ['{"a": }', 1],
    ['{\n  "a": 1,\n}', 3],
    ['{"a": 1', 1],
    ['', 1],
    ["{'a': 1}", 1],
  ])('%j is no JSON', (text, line) => {
    expect(firstError(text, 'json')).toEqual({ code: 'json-syntax', line });
  });
});

describe('YAML', () => {
  test('becomes the same configuration', () => {
    const text =
      'sdk:\n  aws:\n    s3:\n      key: "p@ss"\n      list: [1, two, ~]\nenvironment:\n  A: "0"\n  B: |\n    two\n    lines\n';
    expect(read(text, 'yaml')).toEqual({
      sdk: { aws: { s3: { key: 'p@ss', list: [1, 'two', null] } } },
      environment: { A: '0', B: 'two\nlines\n' },
    });
  });

  test('reads the core schema of YAML 1.2', () => {
    expect(read('a: yes\nb: true\nc: 0x1F\nd: 1.5e3\ne: 007\nf: 12:30\ng: 2020-01-01\n', 'yaml')).toEqual({
      a: 'yes',
      b: true,
      c: 31,
      d: 1500,
      e: 7,
      f: '12:30',
      g: '2020-01-01',
    });
  });

  test('spells aliases out', () => {
    expect(read('a: &x {k: 1}\nb: *x\nc: [*x]\n', 'yaml')).toEqual({
      a: { k: 1 },
      b: { k: 1 },
      c: [{ k: 1 }],
    });
  });

  test('keeps big numbers', () => {
    expect(toClientHocon('a: 12345678901234567890\n', 'yaml').text).toContain('12345678901234567890');
  });

  test.each([
    ['a: 1\n---\nb: 2\n', 'yaml-documents', 2],
    ['a: 1\nb: !!str 5\n', 'yaml-tag', 2],
    ['a: 1\nb: !secret x\n', 'yaml-tag', 2],
    ['a: !!map {}\n', 'yaml-tag', 1],
    ['a: 1\n5: x\n', 'yaml-key', 2],
    ['? [a]\n: 1\n', 'yaml-key', 1],
    ['a: 1\ntrue: x\n', 'yaml-key', 2],
    ['a: &x {k: 1}\nb:\n  <<: *x\n', 'yaml-merge-key', 3],
    ['a: 1\nb: *nowhere\n', 'yaml-alias', 2],
    ['a: 1\nb: .inf\n', 'yaml-number', 2],
    ['a: 1\nb: [1, 2\n', 'yaml-syntax', 3],
    ['a: 1\na: 2\n', 'yaml-syntax', 2],
    ['- a\n', 'root-not-object', 1],
    ['a: 1\nb: ["", x]\n', 'empty-text-in-list', 2],
    ['a: 1\nb: [[~]]\n', 'null-in-inner-list', 2],
    ['a: 1\nb: "\\a"\n', 'unwritable-character', 2],
    ['a: 1\n"x\\"y": 2\n', 'key-quote', 2],
    ['a: 1\n"": 2\n', 'key-empty', 2],
  ])('%j is refused with its line', (text, code, line) => {
    expect(firstError(text, 'yaml')).toEqual({ code, line });
  });

  test('stops aliases that multiply', () => {
    const bomb = [
      'a0: &a0 [x, x]',
      ...Array.from({ length: 40 }, (_, n) => `a${n + 1}: &a${n + 1} [*a${n}, *a${n}]`),
    ].join('\n');
    expect(
      cpuMs(() => expect(toClientHocon(bomb, 'yaml').errors[0]?.code).toBe('yaml-too-large')),
    ).toBeLessThan(1500);
  });

  test('takes time in step with the number of keys', () => {
    const textOf = (count: number) => Array.from({ length: count }, (_, at) => `k${at}: 1\n`).join('');
    const [, few = 0, many = 0] = [3_000, 3_000, 24_000].map((count) =>
      cpuMs(() => expect(readYaml(textOf(count)).errors).toEqual([])),
    );
    expect(many).toBeLessThan(15 * few);
  });

  test('survives a text of brackets', () => {
    expect(toClientHocon('['.repeat(100_000), 'yaml').errors.length).toBeGreaterThan(0);
    expect(toClientHocon('a: '.repeat(10_000), 'yaml').errors.length).toBeGreaterThan(0);
  });
});

test('more levels than clients take are refused with their line', () => {
  const deep = (levels: number) => `{"a":\n${'{"a":'.repeat(levels - 1)}1${'}'.repeat(levels)}`;
  expect(toClientHocon(deep(30), 'json').errors).toEqual([]);
  expect(firstError(deep(31), 'json')).toEqual({ code: 'too-deep', line: 2 });
});

test('numbers too large for clients are refused', () => {
  expect(firstError('{"a": 1e999}', 'json')).toEqual({ code: 'number-too-large', line: 1 });
});
