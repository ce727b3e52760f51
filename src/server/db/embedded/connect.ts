import pg from 'pg';
import { errorCode } from '../database-unavailable.ts';
import { DATABASE, ROLE } from './settings.ts';

/** Settings for node-postgres. `host` is the folder of the socket. */
export interface Connection {
  host: string;
  port: number;
  user: string;
  password: string;
  database: string;
  /** Named because node-postgres would otherwise take it from the environment. */
  ssl?: false;
}

/** Nobody listens on the socket. */
const ABSENT = new Set(['ENOENT', 'ECONNREFUSED', 'ENOTSOCK', 'ENOTDIR']);
/** Starting, recovering, stopping, or ended while we asked: ask again in a moment. */
const BUSY = new Set(['57P01', '57014', '57P02', '57P03', 'ECONNRESET', 'EPIPE', '53300']);
/** The role (its password cannot be right) or the database does not exist yet. */
const UNFINISHED = new Set(['28P01', '3D000']);

export type Attempt = { state: 'connected'; client: pg.Client } | { state: 'absent' | 'busy' | 'unfinished' };

/** Atrium's connection settings for a socket. */
export function atriumConnection(socket: { folder: string; port: number }, password: string): Connection {
  return { host: socket.folder, port: socket.port, user: ROLE, password, database: DATABASE, ssl: false };
}

/** One attempt to connect. Throws only on what waiting does not cure. */
export async function tryConnect(connection: Connection, applicationName: string): Promise<Attempt> {
  const client = new pg.Client({
    ...connection,
    application_name: applicationName,
    connectionTimeoutMillis: 10_000,
  });
  // Without a listener the end of the connection would end the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    return { state: 'connected', client };
  } catch (error) {
    client.end().catch(() => undefined);
    const code = errorCode(error) ?? '';
    if (ABSENT.has(code)) return { state: 'absent' };
    if (UNFINISHED.has(code)) return { state: 'unfinished' };
    if (BUSY.has(code) || /terminated unexpectedly|timeout/.test(String(error))) return { state: 'busy' };
    throw error;
  }
}
