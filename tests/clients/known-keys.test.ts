import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import type { ClientValue } from '../../src/clearml-conf/client/client-value.ts';
import { findKnownKey, isFreeBelow, isKnownSection, KNOWN_KEYS } from '../../src/clearml-conf/known-keys.ts';
import { readAsClient } from '../../src/clearml-conf/read-as-client.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

/** Every default configuration file inside an installed wheel; its name is its section. */
function defaultFiles(bin: string, folder: string): { section: string; text: string; path: string }[] {
  const packages = join(bin, '..', 'lib');
  const [version = ''] = readdirSync(packages).filter((name) => name.startsWith('python'));
  const root = join(packages, version, 'site-packages', folder);
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.conf'))
    .map((name) => ({
      section: name.replace(/.*\//, '').replace('.conf', ''),
      text: readFileSync(join(root, name), 'utf8'),
      path: name,
    }));
}

function* leaves(value: ClientValue, path: string[]): Generator<string[]> {
  if (value instanceof Map && value.size > 0)
    for (const [key, part] of value) yield* leaves(part, [...path, key]);
  else yield path;
}

/** Settings that stand in a comment: `# name: value` or `# name = value`, if the name can be one. */
const commentedNames = (text: string): string[] =>
  [...text.matchAll(/^\s*#[#\s]*"?([a-z][a-z0-9]*(?:_[a-z0-9]+)*)"?\s*[:=]\s*[^\s]/gm)].map(
    (match) => match[1] ?? '',
  );

/** Names in the comments that only belong to examples or prose. */
const NO_SETTINGS = new Set([
  'example',
  'examples',
  'notice',
  'note',
  'hours',
  'days',
  'key',
  'myfile1',
  'myjsonfile',
  'nested',
  'some',
  'value',
  'false',
  'true',
  'default',
  'extra_keys',
  'pip',
  'script',
  'requirements',
  'tensorflow',
  'repository',
  'branch',
  'https',
  'direct',
  'none',
  'binary',
  'entry_point',
  'working_dir',
  'default_docker',
  'project',
]);

describe.skipIf(missing)(`the known keys${missing ? ` (${missing})` : ''}`, () => {
  const files =
    'skipped' in python
      ? []
      : [...defaultFiles(python.sdk, 'clearml'), ...defaultFiles(python.agent, 'clearml_agent')];

  test('come from the files we think of', () => {
    expect(files.map(({ path }) => path).sort()).toEqual([
      'backend_api/config/default/agent.conf',
      'backend_api/config/default/api.conf',
      'backend_api/config/default/api.conf',
      'backend_api/config/default/logging.conf',
      'backend_api/config/default/logging.conf',
      'backend_api/config/default/sdk.conf',
      'config/default/logging.conf',
      'config/default/sdk.conf',
    ]);
  });

  test('hold every setting of the default files', () => {
    const lacking = files.flatMap(({ section, text }) => {
      const reading = readAsClient(text);
      if (!reading.ok) throw new Error(`${section}: ${reading.message}`);
      return [...leaves(reading.value, [section])]
        .filter((path) => !findKnownKey(path) && !isKnownSection(path) && !isFreeBelow(path))
        .map((path) => path.join('.'));
    });
    expect(lacking).toEqual([]);
  });

  test('hold every setting that stands there in a comment', () => {
    const names = new Set(KNOWN_KEYS.map(({ path }) => path.split('.').at(-1) ?? ''));
    const lacking = files
      .flatMap(({ text }) => commentedNames(text))
      .filter((name) => !names.has(name) && !NO_SETTINGS.has(name));
    expect([...new Set(lacking)]).toEqual([]);
  });

  test('have the defaults of the default files', () => {
    const wrong = KNOWN_KEYS.flatMap(({ path, default: standard }) => {
      const [section, ...steps] = path.split('.');
      const given = files
        .filter((file) => file.section === section)
        .flatMap(({ text }) => {
          const reading = readAsClient(text);
          return reading.ok
            ? [
                steps.reduce<ClientValue | undefined>(
                  (value, step) => (value instanceof Map ? value.get(step) : undefined),
                  reading.value,
                ),
              ]
            : [];
        })
        .filter((value) => value !== undefined && !(value instanceof Map) && !Array.isArray(value));
      const agrees =
        given.length === 0 ||
        given.some((value) => JSON.stringify(value) === JSON.stringify(standard ?? null));
      return agrees ? [] : [`${path}: ${JSON.stringify(given)} not ${JSON.stringify(standard)}`];
    });
    expect(wrong).toEqual([]);
  });
});
