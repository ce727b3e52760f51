import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import { type Binaries, findBinaries, prepareBinaries } from './binaries.ts';
import { makeCluster, makeDatabase, requireSameMajor } from './cluster.ts';
import { atriumConnection, type Connection, tryConnect } from './connect.ts';
import { type Place, preparePlace } from './place.ts';
import { makePassword } from './postgres-note.ts';
import { didNotComeUp, spawnPostmaster, stopPostmaster, wasInTheWay } from './postmaster.ts';
import { isAlive, isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { describeUser } from './system-user.ts';
import { joinUsers, leaveAsLast } from './use-lock.ts';

/** Recovery after a crash replays at most `max_wal_size`; a disk needing longer than this is broken. */
const START_LIMIT_MS = 120_000;
/** How long another PostgreSQL may take to get out of the way, for example one that was just killed. */
const IN_THE_WAY_LIMIT_MS = 15_000;

/** The PostgreSQL of a data folder, in use by this process. */
export interface EmbeddedDatabase {
  /** Settings for node-postgres: host is the folder of the socket. */
  connection: Connection;
  /** The postmaster. */
  pid: number;
  /** Resolves when PostgreSQL ends by itself (its exit code, null when unknown); never after `stop`. */
  exited: Promise<number | null>;
  /** Leaves the database: the last one out stops PostgreSQL cleanly, the others leave it to whoever still uses it. */
  stop(): Promise<void>;
}

interface Running {
  connection: Connection;
  pid: number;
  /** Holds the use lock. */
  client: pg.Client;
  child: ChildProcess | undefined;
}

/**
 * Starts (or adopts) the PostgreSQL that belongs to a data folder, making both if need be. Servers and commands call
 * it alike and may do so at the same time; a server takes the server lock next.
 * @throws DatabaseUnavailable with a sentence and a cure for the operator.
 */
export async function startEmbedded(options: {
  dataDir: string;
  note: (sentence: string) => void;
}): Promise<EmbeddedDatabase> {
  const found = findBinaries();
  const place = preparePlace(options.dataDir);
  requireSameMajor(place, found);
  const binaries = prepareBinaries(found, place);
  tellWhere(place, binaries, options.note);
  const password = makePassword(place.dataFolder);
  if (!existsSync(place.cluster)) await makeCluster(place, binaries, password);
  const running = await bringUp(place, binaries, password, options.note);
  return inUse(place, running, options.note);
}

function tellWhere(place: Place, binaries: Binaries, note: (sentence: string) => void): void {
  if (dirname(place.folder) === place.dataFolder && !binaries.folder.startsWith(place.folder)) return;
  const user = describeUser(place.user.uid);
  const inside = dirname(place.folder) === place.dataFolder;
  if (!inside)
    note(`PostgreSQL runs as ${user}, who cannot enter ${place.dataFolder}: its data is in ${place.folder}.`);
  if (binaries.folder.startsWith(place.folder)) note(`PostgreSQL runs from a copy in ${binaries.folder}.`);
}

/** Tries to connect until somebody's PostgreSQL answers, starting one whenever there is none. */
async function bringUp(
  place: Place,
  binaries: Binaries,
  password: string,
  note: (sentence: string) => void,
): Promise<Running> {
  const begin = Date.now();
  let child: ChildProcess | undefined;
  let told = false;
  while (Date.now() - begin < START_LIMIT_MS) {
    const attempt = await attemptToJoin(place, password);
    if (attempt.running)
      return { ...attempt.running, child: child?.pid === attempt.running.pid ? child : undefined };
    if (child && hasEnded(child)) {
      const inTheWay = child.exitCode === 0 || wasInTheWay(place);
      if (!inTheWay || Date.now() - begin > IN_THE_WAY_LIMIT_MS) throw didNotComeUp(place, 'did not start');
      child = undefined;
    }
    if (!child && attempt.absent) child = await spawnPostmaster(place, binaries);
    if (!told && Date.now() - begin > 3000) {
      told = true;
      note('PostgreSQL is not ready yet; after a crash or a power cut it first recovers.');
    }
    await sleep(10);
  }
  if (child?.pid) await stopPostmaster(place, child.pid, note);
  throw didNotComeUp(place, `was not ready after ${START_LIMIT_MS / 1000} s`);
}

/** One attempt. `absent` says that no PostgreSQL works on the place, so that one may be started. */
async function attemptToJoin(
  place: Place,
  password: string,
): Promise<{ running?: Running; absent: boolean }> {
  const file = readPostmasterFile(place.cluster);
  if (!file) return { absent: true };
  const connection = atriumConnection({ folder: file.socketFolder, port: file.port }, password);
  const attempt = await tryConnect(connection, `atrium user ${process.pid}`);
  switch (attempt.state) {
    case 'absent':
      return { absent: !isPostmasterOf(place.cluster, file.pid) };
    case 'busy':
      return { absent: false };
    case 'unfinished':
      await makeDatabase({ host: connection.host, port: connection.port }, password);
      return { absent: false };
    case 'connected': {
      const { client } = attempt;
      requireOwnMachine(place, file.pid);
      if (await joinUsers(client).catch(() => false)) {
        return { running: { connection, pid: file.pid, client, child: undefined }, absent: false };
      }
      // Somebody is stopping it: wait for the end, then start anew.
      await client.end().catch(() => undefined);
      return { absent: false };
    }
  }
}

/** A PostgreSQL that answers but has no process here runs in another container on the same folder. */
function requireOwnMachine(place: Place, pid: number): void {
  if (isAlive(pid) || readPostmasterFile(place.cluster)?.pid !== pid) return;
  throw new DatabaseUnavailable(
    'folder-in-use',
    `The database of ${place.dataFolder} is running in another container.`,
    'Stop that container first, or give this one a data folder of its own.',
  );
}

/** Lets Node collect an ended child, so that no dead process is left in the list when this one ends. */
async function collect(child: ChildProcess): Promise<void> {
  const limit = AbortSignal.timeout(1000);
  await once(child, 'exit', { signal: limit }).catch(() => undefined);
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function inUse(place: Place, running: Running, note: (sentence: string) => void): EmbeddedDatabase {
  const { client, pid, connection, child } = running;
  let stopping: Promise<void> | undefined;
  const exited = new Promise<number | null>((resolve) => {
    const report = (code: number | null) => {
      if (!stopping) resolve(code);
    };
    if (child) {
      child.once('exit', report);
      if (hasEnded(child)) report(child.exitCode);
      return;
    }
    const watch = setInterval(() => {
      if (isAlive(pid)) return;
      clearInterval(watch);
      report(null);
    }, 200).unref();
  });
  const leave = async () => {
    const last = await leaveAsLast(client).catch(() => !isAlive(pid));
    if (last) {
      await stopPostmaster(place, pid, note);
      if (child && !hasEnded(child)) await collect(child);
    } else note('PostgreSQL keeps running: another Atrium process is still using it and will stop it.');
    await client.end().catch(() => undefined);
  };
  return {
    connection,
    pid,
    exited,
    stop: () => {
      stopping ??= leave();
      return stopping;
    },
  };
}
