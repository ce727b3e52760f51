import { describe, expect, test } from 'vitest';
import type { Format } from '../../clearml-conf/read-format.ts';
import { applyFixes, checkText, type ShownReading } from './check-text.ts';

function read(text: string, format: Format = 'hocon'): ShownReading {
  const { reading } = checkText(text, format);
  if (!reading.ok) throw new Error(reading.message);
  return reading;
}

const marked = (shown: ShownReading, kind: string) =>
  shown.marks.filter((mark) => mark.kind === kind).map(({ from, to }) => shown.json.slice(from, to));

const said = (shown: ShownReading, client: string) =>
  shown.notes
    .filter((note) => note.client === client)
    .map(({ at, text }) => [shown.json.slice(shown.json.lastIndexOf('\n', at - 1) + 1, at).trim(), text]);

describe('the reading', () => {
  test.each<[Format, string]>([
    ['hocon', 'sdk { a: 1, b: [x, true], c { } }'],
    ['json', '{"sdk": {"a": 1, "b": ["x", true], "c": {}}}'],
    ['yaml', 'sdk:\n  a: 1\n  b: [x, true]\n  c: {}\n'],
  ])('is the JSON clients hold, from %s', (format, text) => {
    const { json } = read(text, format);
    expect(JSON.parse(json)).toEqual({ sdk: { a: 1, b: ['x', true], c: {} } });
    expect(json).toBe(JSON.stringify(JSON.parse(json), null, 2));
  });

  test('shows a masked secret as masked', () => {
    const shown = read('a { pass: "••••••••k7q2m9rt", note: "Bearer ••••••••k7q2m9rt" }');
    expect(marked(shown, 'masked')).toEqual(['masked']);
    expect(shown.json).toContain('"pass": masked');
    expect(shown.json).toContain('"Bearer ');
  });

  test('leaves the variables of the client’s machine open', () => {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a substitution of HOCON
    const shown = read('a = ${?HOME}/x, b = ${USER}');
    // biome-ignore lint/suspicious/noTemplateCurlyInString: a substitution of HOCON
    expect(JSON.parse(shown.json)).toEqual({ a: '${HOME}/x', b: '${USER}' });
    expect(marked(shown, 'variable')).toHaveLength(2);
  });

  test('marks what differs from the specification, and says what that is', () => {
    const shown = read("a = 'x'\nb = 1\n");
    expect(marked(shown, 'differs')).toEqual([]);
    const escaped = read('a = "\\u00e9", b = 1');
    expect(marked(escaped, 'differs')).toEqual([String.raw`"\\u00e9"`]);
    expect(escaped.marks.find(({ kind }) => kind === 'differs')?.says).toBe('"é"');
  });

  test('says which keys the agent keeps to itself, to the agent only', () => {
    const shown = read('agent { worker_name: w, git_user: g }');
    expect(said(shown, 'agent')).toEqual([['"worker_name": "w",', 'ignored: the agent keeps its own value']]);
    expect(said(shown, 'sdk')).toEqual([]);
  });

  test.each([
    ['', 'not applied: sdk.apply_environment is false', 'applied: agent.apply_environment is true'],
    [
      'sdk.apply_environment = true\nagent.apply_environment = false\n',
      'applied: sdk.apply_environment is true',
      'not applied: agent.apply_environment is false',
    ],
  ])('says whether the section environment acts: %j', (text, sdk, agent) => {
    const shown = read(`environment { A = "1" }\n${text}`);
    expect(said(shown, 'sdk')).toEqual([['"environment": {', sdk]]);
    expect(said(shown, 'agent')).toEqual([['"environment": {', agent]]);
  });
});

describe('a text clients refuse', () => {
  test('says where and why, and what they read after the offered fixes', () => {
    const { findings, reading } = checkText('agent {\n  git_user: a@b\n  git_pass: c@d\n}\n', 'hocon');
    expect(findings.map(({ code }) => code)).toEqual(['unquoted-special', 'unquoted-special']);
    if (reading.ok) throw new Error('must be refused');
    expect(reading.line).toBe(2);
    expect(JSON.parse(reading.fixed?.json ?? '')).toEqual({ agent: { git_user: 'a@b', git_pass: 'c@d' } });
  });

  test.each<[string, Format]>([
    ['{"a": }', 'json'],
    ['a: [', 'yaml'],
    ['a {', 'hocon'],
  ])('without a fix: %j (%s)', (text, format) => {
    const { findings, reading } = checkText(text, format);
    expect(findings.some(({ severity }) => severity === 'error')).toBe(true);
    expect(reading).toMatchObject({ ok: false, fixed: undefined });
  });

  test('fixes that overlap are not both made', () => {
    const place = { code: 'x', severity: 'error' as const, message: '', hint: '', line: 1, column: 1 };
    const fix = (from: number, to: number, text: string) => ({
      ...{ ...place, from, to },
      fix: { title: '', edits: [{ from, to, text }] },
    });
    expect(applyFixes('abcdef', [fix(0, 3, 'X'), fix(2, 4, 'Y'), fix(5, 6, 'Z')])).toBe('XdeZ');
  });
});
