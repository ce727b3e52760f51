import { setTimeout as sleep } from 'node:timers/promises';
import type pg from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { type Connection, tryConnect } from './embedded/connect.ts';
import { LOCK_SPACE, SERVER } from './embedded/use-lock.ts';

/** A server that was just killed may need a moment until PostgreSQL has noticed. */
const PATIENCE_MS = 600;

/** The right to be the one server of a data folder. */
export interface ServerLock {
  /** Resolves when the lock is lost without `release`: another server may start from now on, so this one must end. */
  lost: Promise<void>;
  release(): Promise<void>;
}

/**
 * Takes the server lock of a data folder: a session advisory lock on a connection of its own, so that it vanishes
 * with its process. For the embedded PostgreSQL only; behind DATABASE_URL any number of servers run side by side.
 * @throws DatabaseUnavailable naming process and address of the server that holds it.
 */
export async function takeServerLock(
  connection: Connection,
  holder: { address: string },
): Promise<ServerLock> {
  const attempt = await tryConnect(connection, holderName(holder.address));
  if (attempt.state !== 'connected') {
    throw new DatabaseUnavailable(
      'postgres-failed',
      'PostgreSQL ended while Atrium was starting.',
      'Start again.',
    );
  }
  const { client } = attempt;
  for (const until = Date.now() + PATIENCE_MS; !(await tryLock(client)); await sleep(50)) {
    if (Date.now() < until) continue;
    const refusal = secondServer(await findHolder(client));
    await client.end().catch(() => undefined);
    throw refusal;
  }
  let released = false;
  const lost = new Promise<void>((resolve) => {
    client.once('end', () => {
      if (!released) resolve();
    });
  });
  return {
    lost,
    release: async () => {
      released = true;
      await client.end().catch(() => undefined);
    },
  };
}

/** The server that holds the lock of a data folder, for `atrium doctor`; undefined while none does. */
export async function findServer(
  connection: Connection,
): Promise<{ pid: number; address: string } | undefined> {
  const attempt = await tryConnect(connection, `atrium user ${process.pid}`);
  if (attempt.state !== 'connected') return undefined;
  try {
    return await findHolder(attempt.client);
  } finally {
    await attempt.client.end().catch(() => undefined);
  }
}

/** PostgreSQL shows 63 bytes of it to others; that is how a refused start learns whom it met. */
function holderName(address: string): string {
  return `atrium server ${process.pid} ${address}`.slice(0, 63);
}

async function tryLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ held: boolean }>('select pg_try_advisory_lock($1, $2) as held', [
    LOCK_SPACE,
    SERVER,
  ]);
  return rows[0]?.held === true;
}

async function findHolder(client: pg.Client): Promise<{ pid: number; address: string } | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `select a.application_name as name
       from pg_locks l
       join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted
        and l.database = (select oid from pg_database where datname = current_database())
        and l.classid = $1 and l.objid = $2 and l.objsubid = 2`,
    [LOCK_SPACE, SERVER],
  );
  const parts = /^atrium server (\d+) (.*)$/.exec(rows[0]?.name ?? '');
  return parts?.[1] ? { pid: Number(parts[1]), address: parts[2] ?? '' } : undefined;
}

function secondServer(holder: { pid: number; address: string } | undefined): DatabaseUnavailable {
  const who = holder ? `process ${holder.pid} at ${holder.address}` : 'another process';
  return new DatabaseUnavailable(
    'folder-in-use',
    `Atrium is already running on this data folder: ${who}.`,
    'Use that one, stop it first, or set ATRIUM_DATA_DIR to another folder.',
  );
}
