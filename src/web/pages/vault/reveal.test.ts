import { expect, test } from 'vitest';
import { isMasked, secretOf, unmasked } from './reveal.ts';

test('what a mask stands for takes its place whole, quotes and comment signs too', () => {
  const text = 'a = "••••••••aaaaaaaa"\n# ••••••••bbbbbbbb\nc = "••••••••cccccccc"\n';
  const raws = new Map([
    ['aaaaaaaa', 's3cret'],
    ['bbbbbbbb', '# old: "x"'],
  ]);
  expect(unmasked(text, raws)).toBe('a = s3cret\n# old: "x"\nc = "••••••••cccccccc"\n');
  expect(isMasked(text)).toBe(true);
  expect(isMasked(unmasked('a = "••••••••aaaaaaaa"', raws))).toBe(false);
});

test('a copied secret is what its user types, however it is written', () => {
  expect(secretOf('"a\\"b"')).toBe('a"b');
  expect(secretOf('plain run')).toBe('plain run');
  expect(secretOf('"""two\nlines"""')).toBe('two\nlines');
  expect(secretOf("'it''s'")).toBe("it's");
  expect(secretOf('# token: x')).toBe('token: x');
});
