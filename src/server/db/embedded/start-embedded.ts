import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import { type Binaries, findBinaries, prepareBinaries } from './binaries.ts';
import { makeCluster, makeDatabase, requireSameMajor } from './cluster.ts';
import { atriumConnection, tryConnect } from './connect.ts';
import { type EmbeddedDatabase, hasEnded, holdDatabase, type Running } from './embedded-database.ts';
import { type Place, preparePlace } from './place.ts';
import { unusable } from './place-refusals.ts';
import { getPassword, makePassword } from './postgres-note.ts';
import {
  didNotComeUp,
  forget,
  noteStarted,
  type Postmaster,
  spawnPostmaster,
  stopPostmaster,
  wasInTheWay,
} from './postmaster.ts';
import { isAlive, isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { describeUser } from './system-user.ts';
import { joinUsers } from './use-lock.ts';

/** Recovery after a crash replays at most `max_wal_size`; a disk needing longer than this is broken. */
const START_LIMIT_MS = 120_000;
/** How long another PostgreSQL may take to get out of the way, for example one that was just killed. */
const IN_THE_WAY_LIMIT_MS = 15_000;

type Note = (sentence: string) => void;

/**
 * Starts (or adopts) the PostgreSQL that belongs to a data folder, making both if need be. Servers and commands call
 * it alike and may do so at the same time; a server takes the server lock next.
 * @throws DatabaseUnavailable with a sentence and a cure for the operator.
 */
export async function startEmbedded(options: { dataDir: string; note: Note }): Promise<EmbeddedDatabase> {
  const { place, binaries, password } = await prepare(options.dataDir, options.note);
  const running = await bringUp(place, binaries, password, options.note);
  return holdDatabase(place, running, options.note);
}

/** Makes everything a start needs; what the disk refuses (full, read-only) becomes a sentence too. */
async function prepare(dataDir: string, note: Note) {
  const found = findBinaries();
  try {
    const place = preparePlace(dataDir);
    requireSameMajor(place, found);
    const binaries = prepareBinaries(found, place);
    tellWhere(place, binaries, note);
    const exists = existsSync(place.cluster);
    const password = exists ? getPassword(place.dataFolder) : makePassword(place.dataFolder);
    if (!exists) await makeCluster(place, binaries, password);
    return { place, binaries, password };
  } catch (error) {
    if (error instanceof DatabaseUnavailable || !errorCode(error)) throw error;
    throw unusable(dataDir, 'write to', error);
  }
}

function tellWhere(place: Place, binaries: Binaries, note: Note): void {
  const user = describeUser(place.user.uid);
  if (dirname(place.folder) !== place.dataFolder) {
    note(`PostgreSQL runs as ${user}, who cannot enter ${place.dataFolder}: its data is in ${place.folder}.`);
  }
  if (binaries.folder.startsWith(place.folder)) note(`PostgreSQL runs from a copy in ${binaries.folder}.`);
}

/** Tries to join until somebody's PostgreSQL answers, starting one whenever there is none. */
async function bringUp(place: Place, binaries: Binaries, password: string, note: Note): Promise<Running> {
  const begin = Date.now();
  let own: Postmaster | undefined;
  let told = false;
  try {
    while (Date.now() - begin < START_LIMIT_MS) {
      const { running, absent } = await tryJoin(place, password);
      if (running) return settle(place, running, own);
      if (own && hasEnded(own.child)) {
        const isPatient = Date.now() - begin < IN_THE_WAY_LIMIT_MS;
        if (!(isPatient && wasInTheWay(own))) throw didNotComeUp(place, own, 'did not start');
        forget(place, own);
        own = undefined;
      }
      if (!own && absent) own = await spawnPostmaster(place, binaries);
      if (!told && Date.now() - begin > 3000) {
        told = true;
        note('PostgreSQL is not ready yet; after a crash or a power cut it first recovers.');
      }
      await sleep(10);
    }
    throw didNotComeUp(place, own, `was not ready after ${START_LIMIT_MS / 1000} s`);
  } catch (error) {
    if (own?.child.pid && !hasEnded(own.child)) await stopPostmaster(place, own.child.pid, note);
    if (error instanceof DatabaseUnavailable) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw didNotComeUp(place, own, `cannot be used (${why})`, error);
  }
}

/** Of two starts at once, one became PostgreSQL; only that one may note its socket. */
function settle(place: Place, running: Running, own: Postmaster | undefined): Running {
  if (!own) return running;
  if (own.child.pid !== running.pid) {
    forget(place, own);
    return running;
  }
  noteStarted(place, own);
  return { ...running, child: own.child };
}

/** One attempt. `absent` says that no PostgreSQL works on the place, so that one may be started. */
async function tryJoin(place: Place, password: string): Promise<{ running?: Running; absent: boolean }> {
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
      await makeDatabase(connection);
      return { absent: false };
    case 'connected': {
      const { client } = attempt;
      const joined = await joinUsers(client).catch(() => false);
      if (joined && isElsewhere(place, file.pid)) {
        await client.end().catch(() => undefined);
        throw runsElsewhere(place);
      }
      if (joined) {
        return { running: { connection, pid: file.pid, client }, absent: false };
      }
      // Somebody is stopping it: wait for the end, then start anew.
      await client.end().catch(() => undefined);
      return { absent: false };
    }
  }
}

/** A PostgreSQL that answers but has no process here runs in another container on the same folder. */
function isElsewhere(place: Place, pid: number): boolean {
  return !isAlive(pid) && readPostmasterFile(place.cluster)?.pid === pid;
}

function runsElsewhere(place: Place): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-in-use',
    `The database of ${place.dataFolder} is running in another container.`,
    'Stop that container first, or give this one a data folder of its own.',
  );
}
