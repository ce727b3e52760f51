import type { Config, Secrets } from './config.ts';
import { type ConnectionSettings, newConnection } from './db/database.ts';
import { DatabaseUnavailable } from './db/database-unavailable.ts';
import { startEmbedded } from './db/embedded/start-embedded.ts';
import { requireSuitableServer } from './db/require-suitable-server.ts';

/** A database that is up: the embedded one, or the one of DATABASE_URL. */
export interface Provided {
  connection: ConnectionSettings;
  /** The embedded database's own settings, for the server lock; undefined with DATABASE_URL. */
  embedded: Awaited<ReturnType<typeof startEmbedded>> | undefined;
  stop(): Promise<void>;
}

/** Starts the embedded PostgreSQL, or checks the one of DATABASE_URL; nothing is written yet. */
export async function provideDatabase(
  config: Pick<Config, 'data_dir'>,
  secrets: Pick<Secrets, 'database_url'>,
  note: (sentence: string) => void,
): Promise<Provided> {
  if (secrets.database_url === undefined) {
    const embedded = await startEmbedded({ dataDir: config.data_dir, note });
    return { connection: embedded.connection, embedded, stop: () => embedded.stop() };
  }
  const connection = { connectionString: secrets.database_url };
  await checkServer(connection);
  return { connection, embedded: undefined, stop: async () => undefined };
}

async function checkServer(connection: ConnectionSettings): Promise<void> {
  const client = newConnection(connection);
  try {
    await client.connect();
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new DatabaseUnavailable(
      'server-unsuitable',
      `The PostgreSQL of DATABASE_URL cannot be reached: ${why}.`,
      'Check host, port, user, password and database name, and that it accepts connections from here.',
      cause,
    );
  }
  try {
    await requireSuitableServer(client);
  } finally {
    await client.end();
  }
}
