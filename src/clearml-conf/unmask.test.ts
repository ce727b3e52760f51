// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { mask, unmask } from '../../tests/support/mask-ids.ts';
import { MASK_DOTS } from './mask/form.ts';
import type { Format } from './read-format.ts';
import { unmaskText } from './unmask.ts';

const HOCON = 'a { pass = hunter2 } # note\nb = 1\n';

/** Masks a text, edits the masked one, and puts the secrets back. */
function edit(
  text: string,
  change: (masked: string) => string,
  format: Format = 'hocon',
  to: Format = format,
) {
  const stored = mask(text, format);
  return unmask(change(stored.text), to, stored, { rawFormatOf: () => format });
}

const code = (outcome: ReturnType<typeof edit>) => (outcome.ok ? outcome.text : outcome.finding.code);

describe('Putting back', () => {
  test.each<[string, string, (masked: string) => string, string]>([
    ['nothing changed', HOCON, (m) => m, HOCON],
    [
      'another value changed',
      HOCON,
      (m) => m.replace('b = 1', 'b = 2\nc = 3'),
      'a { pass = hunter2 } # note\nb = 2\nc = 3\n',
    ],
    [
      'the secret replaced',
      HOCON,
      (m) => m.replace(/"•+\w+"/, 'newer'),
      'a { pass = newer } # note\nb = 1\n',
    ],
    ['a mask taken out', HOCON, (m) => m.replace(/# •+\w+/, ''), 'a { pass = hunter2 } \nb = 1\n'],
    [
      'a mask moved to another secret key',
      HOCON,
      (m) => m.replace('pass =', 'token ='),
      'a { token = hunter2 } # note\nb = 1\n',
    ],
    ['a mask written twice', HOCON, (m) => `${m}key = ${/"•+\w+"/.exec(m)?.[0]}`, `${HOCON}key = hunter2`],
    [
      'a mask below a harmless name, referred to by a secret',
      HOCON,
      (m) => `${m.replace('pass', 'x')}pass = \${a.x}`,
      `${HOCON.replace('pass', 'x')}pass = \${a.x}`,
    ],
  ])('works with %s', (_name, text, change, expected) => {
    expect(edit(text, change)).toEqual({ ok: true, text: expected });
  });

  test.each<[string, Format]>([
    ['a = {secret: x', 'hocon'],
    ['{"a": 1,}', 'json'],
    ['a: b: c', 'yaml'],
    [`"${MASK_DOTS}" = 1`, 'hocon'],
    ['', 'hocon'],
  ])('gives back a text masked whole: %s', (text, format) => {
    expect(edit(text, (m) => m, format)).toEqual({ ok: true, text });
  });
});

describe('A mask is refused', () => {
  const value = /"•+\w+"/;
  test.each<[string, string, (masked: string) => string, string]>([
    ['below a harmless key', HOCON, (m) => m.replace('pass', 'shown'), 'mask-moved'],
    ['in a value others refer to', HOCON, (m) => `${m.replace('pass', 'x')}shown = \${a.x}`, 'mask-moved'],
    ['in a list', HOCON, (m) => m.replace(/pass = ("•+\w+")/, 'args = [$1]'), 'mask-moved'],
    [
      'where a number of ClearML stands',
      HOCON,
      (m) => m.replace(/a \{ pass/, 'api.auth { token_expiration_threshold_sec'),
      'mask-moved',
    ],
    ['in an include', HOCON, (m) => m.replace(/a \{ pass = ("•+\w+") \}/, 'include url($1)'), 'mask-moved'],
    ['for a key', HOCON, (m) => m.replace(/a \{ pass = ("•+\w+") \}/, '$1 = 1'), 'mask-moved'],
    ['beside text', HOCON, (m) => m.replace(value, '$& more'), 'mask-moved'],
    ['beside a reference', HOCON, (m) => m.replace(value, '$&${X}'), 'mask-moved'],
    ['inside a text', HOCON, (m) => m.replace(/"(•+\w+)"/, '"Bearer $1"'), 'mask-inside'],
    ['inside three quotes', HOCON, (m) => m.replace(value, '"""x $& y"""'), 'mask-moved'],
    ['without its quotes', HOCON, (m) => m.replace(/"(•+\w+)"/, '$1'), 'mask-inside'],
    ['before more comment', HOCON, (m) => m.replace(/# •+\w+/, '$& more'), 'mask-inside'],
    [
      'as a value, being a comment',
      HOCON,
      (m) => m.replace(value, '1').replace(/# (•+\w+)/, '\nkey = "$1"'),
      'mask-moved',
    ],
    [
      'as a comment, being a value',
      HOCON,
      (m) => m.replace(/a \{ pass = "(•+\w+)" \}/, '# $1\n'),
      'mask-moved',
    ],
    [
      'behind a value, being a comment',
      HOCON,
      (m) => m.replace(/(b = 1)\n/, `$1 "${/# (•+\w+)/.exec(m)?.[1]}"\n`),
      'mask-moved',
    ],
    ['without an id', HOCON, (m) => m.replace(/(•{8})\w{8}/, '$1'), 'mask-unknown'],
    ['with another id', HOCON, (m) => m.replace(/(•{8})\w{8}/, '$1abcdefgh'), 'mask-unknown'],
    ['with a longer id', HOCON, (m) => m.replace(/(•{8}\w{8})/, '$1x'), 'mask-unknown'],
    ['with more dots', HOCON, (m) => m.replace('•', '••'), 'mask-unknown'],
    ['that stands for a text masked whole, beside more', 'a = {', (m) => `${m}\n`, 'mask-inside'],
    ['that stands for a text masked whole, as a value', 'a = {', (m) => `key = "${m}"`, 'mask-moved'],
  ])('%s', (_name, text, change, expected) => {
    expect(code(edit(text, change))).toBe(expected);
  });

  test('but not for a slip elsewhere in the text: it is kept, and then masked whole', () => {
    const outcome = edit(HOCON, (m) => `${m}c = {`);
    expect(outcome).toEqual({ ok: true, text: `${HOCON}c = {` });
    expect(mask(`${HOCON}c = {`, 'hocon').text).toMatch(/^•{8}\w{8}$/);
  });

  test('with its place in the masked text, and a cure', () => {
    const outcome = edit(HOCON, (m) => m.replace('pass', 'shown'));
    expect(outcome).toMatchObject({
      ok: false,
      finding: {
        severity: 'error',
        from: 12,
        to: 30,
        line: 1,
        column: 13,
        message: expect.stringMatching(/\.$/),
        hint: expect.stringMatching(/\.$/),
      },
    });
    expect(JSON.stringify(outcome)).not.toContain('hunter2');
  });

  test('beside text, even where all ids are the same', () => {
    const same = { idOf: () => 'aaaaaaaa', rawOf: () => 'x' };
    expect(unmaskText(`pass = "${MASK_DOTS}aaaaaaaa"`, 'hocon', same).ok).toBe(true);
    expect(unmaskText(`pass = "${MASK_DOTS}aaaaaaaa" y`, 'hocon', same).ok).toBe(false);
  });

  test('when the writer no longer marks its key', () => {
    const stored = mask('x.shown = s3cret', 'hocon', ['x.shown']);
    expect(code(unmask(stored.text, 'hocon', stored, { secretKeys: [] }))).toBe('mask-moved');
    expect(code(unmask(stored.text, 'hocon', stored, { secretKeys: ['shown'] }))).toBe('x.shown = s3cret');
  });
});

describe('YAML', () => {
  const LINES = 'a:\n  pass: |\n    one\n     two\nb: 1\n';

  test('lines may move where they keep their meaning', () => {
    expect(code(edit(LINES, (m) => m.replace('a:\n  pass', 'token'), 'yaml'))).toBe(
      'token: |\n    one\n     two\nb: 1\n',
    );
  });

  test('lines may not move where they would be cut off', () => {
    const deeper = (m: string) => m.replace('  pass', '  x:\n     y:\n      pass');
    expect(code(edit(LINES, deeper, 'yaml'))).toBe('mask-moved');
  });

  test('lines with a set indentation may not move to another', () => {
    const text = 'a:\n  pass: |1\n    one\nb: 1\n';
    expect(code(edit(text, (m) => m, 'yaml'))).toBe(text);
    expect(code(edit(text, (m) => m.replace('a:\n  pass', 'token'), 'yaml'))).toBe('mask-moved');
  });

  test('text may be added behind lines that ended the text', () => {
    expect(code(edit('pass: |\n  one', (m) => `${m}\nb: 1\n`, 'yaml'))).toBe('pass: |\n  one\nb: 1\n');
  });

  test('a plain text with a comma may not move into a flow list', () => {
    expect(code(edit('pass: a, b\n', (m) => m.replace(/"•+\w+"/, '[$&]'), 'yaml'))).toBe('mask-moved');
  });

  test('an anchor stays masked as long as an alias of it is secret', () => {
    const text = 'a: &p s\npass: *p\n';
    expect(code(edit(text, (m) => m, 'yaml'))).toBe(text);
    expect(code(edit(text, (m) => m.replace('pass', 'shown'), 'yaml'))).toBe('mask-moved');
  });
});

describe('Another format', () => {
  test('takes what JSON could hold too', () => {
    const change = (m: string) => m.replace('a =', '"a":').replace('key =', ', "key":').replace('n.', '');
    expect(code(edit('{ a = 1\n key = "x" }', change, 'hocon', 'json'))).toBe('{ "a": 1\n , "key": "x" }');
    expect(code(edit('{"key": 12}', (m) => m, 'json', 'yaml'))).toBe('{"key": 12}');
    expect(code(edit('{"key": "\\ud83d\\ude00\\/"}', (m) => m, 'json', 'hocon'))).toBe(
      '{"key": "\\ud83d\\ude00\\/"}',
    );
  });

  test.each<[string, Format, Format]>([
    ['pass: x', 'hocon', 'yaml'],
    ['pass: ${X} y', 'hocon', 'yaml'],
    ['pass: """x"""', 'hocon', 'yaml'],
    ["pass: 'x'", 'yaml', 'hocon'],
    ['pass: |\n  x\n', 'yaml', 'hocon'],
    ['pass: 0x1F', 'yaml', 'hocon'],
    ['pass: "\\x41"', 'yaml', 'hocon'],
    ['// note\na: 1', 'hocon', 'yaml'],
    ['# note\n{}', 'hocon', 'json'],
    ['a = {', 'hocon', 'yaml'],
    ['12', 'hocon', 'json'],
  ])('refuses what would mean something else there: %s', (text, from, to) => {
    expect(code(edit(text, (m) => m, from, to))).toBe('mask-format');
  });

  test('takes comments of both', () => {
    expect(code(edit('# note\na: 1', (m) => m, 'hocon', 'yaml'))).toBe('# note\na: 1');
  });
});
