import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../database-unavailable.ts';
import { writeFileAtomically } from './postgres-note.ts';
import { isPostmasterOf } from './postmaster-file.ts';
import { PORT } from './settings.ts';

/** Higher than any system gives out. */
const NO_PROCESS = 99_999_999;

/**
 * PostgreSQL takes its lock files for valid while any process has the number in them: after a crash that may be a
 * stranger, in a container quite often, or its own dead process that nobody collects; it would then refuse to start
 * for ever. Call only while no PostgreSQL works on the cluster.
 */
export function clearStaleLocks(cluster: string, socketFolder: string): void {
  const path = join(cluster, 'postmaster.pid');
  const text = readLock(path);
  // Only the number is replaced: by the rest, PostgreSQL recognises processes that have outlived their postmaster.
  if (text && isStale(cluster, text))
    writeFileAtomically(path, text.replace(/^\d+/, String(NO_PROCESS)), 0o600);

  const socketLock = join(socketFolder, `.s.PGSQL.${PORT}.lock`);
  const socketText = readLock(socketLock);
  if (socketText && isStale(cluster, socketText)) rmSync(socketLock);
}

/** Only what PostgreSQL itself would take for valid: of a process that does not exist it gets rid alone. */
function isStale(cluster: string, text: string): boolean {
  const pid = Number.parseInt(text, 10);
  if (!(pid > 0) || isPostmasterOf(cluster, pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

function readLock(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
