import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { type Connection, tryConnect } from './connect.ts';
import type { Place } from './place.ts';
import { stopPostmaster } from './postmaster.ts';
import { isAlive } from './postmaster-file.ts';
import { isAlone, leaveUsers } from './use-lock.ts';

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

/** A PostgreSQL this process has joined. */
export interface Running {
  connection: Connection;
  pid: number;
  /** Holds the use lock. */
  client: pg.Client;
  /** Set when this process started it. */
  child?: ChildProcess;
}

/** How often a PostgreSQL started by somebody else is looked at. */
const WATCH_MS = 200;

/** The handle on a joined PostgreSQL that `startEmbedded` gives out. */
export function holdDatabase(
  place: Place,
  running: Running,
  note: (sentence: string) => void,
): EmbeddedDatabase {
  let stopping: Promise<void> | undefined;
  const exited = new Promise<number | null>((resolve) => {
    watchEnd(running, (code) => {
      if (!stopping) resolve(code);
    });
  });
  return {
    connection: running.connection,
    pid: running.pid,
    exited,
    stop: () => {
      stopping ??= leave(place, running, note);
      return stopping;
    },
  };
}

/** True once a child process has ended. */
export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

function watchEnd({ child, pid }: Running, report: (code: number | null) => void): void {
  if (child) {
    if (hasEnded(child)) report(child.exitCode);
    else child.once('exit', report);
    return;
  }
  const watch = setInterval(() => {
    if (isAlive(pid)) return;
    clearInterval(watch);
    report(null);
  }, WATCH_MS).unref();
}

async function leave(place: Place, running: Running, note: (sentence: string) => void): Promise<void> {
  const { client, child, pid } = running;
  const holder = await becomeAlone(running);
  if (holder || !isAlive(pid)) {
    await stopPostmaster(place, pid, note);
    if (child && !hasEnded(child)) await collect(child);
  } else if (child) {
    note('PostgreSQL keeps running: another Atrium process still uses it and will stop it.');
  }
  await Promise.all([client, holder].map((each) => each?.end().catch(() => undefined)));
}

/** Gives up this process's use; the connection that now keeps everybody out, or undefined if others remain. */
async function becomeAlone({ client, connection }: Running): Promise<pg.Client | undefined> {
  try {
    await leaveUsers(client);
    return (await isAlone(client)) ? client : undefined;
  } catch {
    // The connection was cut, and its lock with it: ask on a new one.
    const attempt = await tryConnect(connection, `atrium user ${process.pid}`).catch(() => undefined);
    if (attempt?.state !== 'connected') return undefined;
    if (await isAlone(attempt.client).catch(() => false)) return attempt.client;
    await attempt.client.end().catch(() => undefined);
    return undefined;
  }
}

/** Lets Node collect an ended child, so that no dead process is left in the list when this one ends. */
async function collect(child: ChildProcess): Promise<void> {
  // Neither a process we let go of nor an abort signal's clock keeps Node running; what it awaits must.
  child.ref();
  await Promise.race([once(child, 'exit'), sleep(1000)]);
}
