import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Folder of the virtual environment's programs, or why there is none. */
    python: { bin: string } | { skipped: string };
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REQUIREMENTS = join(ROOT, 'tests/clients/requirements.txt');

/** Installs the genuine clients, pinned, into a virtual environment under .cache/, once. */
export default function setup(project: TestProject): void {
  project.provide('python', prepare(join(ROOT, '.cache', 'python')));
}

function prepare(folder: string): { bin: string } | { skipped: string } {
  const bin = join(folder, 'bin');
  const stamp = join(folder, 'requirements.txt');
  const wanted = readFileSync(REQUIREMENTS, 'utf8');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { bin };
  mkdirSync(folder, { recursive: true });
  const fault =
    run('python3', ['-m', 'venv', folder]) ??
    run(join(bin, 'pip'), ['install', '--quiet', '-r', REQUIREMENTS]);
  if (fault === undefined) {
    writeFileSync(stamp, wanted);
    return { bin };
  }
  const skipped = `skipped: the genuine clients cannot be installed (${fault})`;
  if (process.env.CI === 'true') throw new Error(skipped);
  return { skipped };
}

/** Runs a program; gives the last line it wrote when it failed. */
function run(program: string, args: string[]): string | undefined {
  const { status, stderr, error } = spawnSync(program, args, {
    encoding: 'utf8',
    stdio: ['ignore', 2, 'pipe'],
  });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `${program} failed`;
}
