import { describe, expect, test } from 'vitest';
import { ENVIRONMENT_VARIABLES } from './environment-variables.ts';
import { didYouMean, findKnownKey, isKnownSection, KNOWN_KEYS, listBelow } from './known-keys.ts';

const TYPES = ['text', 'secret', 'path', 'url', 'boolean', 'whole', 'number', 'size', 'list', 'object'];

describe('the table of known keys', () => {
  test('has each path once, with a type, a release and a sentence', () => {
    expect(new Set(KNOWN_KEYS.map(({ path }) => path)).size).toBe(KNOWN_KEYS.length);
    for (const key of KNOWN_KEYS) {
      expect(TYPES).toContain(key.type);
      expect(key.since).toMatch(/^\d+\.\d+\.\d+$/);
      expect(key.meaning).toMatch(/^.{5,}\.$/s);
    }
  });

  test('has defaults of the type they belong to', () => {
    for (const { path, type, default: standard } of KNOWN_KEYS) {
      if (standard === undefined || standard === null) continue;
      if (type === 'list') expect(Array.isArray(standard), path).toBe(true);
      if (type === 'whole') expect(Number.isInteger(Number(standard)), path).toBe(true);
    }
  });
});

test('finds a key inside lists, by index or brackets', () => {
  expect(findKnownKey(['sdk', 'aws', 's3', 'credentials', '0', 'bucket'])?.path).toBe(
    'sdk.aws.s3.credentials[].bucket',
  );
  expect(findKnownKey(['sdk', 'aws', 's3', 'credentials[2]', 'bucket'])?.type).toBe('text');
  expect(findKnownKey(['logging', 'loggers', 'boto', 'level'])?.type).toBe('text');
  expect(findKnownKey(['files', 'mine', 'path'])?.type).toBe('path');
  expect(findKnownKey(['sdk', 'nothing'])).toBeUndefined();
});

test('lists what stands below a section, for completion', () => {
  expect(listBelow([]).map(({ step }) => step)).toEqual([
    'api',
    'agent',
    'sdk',
    'logging',
    'environment',
    'files',
  ]);
  const below = listBelow(['sdk', 'aws', 's3']);
  expect(below.map(({ step }) => step)).toContain('use_credentials_chain');
  expect(below.find(({ step }) => step === 'key')?.key?.type).toBe('secret');
  expect(isKnownSection(['sdk', 'aws'])).toBe(true);
});

test.each([
  ['agent.git_usr', 'agent.git_user'],
  ['sdk.developmnt.default_output_uri', 'sdk.development.default_output_uri'],
  ['sdk.aws.s3.kye', 'sdk.aws.s3.key'],
  ['sdk.awss', 'sdk.aws'],
  ['sdk.something_of_my_own', undefined],
])('%s: did you mean %s?', (path, meant) => {
  expect(didYouMean(path.split('.'))).toBe(meant);
});

test('environment variables stand for known keys', () => {
  for (const { names, key, rule, clients, meaning } of ENVIRONMENT_VARIABLES) {
    expect(names[0]).toMatch(/^[A-Z_]+$/);
    expect(key === '').toBe(rule === 'switch');
    if (key !== '') expect(findKnownKey(key.split('.')), key).toBeDefined();
    expect(clients.length).toBeGreaterThan(0);
    expect(meaning).toMatch(/\.$/);
  }
});
