// biome-ignore-all lint/suspicious/noTemplateCurlyInString: HOCON writes its substitutions like that.
import { describe, expect, test } from 'vitest';
import { mask } from '../../tests/support/mask-ids.ts';
import type { Finding } from './finding.ts';
import { lint } from './lint.ts';
import { maskFindings } from './mask-findings.ts';
import type { Format } from './read-format.ts';

const shown = (text: string, format: Format = 'hocon') => {
  const masked = mask(text, format);
  return { masked, findings: maskFindings(lint(text, format), masked) };
};

const finding = (from: number, to: number, more: Partial<Finding> = {}): Finding => ({
  code: 'x',
  severity: 'warning',
  message: 'Said.',
  hint: 'Do.',
  from,
  to,
  line: 1,
  column: from + 1,
  ...more,
});

describe('A finding', () => {
  test('at a masked value tells its code only', () => {
    const { masked, findings } = shown("a = 1\ngit_pass = 'hunter2'\n");
    expect(findings).toHaveLength(1);
    const { from, to, ...said } = findings[0] as Finding;
    expect(masked.text.slice(from, to)).toMatch(/^"•{8}\w{8}"$/);
    expect(said).toEqual({
      code: 'single-quotes',
      severity: 'warning',
      message: 'Clients would misread this masked value.',
      hint: 'Reveal it to correct it.',
      line: 2,
      column: 12,
    });
  });

  test('behind masks keeps its words and its fix, at its place in the masked text', () => {
    const { masked, findings } = shown('pass = """a\nb""" # c\nb = yes\n');
    expect(findings).toMatchObject([{ code: 'yes-no-text', line: 2, column: 5 }]);
    const edit = findings[0]?.fix?.edits[0];
    expect(masked.text.slice(edit?.from, edit?.to)).toBe('yes');
    expect(masked.text.slice(findings[0]?.from, findings[0]?.to)).toBe('yes');
  });

  test('loses a fix that reaches into a mask', () => {
    const text = 'a:\n  - b # hunter2\n';
    const masked = mask('a = [1] # hunter2\nb = 2', 'hocon');
    const fix = { title: 'Convert', edits: [{ from: 0, to: 20, text: 'hunter2' }] };
    expect(maskFindings([finding(0, 1, { fix })], masked)).toEqual([finding(0, 1)]);
    const short = { title: 'Convert', edits: [{ from: 0, to: 8, text: 'key: ab' }] };
    expect(maskFindings([finding(0, 1, { fix: short })], mask('key = ab', 'hocon'))).toEqual([finding(0, 1)]);
    expect(JSON.stringify(shown(text))).toContain('yaml');
  });

  test('is told of a text masked whole by its code and severity', () => {
    const { findings } = shown('pass = hunter2\na = {');
    expect(findings).toMatchObject([{ code: 'client-refuses', from: 0, to: 16, line: 1, column: 1 }]);
    expect(findings[0]?.message).toBe('Clients would misread this masked value.');
  });

  test('whose words hold a secret from elsewhere says nothing of it', () => {
    const masked = mask('a = 1\npass = "hunter2"', 'hocon');
    const fix = { title: 'Write hunter2', edits: [{ from: 0, to: 1, text: 'b' }] };
    const told = maskFindings([finding(0, 1, { message: 'Is hunter2.' }), finding(0, 1, { fix })], masked);
    expect(JSON.stringify(told)).not.toContain('hunter2');
    expect(told[1]).toEqual(finding(0, 1));
  });

  test.each([
    ['just before a mask', 4, 7, false],
    ['across its start', 4, 8, true],
    ['inside', 8, 9, true],
    ['at its last character', 13, 14, true],
    ['just behind', 14, 15, false],
    ['between characters before it', 7, 7, false],
    ['between characters inside', 9, 9, true],
    ['between characters behind', 14, 14, false],
    ['around all of it', 0, 15, true],
  ])('%s', (_name, from, to, touches) => {
    const masked = mask('pass = hunter2\nb = 1', 'hocon');
    const [told] = maskFindings([finding(from, to)], masked);
    expect(told?.message).toBe(touches ? 'Clients would misread this masked value.' : 'Said.');
    const [mark] = masked.masks;
    const moved = (at: number) => (at <= 7 ? at : at >= 14 ? at + 11 : undefined);
    expect(told?.from).toBe(moved(from) ?? mark?.from);
    expect(told?.to).toBe(moved(to) ?? mark?.to);
  });
});
