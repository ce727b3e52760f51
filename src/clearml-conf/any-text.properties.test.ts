import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText, document, jsonValue } from '../../tests/support/hocon-arbitraries.ts';
import { toJson } from '../hocon/emit.ts';
import type { ResolvedValue } from '../hocon/values.ts';
import { toClientHocon } from './convert.ts';
import { clientJson, type LayerKind, layers } from './layers.ts';
import { lint } from './lint.ts';
import { readAsClient } from './read-as-client.ts';
import { FORMATS, readFormat } from './read-format.ts';

/** More runs by FAST_CHECK_RUNS, as the nightly job sets. */
const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 500) };
const format = fc.constantFrom(...FORMATS);
const text = fc.oneof(
  anyText,
  document,
  jsonValue.map((value) => JSON.stringify(value)),
  fc.constantFrom(
    '- a\n- b: {c: d}\n',
    'a: &x [1]\nb: *x\n',
    'a: |\n  b\n',
    '? x\n: y\n',
    '%YAML 1.2\n---\n',
  ),
);

/** Whether anything is left to the client's machine. */
function isOpen(value: ResolvedValue): boolean {
  if (value.kind === 'expression') return true;
  if (value.kind === 'array') return value.elements.some(isOpen);
  return value.kind === 'object' && [...value.fields.values()].some(isOpen);
}

describe('For any text in any format', () => {
  test('reading, checking, converting and layering give a result or placed errors, never an exception', () => {
    const kinds = fc.constantFrom<LayerKind>('clearml.conf', 'workspace vault', 'personal vault');
    fc.assert(
      fc.property(text, text, format, kinds, (one, other, as, kind) => {
        const { value, errors } = readFormat(one, as);
        expect(value !== undefined || errors.length > 0).toBe(true);
        const converted = toClientHocon(one, as);
        expect(converted.text !== undefined || converted.errors.length > 0).toBe(true);
        const reading = readAsClient(one);
        expect(reading.ok || reading.message !== '').toBe(true);
        for (const { from, to, line, column } of [...lint(one, as), ...errors, ...converted.errors]) {
          expect(0 <= from && from <= to && to <= one.length).toBe(true);
          expect(Math.min(line, column)).toBeGreaterThan(0);
        }
        const { keys } = layers([
          { kind, document: 'one', text: one, format: as },
          { kind: 'personal vault', document: 'other', text: other, format: as },
        ]);
        for (const key of keys) JSON.parse(clientJson(key.value));
      }),
      runs,
    );
  });

  test('what is converted, clients read as it was meant', () => {
    fc.assert(
      fc.property(text, format, (clear, as) => {
        const { value } = readFormat(clear, as);
        const written = toClientHocon(clear, as).text;
        if (!value || written === undefined || isOpen(value)) return;
        const reading = readAsClient(written);
        expect(reading.ok && JSON.parse(clientJson(reading.value))).toEqual(JSON.parse(toJson(value)));
        expect(written).not.toMatch(/(?<!\\)(?:\\\\)*\\u/);
      }),
      runs,
    );
  });
});
