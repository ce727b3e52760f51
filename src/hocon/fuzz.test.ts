// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyText, document, jsonValue, path } from '../../tests/support/hocon-arbitraries.ts';
import { invalids, spellings } from '../../tests/support/hocon-fixtures.ts';
import { setValue } from './edit.ts';
import { toCanonicalHocon, toJson } from './emit.ts';
import { format } from './format.ts';
import { parse } from './parse.ts';
import { print } from './print.ts';
import { read } from './read.ts';
import { resolve } from './resolve.ts';

/** Seconds to fuzz: HOCON_FUZZ_S, else 30 in CI and 3 elsewhere. */
const SECONDS = Number(process.env.HOCON_FUZZ_S ?? (process.env.CI === 'true' ? 30 : 3));
const MOST_MEMORY_MB = 700;

const corpus = [...spellings(), ...invalids()].map(({ text }) => text);

/** A known text with stretches cut out, doubled, or taken from another one; now and then repeated many times. */
const mutated = fc
  .tuple(
    fc.constantFrom(...corpus),
    fc.constantFrom(...corpus),
    fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(12), fc.nat(3)), { maxLength: 6 }),
    fc.constantFrom(1, 1, 1, 1, 1, 1, 1, 2, 20, 300),
  )
  .map(([text, other, changes, times]) => {
    let result = text;
    for (const [place, length, kind] of changes) {
      const at = Math.floor(place * result.length);
      const piece =
        kind === 0 ? '' : kind === 1 ? other.slice(at, at + length) : result.slice(at, at + length * kind);
      result = result.slice(0, at) + piece + result.slice(kind === 0 ? at + length : at);
    }
    return result.repeat(times);
  });

const repeated = fc
  .tuple(
    fc.constantFrom(
      '{',
      '[',
      'a{',
      '${',
      '"',
      '"""',
      '\\',
      ',',
      '=',
      'a=',
      'a=${b}',
      '${a}',
      '.',
      'a.',
      '#',
      '\n',
      '+=',
      '$',
    ),
    fc.nat(1000),
  )
  .map(([piece, times]) => piece.repeat(times));

const texts = fc.oneof(mutated, mutated, anyText, document, repeated);

/** Milliseconds of processor time a call may take: the machine may be busy with other things, so not the clock's. */
const MOST_MS = 1000;
let slowest = 0;

/** One call of the engine, which is to end soon. */
function timed<Result>(call: () => Result): Result {
  const before = process.cpuUsage();
  const result = call();
  const { user, system } = process.cpuUsage(before);
  slowest = Math.max(slowest, (user + system) / 1000);
  expect((user + system) / 1000, String(call)).toBeLessThan(MOST_MS);
  return result;
}

/** Everything the engine does with a text. */
function exercise(text: string, keys: readonly string[], value: fc.JsonValue): void {
  const { tree, errors } = timed(() => parse(text));
  expect(timed(() => print(tree))).toBe(text);
  const env = (name: string) => (name.length > 3 ? name : undefined);
  const include = () => [{ document: 'included', text: text.slice(0, 200) }];
  for (const options of [{}, { env }, { include, unresolved: 'keep' as const }]) {
    // A tree with errors is resolved too: an editor does so while its text is being typed.
    const resolved = timed(() => resolve(tree, options));
    const found = resolved.value;
    expect(found !== undefined || resolved.errors.length > 0).toBe(true);
    if (found) {
      JSON.parse(timed(() => toJson(found)));
      timed(() => toCanonicalHocon(found));
    }
  }
  expect(timed(() => read(text)).errors.length >= errors.length).toBe(true);
  timed(() => format(text));
  if (text.length < 5000) timed(() => setValue(text, keys, value as never));
}

test(`no text crashes, hangs or eats the memory (${SECONDS} s)`, { timeout: (SECONDS + 120) * 1000 }, () => {
  const seed = Number(process.env.HOCON_SEED ?? Date.now() % 1_000_000_000);
  console.log(`hocon fuzz: seed ${seed}, ${SECONDS} s`);
  const end = performance.now() + SECONDS * 1000;
  let most = 0;
  let count = 0;
  for (let round = 0; performance.now() < end; round += 1) {
    const samples = fc.sample(fc.tuple(texts, path, jsonValue), { seed: seed + round, numRuns: 100 });
    for (const [text, keys, value] of samples) {
      try {
        exercise(text, keys, value as fc.JsonValue);
      } catch (error) {
        throw new Error(`seed ${seed}, round ${round}: ${JSON.stringify(text.slice(0, 2000))}`, {
          cause: error,
        });
      }
      count += 1;
    }
    most = Math.max(most, process.memoryUsage().heapUsed / 2 ** 20);
    expect(most).toBeLessThan(MOST_MEMORY_MB);
    if (performance.now() >= end) break;
  }
  console.log(
    `hocon fuzz: ${count} texts, slowest call ${slowest.toFixed(0)} ms, heap at most ${most.toFixed(0)} MB`,
  );
});
