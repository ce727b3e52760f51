import { draw, type Maker, type Production } from './production.ts';

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

export const pickName = ({ random }: Maker) => random.pick(NAMES);
/** Mostly a key that stands further up, so that most references lead somewhere. */
const pickTarget = ({ random, known }: Maker) =>
  random.chance(0.92) ? random.pick([...known, 'HOME', 'TEAM']) : random.pick(NAMES);
export const pickKey = (maker: Maker) => {
  const name = pickName(maker);
  if (maker.depth === 0) maker.known.push(name);
  return name;
};
export const pickWord = ({ random }: Maker) => random.pick(WORDS);
export const many = (maker: Maker, most: number, make: () => string, glue: () => string): string => {
  let text = make();
  for (let left = maker.random.below(most); left > 0; left -= 1) text += glue() + make();
  return text;
};

export const path = (maker: Maker) =>
  many(
    maker,
    2,
    () => pickName(maker),
    () => '.',
  );

export const REFERENCES: readonly Production[] = [
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
