import { readFileSync, readlinkSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../database-unavailable.ts';

/** What a running PostgreSQL writes into `postmaster.pid` of its data directory. */
export interface PostmasterFile {
  pid: number;
  socketFolder: string;
  port: number;
}

/**
 * Reads `postmaster.pid`; undefined when PostgreSQL does not run, has only begun to, or when the file came with a copy
 * of the data folder: it would lead to the original's PostgreSQL.
 */
export function readPostmasterFile(cluster: string): PostmasterFile | undefined {
  let lines: string[];
  try {
    lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  const [folder, socketFolder] = [lines[1], lines[4]];
  if (!Number.isInteger(pid) || pid <= 0 || !port || !folder || !socketFolder) return undefined;
  if (isOfAnother(cluster, folder)) return undefined;
  return { pid, port, socketFolder };
}

function isOfAnother(cluster: string, folder: string): boolean {
  try {
    return realpathSync(folder) !== realpathSync(cluster);
  } catch {
    // Gone: the folder was moved while PostgreSQL ran.
    return false;
  }
}

/** True while a process lives; one that ended and was not yet collected by its parent does not. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return !/^[ZX]$/.test(stat.slice(stat.lastIndexOf(')') + 2).slice(0, 1));
  } catch {
    // Without /proc the signal's answer stands.
    return true;
  }
}

/**
 * True when `pid` is a PostgreSQL working on this data directory: after a crash its old number may belong to any other
 * process. Where the system does not tell a process's folder, a living one counts.
 */
export function isPostmasterOf(cluster: string, pid: number): boolean {
  if (!isAlive(pid)) return false;
  try {
    return readlinkSync(`/proc/${pid}/cwd`) === realpathSync(cluster);
  } catch {
    return true;
  }
}
