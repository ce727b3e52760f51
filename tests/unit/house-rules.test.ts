import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { sizeFaults } from '../../scripts/check-sizes.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Lints a text as if it stood at `path`, in a folder of its own with our rules. */
function lint(path: string, text: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-lint-'));
  try {
    const rules = JSON.parse(readFileSync(join(ROOT, 'biome.json'), 'utf8'));
    writeFileSync(
      join(folder, 'biome.json'),
      JSON.stringify({ ...rules, $schema: undefined, vcs: { enabled: false } }),
    );
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
    const args = [join(ROOT, 'node_modules/@biomejs/biome/bin/biome'), 'lint', '--colors=off', path];
    const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return stdout + stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the lint refuses what the import rules forbid', () => {
  test.each([
    ['src/server/features/sessions/a.ts', "import { x } from '../accounts/routes.ts';\nx();\n"],
    ['src/server/features/sessions/store.ts', "import { x } from '../../http/errors.ts';\nx();\n"],
    [
      'src/server/features/accounts/people-store.ts',
      "import { x } from '../../../contract/auth.ts';\nx();\n",
    ],
    ['src/server/http/a.ts', "import { x } from '../features/audit/audit.ts';\nx();\n"],
    ['src/server/db/a.ts', "import { x } from '../features/audit/audit.ts';\nx();\n"],
    ['src/server/cli/a.ts', "import { x } from '../features/sessions/routes.ts';\nx();\n"],
    ['src/server/main.ts', "import { x } from './features/audit/audit.ts';\nx();\n"],
  ])('%s: %s', (path, text) => {
    expect(lint(path, text)).toContain('noRestrictedImports');
  });

  test('the environment is named in main.ts and cli/ only', () => {
    expect(lint('src/server/features/sessions/a.ts', 'export const home = process.env.HOME;\n')).toContain(
      'noProcessEnv',
    );
    expect(lint('src/server/cli/a.ts', 'export const home = process.env.HOME;\n')).not.toContain(
      'noProcessEnv',
    );
  });

  test('a promise nobody waits for is refused', () => {
    const text = 'async function work() {}\nexport function start() {\n  work();\n}\n';
    expect(lint('src/server/http/a.ts', text)).toContain('noFloatingPromises');
  });
});

describe('the sizes', () => {
  const fileOf = (lines: number) => ({ path: 'a.ts', text: 'const a = 1;\n'.repeat(lines) });
  const functionOf = (lines: number) => `export function f() {\n${'  g();\n'.repeat(lines - 2)}}\n`;

  test('a file of 401 lines and a function of 81 are named, with their limit', () => {
    expect(sizeFaults([fileOf(401)])).toContain('a.ts: 401 lines, at most 400');
    expect(sizeFaults([{ path: 'b.ts', text: functionOf(81) }])).toContain(
      'b.ts:1: a function of 81 lines, at most 80',
    );
  });

  test('a median of small files with one of 400 lines and one function of 80 pass', () => {
    const small = Array.from({ length: 40 }, () => fileOf(60));
    const functions = Array.from({ length: 40 }, () => ({ path: 'c.ts', text: functionOf(20) }));
    expect(sizeFaults([...small, ...functions, fileOf(400), { path: 'b.ts', text: functionOf(80) }])).toEqual(
      [],
    );
  });
});
