import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText, document, jsonValue, key, path } from '../../tests/support/hocon-arbitraries.ts';
import { deleteValue, setValue } from './edit.ts';
import { toCanonicalHocon, toJson, toPlain } from './emit.ts';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { parsePath, renderPath } from './path.ts';
import { print } from './print.ts';
import { read } from './read.ts';
import { tokenize } from './tokenize.ts';
import type { JsonValue, ResolvedValue } from './values.ts';

/** More runs by FAST_CHECK_RUNS, as the nightly job sets. */
const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 500) };

const plain = (text: string): JsonValue | undefined => {
  const { value } = read(text, { include: () => 'missing' });
  return value && toPlain(value);
};

describe('printing', () => {
  test('the tokens of any text are the text', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(
          tokenize(text)
            .map((token) => token.text)
            .join(''),
        ).toBe(text);
      }),
      runs,
    );
  });

  test('print(parse(x)) is x, for any text, and every error lies in it', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { tree, errors } = parse(text);
        expect(print(tree)).toBe(text);
        const lines = text.split('\n');
        for (const { from, to, line, column } of errors) {
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeGreaterThanOrEqual(from);
          expect(to).toBeLessThanOrEqual(text.length);
          const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
          expect(before + column - 1).toBe(from);
        }
      }),
      runs,
    );
  });
});

describe('JSON', () => {
  test('any JSON text reads as JSON.parse reads it, and is emitted so', () => {
    fc.assert(
      fc.property(jsonValue, fc.constantFrom(0, 2), (value, indent) => {
        const root = typeof value === 'object' && value !== null ? value : [value];
        const { value: resolved, errors } = read(JSON.stringify(root, null, indent));
        expect(errors).toEqual([]);
        expect(resolved && toPlain(resolved)).toEqual(root);
        expect(resolved && JSON.parse(toJson(resolved, indent))).toEqual(root);
        expect(resolved && plain(toCanonicalHocon(resolved))).toEqual(root);
      }),
      runs,
    );
  });
});

describe('format', () => {
  test('parse(format(x)) means x, and formatting twice is formatting once', () => {
    fc.assert(
      fc.property(document, (text) => {
        const formatted = format(text);
        if (formatted.errors.length > 0) return;
        expect(plain(formatted.text)).toEqual(plain(text));
        expect(format(formatted.text).text).toBe(formatted.text);
      }),
      runs,
    );
  });

  test('no comment is lost', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const comments = (of: string) =>
          tokenize(of)
            .filter((token) => token.kind === 'comment')
            .map((token) => token.text.trimEnd());
        const formatted = format(text);
        if (formatted.errors.length === 0)
          expect(comments(formatted.text).sort()).toEqual(comments(text).sort());
      }),
      runs,
    );
  });
});

/** Plain data with the value at a path set: what an edit must come to where no substitution is about. */
function withSet(data: JsonValue, keys: readonly string[], value: JsonValue): JsonValue {
  const [first, ...rest] = keys;
  if (first === undefined) return value;
  const isObject = typeof data === 'object' && data !== null && !Array.isArray(data);
  const entries = new Map(isObject ? Object.entries(data as object) : []);
  entries.set(first, withSet(entries.get(first) ?? null, rest, value));
  return Object.fromEntries(entries);
}

function withDeleted(data: JsonValue, keys: readonly string[]): JsonValue {
  const [first = '', ...rest] = keys;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  const entries = new Map<string, JsonValue>(Object.entries(data));
  if (rest.length === 0) entries.delete(first);
  else if (entries.has(first)) entries.set(first, withDeleted(entries.get(first) as JsonValue, rest));
  return Object.fromEntries(entries);
}

/** Data without the empty objects on the way to a path. */
function pruned(data: JsonValue, keys: readonly string[]): JsonValue {
  const [first, ...rest] = keys;
  if (first === undefined || typeof data !== 'object' || data === null || Array.isArray(data)) return data;
  const entries = new Map<string, JsonValue>(Object.entries(data));
  const inner = entries.get(first);
  if (inner === undefined) return data;
  const left = pruned(inner, rest);
  entries.set(first, left);
  if (typeof left === 'object' && left !== null && !Array.isArray(left) && Object.keys(left).length === 0) {
    entries.delete(first);
  }
  return Object.fromEntries(entries);
}

const plainDocument = document.filter(
  (text) => !text.includes('$') && !text.includes('+=') && plain(text) !== undefined,
);
const jsonDocument = fc
  .dictionary(key, jsonValue, { maxKeys: 4 })
  .chain((data) => fc.constantFrom(JSON.stringify(data), JSON.stringify(data, null, 2)));

describe('edit', () => {
  test.each([
    ['HOCON', plainDocument],
    ['JSON', jsonDocument],
  ])('after setValue in %s the path reads as the value, and nothing else changed', (_name, texts) => {
    fc.assert(
      fc.property(texts, path, jsonValue, (text, keys, value) => {
        const edited = setValue(text, keys, value);
        expect(edited.errors).toEqual([]);
        expect(plain(edited.text)).toEqual(withSet(plain(text) ?? {}, keys, value));
      }),
      runs,
    );
  });

  test('setValue reads back with substitutions about', () => {
    fc.assert(
      fc.property(document, path, jsonValue, (text, keys, value) => {
        if (plain(text) === undefined) return;
        const edited = setValue(text, keys, value);
        const { value: after } = read(edited.text, { unresolved: 'keep' });
        // A substitution elsewhere may not bear the new value.
        if (!after) return;
        let at: ResolvedValue | undefined = after;
        for (const one of keys) at = at?.kind === 'object' ? at.fields.get(one) : undefined;
        expect(at && toPlain(at)).toEqual(value);
      }),
      runs,
    );
  });

  test('JSON stays JSON', () => {
    fc.assert(
      fc.property(jsonDocument, key, jsonValue, (text, only, value) => {
        if (text === '{}') return;
        expect(() => JSON.parse(setValue(text, [only], value).text)).not.toThrow();
      }),
      runs,
    );
  });

  test.each([
    ['HOCON', plainDocument],
    ['JSON', jsonDocument],
  ])('after deleteValue in %s the path is gone, and nothing else changed', (_name, texts) => {
    fc.assert(
      fc.property(texts, path, (text, keys) => {
        const edited = deleteValue(text, keys);
        expect(edited.errors).toEqual([]);
        const before = plain(text) ?? {};
        const after = plain(edited.text) ?? {};
        // Objects that were there only for the key may go with it.
        const parent = keys.slice(0, -1);
        expect(pruned(after, parent)).toEqual(pruned(withDeleted(before, keys), parent));
      }),
      runs,
    );
  });
});

test('parsePath(renderPath(x)) is x', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(key, fc.string({ unit: 'binary' })), { minLength: 1, maxLength: 5 }),
      (elements) => {
        expect(parsePath(renderPath(elements))).toEqual(elements);
      },
    ),
    runs,
  );
});
