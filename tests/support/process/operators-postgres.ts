import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ConnectionSettings } from '../../../src/server/db/database.ts';
import { startEmbedded } from '../../../src/server/db/embedded/start-embedded.ts';
import { startDebianPostgres } from '../debian-postgres.ts';
import { processesIn } from '../embedded/small-atrium.ts';

/** A PostgreSQL that belongs to the operator, not to Atrium: of this run's kind, to be stopped and started at will. */
export interface OperatorsPostgres {
  /** The DATABASE_URL of its one database. */
  url: string;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Ends the postmaster at once; its helpers notice. */
  kill(): Promise<void>;
}

interface Running {
  connection: ConnectionSettings;
  pid: number;
  stop(): Promise<void>;
}

/** Starts one in `folder`. */
export async function startOperatorsPostgres(folder: string): Promise<OperatorsPostgres> {
  mkdirSync(folder, { recursive: true });
  const open = async (): Promise<Running> =>
    process.env.ATRIUM_TEST_POSTGRES === '15'
      ? startDebianPostgres(folder)
      : startEmbedded({ dataDir: join(folder, 'data'), note: () => undefined });
  let running: Running | undefined = await open();
  const url = databaseUrl(running.connection);
  const end = async (how: (server: Running) => Promise<unknown>) => {
    const server = running;
    running = undefined;
    if (server) await how(server);
  };
  return {
    url,
    async start() {
      running ??= await open();
    },
    stop: () => end((server) => server.stop()),
    kill: () =>
      end(async (server) => {
        process.kill(server.pid, 'SIGKILL');
        await server.stop();
        while (processesIn(server.connection.host ?? '').length > 0) await sleep(20);
      }),
  };
}

/** A connection written as a URL: a socket's folder is a parameter. */
export function databaseUrl({ host, port, user, password, database }: ConnectionSettings): string {
  const who = [user, password].filter(Boolean).map((part) => encodeURIComponent(String(part)));
  return `postgres://${who.join(':')}@/${database}?host=${encodeURIComponent(host ?? '')}&port=${port}`;
}
