// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { deleteValue, setValue } from './edit.ts';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { read } from './read.ts';

const times = (count: number, piece: (i: number) => string): string =>
  Array.from({ length: count }, (_, i) => piece(i)).join('');

const codes = (text: string, limits = {}): string[] =>
  read(text, { limits }).errors.map((error) => error.code);

describe('limits end in a positioned error, never in an exception', () => {
  test('depth of lists, objects and paths in the text: 200', () => {
    expect(codes(`a=${'['.repeat(199)}${']'.repeat(199)}`)).toEqual([]);
    expect(codes(`a=${'['.repeat(200)}${']'.repeat(200)}`)).toEqual(['limit-depth']);
    expect(codes(`${'a{'.repeat(199)}${'}'.repeat(199)}`)).toEqual([]);
    expect(codes(`${'a{'.repeat(200)}${'}'.repeat(200)}`)).toEqual(['limit-depth']);
    expect(codes(`${'a.'.repeat(300)}b = 1`)).toEqual(['limit-depth']);
    expect(codes('['.repeat(100_000))).toEqual(['limit-depth']);
    expect(codes('a { b { c = 1 } }', { depth: 2 })).toEqual(['limit-depth']);
  });

  test('depth of the resolved value, whichever end comes first', () => {
    const forward = `${times(300, (i) => `a${i} = { x = \${a${i + 1}} }\n`)}a300 = 1`;
    const backward = `a0 = 1\n${times(300, (i) => `a${i + 1} = { x = \${a${i}} }\n`)}`;
    for (const text of [forward, backward]) {
      const [error] = read(text).errors;
      expect(error?.code).toBe('limit-depth');
      expect(error?.line).toBeGreaterThan(100);
    }
  });

  test('bytes of text: 4 MiB, counted in UTF-8', () => {
    expect(codes(`a = "${'x'.repeat(4 * 2 ** 20)}"`)).toEqual(['limit-text']);
    expect(codes(`a = "${'é'.repeat(2 * 2 ** 20)}"`)).toEqual(['limit-text']);
    expect(codes('a = 1234567890', { text_bytes: 10 })).toEqual(['limit-text']);
    const include = () => [{ document: 'big', text: 'x = 1234567890' }];
    const { errors } = read('a = 1\ninclude "big"', { include, limits: { text_bytes: 30 } });
    expect(errors.map(({ code, line }) => `${code} ${line}`)).toEqual(['limit-text 2']);
  });

  test('substitution steps: 100,000', () => {
    expect(codes(`b = 1\na = [${'${b},'.repeat(99_999)}]`)).toEqual([]);
    expect(codes(`b = 1\na = [${'${b},'.repeat(100_001)}]`)).toEqual(['limit-steps']);
    const [error] = read('b = 1\nc = ${b}\nd = ${b}\n', { limits: { steps: 1 } }).errors;
    expect(error).toMatchObject({ code: 'limit-steps', line: 3, column: 5 });
  });

  test.each([
    ['lists of lists', (i: number) => `a${i + 1} = [${Array(10).fill(`\${a${i}}`).join()}]\n`, 'a0 = [x]\n'],
    ['texts', (i: number) => `a${i + 1} = \${a${i}}\${a${i}}\n`, 'a0 = xxxxxxxxxx\n'],
    ['joined lists', (i: number) => `a${i + 1} = \${a${i}}\${a${i}}\n`, 'a0 = [1]\n'],
    ['objects', (i: number) => `a${i + 1} = { l = \${a${i}}, r = \${a${i}} }\n`, 'a0 { k = 1 }\n'],
  ])('a billion laughs of %s stop at the size of the result, with a place', (_name, line, first) => {
    const [error, ...more] = read(first + times(60, line)).errors;
    expect(more).toEqual([]);
    expect(error?.code).toBe('limit-result');
    expect(error?.line).toBeGreaterThan(2);
  });

  test('nodes and bytes of the result count shared subtrees each time', () => {
    expect(codes('a = [1,2,3]\nb = ${a}', { result_nodes: 9 })).toEqual([]);
    expect(codes('a = [1,2,3]\nb = ${a}', { result_nodes: 8 })).toEqual(['limit-result']);
    expect(codes('a = abcdefghij\nb = ${a}', { result_bytes: 40 })).toEqual([]);
    expect(codes('a = abcdefghij\nb = ${a}', { result_bytes: 30 })).toEqual(['limit-result']);
  });

  test('includes nested in each other: 30; errors: 200', () => {
    let made = 0;
    const include = () => {
      made += 1;
      return [{ document: `d${made}`, text: 'include "next"' }];
    };
    expect(read('include "next"', { include }).errors.map(({ code }) => code)).toEqual(['limit-includes']);
    const errors = codes('@\n'.repeat(1000));
    expect(errors.length).toBe(201);
    expect(errors.at(-1)).toBe('limit-errors');
  });
});

