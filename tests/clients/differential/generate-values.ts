import { many, path, pickKey, pickName, pickWord, REFERENCES, SCALARS } from './generate-scalars.ts';
import { draw, type Maker, type Production } from './production.ts';

export const CONTAINERS: readonly Production[] = [
  ['value.list', 5, list],
  ['value.object', 5, (m) => object(m)],
];

const NESTING_MOST = 3;

export const VALUES: readonly Production[] = [
  ['value.one', 20, one],
  [
    'value.beside',
    6,
    (m) =>
      many(
        m,
        3,
        () => draw(m, SCALARS),
        () => m.random.pick([' ', ' ', '  ', '', '\t']),
      ),
  ],
  [
    'value.lists-beside',
    1.2,
    (m) =>
      many(
        m,
        2,
        () => m.random.pick([list(m), draw(m, REFERENCES)]),
        () => ' ',
      ),
  ],
  [
    'value.objects-beside',
    1.2,
    (m) =>
      many(
        m,
        2,
        () => m.random.pick([object(m), draw(m, REFERENCES)]),
        () => ' ',
      ),
  ],
  ['value.mixed-beside', 0.2, (m) => `${one(m)} ${one(m)}`],
  [
    'value.hash-cut',
    1,
    (m) => `${pickWord(m)}${m.random.pick(['#', ' #', ' //', '//', ' # '])}${pickWord(m)}`,
  ],
  ['value.continued', 0.6, (m) => `${pickWord(m)} \\\n ${pickWord(m)}`],
  ['value.empty', 0.4, () => ''],
];

/** A value as it stands behind a separator. */
export function value(maker: Maker): string {
  return draw(maker, VALUES);
}

function one(maker: Maker): string {
  return maker.depth < NESTING_MOST && maker.random.chance(0.25)
    ? draw(maker, CONTAINERS)
    : draw(maker, SCALARS);
}

function nested(maker: Maker, make: () => string): string {
  maker.depth += 1;
  const text = make();
  maker.depth -= 1;
  return text;
}

const LIST_GLUE = [', ', ',', '\n', ',\n', ' ,\n ', ' # c\n', ',,', ', // c\n ', '\n\n'];

function list(maker: Maker): string {
  return nested(maker, () => {
    if (maker.random.chance(0.1)) return '[]';
    const open = maker.random.pick(['[', '[', '[ ', '[\n']);
    return `${open}${many(
      maker,
      4,
      () => value(maker),
      () => maker.random.pick(LIST_GLUE),
    )}${maker.random.pick([']', ']', ',]', '\n]', ' ]'])}`;
  });
}

/** An object in braces. */
export function object(maker: Maker): string {
  return nested(maker, () => {
    const open = maker.random.pick(['{', '{ ', '{\n  ']);
    const close = maker.random.pick(['}', ' }', '\n}', ',}']);
    if (maker.random.chance(0.1)) return '{}';
    return (
      open +
      many(
        maker,
        3,
        () => member(maker),
        () => maker.random.pick([', ', '\n', '\n  ', ',\n']),
      ) +
      close
    );
  });
}

export const KEYS: readonly Production[] = [
  ['key.plain', 14, pickKey],
  ['key.path', 4, path],
  ['key.blanks', 1, (m) => `${pickName(m)} ${pickName(m)}`],
  ['key.quoted', 3, (m) => `"${pickName(m)}"`],
  [
    'key.quoted-special',
    2,
    (m) => `"${pickName(m)}${m.random.pick(['.', ':', '$', '/', ' ', '=', '{', '@'])}${pickName(m)}"`,
  ],
  [
    'key.quoted-path',
    0.5,
    (m) => m.random.pick(['a."b.c"', '"a b".c', '"a".b', 'a."b".c', '"x.y".z', '"b.c"', '"b.c"', '"x.y.z"']),
  ],
  [
    'key.odd',
    0.5,
    (m) =>
      m.random.pick([
        '""',
        '"a\\"b"',
        '.',
        'a.',
        '.a',
        'a..b',
        '1',
        '1.5',
        'é',
        'a/b',
        '-',
        'a"b',
        '"\\n"',
        '"é ü"',
        'ключ',
      ]),
  ],
  ['key.number-alone', 0.5, (m) => `${m.random.pick(['1', '2.5', '007', '1.0'])}\n`],
  ['key.include', 0.5, (m) => m.random.pick(['include', 'includes', 'include.x', 'Include'])],
];

export const SEPARATORS: readonly Production[] = [
  ['separator.equals', 10, (m) => m.random.pick(['=', ' = ', ' =', '= '])],
  ['separator.colon', 7, (m) => m.random.pick([':', ': ', ' : '])],
  ['separator.append', 1.5, (m) => m.random.pick(['+=', ' += '])],
  ['separator.then-line', 0.8, (m) => m.random.pick([' =\n', ':\n  ', '= # c\n', ': // c\n\n'])],
  ['separator.line-before', 0.5, (m) => m.random.pick(['\n= ', ' # c\n: '])],
  ['separator.missing', 0.08, () => ' '],
];

export const INCLUDES: readonly Production[] = [
  [
    'include.missing',
    2,
    (m) =>
      m.random.pick([
        'include "nowhere.conf"',
        'include file("nowhere.conf")',
        'include url("file:///nowhere/x.conf")',
        'include "file:///nowhere/y.conf"',
      ]),
  ],
  [
    'include.file',
    3,
    (m) => `include ${m.random.pick(['"good.conf"', 'file("good.conf")', '"refs.conf"', '"nested.conf"'])}`,
  ],
  [
    'include.odd',
    0.6,
    (m) =>
      m.random.pick([
        'include "list.conf"',
        'include "broken.conf"',
        'include "tail.conf"',
        'include required("nowhere.conf")',
        'include required("good.conf")',
        'include required(file("good.conf"))',
        'include url("nowhere")',
        'include url "x"',
        'include classpath("x")',
        'include package("x")',
        'INCLUDE "good.conf"',
        'include ""',
      ]),
  ],
];

export const MEMBERS: readonly Production[] = [
  ['member.assign', 20, (m) => draw(m, KEYS) + draw(m, SEPARATORS) + value(m)],
  ['member.object', 4, (m) => `${draw(m, KEYS)}${m.random.pick([' ', '', '\n', ' # c\n'])}${object(m)}`],
  [
    'member.self-reference',
    1.2,
    (m) => {
      const name = pickName(m);
      return `${name} = ${m.random.pick([`\${?${name}} ${one(m)}`, `\${${name}} ${pickWord(m)}`, `\${?${name}}${one(m)}`, `${one(m)} \${?${name}}`, `\${${name}.${pickName(m)}}`])}`;
    },
  ],
  ['member.include', 1, (m) => draw(m, INCLUDES)],
  [
    'member.include-in-value',
    0.2,
    (m) => `${pickName(m)} = ${m.random.pick(['', '{} ', '['])}${draw(m, INCLUDES)}`,
  ],
  ['member.comment', 1.5, (m) => m.random.pick(['# note', '// note', '#', ' # a = b'])],
  [
    'member.yaml',
    0.6,
    (m) => `${pickName(m)}:\n  ${pickName(m)}: ${draw(m, SCALARS)}\n  ${pickName(m)}: ${draw(m, SCALARS)}`,
  ],
  ['member.yaml-list', 0.15, (m) => `${pickName(m)}:\n  - ${draw(m, SCALARS)}\n  - ${draw(m, SCALARS)}`],
];

/** One line of an object. */
export function member(maker: Maker): string {
  return draw(maker, MEMBERS);
}
