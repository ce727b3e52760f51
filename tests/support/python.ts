import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestProject } from 'vitest/node';

/** Folders of the programs of the genuine SDK and agent, or why they are missing. */
export type Python = { sdk: string; agent: string } | { skipped: string };

declare module 'vitest' {
  export interface ProvidedContext {
    python: Python;
  }
}

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const REQUIREMENTS = join(ROOT, 'tests/clients/requirements.txt');

/**
 * Installs the genuine clients as pinned in requirements.txt under .cache/, once. SDK and agent want different
 * versions of `requests`, so each gets a virtual environment of its own; the stores' libraries go to the SDK's, which
 * uploads with them.
 */
export default function setup(project: TestProject): void {
  project.provide('python', prepareAll());
}

function prepareAll(): Python {
  const pins = readFileSync(REQUIREMENTS, 'utf8').split('\n').filter(Boolean);
  const isAgent = (pin: string) => pin.startsWith('clearml-agent==');
  const sdk = prepare(pins.filter((pin) => !isAgent(pin)));
  const agent = prepare(pins.filter(isAgent));
  if (sdk.bin && agent.bin) return { sdk: sdk.bin, agent: agent.bin };
  const skipped = `skipped: the genuine clients cannot be installed (${sdk.fault ?? agent.fault})`;
  if (process.env.CI === 'true') throw new Error(skipped);
  return { skipped };
}

/** A virtual environment with these pins, named after the first of them. */
function prepare(pins: string[]): { bin?: string; fault?: string } {
  const folder = join(ROOT, '.cache', 'python', pins[0]?.replace('==', '-') ?? '');
  const bin = join(folder, 'bin');
  const stamp = join(folder, 'installed');
  const wanted = pins.join('\n');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return { bin };
  mkdirSync(folder, { recursive: true });
  const fault =
    run('python3', ['-m', 'venv', folder]) ?? run(join(bin, 'pip'), ['install', '--quiet', ...pins]);
  if (fault !== undefined) return { fault };
  writeFileSync(stamp, wanted);
  return { bin };
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
