// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import fc from 'fast-check';
import type { JsonValue } from '../../src/hocon/values.ts';

const KEYS = [
  'a',
  'b',
  'c',
  'key',
  'x-y',
  'a b',
  'a.b',
  '',
  '0',
  '1',
  'true',
  'include',
  'é',
  '__proto__',
  '"',
  '$',
];

export const key = fc.constantFrom(...KEYS);
const plainKey = fc.constantFrom('a', 'b', 'c', 'key', 'x-y');

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.constantFrom(
    '',
    ' ',
    'x',
    'true',
    'null',
    '1',
    '${a}',
    '"',
    '"""',
    '#',
    '//',
    '\\',
    '\n',
    '\u2028',
    '\ufeff',
  ),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
  fc.boolean(),
  fc.constant(null),
);

/** Any JSON value, keys and strings chosen to be awkward. */
export const jsonValue: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(fc.tuple(key, tie('value')), { maxLength: 4 })
      .map((entries) => Object.fromEntries(entries) as JsonValue),
  ),
})).value;

export const path = fc.array(key, { minLength: 1, maxLength: 3 });

/** Pieces of the grammar, so that what is thrown together often nearly makes sense. */
const PIECES = [
  ...[
    '{',
    '}',
    '[',
    ']',
    ':',
    '=',
    '+=',
    ',',
    '\n',
    '\r\n',
    ' ',
    '\t',
    '#',
    '//',
    '# c\n',
    '"',
    '"""',
    '\\',
    '.',
    '-',
  ],
  ...[
    '${',
    '${?',
    '${a}',
    '${?b}',
    '${a.b}',
    '${x[]}',
    'a',
    'b',
    'c',
    '"a"',
    '"b c"',
    '"""x\ny"""',
    'true',
    'null',
  ],
  ...[
    '1',
    '1.5',
    '-2e3',
    'include',
    'include "f"',
    'include required(file("g"))',
    '$',
    '@',
    '*',
    '\u00a0',
    '\ufeff',
  ],
  ...[
    'a = 1\n',
    'b { c = 2 }\n',
    'a = ${a} x\n',
    'a += 3\n',
    'b = ${b} { d = ${a} }\n',
    '[1, 2]',
    '{ x = y }',
  ],
];

/** Text that need not be HOCON at all. */
export const anyText = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const word = fc.constantFrom(
  'x',
  'foo bar',
  '1',
  '-2.50',
  'true',
  'null',
  '"q # r"',
  '"""t\n u"""',
  '10 ms',
  'a/b',
);
const reference = fc
  .tuple(fc.boolean(), fc.array(plainKey, { minLength: 1, maxLength: 2 }))
  .map(([optional, keys]) => `\${${optional ? '?' : ''}${keys.join('.')}}`);

// A type, not an interface: letrec wants what is assignable to a Record.
type Grammar = {
  value: string;
  object: string;
  list: string;
  field: string;
};

const grammar = fc.letrec<Grammar>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    word,
    reference,
    tie('object'),
    tie('list'),
    fc.tuple(word, reference).map((parts) => parts.join(' ')),
    fc.tuple(reference, tie('object')).map((parts) => parts.join(' ')),
    fc.tuple(reference, tie('list')).map((parts) => parts.join('')),
  ),
  object: fc.array(tie('field'), { maxLength: 4 }).map((fields) => `{ ${fields.join('\n')}\n}`),
  list: fc.array(tie('value'), { maxLength: 3 }).map((values) => `[${values.join(', ')}]`),
  field: fc
    .tuple(
      fc.array(plainKey, { minLength: 1, maxLength: 2 }),
      fc.constantFrom(' = ', ': ', ' += ', '='),
      tie('value'),
      fc.constantFrom('', ' # note', ','),
    )
    .map(([keys, separator, value, end]) => `${keys.join('.')}${separator}${value}${end}`),
}));

/** A document of sound grammar; its substitutions may or may not resolve. */
export const document = fc.array(grammar.field, { maxLength: 6 }).map((fields) => fields.join('\n'));
