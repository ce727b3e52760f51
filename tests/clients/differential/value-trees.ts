import type { ResolvedValue } from '../../../src/hocon/values.ts';
import type { Random } from './random.ts';

const ORIGIN = { document: '', from: 0, to: 0, line: 1, column: 1 };
const BASE = { origin: ORIGIN, overrode: [] };

const WORDS = [
  'a',
  'b c',
  '',
  ' ',
  'é',
  '😀',
  '${HOME}',
  '#x',
  '//',
  'yes',
  'true',
  'null',
  '007',
  '2w',
  '10 s',
  "'q'",
  'p@$$+?!*&^`',
  '\\',
  '\\n',
  '"',
  '"""',
  '\n',
  '\r\n',
  '\t',
  '{',
  ']',
  'a: 1',
  '\u00a0',
  '\u2028',
  '\ufeff',
  '\u3000',
  'include "x"',
  '+=',
  '\\u00e9',
  '\u0085',
  '\u0001',
];
const KEYS = [
  'a',
  'b',
  'x-y',
  'a b',
  ' c ',
  'a.b',
  'x:y',
  '$d',
  '{',
  '}',
  '1',
  '1.5',
  'é',
  'ключ',
  'include',
  'null',
  'true',
  '#',
  '//',
  '@',
  'url',
  '"',
  '\\',
  '',
  'a\nb',
  'required',
  "it's",
  '[0]',
  '${x}',
];
const NUMBERS = [
  '0',
  '1',
  '-1',
  '3.25',
  '1e5',
  '1E-7',
  '12345678901234567890',
  '0.1',
  '-0',
  '1.0',
  '1e22',
  '-2.5e-3',
  '9007199254740993',
];

function text(random: Random): string {
  let made = '';
  for (let left = random.below(4); left >= 0; left -= 1) made += random.pick(WORDS);
  return made;
}

/** A value of any shape JSON has, with what clients read badly among it. */
export function valueTree(random: Random, depth = 0): ResolvedValue {
  const kind = depth === 0 ? 9 : random.below(depth < 4 ? 10 : 6);
  if (kind <= 2) return { kind: 'string', value: text(random), ...BASE };
  if (kind === 3) {
    const raw = random.pick(NUMBERS);
    return { kind: 'number', value: Number(raw), raw, ...BASE };
  }
  if (kind === 4) return { kind: 'boolean', value: random.chance(0.5), ...BASE };
  if (kind === 5) return { kind: 'null', ...BASE };
  const parts = Array.from({ length: random.below(4) }, () => valueTree(random, depth + 1));
  if (kind <= 7) return { kind: 'array', elements: parts, ...BASE };
  return {
    kind: 'object',
    fields: new Map(
      parts.map((part) => [random.chance(0.9) ? random.pick(KEYS.slice(0, 20)) : random.pick(KEYS), part]),
    ),
    ...BASE,
  };
}

/** A value in the form the genuine reader answers in; keys without the quotes it keeps on special ones. */
export function asTestimony(value: ResolvedValue): unknown {
  switch (value.kind) {
    case 'string':
      return ['s', value.value];
    case 'number':
      return /^-?\d+$/.test(value.raw) ? ['i', String(BigInt(value.raw))] : ['f', value.value];
    case 'boolean':
      return ['b', value.value];
    case 'array':
      return ['l', ...value.elements.map(asTestimony)];
    case 'object':
      return ['d', ...[...value.fields].map(([key, field]) => [['s', key], asTestimony(field)])];
    default:
      return ['n'];
  }
}

/** What the genuine reader answered, with keys as clients show them and floats as numbers. */
export function asShown(testimony: unknown): unknown {
  if (!Array.isArray(testimony)) return testimony;
  const [type, ...parts] = testimony as [string, ...unknown[]];
  if (type === 'f') return ['f', Number(parts[0])];
  if (type === 'l') return ['l', ...parts.map(asShown)];
  if (type !== 'd') return testimony;
  const fields = parts as [[string, string], unknown][];
  return [
    'd',
    ...fields.map(([[kind, key], value]) => [[kind, key.replace(/^"+|"+$/g, '')], asShown(value)]),
  ];
}
