import { type ChildProcess, type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import { unsupportedLoader } from './binaries.ts';
import { POSTGRES_ENVIRONMENT } from './settings.ts';
import { describeUser, type SystemUser } from './system-user.ts';

/** Starts a program as PostgreSQL's user, in a session of its own: Ctrl-C at a terminal is Atrium's to handle. */
export async function spawnAs(
  user: SystemUser,
  file: string,
  args: string[],
  stdio: StdioOptions,
): Promise<ChildProcess> {
  try {
    const child = spawn(file, args, {
      stdio,
      detached: true,
      cwd: '/',
      env: POSTGRES_ENVIRONMENT,
      ...(user.drop ? { uid: user.uid, gid: user.gid } : {}),
    });
    await once(child, 'spawn');
    return child;
  } catch (error) {
    throw notStarted(user, file, error);
  }
}

/** Runs a program to its end; a failure carries the last lines it wrote. */
export async function runAs(user: SystemUser, file: string, args: string[]): Promise<void> {
  const child = await spawnAs(user, file, args, ['ignore', 'pipe', 'pipe']);
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-4000);
    });
  }
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  if (code === 0) return;
  throw new DatabaseUnavailable(
    'postgres-failed',
    `${basename(file)} failed (${code ?? 'killed'}): ${lastLines(output) || 'it said nothing'}`,
    'Free space and permissions of the data folder are the usual causes; nothing of use was left behind.',
  );
}

/** The last lines of a log on one line. */
export function lastLines(text: string, count = 4): string {
  return text.trim().split('\n').slice(-count).join(' | ');
}

function notStarted(user: SystemUser, file: string, error: unknown): DatabaseUnavailable {
  if (errorCode(error) === 'ENOENT' && existsSync(file)) return unsupportedLoader();
  if (user.drop && (errorCode(error) === 'EPERM' || errorCode(error) === 'EINVAL')) {
    return new DatabaseUnavailable(
      'no-unprivileged-user',
      `Atrium runs as root but may not become ${describeUser(user.uid)}, who PostgreSQL would run as.`,
      'Run Atrium as an ordinary user, allow it to change users (CAP_SETUID, CAP_SETGID), or set DATABASE_URL.',
      error,
    );
  }
  return new DatabaseUnavailable(
    'postgres-failed',
    `${file} cannot be started (${errorCode(error) ?? String(error)}).`,
    'Run npm ci again; a disk mounted noexec cannot hold PostgreSQL.',
    error,
  );
}
