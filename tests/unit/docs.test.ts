import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import { SETTINGS } from '../../src/server/settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');

const PAGES = [
  'README.md',
  ...readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

/** Made by hand from a running server, and so not always there. */
const PICTURES = ['docs/images/workspace.png'];

test.each(SETTINGS)('$name stands in docs/configuration.md', ({ name, secret }) => {
  const page = read('docs/configuration.md');
  expect(page).toContain(`| \`${name}\` |`);
  if (secret) expect(page).toContain(`\`${name}_FILE\``);
});

test('docs/configuration.md lists no setting that is not one', () => {
  const listed = [...read('docs/configuration.md').matchAll(/^\| `([A-Z0-9_]+)` \|/gm)].map(
    ([, name]) => name,
  );
  expect(listed.toSorted()).toEqual(SETTINGS.map(({ name }) => name).toSorted());
});

test.each(Object.keys(contract))('%s stands in docs/compatibility.md', (name) => {
  expect(read('docs/compatibility.md')).toContain(`\`${name}\``);
});

test('no method that docs/compatibility.md calls absent is in the contract', () => {
  const absent = read('docs/compatibility.md')
    .split('\n')
    .filter((line) => /^\| .* \| absent/.test(line))
    .flatMap((line) => [...(line.split(' | absent', 1)[0] ?? '').matchAll(/`(\w+\.\w+)`/g)])
    .map(([, name]) => name);
  expect(absent.length).toBeGreaterThan(20);
  expect(absent.filter((name) => name !== undefined && name in contract)).toEqual([]);
});

test.each(PAGES)('the links of %s lead somewhere', (page) => {
  const links = [...read(page).matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, path = '']) =>
    join(dirname(page), path),
  );
  expect(links.filter((path) => !PICTURES.includes(path) && !existsSync(join(ROOT, path)))).toEqual([]);
});
