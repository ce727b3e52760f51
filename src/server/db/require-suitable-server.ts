import type { ClientBase } from 'pg';
import { DatabaseUnavailable } from './database-unavailable.ts';

const OLDEST_MAJOR = 15;

/**
 * Refuses a PostgreSQL behind DATABASE_URL that Atrium cannot use: older than 15, or a database whose encoding is not
 * UTF8. Reads only; call it before the first migration.
 */
export async function requireSuitableServer(client: Pick<ClientBase, 'query'>): Promise<void> {
  const { rows } = await client.query<{ version: number; encoding: string; name: string }>(
    `select current_setting('server_version_num')::int as version,
            pg_encoding_to_char(encoding) as encoding, datname as name
       from pg_database where datname = current_database()`,
  );
  const server = rows[0];
  if (!server) return;
  const major = Math.floor(server.version / 10_000);
  if (major < OLDEST_MAJOR) {
    throw new DatabaseUnavailable(
      'server-unsuitable',
      `DATABASE_URL leads to PostgreSQL ${major}; Atrium needs ${OLDEST_MAJOR} or newer.`,
      'Upgrade that server or use another; nothing was written.',
    );
  }
  if (server.encoding !== 'UTF8') {
    throw new DatabaseUnavailable(
      'server-unsuitable',
      `The database "${server.name}" has the encoding ${server.encoding}; Atrium needs UTF8.`,
      "Make one with: create database atrium template template0 encoding 'UTF8' locale 'C'; nothing was written.",
    );
  }
}
