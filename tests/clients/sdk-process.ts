import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export type Driver =
  | 'session_driver.py'
  | 'vaults_sdk_driver.py'
  | 'vaults_agent_driver.py'
  | 'agent_driver.py'
  | 'storage_driver.py'
  | 'experiment_driver.py'
  | 'reporting_driver.py';

export interface SdkProcess {
  // biome-ignore lint/suspicious/noExplicitAny: answers of the Python driver are checked by expectations
  ask(command: Record<string, unknown>): Promise<any>;
  stop(): void;
}

/** A home folder of its own for a genuine client, so that nothing of the machine's user is read or written. */
export function makeHome(): { home: string; remove(): void } {
  const home = mkdtempSync(join(tmpdir(), 'atrium-client-'));
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) };
}

/** The environment of a genuine client: its home, where it is, and nothing else. */
export function clientEnvironment(home: string, extra: Record<string, string> = {}): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: home, CLEARML_CACHE_DIR: join(home, 'cache'), ...extra };
}

/** Starts a Python process with a genuine client, the SDK or the agent, that answers one command at a time. */
export function startSdk(
  bin: string,
  home: string,
  environment: Record<string, string>,
  driver: Driver = 'session_driver.py',
): SdkProcess {
  const script = fileURLToPath(new URL(driver, import.meta.url));
  const child = spawn(join(bin, 'python'), [script], {
    env: clientEnvironment(home, environment),
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const answers: ((answer: unknown) => void)[] = [];
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (line.startsWith('{"atrium":')) answers.shift()?.(JSON.parse(line).atrium);
  });
  return {
    ask(command) {
      child.stdin.write(`${JSON.stringify(command)}\n`);
      return new Promise((resolve) => answers.push(resolve));
    },
    stop: () => void child.kill(),
  };
}
