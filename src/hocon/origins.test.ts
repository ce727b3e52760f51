// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { toPlain } from './emit.ts';
import { merge } from './merge.ts';
import { parse } from './parse.ts';
import { resolve } from './resolve.ts';
import type { ResolvedValue } from './values.ts';

const value = (text: string, document = 'doc'): ResolvedValue => {
  const { tree } = parse(text, { document });
  const resolved = resolve(tree);
  if (!resolved.value) throw new Error(resolved.errors[0]?.message);
  return resolved.value;
};

const at = (from: ResolvedValue | undefined, ...path: string[]): ResolvedValue => {
  let found = from;
  for (const key of path) found = found?.kind === 'object' ? found.fields.get(key) : undefined;
  if (!found) throw new Error(`nothing at ${path.join('.')}`);
  return found;
};

const hidden = (from: ResolvedValue): string[] =>
  from.overrode.map(({ origin, kind, text }) => `${origin.document}:${origin.line} ${kind} ${text}`);

describe('origin', () => {
  test('a value knows its document, line, column and offsets', () => {
    const found = at(value('a = 1\nb {\n  c = "x"\n}\n'), 'b', 'c');
    expect(found.origin).toEqual({ document: 'doc', line: 3, column: 7, from: 16, to: 19 });
    expect(found.overrode).toEqual([]);
  });

  test('lines count through triple quotes, comments and carriage returns', () => {
    expect(at(value('a = """1\n2\n3"""\r\n# c\n\nb = 1'), 'b').origin.line).toBe(6);
  });

  test('a reference has its own place, and says where the value came from', () => {
    const found = at(value('a = 1\nb = ${a}\n'), 'b');
    expect(found.origin.line).toBe(2);
    expect(found.source?.line).toBe(1);
  });

  test('inside a copied object the values keep their places', () => {
    const root = value('a { x = 1 }\nb = ${a} {\n  y = 2\n}\n');
    expect(at(root, 'b', 'x').origin.line).toBe(1);
    expect(at(root, 'b', 'y').origin.line).toBe(3);
  });
});

describe('overrode', () => {
  test('lists what the same key had before, latest first', () => {
    expect(hidden(at(value('a = 1\na = [2]\na { b = 3 }\na = ${?c}\na = end\nc = 0'), 'a'))).toEqual([
      'doc:4 expression ${?c}',
      'doc:3 object { b = 3 }',
      'doc:2 array [2]',
      'doc:1 number 1',
    ]);
  });

  test('objects that merge hide nothing; what they hide in their fields is listed there', () => {
    const root = value('a { x = 1, y = 1 }\na { x = 2 }');
    expect(hidden(at(root, 'a'))).toEqual([]);
    expect(hidden(at(root, 'a', 'x'))).toEqual(['doc:1 number 1']);
  });

  test('an object over a value hides also the object beneath that value', () => {
    const text = 'l = [1]\na { x = 1 }\na = ${l}\na { y = 2 }\na { z = 3 }';
    expect(hidden(at(value(text), 'a'))).toEqual(['doc:3 expression ${l}', 'doc:2 object { x = 1 }']);
    expect(hidden(at(value('a { x = 1 }\na = 5\na { y = 2 }'), 'a'))).toEqual([
      'doc:2 number 5',
      'doc:1 object { x = 1 }',
    ]);
  });

  test('an absent optional reference hides nothing', () => {
    const found = at(value('a = 1\na = ${?nope}'), 'a');
    expect(found.origin.line).toBe(1);
    expect(hidden(found)).toEqual([]);
  });

  test('in an inherited object the parent value is listed', () => {
    expect(hidden(at(value('base { x = 1 }\nd = ${base} { x = 2 }'), 'd', 'x'))).toEqual(['doc:1 number 1']);
  });
});

describe('several documents', () => {
  test('resolve lays them over each other, and substitutions see all of them', () => {
    const trees = [
      parse('a = 1\nb = ${c}', { document: 'low' }).tree,
      parse('a = 2\nc = 3', { document: 'high' }).tree,
    ];
    const root = resolve(trees).value;
    expect(root && toPlain(root)).toEqual({ a: 2, b: 3, c: 3 });
    expect(at(root, 'a').origin.document).toBe('high');
    expect(hidden(at(root, 'a'))).toEqual(['low:1 number 1']);
  });

  test('resolve of a list and an object is an error', () => {
    const trees = [parse('a = 1', { document: 'low' }).tree, parse('[1]', { document: 'high' }).tree];
    expect(resolve(trees).errors).toMatchObject([{ code: 'merge-root-kinds', document: 'high', line: 1 }]);
  });

  test('merge lays finished values over each other; each keeps its own origin', () => {
    const low = value('a = 1\nb { x = 1, y = [1, {z = 1}] }\nc { d = 1 }\n', 'low');
    const middle = value('a = null\nb { x = text }\n', 'middle');
    const high = value('b { y = [2] }\nc = 5\n', 'high');
    const root = merge([low, middle, high]);
    expect(root && toPlain(root)).toEqual({ a: null, b: { x: 'text', y: [2] }, c: 5 });
    expect(hidden(at(root, 'a'))).toEqual(['low:1 number 1']);
    expect(hidden(at(root, 'b', 'y'))).toEqual(['low:2 array [1, {…}]']);
    expect(hidden(at(root, 'c'))).toEqual(['low:3 object { d … }']);
    expect(at(root, 'b', 'x').origin.document).toBe('middle');
    expect(merge([])).toBeUndefined();
  });
});

test('included values have the included document as origin', () => {
  const { tree } = parse('a { include "x" }\na.k = 2', { document: 'main' });
  const root = resolve(tree, { include: () => [{ document: 'x.conf', text: '\nk = 1\nl = 1' }] }).value;
  expect(at(root, 'a', 'l').origin).toMatchObject({ document: 'x.conf', line: 3 });
  expect(hidden(at(root, 'a', 'k'))).toEqual(['x.conf:2 number 1']);
});

test('a loader is asked with kind, name, whether it is required, and by whom', () => {
  const asked: unknown[] = [];
  const include = (request: unknown) => {
    asked.push(request);
    return 'missing' as const;
  };
  resolve(parse('include url("u")\ninclude "n"', { document: 'main' }).tree, { include });
  expect(asked).toEqual([
    { kind: 'url', name: 'u', required: false, document: 'main' },
    { kind: 'any', name: 'n', required: false, document: 'main' },
  ]);
});

test('without a loader every include is refused, with its place', () => {
  expect(resolve(parse('a = 1\n  include "x"\n').tree).errors).toMatchObject([
    { code: 'include-refused', line: 2, column: 3 },
  ]);
});
