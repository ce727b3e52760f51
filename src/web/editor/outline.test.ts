import { describe, expect, test } from 'vitest';
import type { Format } from '../../clearml-conf/read-format.ts';
import { keyAt, outline } from './outline.ts';

const paths = (text: string, format: Format) => outline(text, format).keys.map(({ path }) => path.join('/'));

const HOCON = `# note
agent { git_user: me, "odd.name" = 1 }
sdk.aws.s3 {
  credentials: [
    { bucket: a, key: b }
    { bucket: c }
  ]
}
text = """
  not { a: key }
"""
last =
  below
`;
const JSON_TEXT = '{"agent": {"git_user": "me"}, "sdk": {"aws": {"s3": {"credentials": [{"bucket": "a"}]}}}}';
const YAML = `agent:
  git_user: me
  script: |
    not: a key
sdk:
  aws:
    s3:
      credentials:
        - bucket: a
          key: b
        - bucket: c
last: 1
`;

describe('keys with their paths', () => {
  test('HOCON: dotted, quoted, in lists; not what stands in quotations', () => {
    const bucket = 'sdk/aws/s3/credentials/0/bucket';
    expect(paths(HOCON, 'hocon')).toEqual([
      ...['agent', 'agent/git_user', 'agent/odd.name', 'sdk/aws/s3', 'sdk/aws/s3/credentials'],
      ...[bucket, 'sdk/aws/s3/credentials/0/key', bucket, 'text', 'last'],
    ]);
  });

  test('JSON', () => {
    expect(paths(JSON_TEXT, 'json')).toContain('sdk/aws/s3/credentials/0/bucket');
  });

  test('YAML: by indentation; not what stands in a block of text', () => {
    expect(paths(YAML, 'yaml')).toEqual([
      ...[
        'agent',
        'agent/git_user',
        'agent/script',
        'sdk',
        'sdk/aws',
        'sdk/aws/s3',
        'sdk/aws/s3/credentials',
      ],
      ...['sdk/aws/s3/credentials/0/bucket', 'sdk/aws/s3/credentials/0/key'],
      ...['sdk/aws/s3/credentials/0/bucket', 'last'],
    ]);
  });

  test.each(['{{{{', ']]]}', 'a = = =', '"', '"""', '${', '- - -', ': :', '\u0000'])('broken: %j', (text) => {
    for (const format of ['hocon', 'json', 'yaml'] as const)
      expect(() => outline(text, format)).not.toThrow();
  });
});

test('the key at a place is the one under it or the one whose value it is in', () => {
  const text = 'a { bc: de }\n\nf = g';
  const at = (offset: number) => keyAt(outline(text, 'hocon'), offset)?.path.join('.');
  expect(at(0)).toBe('a');
  expect(at(text.indexOf('bc'))).toBe('a.bc');
  expect(at(text.indexOf('de') + 1)).toBe('a.bc');
  expect(at(text.indexOf('\n') + 1)).toBeUndefined();
  expect(at(text.length)).toBe('f');
});
