import { describe, expect, inject, test } from 'vitest';
import { emitForClient } from '../../src/clearml-conf/emit-for-client.ts';
import { Random } from './differential/random.ts';
import { asShown, asTestimony, valueTree } from './differential/value-trees.ts';
import { type Client, hearWitnesses } from './differential/witness.ts';

const COUNT = Number(process.env.ROUND_TRIP_VALUES ?? 2000);
const SEED = Number(process.env.DIFFERENTIAL_SEED ?? Date.now() % 2_000_000_000);

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;
const SDK: Client = { bin: 'skipped' in python ? '' : python.sdk, module: 'clearml.utilities.pyhocon' };

describe.skipIf(missing)(`what we write for clients${missing ? ` (${missing})` : ''}`, () => {
  test(`is read back equal by the genuine reader, ${COUNT} values`, { timeout: 1_200_000 }, async () => {
    console.log(`seeds ${SEED} to ${SEED + COUNT - 1} (DIFFERENTIAL_SEED=${SEED} repeats the run)`);
    const values = Array.from({ length: COUNT }, (_, index) => valueTree(new Random(SEED + index)));
    const written = values.flatMap((value) => {
      const { text } = emitForClient(value);
      return text === undefined ? [] : [{ value, text }];
    });
    console.log(`${written.length} written, ${values.length - written.length} refused`);
    expect(written.length).toBeGreaterThan(COUNT / 3);
    expect(
      written.filter(({ text }) => /(?<!\\)(\\\\)*\\u|[^\P{Cc}\n]/u.test(text)).map(({ text }) => text),
    ).toEqual([]);
    const heard = await hearWitnesses(SDK, written);
    const wrong = written.filter(({ value }, index) => {
      const said = heard[index];
      return (
        !said ||
        !('value' in said) ||
        JSON.stringify(asShown(said.value)) !== JSON.stringify(asTestimony(value))
      );
    });
    expect(wrong.slice(0, 10).map(({ text }) => text)).toEqual([]);
  });
});
