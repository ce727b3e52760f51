import { describe, expect, test } from 'vitest';
import type { Format } from '../../clearml-conf/read-format.ts';
import { choicesAfter } from './completions.ts';

/** The names offered behind a text, and where they would be put. */
const names = (before: string, format: Format = 'hocon') =>
  choicesAfter(before, format)?.choices.map(({ name }) => name) ?? [];

describe('keys', () => {
  test.each<[string, Format]>([
    ['sdk.aws.s3 {\n  re', 'hocon'],
    ['sdk { aws { s3 { ', 'hocon'],
    ['sdk.aws.s3.', 'hocon'],
    ['agent.git_user: x\nsdk.aws {\n  boto3 { pool_connections = 3 }\n  s3.', 'hocon'],
    ['{"sdk": {"aws": {"s3": {"key": "x", "', 'json'],
    ['sdk:\n  aws:\n    s3:\n      key: x\n      re', 'yaml'],
  ])('of the section where the cursor stands: %j (%s)', (before, format) => {
    expect(names(before, format)).toEqual(expect.arrayContaining(['key', 'secret', 'region', 'credentials']));
  });

  test.each<[string, Format]>([
    ['sdk.aws.s3.credentials: [\n  { bucket: "x", ', 'hocon'],
    ['{"sdk": {"aws": {"s3": {"credentials": [{"key": 1, "', 'json'],
    ['sdk:\n  aws:\n    s3:\n      credentials:\n        - bucket: x\n          ', 'yaml'],
    ['sdk:\n  aws:\n    s3:\n      credentials:\n      - bucket: x\n      - ', 'yaml'],
  ])("of a list's element: %j (%s)", (before, format) => {
    expect(names(before, format)).toEqual(expect.arrayContaining(['bucket', 'host', 'multipart']));
    expect(names(before, format)).not.toContain('credentials');
  });

  test('of the root, in an empty text', () => {
    for (const format of ['hocon', 'yaml'] as const) {
      expect(names('', format)).toEqual(expect.arrayContaining(['sdk', 'agent', 'environment', 'files']));
    }
  });

  test('after a section has ended, of the one around it', () => {
    expect(names('agent { package_manager { type: pip }\n  git')).toContain('git_user');
    expect(names('agent:\n  package_manager:\n    type: pip\n  git', 'yaml')).toContain('git_user');
  });

  test.each(['# agent.', 'environment { ', 'x = [', 'agent { git_user: vis', 'agent { git_user: "vis'])(
    'none in %j',
    (before) => {
      expect(names(before)).toEqual([]);
    },
  );

  test('they take the place of the step being typed, and are written as the format wants', () => {
    const offer = (before: string, format: Format, name: string) => {
      const found = choicesAfter(before, format);
      const choice = found?.choices.find((one) => one.name === name);
      return before.slice(0, found?.from) + choice?.insert;
    };
    // biome-ignore-start lint/suspicious/noTemplateCurlyInString: the place of the cursor in a snippet
    expect(offer('sdk.aws.s3.re', 'hocon', 'region')).toBe('sdk.aws.s3.region: "${}"');
    expect(offer('ag', 'hocon', 'agent')).toBe('agent {\n\t${}\n}');
    expect(offer('{"agent": {"git', 'json', 'git_user')).toBe('{"agent": {"git_user": "${}"');
    expect(offer('agent:\n  pack', 'yaml', 'package_manager')).toBe('agent:\n  package_manager:\n  ${}');
    // biome-ignore-end lint/suspicious/noTemplateCurlyInString: the place of the cursor in a snippet
  });
});

describe('values', () => {
  test.each<[string, Format, string[]]>([
    ['sdk.apply_environment = ', 'hocon', ['true', 'false']],
    ['agent { translate_ssh: t', 'hocon', ['true', 'false']],
    ['{"agent": {"package_manager": {"type": ', 'json', ['pip', 'conda', 'poetry']],
    ['agent:\n  package_manager:\n    type: ', 'yaml', ['pip', 'conda', 'poetry']],
  ])('%j (%s)', (before, format, expected) => {
    expect(names(before, format)).toEqual(expected);
  });
});
