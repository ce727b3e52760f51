import { Kysely, PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';
import { wireTime } from './wire-time.ts';

/** The pool or an open transaction: every data function takes one first, so that it can join. */
export type Db = Kysely<Schema>;

export type ConnectionSettings = pg.ClientConfig;

const INT8 = 20;
const TIMESTAMPTZ = 1184;

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === TIMESTAMPTZ) return wireTime;
    if (oid === INT8) return Number;
    return pg.types.getTypeParser(oid, format as 'text');
  }) as typeof pg.types.getTypeParser,
};

/** Settings every connection of ours has: UTC times, parsed to wire text, and a name in pg_stat_activity. */
export function connectionSettings(connection: ConnectionSettings): ConnectionSettings {
  return {
    application_name: 'atrium',
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
    ...connection,
    types,
    options: '-c timezone=UTC -c datestyle=ISO',
  };
}

/**
 * A connection of ours outside the pool, not yet connected. Losing it between two queries is no error of the process:
 * the next query fails and says why.
 */
export function newConnection(connection: ConnectionSettings): pg.Client {
  return unheard(new pg.Client(connectionSettings(connection)));
}

/** Where a database listens; undefined when it is reached by a socket in the file system. */
export function addressOf(connection: ConnectionSettings): { host: string; port: number } | undefined {
  const { host, port } = new pg.Client(connectionSettings(connection));
  return host.startsWith('/') ? undefined : { host, port };
}

/** Without a listener the loss of a connection would end the process. */
function unheard(client: pg.Client): pg.Client {
  return client.on('error', () => undefined);
}

export interface Database {
  db: Db;
  pool: pg.Pool;
  connection: ConnectionSettings;
  close(): Promise<void>;
}

/**
 * When thousands of workers start at once, queries wait for a free connection, and a connection for the busy process.
 * Clients must not see that as an error.
 */
const QUEUED_MS = 120_000;
const CONNECT_MS = 15_000;

/** The pool hands its own limit, that of the queue, to its clients; they give up on a silent database sooner. */
class PoolClient extends pg.Client {
  constructor(settings: pg.ClientConfig) {
    // The pool hides the password from enumeration.
    const { password } = settings;
    super({ ...settings, ...(password !== undefined && { password }), connectionTimeoutMillis: CONNECT_MS });
    // The pool listens only while nobody has taken the connection.
    unheard(this);
  }
}

/** Opens a pool; connects only when first asked. `max` counts connections. */
export function openDatabase(connection: ConnectionSettings, max = 10): Database {
  const settings = connectionSettings(connection);
  const pool = new pg.Pool({
    ...settings,
    ...{ max, connectionTimeoutMillis: QUEUED_MS, idleTimeoutMillis: 30_000 },
    // Its types say that nothing is handed to a client; the settings are.
    Client: PoolClient as unknown as new () => pg.ClientBase,
  });
  pool.on('error', () => {
    // An idle connection was lost; the next query opens another and reports what is wrong.
  });
  const db = new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
  return { db, pool, connection: settings, close: () => db.destroy() };
}

const RETRIED = new Set(['40001', '40P01']);

/** Runs `work` in a transaction, again (at most twice) when PostgreSQL reports a deadlock or serialization failure. */
export async function inTransaction<Result>(db: Db, work: (tx: Db) => Promise<Result>): Promise<Result> {
  if (db.isTransaction) return work(db);
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction().execute(work);
    } catch (error) {
      if (attempt === 3 || !RETRIED.has((error as { code?: string }).code ?? '')) throw error;
    }
  }
}

/** Serialises transactions that hold the same name, until they end; shared ones keep out only the others. */
export async function lockInTransaction(
  tx: Db,
  name: string,
  how: 'alone' | 'shared' = 'alone',
): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock');
  await sql`select ${lock}(hashtextextended(${name}, 0))`.execute(tx);
}
