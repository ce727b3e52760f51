import { describe, expect, test } from 'vitest';
import { cpuMs } from '../../tests/support/cpu-time.ts';
import type { Finding } from './finding.ts';
import { LINT_CODES, type LintCode } from './lint/codes.ts';
import { lint } from './lint.ts';
import { readAsClient } from './read-as-client.ts';

/** Texts in which a code fires, and near misses in which it must not. */
const CASES: Record<LintCode, { fires: string[]; quiet: string[] }> = {
  'yaml-as-hocon': {
    fires: ['sdk:\n  aws:\n    s3: x\n', '---\na: 1\n', 'list:\n  - a\n  - b\n', 'sdk:\n  region: eu\n'],
    quiet: ['sdk: {\n  aws: 1\n}\n', 'sdk {\n  region: eu\n}\n', 'a: 1\nb: 2\n', 'sdk:\n{\n  a: 1\n}\n'],
  },
  'swallows-next-line': {
    fires: ['a:\nb: 1\n', 'a =\nb = 1\n', 'a = # later\nb: 1\n'],
    quiet: ['a: http://h\nb: 1\n', 'a: ""\nb: 1\n', 'a:\n{ b: 1 }\n', 'a =\n  5\nb = 1\n', 'a: [\n b\n]\n'],
  },
  'comment-cuts-value': {
    fires: ['p = pass#word\n', 'p = #secret\n', 'p = 5#6\n', 'p = //server/share\nq = 1\n'],
    quiet: [
      'p = pass # word\n',
      'p = "pass#word"\n',
      '# p = 1\nq = 2 // two\n',
      'a = # comment\n{ b = 1 }\n',
    ],
  },
  'unquoted-special': {
    fires: [...'@$+?!*&^`'].map((char) => `p = pa${char}ss\n`),
    quiet: ['p = "pa@$+?!*&^`ss"\n', 'p = pa-ss_%~;()|<>\n', '# p@ss\na = 1\n', 'a = +5\n'],
  },
  'unquoted-url': {
    fires: ['u = http://host:8008\n', 'u: s3://bucket/folder\n'],
    quiet: ['u = "http://host:8008"\n', 'u = x // comment\n', '# http://host\na = 1\n'],
  },
  'append-replaces': {
    fires: ['a = [1]\na += 2\n', 'a += text\n', 'a += "text"\n', 'a += { b = 1 }\n'],
    quiet: ['a = [1]\na += [2]\n', 'a = 2\n'],
  },
  'single-quotes': {
    fires: ["a = 'text'\n", "a = 'two words'\n", "a = ['x']\n"],
    quiet: ['a = "text"\n', "a = it's\n", 'a = "\'text\'"\n'],
  },
  'unicode-escape': {
    fires: ['a = "caf\\u00e9"\n'],
    quiet: ['a = "café"\n', 'a = "caf\\\\u00e9"\n', 'a = """\\u00e9"""\n'],
  },
  'escape-kept': { fires: ['a = "x\\/y"\n', 'a = "\\b"\n'], quiet: ['a = "x/y\\n\\t\\"\\\\"\n'] },
  'tab-in-text': { fires: ['a = "x\ty"\n'], quiet: ['a = "x\\ty"\n', 'a\t=\t1\n'] },
  'byte-order-mark': { fires: ['\ufeffa = 1\n'], quiet: ['a = 1\n', 'a = "\ufeff"\n'] },
  'no-break-space': { fires: ['a =\u00a01\n', 'a = b\u2003c\n'], quiet: ['a = 1\n', 'a = "x\u00a0y"\n'] },
  'duration-at-end': {
    fires: ['a = 2w', 'a = 10 s\n', 'b = 1\na = 3 days\n'],
    quiet: ['a = "2w"\n', 'a = 2w\nb = 1\n', 'a { b = 2w }\n'],
  },
  'number-changed': {
    fires: ['a = 007\n', 'a = [01]\n'],
    quiet: ['a = "007"\n', 'a = 0\n', 'a = 0.5\n', 'a = 7\n'],
  },
  'yes-no-text': {
    fires: ['a = yes\n', 'a: Off\n'],
    quiet: ['a = true\n', 'a = "yes"\n', 'a = yes please\n'],
  },
  'capital-word': {
    fires: ['a = True\n', 'a: FALSE\n', 'a = [Null]\n'],
    quiet: ['a = true\n', 'a = "True"\n', 'a = True story\n'],
  },
  'quoted-key-special': {
    fires: ['"a.b" = 1\n', 'x { "h:1" = 2 }\n'],
    quiet: ['"ab" = 1\n', 'a.b = 1\n', '"a b" = 1\n'],
  },
  'quoted-key-path': { fires: ['"c d".e = 1\n', 'a."b" = 1\n'], quiet: ['"c d" { e = 1 }\n', 'a.b = 1\n'] },
  'include-on-client': {
    fires: ['include "x.conf"\na = 1\n'],
    quiet: ['include = "x.conf"\n', '# include "x.conf"\n'],
  },
  'variable-on-client': {
    fires: ['a = ${?HOME}\n'],
    quiet: ['HOME = 1\na = ${?HOME}\n', 'a = "${?HOME}"\n'],
  },
  'variable-required': { fires: ['a = ${HOME}\n'], quiet: ['a = ${?HOME}\n', 'a = 1\nb = ${a}\n'] },
  'reference-elsewhere': {
    fires: ['a = ${sdk.storage.cache.default_base_dir}\n', 'a = ${?agent.venvs_dir}\n'],
    quiet: ['sdk { x = 1 }\na = ${sdk.x}\n', 'a = ${?TEAM}\n'],
  },
  'root-list': { fires: ['[1, 2]\n'], quiet: ['a = [1, 2]\n'] },
  'empty-text-in-list': { fires: ['a = ["", x]\n'], quiet: ['a = ["x"]\n', 'a = ""\n'] },
  'object-text': {
    fires: [
      'a = null x\n',
      'a = [[null]]\n',
      'a = null\na = ${a} x\n',
      'a = NULL x\nb = ${HOME}\n',
      'a = ${?TEAM}NULL\n',
    ],
    quiet: ['a = null\n', 'a = [null]\n', 'a = "null x"\n'],
  },
  'too-deep': {
    fires: [`a = ${'['.repeat(28)}${']'.repeat(28)}\n`, `a = ${'['.repeat(500)}\n`],
    quiet: [`a = ${'['.repeat(27)}${']'.repeat(27)}\n`, `a = "${'['.repeat(40)}"\n`],
  },
  'agent-key-kept': {
    fires: ['cuda_version', 'cudnn_version', 'default_python', 'worker_id', 'worker_name', 'debug'].map(
      (key) => `agent.${key} = "x"\n`,
    ),
    quiet: ['agent.git_user = "x"\n', 'sdk.worker_id = "x"\n'],
  },
  'needs-apply': {
    fires: [
      'environment { A = "1" }\n',
      'files { f { path = "x" } }\n',
      'environment { A = "1" }\nsdk.apply_environment = false\n',
    ],
    quiet: [
      'environment { A = "1" }\nsdk.apply_environment = true\n',
      'sdk.environment { A = "1" }\n',
      'environment {}\n',
    ],
  },
  'environment-value': {
    fires: [
      'environment { A = null }\n',
      'environment { A = 0 }\n',
      'environment { A = false }\n',
      'environment { A = true }\n',
    ],
    quiet: ['environment { A = "0" }\n', 'environment { A = 1 }\n', 'a { A = null }\n'],
  },
  'api-after-login': {
    fires: ['api { api_server = "x" }\n', 'api.http.default_method = put\n'],
    quiet: ['sdk.api = 1\n'],
  },
  'unknown-key': {
    fires: [
      'sdk.developmnt.default_output_uri = x\n',
      'agent.git_usr = me\n',
      'sdk { aws { s3 { kye = k } } }\n',
    ],
    quiet: [
      'sdk.development.default_output_uri = x\n',
      'agent.git_user = me\n',
      'mine.own = 1\n',
      'environment.ANY = "x"\n',
      'sdk.aws.s3.extra_args.Any = x\n',
    ],
  },
  'client-refuses': { fires: ['a = {\n', 'a b\n', 'a = [1}\n'], quiet: ['a = {}\n', 'a b = 1\n'] },
  'client-differs': {
    fires: ['a = x 1.50\n', 'a = x True\nb = [y true]\n'],
    quiet: ['a = "x 1.50"\n', 'a = x y\n', 'a = 1.50\n'],
  },
};

