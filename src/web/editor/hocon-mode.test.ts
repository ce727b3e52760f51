import { highlightTree } from '@lezer/highlight';
import { expect, test } from 'vitest';
import { codeClasses } from './code-colours.ts';
import { hoconMode } from './hocon-mode.ts';

/** The coloured stretches of a text: class and characters. */
function colours(text: string): string[] {
  const found: string[] = [];
  highlightTree(hoconMode.parser.parse(text), codeClasses, (from, to, name) => {
    found.push(`${name} ${text.slice(from, to)}`);
  });
  return found;
}

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: substitutions of HOCON
test.each<[string, string[]]>([
  ['a = 1', ['k a', 'n 1']],
  ['a: true, b: null', ['k a', 'n true', 'k b', 'n null']],
  ['a.b { "c d": -1.5e3 }', ['k a.b', 'k "c d"', 'n -1.5e3']],
  ['a = 10 seconds', ['k a', 's 10', 's seconds']],
  ['a = vision-bot', ['k a', 's vision-bot']],
  ['a = truest', ['k a', 's truest']],
  ['# note\na = 1 // more', ['c # note', 'k a', 'n 1', 'c // more']],
  ['a = ${?HOME}/x', ['k a', 'v ${?HOME}', 's /x']],
  ['a = """x\n{ b: 1 }\n""" c\nd = 1', ['k a', 's """x', 's { b: 1 }', 's """', 's c', 'k d', 'n 1']],
  ['a = [1, x, {b: "c"}]\nd = e', ['k a', 'n 1', 's x', 'k b', 's "c"', 'k d', 's e']],
  ['include "x.conf"', ['v include', 's "x.conf"']],
  ['include = 1', ['k include', 'n 1']],
  ['a += 2', ['k a', 'n 2']],
  ['a =\n  b\nc = d', ['k a', 's b', 'k c', 's d']],
  ['a { b = 1\n c = 2 }', ['k a', 'k b', 'n 1', 'k c', 'n 2']],
])('%j', (text, expected) => {
  expect(colours(text)).toEqual(expected);
});
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: substitutions of HOCON
