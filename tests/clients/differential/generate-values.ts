import type { Random } from './random.ts';

/** What one generated document is made with: chance, a tally of the productions used, and the keys so far. */
export type Maker = { random: Random; used: Map<string, number>; depth: number; known: string[] };

type Production = readonly [name: string, weight: number, make: (maker: Maker) => string];

/** Draws a production by weight, counts it, and makes its text. */
export function draw(maker: Maker, productions: readonly Production[]): string {
  const total = productions.reduce((sum, [, weight]) => sum + weight, 0);
  let left = maker.random.next() * total;
  for (const [name, weight, make] of productions) {
    left -= weight;
    if (left > 0) continue;
    maker.used.set(name, (maker.used.get(name) ?? 0) + 1);
    return make(maker);
  }
  return '';
}

export const NAMES = ['a', 'b', 'c', 'x', 'sdk', 'api', 'key', 'n1', 'x-y', 'u_v'];
const WORDS = [
  'foo',
  'bar',
  'x',
  'b1',
  'a-b',
  '(p)',
  "it's",
  'a;b',
  '50%',
  '~/data',
  'C:',
  'é',
  'q|r',
  '<t>',
  '007x',
  '1.2.3',
  '10:30',
];

const pickName = ({ random }: Maker) => random.pick(NAMES);
/** Mostly a key that stands further up, so that most references lead somewhere. */
const pickTarget = ({ random, known }: Maker) =>
  random.chance(0.92) ? random.pick([...known, 'HOME', 'TEAM']) : random.pick(NAMES);
const pickKey = (maker: Maker) => {
  const name = pickName(maker);
  if (maker.depth === 0) maker.known.push(name);
  return name;
};
const pickWord = ({ random }: Maker) => random.pick(WORDS);
const many = (maker: Maker, most: number, make: () => string, glue: () => string): string => {
  let text = make();
  for (let left = maker.random.below(most); left > 0; left -= 1) text += glue() + make();
  return text;
};

const path = (maker: Maker) =>
  many(
    maker,
    2,
    () => pickName(maker),
    () => '.',
  );

const REFERENCES: readonly Production[] = [
  ['reference.required', 5, (m) => `\${${pickTarget(m)}}`],
  ['reference.optional', 4, (m) => `\${?${m.random.chance(0.7) ? pickTarget(m) : path(m)}}`],
  [
    'reference.environment',
    3,
    (m) =>
      `\${${m.random.pick(['', '?'])}${m.random.pick(['HOME', 'TEAM', 'EMPTY', 'HOME', 'TEAM', 'EMPTY', 'UNSET_X'])}}`,
  ],
  ['reference.blanks', 0.15, (m) => `\${ ${pickName(m)} }`],
  ['reference.quoted', 0.3, (m) => `\${"${pickTarget(m)}"}`],
  [
    'reference.odd',
    0.12,
    (m) => m.random.pick(['${}', '${?}', '${.}', '${a..b}', '${a', '${a\nb}', '$a', '${"a b"}']),
  ],
];

const ESCAPES = ['\\n', '\\t', '\\"', '\\\\', '\\u00e9', '\\/', '\\b', '\\#', '\\=', '\\x', '\\ '];
const INNER = ['foo', ' ', 'b', '#', '//', '=', ',', '{', 'é', '😀', '\t', ':', "'", '\u00a0'];
const inner = (maker: Maker) => {
  let text = '';
  for (let left = maker.random.below(5); left > 0; left -= 1)
    text += maker.random.pick(maker.random.chance(0.15) ? ESCAPES : INNER);
  return text;
};

const NUMBERS = [
  '0',
  '1',
  '-5',
  '+3',
  '007',
  '1.50',
  '.5',
  '-.25',
  '1e5',
  '2E-3',
  '1.0',
  '12345678901234567890',
  '1e400',
  '-0',
  '-0.0',
  '1e16',
  '0.00001',
  '123456.789',
  '٣',
  '1_000',
  '5.',
  '1e',
  '0x1F',
  '1.2.3',
];
const UNITS = [
  'd',
  's',
  'ms',
  'm',
  'h',
  'w',
  'us',
  'ns',
  'y',
  'mo',
  'days',
  'seconds',
  'millis',
  'years',
  'minutes',
  'week',
  'MB',
  'k',
];

/** One token of a value. */
export const SCALARS: readonly Production[] = [
  ['value.integer', 8, (m) => String(m.random.below(100))],
  ['value.number', 6, (m) => m.random.pick(NUMBERS)],
  ['value.boolean', 4, (m) => m.random.pick(['true', 'false', 'True', 'FALSE', 'trueish', 'nullx'])],
  ['value.yes', 3, (m) => m.random.pick(['yes', 'no', 'on', 'off'])],
  ['value.null', 3, (m) => m.random.pick(['null', 'null', 'NULL'])],
  ['value.quoted', 8, (m) => `"${inner(m)}"`],
  ['value.triple', 2, (m) => `"""${inner(m)}${m.random.pick(['', '\n', '"', ' "" '])}"""`],
  ['value.single-quoted', 2, (m) => m.random.pick(["'foo'", "'a b'", "''", "'x'y", "'a#b'"])],
  ['value.word', 8, pickWord],
  [
    'value.url',
    2,
    (m) => m.random.pick(['http://h:8008', 's3://b/c', 'https://a.b/c', 'https://u/x#y', 'gs://b']),
  ],
  [
    'value.special',
    0.35,
    (m) => `${m.random.pick(['p', ''])}${m.random.pick([...'@$+?!*&^`'])}${m.random.pick(['w', '', '1'])}`,
  ],
  [
    'value.escape',
    1.5,
    (m) => `x${m.random.pick(['\\ y', '\\#', '\\$', '\\n', '\\u00e9', '\\,', '\\\\', '\\'])}z`,
  ],
  [
    'value.duration',
    3,
    (m) => `${m.random.below(40)}${m.random.pick(['', ' ', '  '])}${m.random.pick(UNITS)}`,
  ],
  ['value.reference', 5, (m) => draw(m, REFERENCES)],
];

const CONTAINERS: readonly Production[] = [
  ['value.list', 5, list],
  ['value.object', 5, (m) => object(m)],
];

const NESTING_MOST = 3;

/** A value as it stands behind a separator. */
export function value(maker: Maker): string {
  return draw(maker, [
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
  ]);
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

const KEYS: readonly Production[] = [
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

const SEPARATORS: readonly Production[] = [
  ['separator.equals', 10, (m) => m.random.pick(['=', ' = ', ' =', '= '])],
  ['separator.colon', 7, (m) => m.random.pick([':', ': ', ' : '])],
  ['separator.append', 1.5, (m) => m.random.pick(['+=', ' += '])],
  ['separator.then-line', 0.8, (m) => m.random.pick([' =\n', ':\n  ', '= # c\n', ': // c\n\n'])],
  ['separator.line-before', 0.5, (m) => m.random.pick(['\n= ', ' # c\n: '])],
  ['separator.missing', 0.08, () => ' '],
];

const INCLUDES: readonly Production[] = [
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

/** One line of an object. */
export function member(maker: Maker): string {
  return draw(maker, [
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
  ]);
}
