import { CLEARML_MEMBERS, clearmlMember } from './generate-clearml.ts';
import { REFERENCES, SCALARS } from './generate-scalars.ts';
import {
  CONTAINERS,
  INCLUDES,
  KEYS,
  MEMBERS,
  member,
  object,
  SEPARATORS,
  VALUES,
  value,
} from './generate-values.ts';
import { draw, type Maker, type Production } from './production.ts';
import { Random } from './random.ts';
import type { Document } from './witness.ts';

export type Generated = Document & { seed: number; used: Map<string, number> };

/** The variables a document can reach; `a` stands for both a key and a variable on purpose. */
export const ENVIRONMENT = { HOME: '/home/ada', TEAM: 'red team', EMPTY: '', a: 'from the environment' };

const GLUE = ['\n', '\n', '\n', '\n\n', ',\n', ', ', '\r\n', '\n  ', ' \n'];

function members(maker: Maker): string {
  const lines = Array.from({ length: 1 + maker.random.below(5) }, () =>
    maker.random.chance(0.12) ? clearmlMember(maker) : member(maker),
  );
  return lines.reduce((text, line) => text + maker.random.pick(GLUE) + line);
}

const DOCUMENTS: readonly Production[] = [
  ['document.open', 30, members],
  [
    'document.braces',
    5,
    (m) =>
      `${m.random.pick(['', '\n', '# c\n', ' '])}{${members(m)}\n}${m.random.pick(['', '\n', ' ', '\n# end'])}`,
  ],
  ['document.json', 2, (m) => object(m)],
  ['document.list', 1, (m) => `[${value(m)}, ${value(m)}]`],
  ['document.bare', 0.3, (m) => draw(m, SCALARS)],
  [
    'document.empty',
    0.4,
    (m) => m.random.pick(['', '\n', '# only a comment', '{}', '[]', ' ', ',', '\ufeff']),
  ],
  ['document.byte-order-mark', 0.4, (m) => `\ufeff${members(m)}`],
  ['document.no-break-space', 0.4, (m) => members(m).replace(/ /, '\u00a0')],
  ['document.deep', 0.2, (m) => `a = ${'['.repeat(62 + m.random.below(200))}`],
];

/** Names of everything a document can be made of. */
export const PRODUCTIONS: readonly string[] = [
  ...[
    DOCUMENTS,
    MEMBERS,
    CLEARML_MEMBERS,
    KEYS,
    SEPARATORS,
    VALUES,
    CONTAINERS,
    SCALARS,
    REFERENCES,
    INCLUDES,
  ]
    .flat()
    .map(([name]) => name),
  'damage',
];

const NOISE = [...'{}[]=:,"#$@\\\n\t ./+\'1a\u00a0\r'];

/** A small accident: a character lost, added or doubled. */
function damage(text: string, random: Random): string {
  const at = random.below(text.length + 1);
  switch (random.below(3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1);
    case 1:
      return text.slice(0, at) + random.pick(NOISE) + text.slice(at);
    default:
      return text.slice(0, at) + text.slice(Math.max(0, at - 3));
  }
}

/** The document of a seed. */
export function generate(seed: number): Generated {
  const maker: Maker = { random: new Random(seed), used: new Map(), depth: 0, known: [] };
  let text = draw(maker, DOCUMENTS);
  if (maker.random.chance(0.5)) text += '\n';
  if (maker.random.chance(0.06)) {
    maker.used.set('damage', 1);
    text = damage(text, maker.random);
  }
  return { text, env: ENVIRONMENT, seed, used: maker.used };
}