/** Processor time of a call in milliseconds, the best of three. */
function cost(run: () => unknown): number {
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i += 1) {
    const before = process.cpuUsage();
    run();
    const { user, system } = process.cpuUsage(before);
    best = Math.min(best, (user + system) / 1000);
  }
  return best;
}

describe('nothing takes more than linear time or overflows the stack', () => {
  const shapes: readonly (readonly [string, (n: number) => string])[] = [
    ['a chain of references forwards', (n) => `${times(n, (i) => `a${i}=\${a${i + 1}}\n`)}a${n}=1`],
    ['a chain of references backwards', (n) => `a0=1\n${times(n, (i) => `a${i + 1}=\${a${i}}\n`)}`],
    ['a circle of references', (n) => times(n, (i) => `a${i}=\${a${(i + 1) % n}}\n`)],
    ['a circle of optional references', (n) => times(n, (i) => `a${i}=\${?a${(i + 1) % n}}\n`)],
    ['appending to one list', (n) => times(n, (i) => `a+=${i}\n`)],
    ['extending one list', (n) => `a=[]\n${times(n, (i) => `a=\${a}[${i}]\n`)}`],
    ['extending one object', (n) => `a={}\n${times(n, (i) => `a=\${a}{k${i}:${i}}\n`)}`],
    ['laying objects over references', (n) => `b={y:1}\n${times(n, (i) => `a=\${b}\na={x${i}:1}\n`)}`],
    ['inheriting one object often', (n) => `b={x:1}\n${times(n, (i) => `c${i}=\${b}{y:${i}}\n`)}`],
    ['one key written again and again', (n) => times(n, (i) => (i % 2 ? 'a=1\n' : 'a={b:1}\n'))],
    ['keys without dots, far from the next one', (n) => `${times(n, (i) => `k${i}=1\n`)}a.b=1`],
    ['unclosed strings', (n) => 'a="x\n'.repeat(n)],
    ['unclosed triple quotes', (n) => 'a="""'.repeat(n)],
    ['opening brackets', (n) => '['.repeat(n)],
    ['opening substitutions', (n) => 'a=${'.repeat(n)],
    ['values missing', (n) => 'a=\n'.repeat(n)],
    ['keys alone', (n) => 'a\n'.repeat(n)],
    ['commas', (n) => ','.repeat(n)],
    ['blanks', (n) => `${' '.repeat(n)}a=1${' '.repeat(n)}`],
    ['text with blanks', (n) => `a=${'x '.repeat(n)}`],
    ['objects beside each other', (n) => `a=${'{}'.repeat(n)}`],
    ['dots', (n) => '.'.repeat(n)],
  ];

  test.each(shapes)('%s', { timeout: 120_000 }, (_name, shape) => {
    const small = shape(2000);
    const large = shape(20_000);
    for (const text of [small, large]) {
      const { value, errors } = read(text);
      expect(value !== undefined || errors.length > 0).toBe(true);
      expect(print(parse(text).tree)).toBe(text);
    }
    // 12 times by the bench on a quiet machine; here only what is quadratic, which would be 100.
    expect(cost(() => read(large))).toBeLessThan(Math.max(40 * cost(() => read(small)), 300));
  });

  test('optional references that nobody defines, each in two others', () => {
    const text = times(200, (i) => `a${i + 1} = 1\na${i + 1} = \${?a${i}}\${?a${i}}\n`);
    const { errors } = read(`a0 = 1\na0 = \${?nope}\n${text}`, { unresolved: 'keep' });
    expect(errors.length).toBeLessThan(2);
  });

  test('objects laid over themselves again and again: bounded by what making the layers costs', () => {
    const text = '##a={x=1}\na={x=1}\na={y=2}${a}'.repeat(300);
    expect(codes(text)).toEqual(['limit-steps']);
    expect(cost(() => read(text))).toBeLessThan(1000);
  });

  test('one key with very many optional variables left to the reader', () => {
    const text = (n: number) => times(n, (i) => `a = \${?X${i}}\n`);
    expect(read(text(90), { unresolved: 'keep' }).errors).toEqual([]);
    expect(read(text(50_000), { unresolved: 'keep' }).errors).toMatchObject([{ code: 'limit-depth' }]);
    expect(read(text(50_000)).errors).toEqual([]);
  });

  test('layout of deep lists, and edits of one key written on one very long line', {
    timeout: 120_000,
  }, () => {
    const deep = `a = ${'['.repeat(150)}${'x, '.repeat(40)}${']'.repeat(150)}`;
    expect(format(deep).errors).toEqual([]);
    const long = 'a = 1, '.repeat(20_000);
    expect(cost(() => deleteValue(long, ['a']))).toBeLessThan(3000);
    expect(deleteValue(long, ['a']).text.trim()).toBe('');
  });

  test('edits and layout of a long text', { timeout: 120_000 }, () => {
    const text = times(3000, (i) => `key${i} { a = ${i} } # note\n`);
    const whole = cost(() => {
      setValue(text, ['key2999', 'a'], 'new');
      deleteValue(text, ['key1500']);
      format(text);
    });
    expect(whole).toBeLessThan(3000);
  });
});
