import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { document } from '../../tests/support/hocon-arbitraries.ts';
import { invalids, spellings } from '../../tests/support/hocon-fixtures.ts';
import { toJson } from './emit.ts';
import { read } from './read.ts';
import type { JsonValue } from './values.ts';

// The second witness: ruby-hocon, a port of the reference implementation, as Debian packages it.
const SCRIPT = fileURLToPath(new URL('../../tests/support/ruby-hocon.rb', import.meta.url));
const probe = spawnSync('ruby', ['-e', 'require "hocon"'], { encoding: 'utf8' });
const missing = probe.status === 0 ? undefined : 'the Debian package ruby-hocon is not installed';

interface Answer {
  readonly value?: JsonValue;
  readonly error?: string;
}

/**
 * Where ruby-hocon 1.3.1 leaves the specification, by what shows it; each was looked at by hand.
 */
const DIFFERENCES: readonly { readonly why: string; readonly applies: (text: string, ruby: Answer) => boolean }[] = [
  { why: 'it has no byte order mark rule', applies: (text) => text.includes('\ufeff') },
  { why: 'objects with numbers for keys crash it', applies: (_text, { error }) => error?.includes('SimpleConfigList') ?? false },
  { why: 'it refuses U+007F in a string, which JSON allows', applies: (text) => text.includes('\u007f') },
  { why: 'it knows no += inside a list', applies: (_text, { error }) => error?.includes('+= does not work nested') ?? false },
  { why: 'bugs of its own code', applies: (_text, { error }) => /NoMethodError|NameError|ArgumentError|bug/i.test(error ?? '') },
  { why: 'it drops text behind a written-out object', applies: (text) => /\}[ \t]*[^\s,}\]#/$[{]/.test(text) },
  { why: 'it has no ${name[]}', applies: (text) => /\$\{[^}]*\[/.test(text) },
  { why: 'it makes 1.0 and 1 one number', applies: () => false },
];

function witness(texts: readonly string[]): Answer[] {
  const input = `${texts.map((text) => JSON.stringify(text)).join('\n')}\n`;
  const { stdout } = spawnSync('ruby', ['-Ku', SCRIPT], {
    input,
    encoding: 'utf8',
    maxBuffer: 1 << 28,
    env: { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' },
  });
  return stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Answer);
}

/** Both answers of a text, when they differ beyond the differences named. */
function disagreements(texts: readonly string[], answers: readonly Answer[]): string[] {
  const found: string[] = [];
  for (const [i, text] of texts.entries()) {
    const theirs = answers[i] ?? {};
    const { value, errors } = read(text);
    const ours = value ? (JSON.parse(toJson(value)) as JsonValue) : undefined;
    const same = ours === undefined ? theirs.error !== undefined : theirs.error === undefined && equal(ours, theirs.value);
    if (same || DIFFERENCES.some(({ applies }) => applies(text, theirs))) continue;
    const mine = ours === undefined ? errors.map((error) => error.code).join() : JSON.stringify(ours);
    found.push(`${JSON.stringify(text)}\n  ours ${mine}\n  ruby ${JSON.stringify(theirs)}`);
  }
  return found;
}

function equal(a: JsonValue, b: JsonValue | undefined): boolean {
  const sorted = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(sorted);
    if (typeof value !== 'object' || value === null) return value;
    return Object.entries(value)
      .map(([key, field]) => [key, sorted(field)])
      .sort(([x], [y]) => (String(x) < String(y) ? -1 : 1));
  };
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

test.runIf(missing && process.env.CI === 'true')('the witness is there in CI', () => {
  expect.fail(missing);
});

test.skipIf(missing)(`ruby-hocon agrees on every fixture that needs no outside${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const texts = [...spellings(), ...invalids()].filter((one) => !one.outside).map((one) => one.text);
  expect(disagreements(texts, witness(texts))).toEqual([]);
});

test.skipIf(missing)(`ruby-hocon agrees on generated documents${missing ? ` (skipped: ${missing})` : ''}`, () => {
  const seed = Number(process.env.HOCON_SEED ?? Date.now() % 1_000_000_000);
  const count = Number(process.env.HOCON_WITNESS_DOCUMENTS ?? 1000);
  console.log(`ruby-hocon witness: seed ${seed}, ${count} documents`);
  const texts = fc.sample(document, { seed, numRuns: count });
  expect(disagreements(texts, witness(texts))).toEqual([]);
});
