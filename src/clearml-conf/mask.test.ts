// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { cpuMs } from '../../tests/support/cpu-time.ts';
import { idOf, mask } from '../../tests/support/mask-ids.ts';
import { toPlain } from '../hocon/emit.ts';
import { MASK_DOTS } from './mask/form.ts';
import { type Format, readFormat } from './read-format.ts';

/** The masked text with every mask as a short sign: ‹v› for values, ‹c› for comments, ‹t› for whole texts. */
function signs(text: string, format: Format, secretKeys?: readonly string[]): string {
  return mask(text, format, secretKeys)
    .text.replace(/"•{8}[a-z0-9]{8}"/g, '‹v›')
    .replace(/# •{8}[a-z0-9]{8}/g, '‹c›')
    .replace(/•{8}[a-z0-9]{8}/g, '‹t›');
}

describe('HOCON', () => {
  test.each([
    ['a quoted value', 'secret = "x" , b = 1', 'secret = ‹v› , b = 1'],
    ['an unquoted run', 'secret = x y z\nb = 1', 'secret = ‹v›\nb = 1'],
    ['triple quotes over lines', 'pass = """a\nb"""\nb = 1', 'pass = ‹v›\nb = 1'],
    ['a number', 'key: 12\n', 'key: ‹v›\n'],
    ['a reference with text beside it', 'key = ${?X} suffix', 'key = ‹v›'],
    ['no reference alone', 'key = ${?AWS_KEY}', 'key = ${?AWS_KEY}'],
    ['no references beside each other', 'key = ${?A} ${?B}', 'key = ${?A} ${?B}'],
    [
      'nothing in null, true, false and empty',
      'k1 { key = null, keys = [true, false, ""] }',
      'k1 { key = null, keys = [true, false, ""] }',
    ],
    [
      'every definition of a key',
      'pass = a\npass = b\npass = ${pass} c',
      'pass = ‹v›\npass = ‹v›\npass = ‹v›',
    ],
    ['what is added to a list', 'tokens += abc', 'tokens += ‹v›'],
    [
      'dotted and quoted keys',
      'a.b."git.pass" = x\n"my-secret" { c = y }',
      'a.b."git.pass" = ‹v›\n"my-secret" { c = ‹v› }',
    ],
    [
      'an object beside a reference',
      'a = ${base} {secret: x, host: h}',
      'a = ${base} {secret: ‹v›, host: h}',
    ],
    ['lists beside each other', 'keys = [a] [b, ${c}]', 'keys = [‹v›] [‹v›, ${c}]'],
    ['all below a secret name', 'secrets { a { b: [x, {c: y}] } }', 'secrets { a { b: [‹v›, {c: ‹v›}] } }'],
    ['comments whole', 'a = 1 # one\n// two\n#\nb = 2#three', 'a = 1 ‹c›\n‹c›\n#\nb = 2‹c›'],
    ['comments before a carriage return', 'a = 1 # x\r\nb = 2\r\n', 'a = 1 ‹c›\r\nb = 2\r\n'],
    ['no comment signs in texts', 'a = "# no // no"', 'a = "# no // no"'],
    [
      'an address of an include',
      'include url("https://u:p@h/x")\ninclude "plain"',
      'include url(‹v›)\ninclude "plain"',
    ],
    ['a list written by numbers', 'keys.0 = a\nkeys.1 = b', 'keys.0 = ‹v›\nkeys.1 = ‹v›'],
    ['an empty text', '', ''],
  ])('masks %s', (_name, text, expected) => {
    expect(signs(text, 'hocon')).toBe(expected);
  });

  test('masks only the secret members of credentials', () => {
    const text = 'sdk.aws.s3.credentials: [{bucket: b, host: h, region: r, key: k, secret: s, token: t}]';
    expect(signs(text, 'hocon')).toBe(
      'sdk.aws.s3.credentials: [{bucket: b, host: h, region: r, key: ‹v›, secret: ‹v›, token: ‹v›}]',
    );
    expect(signs('credentials = abc\nc { credentials: [x] }', 'hocon')).toBe(
      'credentials = ‹v›\nc { credentials: [‹v›] }',
    );
    expect(signs('credentials_json { type: a, project: b }', 'hocon')).toBe(
      'credentials_json { type: ‹v›, project: ‹v› }',
    );
  });

  test("leaves ClearML's own settings that only sound secret", () => {
    const text =
      'api.auth { token_expiration_threshold_sec = 360, other = x }\nagent.enable_git_ask_pass = true';
    expect(signs(text, 'hocon')).toBe(text.replace('= x', '= ‹v›'));
    const hidden = 'agent.sanitize_config_printout { hide_secrets = ["^a$"] }';
    expect(signs(hidden, 'hocon')).toBe(hidden);
  });

  test('masks contents of files, and nothing of that name elsewhere', () => {
    expect(signs('files { f { path: "~/x", contents: "s" } }\na { contents: x }', 'hocon')).toBe(
      'files { f { path: "~/x", contents: ‹v› } }\na { contents: x }',
    );
  });

  test.each([
    ['another value of the text', 'pass = ${my.other}\nmy.other = s', 'pass = ${my.other}\nmy.other = ‹v›'],
    ['a chain', 'pass = ${a}\na = ${?b}\nb = ${c} x\nc = s', 'pass = ${a}\na = ${?b}\nb = ‹v›\nc = ‹v›'],
    ['all definitions', 'o = 1\npass = ${o}\no = 2', 'o = ‹v›\npass = ${o}\no = ‹v›'],
    [
      'an object with all in it',
      'secrets = ${o}\no { a: x, b.c: y }\np = z',
      'secrets = ${o}\no { a: ‹v›, b.c: ‹v› }\np = z',
    ],
    [
      'a place inside an object taken over',
      'a = ${b}\nb.c = s\npass = ${a.c}',
      'a = ${b}\nb.c = ‹v›\npass = ${a.c}',
    ],
    [
      'files taken over whole',
      'files = ${f}\nf.x { contents: s, path: p }',
      'files = ${f}\nf.x { contents: ‹v›, path: p }',
    ],
    [
      'one file taken over',
      'files.x = ${f}\nf { contents: s, path: p }',
      'files.x = ${f}\nf { contents: ‹v›, path: p }',
    ],
    ['credentials that are one text', 'credentials = ${c}\nc = s\n', 'credentials = ${c}\nc = ‹v›\n'],
    [
      'no members of credentials',
      'credentials = ${c}\nc = [{bucket: b}]\n',
      'credentials = ${c}\nc = [{bucket: b}]\n',
    ],
    [
      'circles',
      'pass = ${a}\na = ${b}\nb = ${a}\nc = ${?c.d} {}',
      'pass = ${a}\na = ${b}\nb = ${a}\nc = ${?c.d} {}',
    ],
  ])('follows references to %s', (_name, text, expected) => {
    expect(signs(text, 'hocon')).toBe(expected);
  });

  test('masks what the writer marked: a key anywhere, a path with all below it', () => {
    const text = 'a { b { c: 1 }, d: 2 }\nx.d = 3, D = 4, y.a.b = 5';
    expect(signs(text, 'hocon', ['d', 'a.b'])).toBe(
      'a { b { c: ‹v› }, d: ‹v› }\nx.d = ‹v›, D = 4, y.a.b = 5',
    );
  });

  test('masks a marked path that an object taken over provides', () => {
    expect(signs('prod = ${tmpl}\ntmpl.db { dsnx: s, host: h }', 'hocon', ['prod.db.dsnx'])).toBe(
      'prod = ${tmpl}\ntmpl.db { dsnx: ‹v›, host: h }',
    );
  });
});

describe('JSON', () => {
  test.each([
    [
      'values',
      '{"a": {"gitPass": "x\\n", "n": 1}, "tokens": [1, {"q": "z"}]}',
      '{"a": {"gitPass": ‹v›, "n": 1}, "tokens": [‹v›, {"q": ‹v›}]}',
    ],
    ['keys written twice', '{"key": 1, "key": -2.5e3}', '{"key": ‹v›, "key": ‹v›}'],
    ['no reference: it is text', '{"key": "${X}"}', '{"key": ‹v›}'],
    ['a key with a dot', '{"db.password": "p"}', '{"db.password": ‹v›}'],
    [
      'null and the like',
      '{"key": null, "keys": [true, false, "", {}]}',
      '{"key": null, "keys": [true, false, "", {}]}',
    ],
  ])('masks %s', (_name, text, expected) => {
    expect(signs(text, 'json')).toBe(expected);
  });
});

describe('YAML', () => {
  test.each([
    ['plain values', 'pass: a b c # d\nx: 1\n', 'pass: ‹v› ‹c›\nx: 1\n'],
    ['quoted values', "pass: 'a''b'\nkey: \"x\\n\"\n", 'pass: ‹v›\nkey: ‹v›\n'],
    ['values over lines', 'pass: one\n  two\n\n  three\nx: 1', 'pass: ‹v›\nx: 1'],
    ['values below their key', 'pass:\n  s\nx: 1', 'pass:\n  ‹v›\nx: 1'],
    ['blocks of lines', 'pass: |\n  a\n  # b\n\nx: >-\n  c\n', 'pass: ‹v›\n\nx: >-\n  c\n'],
    ['blocks that keep line ends', 'pass: |2+\n   a\n\n\nx: 1', 'pass: ‹v›\n\n\nx: 1'],
    ['blocks in lists', 'keys:\n  - |\n    a\n  - b\n', 'keys:\n  - ‹v›\n  - ‹v›\n'],
    ['comments behind a block sign', 'x: | # c\n  a\n', 'x: | ‹c›\n  a\n'],
    ['blocks with a comment behind their sign', 'pass: | # c\n  a\nx: 1', 'pass: ‹v›\nx: 1'],
    ['flow forms', '{pass: x, k: [{secret: "y", b: z}]} # c', '{pass: ‹v›, k: [{secret: ‹v›, b: z}]} ‹c›'],
    ['an anchor whose alias is secret', 'a: &p s\npass: *p\n', 'a: &p ‹v›\npass: *p\n'],
    ['an anchored object', 'a: &o {b: s}\nsecrets: [*o]\n', 'a: &o {b: ‹v›}\nsecrets: [*o]\n'],
    ['comments alone', '# only\n', '‹c›\n'],
    ['no comment signs in texts', "x: 'a # b'\ny: a#b\nz: |\n  # no\n", "x: 'a # b'\ny: a#b\nz: |\n  # no\n"],
    ['behind a byte order mark', '\ufeff# c\npass: s\n', '\ufeff‹c›\npass: ‹v›\n'],
    ['with carriage returns', 'pass: |\r\n  a\r\n  b\r\nx: 1 # c\r\n', 'pass: ‹v›\r\nx: 1 ‹c›\r\n'],
    [
      'numbers, but no null or truth',
      'key: 0x1F\nkeys: [~, true, null, "", 1]\n',
      'key: ‹v›\nkeys: [~, true, null, "", ‹v›]\n',
    ],
  ])('masks %s', (_name, text, expected) => {
    expect(signs(text, 'yaml')).toBe(expected);
    expect(readFormat(mask(text, 'yaml').text, 'yaml').errors).toEqual([]);
  });
});

describe('A text that cannot be read', () => {
  test.each<[string, Format]>([
    ['a = {secret: x', 'hocon'],
    ['pass = p@ss', 'hocon'],
    ['pass = "x', 'hocon'],
    ['pass: x', 'json'],
    ['{"a": 1} // c', 'json'],
    ['"pass"', 'json'],
    ['a: b: c', 'yaml'],
    ['aws_secret = x', 'yaml'],
    ['a: !!str x', 'yaml'],
    ['---\na: 1\n---\nb: 2', 'yaml'],
    [`x: ${'['.repeat(5000)}`, 'yaml'],
    ['['.repeat(5000), 'hocon'],
    ['  ', 'json'],
  ])('is masked whole: %s', (text, format) => {
    expect(signs(text, format)).toBe('‹t›');
    expect(mask(text, format)).toMatchObject({
      parsed: false,
      masks: [{ kind: 'text', raw: text, from: 0, to: 16 }],
    });
  });
});

describe('Dots of a mask in a clear text', () => {
  test('are masked themselves, so that none is taken for a mask', () => {
    expect(signs(`title = "${MASK_DOTS}"\n`, 'hocon')).toBe('title = ‹v›\n');
    expect(signs(`a: ${MASK_DOTS}abcdefgh`, 'yaml')).toBe('a: ‹v›');
  });

  test('in a key hide the whole text', () => {
    expect(signs(`"${MASK_DOTS}abcdefgh" = 1\n`, 'hocon')).toBe('‹t›');
    expect(signs(`"${MASK_DOTS}abcdefgh" = 1\npass = x`, 'hocon')).toBe('‹t›');
  });
});

test('equal secrets have equal masks, and each mask tells its places', () => {
  const text = 'a.key = s3cret\nb { key = s3cret, pass = other }';
  const { masks, text: masked } = mask(text, 'hocon');
  expect(masks.map(({ id }) => id)).toEqual([idOf('s3cret'), idOf('s3cret'), idOf('other')]);
  expect(masks.map(({ path, line, kind }) => ({ path, line, kind }))).toEqual([
    { path: 'a.key', line: 1, kind: 'value' },
    { path: 'b.key', line: 2, kind: 'value' },
    { path: 'b.pass', line: 2, kind: 'value' },
  ]);
  for (const { from, to, rawFrom, rawTo, raw, id } of masks) {
    expect(text.slice(rawFrom, rawTo)).toBe(raw);
    expect(masked.slice(from, to)).toBe(`"${MASK_DOTS}${id}"`);
  }
});

test('two secrets that share an id hide the whole text', () => {
  const same = { idOf: () => 'aaaaaaaa' };
  expect(mask('key = a, pass = b', 'hocon').parsed).toBe(true);
  return import('./mask.ts').then(({ maskText }) => {
    expect(maskText('key = a, pass = b', 'hocon', same).parsed).toBe(false);
    expect(maskText('key = a, pass = a', 'hocon', same).parsed).toBe(true);
  });
});

test('a masked text reads as before but for its secrets', () => {
  const { value } = readFormat(mask('a { key: x, b: [1, "y"] }', 'hocon').text, 'hocon');
  expect(value && toPlain(value)).toEqual({ a: { key: `${MASK_DOTS}${idOf('x')}`, b: [1, 'y'] } });
});

describe('Large and hostile texts', () => {
  const size = 256 * 1024;
  const fill = (line: (index: number) => string) => {
    const lines: string[] = [];
    for (let index = 0, length = 0; length < size; index += 1) {
      const one = line(index);
      lines.push(one);
      length += one.length;
    }
    return lines.join('');
  };

  test.each<[string, string, Format]>([
    [
      'many sections',
      fill((i) => `s${i} { name: "v ${i}" # c${i}\n secret_key: h${i}\n list: [1, two] }\n`),
      'hocon',
    ],
    ['many references in a chain', `pass = \${a0}\n${fill((i) => `a${i} = \${a${i + 1}}\n`)}`, 'hocon'],
    [
      'references that grow',
      `a = \${?a.b}\na.pass = \${a.c}\n${fill((i) => `x${i} = \${?a.x${i}}\n`)}`,
      'hocon',
    ],
    ['deep keys', fill((i) => `${'a.'.repeat(190)}k${i} = 1\n`), 'hocon'],
    ['addresses without an end', `a = "${'://x:'.repeat(size / 5)}"`, 'hocon'],
    ['words without a value', `a = "${'key_'.repeat(size / 4)}"`, 'hocon'],
    ['tokens without an end', `a = "${'eyJ'.repeat(size / 3)}"`, 'hocon'],
    ['options without an end', `a = "${'--token '.repeat(size / 8)}"`, 'hocon'],
    ['many JSON members', `{${fill((i) => `"token${i}": "v${i}",`)}"x": 1}`, 'json'],
  ])('%s take a bounded time', (_name, text, format) => {
    const cpu_ms = cpuMs(() => expect(mask(text, format).text).not.toBe(''));
    expect(cpu_ms).toBeLessThan(1500);
  });
});