const codes = (text: string) => lint(text, 'hocon').map((finding) => finding.code);

describe.each(Object.entries(CASES))('%s', (code, { fires, quiet }) => {
  test.each(fires)('fires in %j', (text) => {
    expect(codes(text)).toContain(code);
  });

  test.each(quiet)('is quiet in %j', (text) => {
    expect(codes(text)).not.toContain(code);
  });
});

const apply = (text: string, { fix }: Finding): string =>
  (fix?.edits ?? [])
    .toSorted((one, other) => other.from - one.from)
    .reduce((now, edit) => now.slice(0, edit.from) + edit.text + now.slice(edit.to), text);

describe('fixes', () => {
  test.each([
    ['p = pa@ss\n', { p: 'pa@ss' }],
    ['p = pa$$w@rd # mine\n', { p: 'pa$$w@rd' }],
    ['p = pass#word\n', { p: 'pass#word' }],
    ["a = 'two words'\n", { a: 'two words' }],
    ['a = "caf\\u00e9"\n', { a: 'café' }],
    ['a = "x\ty"\n', { a: 'x\ty' }],
    ['a = 2w', { a: '2w' }],
    ['a = 007\n', { a: '007' }],
    ['a = yes\n', { a: true }],
    ['\ufeffa = 1\n', { a: 1 }],
    ['a =\u00a01\n', { a: 1 }],
    ['a = [1]\na += 2\n', { a: [1, 2] }],
    ['a:\nb: 1\n', { a: '', b: 1 }],
    ['u = http://host:8008/x\n', { u: 'http://host:8008/x' }],
    ['a."b" = 1\n', { a: { b: 1 } }],
    ['mine:\n  region: eu\n', { mine: { region: 'eu' } }],
    [
      'environment { A = true }\nsdk.apply_environment = true\n',
      { environment: { A: 'true' }, sdk: { apply_environment: true } },
    ],
  ])('%j', (text, meant) => {
    let now = text;
    for (let round = 0; round < 5; round += 1) {
      const fixable = lint(now, 'hocon').find((finding) => finding.fix);
      if (fixable) now = apply(now, fixable);
    }
    const reading = readAsClient(now);
    expect(reading.ok && plain(reading.value)).toEqual(meant);
    expect(lint(now, 'hocon').filter((finding) => finding.severity !== 'note')).toEqual([]);
  });
});

