import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { machineOf, ourTestimony } from '../../tests/clients/differential/compare.ts';
import { ENVIRONMENT, generate } from '../../tests/clients/differential/generator.ts';
import { cpuMs } from '../../tests/support/cpu-time.ts';
import { readAsClient } from './read-as-client.ts';

const FIXTURES = fileURLToPath(new URL('fixtures/client/', import.meta.url));

/** Beside each text stands what the genuine reader said of it. */
describe('reads as the genuine client', () => {
  test.each(readdirSync(FIXTURES).filter((name) => name.endsWith('.conf')))('%s', (name) => {
    const text = readFileSync(join(FIXTURES, name), 'utf8');
    const said = JSON.parse(readFileSync(join(FIXTURES, name.replace('.conf', '.json')), 'utf8')) as {
      value?: unknown;
    };
    const ours = ourTestimony({ text, env: ENVIRONMENT });
    if (said.value === undefined) expect(ours).toHaveProperty('error');
    else if (JSON.stringify(said.value).includes(' object at 0x'))
      expect(JSON.stringify(ours)).toContain(' object at 0x');
    else expect(ours).toEqual({ value: said.value });
  });
});

describe('tells where it fails', () => {
  test.each([
    ['a = 1\nb = p@ss\n', 'syntax', 11],
    ['a =\t1\nb = ${X}\n', 'substitution', 10],
    ['a = [1\nb = 2\n', 'syntax', 9],
    ['a { b = 1', 'syntax', 9],
    ['a = {} x\n', 'wrong-type', 4],
    [`a = ${'['.repeat(100)}`, 'too-deep', 49],
  ])('%j', (text, code, at) => {
    expect(readAsClient(text)).toMatchObject({ ok: false, code, at });
  });
});

describe('stays calm', { timeout: 120_000 }, () => {
  test.each([
    ['brackets', '['.repeat(1_000_000)],
    ['braces', 'a{'.repeat(500_000)],
    ['quotes', `a = ${'"'.repeat(999_999)}`],
    ['dots', `a${'.a'.repeat(500_000)} = 1`],
    ['digits', `a = ${'1'.repeat(1_000_000)}x`],
    ['tabs', '\t'.repeat(1_000_000)],
    ['references', 'a = ${a'.repeat(200_000)],
    [
      'doubling',
      `a0 = x\n${Array.from({ length: 60 }, (_, n) => `a${n + 1} = \${a${n}}\${a${n}}\n`).join('')}`,
    ],
    ['self references', 'a = x\n'.concat('a = ${a}y\n'.repeat(3000))],
    [
      'circles',
      Array.from({ length: 300 }, (_, n) => `a${n} = \${?a${(n + 1) % 300}} \${?a${(n + 7) % 300}}\n`).join(
        '',
      ),
    ],
    ['backslashes', `a = ${'\\'.repeat(1_000_001)}`],
    ['blanks', `a = ${' '.repeat(1_000_000)}1\n${'1 '.repeat(200_000)}`],
  ])('with %s', (_name, text) => {
    expect(cpuMs(() => readAsClient(text))).toBeLessThan(1500);
  });

  test('with an include that includes itself', () => {
    expect(readAsClient('include "me"', { read: () => 'include "me"' })).toMatchObject({
      ok: false,
      code: 'too-deep',
    });
  });

  test('with anything at all', () => {
    for (let seed = 1; seed <= 2000; seed += 1) {
      const document = generate(seed);
      readAsClient(document.text, machineOf(document));
    }
  });
});

test('needs time in line with the length of the text', { timeout: 300_000 }, () => {
  const time = (entries: number) => {
    const text = Array.from(
      { length: entries },
      (_, n) => `{ bucket: "b${n}", key: "k", secret: "s${n}" }`,
    ).join(',\n');
    return cpuMs(() => expect(readAsClient(`sdk.aws.s3.credentials = [${text}]\n`).ok).toBe(true));
  };
  time(500);
  expect(time(10_000)).toBeLessThan(25 * time(1000));
});
