import { describe, expect, test } from 'vitest';
import { asBoolean, asList, asNumber, asString } from './convert.ts';
import { toPlain } from './emit.ts';
import { read } from './read.ts';
import { parseDuration, parsePeriod, parseSize } from './units.ts';
import type { ResolvedValue } from './values.ts';

test.each([
  ['10', 10],
  [10, 10],
  ['10ms', 10],
  [' 10  ms ', 10],
  ['1.5s', 1500],
  ['2 m', 120_000],
  ['1h', 3_600_000],
  ['3 days', 259_200_000],
  ['5 us', 0.005],
  ['7 nanos', 0.000007],
  ['-1 s', -1000],
  ['1e3 s', 1_000_000],
  ['\u00a01 second', 1000],
  ['10 S', undefined],
  ['10 weeks', undefined],
  ['s', undefined],
  ['', undefined],
  ['1 s x', undefined],
  ['1.s', undefined],
  ['0x10', undefined],
])('duration %j is %j milliseconds', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});

test.each([
  ['7', { years: 0, months: 0, days: 7 }],
  ['2 w', { years: 0, months: 0, days: 14 }],
  ['3mo', { years: 0, months: 3, days: 0 }],
  ['3 m', { years: 0, months: 3, days: 0 }],
  ['1 year', { years: 1, months: 0, days: 0 }],
  ['-1 day', { years: 0, months: 0, days: -1 }],
  ['1.5 d', undefined],
  ['1 h', undefined],
])('period %j is %j', (text, expected) => {
  expect(parsePeriod(text)).toEqual(expected);
});

const SIZES: readonly (readonly [string | number, bigint | undefined])[] = [
  ['64', 64n],
  [64, 64n],
  ['1B', 1n],
  ['512K', 524_288n],
  ['512k', 524_288n],
  ['1 kB', 1000n],
  ['1 KiB', 1024n],
  ['2 megabytes', 2_000_000n],
  ['2 mebibytes', 2_097_152n],
  ['1.5 GiB', 1_610_612_736n],
  ['0.5 kB', 500n],
  ['1 TB', 10n ** 12n],
  ['1 Pi', 2n ** 50n],
  ['3e', 3n * 2n ** 60n],
  ['1 YiB', 2n ** 80n],
  ['1 yottabyte', 10n ** 24n],
  ['1e3 B', 1000n],
  ['1 KB', undefined],
  ['1 mb', undefined],
  ['1 Ks', undefined],
  ['B', undefined],
  ['1e999', undefined],
];

test.each(SIZES.map(([text, bytes]) => ({ text, bytes, shown: String(bytes) })))(
  'size $text is $shown bytes',
  ({ text, bytes }) => {
    expect(parseSize(text) === bytes).toBe(true);
  },
);

describe('automatic type conversions', () => {
  const field = (text: string): ResolvedValue => {
    const { value } = read(`v = ${text}`);
    const found = value?.kind === 'object' ? value.fields.get('v') : undefined;
    if (!found) throw new Error(text);
    return found;
  };

  test('to text', () => {
    expect(['x', '1.50', 'true'].map((text) => asString(field(text)))).toEqual(['x', '1.50', 'true']);
    expect(['null', '[1]', '{a=1}'].map((text) => asString(field(text)))).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('to numbers', () => {
    expect(['1.5', '"1.5"', '"-2e3"'].map((text) => asNumber(field(text)))).toEqual([1.5, 1.5, -2000]);
    for (const text of ['"1 "', '"x"', '""', 'true', 'null']) expect(asNumber(field(text))).toBeUndefined();
  });

  test('to booleans: six words and no more', () => {
    expect(['true', 'yes', '"on"'].map((text) => asBoolean(field(text)))).toEqual([true, true, true]);
    expect(['false', 'no', '"off"'].map((text) => asBoolean(field(text)))).toEqual([false, false, false]);
    for (const text of ['Yes', '1', 'null', '"t"']) expect(asBoolean(field(text))).toBeUndefined();
  });

  test('to lists', () => {
    expect(asList(field('{"10" = b, "2" = a, x = c}'))?.map(toPlain)).toEqual(['a', 'b']);
    expect(asList(field('[1]'))?.map(toPlain)).toEqual([1]);
    for (const text of ['{}', '{x = 1}', 'x', 'null']) expect(asList(field(text))).toBeUndefined();
  });
});