const plain = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(plain);
  return value instanceof Map
    ? Object.fromEntries([...value].map(([key, part]) => [key, plain(part)]))
    : value;
};

describe('every finding', () => {
  test('has a place inside the text and plain sentences', () => {
    const texts = Object.values(CASES).flatMap(({ fires, quiet }) => [...fires, ...quiet]);
    for (const text of texts) {
      for (const finding of lint(text, 'hocon')) {
        expect(finding.from).toBeGreaterThanOrEqual(0);
        expect(finding.to).toBeLessThanOrEqual(text.length);
        expect(finding.line).toBe(text.slice(0, finding.from).split('\n').length);
        expect(finding.message).toMatch(/[.!]$|: .+/);
        expect(finding.hint).toMatch(/[.!?]$/);
      }
    }
  });

  test('has a severity that is listed', () => {
    expect(Object.keys(CASES).sort()).toEqual(Object.keys(LINT_CODES).sort());
  });

  test('names the variable a client resolves', () => {
    expect(lint('a = ${?DATA_DIR}\n', 'hocon')[0]?.message).toContain('DATA_DIR');
  });

  test('suggests the setting that was meant', () => {
    expect(lint('agent.git_usr = me\n', 'hocon')[0]?.hint).toBe('Did you mean agent.git_user?');
  });
});

describe('other formats', () => {
  test('checks the meaning of JSON', () => {
    expect(lint('{"agent": {"worker_id": "x"}}', 'json').map((finding) => finding.code)).toEqual([
      'agent-key-kept',
    ]);
    expect(lint('{"a": }', 'json').map((finding) => finding.code)).toEqual(['json-syntax']);
  });

  test('checks the meaning of YAML, with its lines', () => {
    const [finding] = lint('sdk:\n  x: 1\nagent:\n  debug: true\n', 'yaml').filter(
      ({ code }) => code === 'agent-key-kept',
    );
    expect(finding?.line).toBe(4);
  });

  test('tells what clients cannot be given', () => {
    expect(lint('{"a": ["", "x"]}', 'json').map((finding) => finding.code)).toEqual(['empty-text-in-list']);
    expect(lint('"a\\"b": 1\n', 'yaml').map((finding) => finding.code)).toEqual(['key-quote']);
  });
});

test('a long text is checked in linear time', { timeout: 300_000 }, () => {
  const time = (lines: number) => {
    const text = Array.from({ length: lines }, (_, line) => `sdk.aws.s3.key${line} = "value ${line}"`).join(
      '\n',
    );
    return cpuMs(() => lint(text, 'hocon'));
  };
  time(200);
  expect(time(4000)).toBeLessThan(30 * time(400));
});
