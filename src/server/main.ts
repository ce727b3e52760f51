import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import type { FastifyInstance } from 'fastify';
import { type Logger, pino } from 'pino';
import { type App, createApp } from './app.ts';
import type { AppParts } from './app-parts.ts';
import { type Config, readConfig } from './config.ts';
import { takeFilesLock } from './db/files-lock.ts';
import { takeServerLock } from './db/lock.ts';
import { firstStart } from './first-start.ts';
import { type Provided, provideDatabase } from './open-database.ts';
import { openParts } from './open-parts.ts';
import { OperatorError } from './operator-error.ts';
import { ATRIUM_VERSION } from './version.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Say = (line: string) => void;

/** How long after a lost connection it is known whether PostgreSQL itself has ended. */
const CAUSE_KNOWN_MS = 300;

/** A server that listens. */
export interface Running {
  /** Resolves with why the server cannot go on, if that ever happens. */
  broken: Promise<string>;
  stop(): Promise<void>;
}

/** Starts Atrium: config, database, listen. Lines for people go to `say`, everything else to the log. */
export async function start(environment: Environment, say: Say): Promise<Running> {
  const { config, secrets } = readConfig(environment);
  const log = pino({ level: config.log_level, base: null }, pino.destination({ fd: 2, sync: true }));
  const undo: (() => Promise<unknown>)[] = [];
  const stop = async () => {
    for (const step of undo.splice(0).reverse()) {
      // One step that fails (the database is gone) must not keep the others from being done.
      await step().catch((error: unknown) => log.warn({ err: error }, 'a step of stopping failed'));
    }
  };
  try {
    const provided = await provideDatabase(config, secrets, say);
    undo.push(() => provided.stop());
    const lock = await lockServer(provided, config, undo);
    await lockLocalFiles(provided, config, undo);
    const parts = await openParts(config, secrets, provided.connection, { log, web_root: webRoot() });
    undo.push(
      () => parts.database.close(),
      () => parts.changes.close(),
    );
    const app = await createApp(parts);
    undo.push(() => app.close());
    const first = await firstStart(parts, secrets, provided.embedded !== undefined);
    if (first) undo.push(() => first.withdraw());
    await listen(app, config);
    sayReady(parts, first?.claim_url, say);
    return { stop, broken: whenBroken(provided, lock?.lost, log) };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Runs Atrium until a signal ends it; gives the exit code. */
export async function serve(environment: Environment): Promise<number> {
  // A signal during the start is kept until the start is through, so that PostgreSQL is not left behind; for the same
  // reason a second one (npm passes on a Ctrl-C that Node got already) does not cut the stop short.
  const signal = new Promise<undefined>((resolve) => {
    for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => resolve(undefined));
  });
  const running = await start(environment, (line) => void process.stdout.write(`${line}\n`));
  const fault = await Promise.race([signal, running.broken]);
  if (fault) process.stderr.write(`${fault}\n`);
  await running.stop();
  return fault ? 1 : 0;
}

/** The lock that makes a second server on one data folder impossible; behind DATABASE_URL many may run. */
async function lockServer({ embedded }: Provided, config: Config, undo: (() => Promise<unknown>)[]) {
  if (!embedded) return undefined;
  const lock = await takeServerLock(embedded.connection, { address: config.web_url });
  undo.push(() => lock.release());
  return lock;
}

/** Files in a folder of one machine are for one process, unless the folder is said to be shared. */
async function lockLocalFiles(
  { embedded, connection }: Provided,
  config: Config,
  undo: (() => Promise<unknown>)[],
) {
  if (embedded || config.files_shared || config.files_s3) return;
  const lock = await takeFilesLock(connection, config.files_dir);
  undo.push(() => lock.release());
}

async function whenBroken(
  { embedded }: Provided,
  lost: Promise<void> | undefined,
  log: Logger,
): Promise<string> {
  const ended = embedded?.exited.then((code) => {
    log.fatal({ code }, 'PostgreSQL ended by itself');
    return 'PostgreSQL ended by itself; Atrium stops too. Start it again: it recovers what was acknowledged.';
  });
  // When PostgreSQL ends, the connection often ends first; the cause is what the operator must hear.
  const unlocked = lost
    ?.then(() => sleep(CAUSE_KNOWN_MS))
    .then(() => 'The connection that holds the server lock was lost; Atrium stops. Start it again.');
  return Promise.race([ended, unlocked].filter((fault) => fault !== undefined));
}

function webRoot(): string | undefined {
  const built = fileURLToPath(new URL('../web', import.meta.url));
  return existsSync(`${built}/index.html`) ? built : undefined;
}

/** Connections that may wait to be accepted when thousands of workers start at once; the system's own limit may be lower. */
const BACKLOG = 16_384;

async function listen({ web, api, files }: App, config: Config): Promise<void> {
  await listenOn(web, config.host, config.web_port, 'ATRIUM_WEB_PORT');
  await listenOn(api, config.host, config.api_port, 'ATRIUM_API_PORT');
  await listenOn(files, config.host, config.files_port, 'ATRIUM_FILES_PORT');
}

async function listenOn(door: FastifyInstance, host: string, port: number, name: string): Promise<void> {
  try {
    await door.listen({ host, port, backlog: BACKLOG });
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === 'EADDRINUSE')
      throw new OperatorError(
        `Port ${port} on ${host} is in use. Stop what listens there, or set ${name} to another port.`,
        1,
        cause,
      );
    if (code === 'EACCES')
      throw new OperatorError(
        `Port ${port} needs more rights than this user has. Set ${name} to a port above 1023.`,
        1,
        cause,
      );
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new OperatorError(`ATRIUM_HOST is "${host}", which is no address of this machine.`, 1, cause);
    throw cause;
  }
}

function sayReady({ config }: AppParts, claimUrl: string | undefined, say: Say): void {
  say(
    `Atrium ${ATRIUM_VERSION} is ready: ${config.web_url}/  (API ${config.api_url}, files ${config.files_url})`,
  );
  if (claimUrl) say(`No account yet. Open this one-time link to make the first one:\n  ${claimUrl}`);
}
