import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RunAs } from '../embedded/small-atrium.ts';

/** The checkout the tests run in, with its build. */
export const CHECKOUT = join(import.meta.dirname, '..', '..', '..');

/** What a process left behind. */
export interface Ended {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

/** A process of a test, with what it has written so far. */
export interface Launched {
  pid: number;
  written: { stdout: string; stderr: string };
  ended: Promise<Ended>;
  send(signal: NodeJS.Signals): void;
}

export interface LaunchOptions {
  env?: Readonly<Record<string, string>>;
  /** The checkout whose Atrium is run. */
  checkout?: string;
  runAs?: RunAs;
  /** What stdin holds. */
  input?: string;
}

const living = new Set<ChildProcess>();

/** Starts a program with nothing of the test's own environment but PATH and HOME, in a process group of its own. */
export function launch(program: string, args: readonly string[], options: LaunchOptions = {}): Launched {
  const { env, checkout = CHECKOUT, runAs, input } = options;
  const { PATH = '', HOME = '/' } = process.env;
  const child = spawn(program, args, {
    cwd: runAs ? '/' : checkout,
    env: { PATH, HOME, ...env },
    detached: true,
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    ...(runAs ?? {}),
  });
  living.add(child);
  child.stdin?.end(input);
  const written = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      written[name] += text;
    });
  const ended = new Promise<Ended>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      living.delete(child);
      resolve({ code, signal, ...written });
    });
  });
  return { pid: child.pid ?? -1, written, ended, send: (signal) => void child.kill(signal) };
}

/** Starts `atrium` with these arguments. */
export function launchAtrium(args: readonly string[], options: LaunchOptions = {}): Launched {
  const { checkout = CHECKOUT } = options;
  return launch(process.execPath, [join(checkout, 'bin', 'atrium.js'), ...args], options);
}

/** Runs `atrium` with these arguments to its end. */
export function atrium(args: readonly string[], options: LaunchOptions = {}): Promise<Ended> {
  return launchAtrium(args, options).ended;
}

/** Waits until `look` finds something; fails with what the process wrote when it ends before, or after `limit_ms`. */
export async function untilWritten<Found>(
  { written, ended }: Launched,
  look: (written: Launched['written']) => Found | undefined | null,
  limit_ms = 120_000,
): Promise<Found> {
  let over: Ended | undefined;
  void ended.then((how) => {
    over = how;
  });
  for (const until = Date.now() + limit_ms; ; await sleep(20)) {
    const found = look(written);
    if (found) return found;
    if (over || Date.now() > until)
      throw new Error(`the process did not write what was awaited: ${JSON.stringify(over ?? written)}`);
  }
}

/** Ends what still runs of a file's processes, with their groups. */
export async function endLaunched(): Promise<void> {
  for (const child of living) {
    const gone = new Promise((resolve) => child.once('close', resolve));
    try {
      if (child.pid) process.kill(-child.pid, 'SIGKILL');
    } catch {
      // Ended this very moment.
    }
    await gone;
  }
}
