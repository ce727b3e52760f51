// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { anyText, document, jsonValue } from '../../tests/support/hocon-arbitraries.ts';
import { mask, unmask } from '../../tests/support/mask-ids.ts';
import { secretHocon, secretJson, secretYaml } from '../../tests/support/secret-texts.ts';
import { parse } from '../hocon/parse.ts';
import type { ResolvedValue } from '../hocon/values.ts';
import { lint } from './lint.ts';
import { findMaskSites } from './mask/form.ts';
import { isSecretPath } from './mask/secret-names.ts';
import { maskFindings } from './mask-findings.ts';
import { FORMATS, readFormat } from './read-format.ts';

/** More runs by FAST_CHECK_RUNS, as the nightly job sets. */
const runs = { numRuns: Number(process.env.FAST_CHECK_RUNS ?? 300) };
const format = fc.constantFrom(...FORMATS);
const keys = fc.constantFrom([], ['a'], ['a.b', 'key'], ['b.c']);
const secretText = fc.oneof(secretHocon, secretJson, secretYaml);

/** Every scalar of a value with its path. */
function* scalars(value: ResolvedValue, path: string[] = []): Generator<{ path: string[]; text: string }> {
  if (value.kind === 'object') for (const [key, field] of value.fields) yield* scalars(field, [...path, key]);
  else if (value.kind === 'array') for (const element of value.elements) yield* scalars(element, path);
  else if (value.kind === 'string' || value.kind === 'number') yield { path, text: String(value.value) };
}

describe('For any text', () => {
  test('what is masked and left alone comes back byte for byte', () => {
    const text = fc.oneof(
      anyText,
      document,
      jsonValue.map((value) => JSON.stringify(value)),
    );
    fc.assert(
      fc.property(text, format, keys, (clear, as, secretKeys) => {
        const masked = mask(clear, as, secretKeys);
        expect(unmask(masked.text, as, masked, { secretKeys })).toEqual({ ok: true, text: clear });
        expect(findMaskSites(masked.text)).toMatchObject(
          masked.masks.map(({ from, to, id, kind }) => ({ from, to, id, kind })),
        );
      }),
      runs,
    );
  });

  test('masking twice changes nothing that was not masked before', () => {
    fc.assert(
      fc.property(secretText, ({ text, format: as }) => {
        const once = mask(text, as);
        const twice = mask(once.text, as);
        if (once.parsed)
          expect(twice.masks.map(({ kind }) => kind)).toEqual(once.masks.map(({ kind }) => kind));
      }),
      runs,
    );
  });

  test('what could be read can be read masked, and no scalar at a secret path is clear', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          document,
          secretHocon.map(({ text }) => text),
        ),
        keys,
        (clear, secretKeys) => {
          const masked = mask(clear, 'hocon', secretKeys);
          if (!masked.parsed) return;
          expect(parse(masked.text).errors).toEqual([]);
          const { value } = readFormat(masked.text, 'hocon');
          for (const { path, text } of value ? scalars(value) : []) {
            if (isSecretPath(path, secretKeys) && text.trim() !== '') expect(text).toMatch(/^•{8}\w{8}$/);
          }
        },
      ),
      runs,
    );
  });
});

describe('For texts with secrets in them', () => {
  test('no secret leaves in the masked text or its findings', () => {
    fc.assert(
      fc.property(secretText, ({ text, format: as, secrets }) => {
        const masked = mask(text, as);
        const out = JSON.stringify([masked.text, maskFindings(lint(text, as), masked)]);
        for (const secret of secrets) expect(out).not.toContain(secret);
      }),
      runs,
    );
  });

  test('they come back byte for byte', () => {
    fc.assert(
      fc.property(secretText, ({ text, format: as }) => {
        const masked = mask(text, as);
        expect(unmask(masked.text, as, masked)).toEqual({ ok: true, text });
      }),
      runs,
    );
  });

  test('findings lie inside the masked text, at their line and column', () => {
    fc.assert(
      fc.property(secretText, ({ text, format: as }) => {
        const masked = mask(text, as);
        for (const { from, to, line, column } of maskFindings(lint(text, as), masked)) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(masked.text.length + 1);
          const before = masked.text.slice(0, from).split('\n');
          expect([line, column]).toEqual([before.length, (before.at(-1) ?? '').length + 1]);
        }
      }),
      runs,
    );
  });

  test('a mask put anywhere else never shows its secret', () => {
    const place = fc.tuple(
      fc.nat(),
      fc.nat(),
      fc.constantFrom('', ' ', '\nshown = ', ', "x": ', '\nx: ', '\n- ', '"', '${a}'),
    );
    fc.assert(
      fc.property(secretText, place, ({ text, format: as, secrets }, [which, where, lead]) => {
        const masked = mask(text, as);
        const moved = masked.masks[which % Math.max(1, masked.masks.length)];
        if (!moved) return;
        const form = masked.text.slice(moved.from, moved.to);
        const at = where % (masked.text.length + 1);
        const edited = `${masked.text.slice(0, at)}${lead}${form}${masked.text.slice(at)}`;
        const outcome = unmask(edited, as, masked);
        const seen = outcome.ok ? mask(outcome.text, as).text : JSON.stringify(outcome);
        for (const secret of secrets) expect(seen).not.toContain(secret);
      }),
      runs,
    );
  });
});
