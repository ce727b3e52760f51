import type { ChildProcess } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import { type Binaries, removeOldCopies } from './binaries.ts';
import { removeLeftovers } from './leftovers.ts';
import { makeFolder } from './owned-folder.ts';
import type { Place } from './place.ts';
import { writeFileAtomically, writeNote } from './postgres-note.ts';
import { isAlive, isPostmasterOf } from './postmaster-file.ts';
import { lastLines, spawnAs } from './run-as.ts';
import { settingsText } from './settings.ts';
import { makeSocketFolder, removeSocketFolder } from './socket-folder.ts';
import { clearStaleLocks } from './stale-locks.ts';

/** Longer than any checkpoint of our settings; after it PostgreSQL is ended without one and recovers at its next start. */
const STOP_LIMIT_MS = 30_000;

/** A PostgreSQL this process started, which may yet find that another start was faster. */
export interface Postmaster {
  child: ChildProcess;
  socketFolder: string;
  /** What it wrote before its own log began; of each start its own, since two may be tried at once. */
  startLog: string;
}

/** Starts PostgreSQL on a place where none runs. It outlives this process if this process is killed. */
export async function spawnPostmaster(place: Place, binaries: Binaries): Promise<Postmaster> {
  removeOldCopies(binaries, place);
  removeLeftovers(place.folder);
  makeFolder(place.logs, 0o700, place.user);
  const socketFolder = makeSocketFolder(place);
  clearStaleLocks(place.cluster, socketFolder);
  const settings = join(place.folder, 'atrium.conf');
  writeFileAtomically(
    settings,
    settingsText(place.logs, existsSync(join(place.folder, 'local.conf'))),
    0o644,
  );
  const startLog = join(place.folder, `start.${process.pid}.log`);
  const log = openSync(startLog, 'w', 0o600);
  try {
    const child = await spawnAs(
      place.user,
      join(binaries.folder, 'bin', 'postgres'),
      // The setting is a list of names, hence the quotes. It stands here because of two starts at once both write the
      // settings file, but only one becomes PostgreSQL.
      [
        ...['-D', place.cluster, '-c', `config_file=${settings}`],
        ...['-c', `unix_socket_directories="${socketFolder.replaceAll('"', '""')}"`],
      ],
      ['ignore', log, log],
    );
    child.unref();
    return { child, socketFolder, startLog };
  } finally {
    closeSync(log);
  }
}

/** What to do once one's own PostgreSQL has become the one of its place: its socket and log get their names. */
export function noteStarted(place: Place, { socketFolder, startLog }: Postmaster): void {
  renameSync(startLog, join(place.folder, 'start.log'));
  if (place.note.made && place.note.socket_folder === socketFolder) return;
  if (place.note.socket_folder !== socketFolder) removeSocketFolder(place);
  // Also said here: another first start may have made the database, and not yet have noted it.
  place.note.made = true;
  place.note.socket_folder = socketFolder;
  writeNote(place.dataFolder, place.note);
}

/** Removes what a PostgreSQL left that found another one in the way. */
export function forget(place: Place, { socketFolder, startLog }: Postmaster): void {
  removeSocketFolder(place, socketFolder);
  rmSync(startLog, { force: true });
}

/** Ends PostgreSQL: sessions are closed, the last checkpoint written. Returns when its processes are gone. */
export async function stopPostmaster(
  place: Place,
  pid: number,
  note: (sentence: string) => void,
): Promise<void> {
  const processes = [pid, ...childrenOf(pid)];
  signal(place, pid, 'SIGINT');
  if (!(await ended(processes, STOP_LIMIT_MS))) {
    note('PostgreSQL did not stop within 30 s and was ended at once; its next start recovers.');
    signal(place, pid, 'SIGQUIT');
    await ended(processes, STOP_LIMIT_MS);
  }
  if (!isAlive(pid)) removeSocketFolder(place);
}

/** True when a PostgreSQL ended only because another one still held, or had just left, the same data directory. */
export function wasInTheWay({ child, startLog }: Postmaster): boolean {
  return child.exitCode === 0 || /lock file ".*\.(pid|lock)"|is still in use/.test(readTail(startLog));
}

/** The error for a PostgreSQL that ended or never answered, with its last words and where to read on. */
export function didNotComeUp(
  place: Place,
  own: Postmaster | undefined,
  reason: string,
  cause?: unknown,
): DatabaseUnavailable {
  const log = newestLog(place);
  // The hint about where the log goes on is no cause.
  const first = own ? readTail(own.startLog).replace(/^.*(redirecting|Future) log output.*\n?/gm, '') : '';
  const words = lastLines([log ? readTail(log) : '', first].filter(Boolean).join('\n'));
  return new DatabaseUnavailable(
    'postgres-failed',
    `PostgreSQL ${reason}: ${words || 'it said nothing'}`,
    `Read ${log ?? own?.startLog ?? place.folder}; its last lines name the cause.`,
    cause,
  );
}

/** The newest file of PostgreSQL's own log. */
export function newestLog(place: Place): string | undefined {
  try {
    const files = readdirSync(place.logs).map((name) => join(place.logs, name));
    return files.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  } catch {
    return undefined;
  }
}

function readTail(path: string): string {
  try {
    return readFileSync(path, 'utf8').slice(-4000);
  } catch {
    return '';
  }
}

function signal(place: Place, pid: number, name: 'SIGINT' | 'SIGQUIT'): void {
  if (!isPostmasterOf(place.cluster, pid)) return;
  try {
    process.kill(pid, name);
  } catch {
    // Ended this very moment.
  }
}

async function ended(pids: number[], limitMs: number): Promise<boolean> {
  for (const until = Date.now() + limitMs; Date.now() < until; await sleep(10)) {
    if (!pids.some(isAlive)) return true;
  }
  return false;
}

/** PostgreSQL's helpers, the last of which (its log writer) ends just after it. Empty where the system does not tell. */
function childrenOf(pid: number): number[] {
  return readTail(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}
