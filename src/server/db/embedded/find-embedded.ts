import { findServer } from '../lock.ts';
import { findBinaries } from './binaries.ts';
import { atriumConnection, type Connection, tryConnect } from './connect.ts';
import { findDataFolder, findPlace, type Place } from './place.ts';
import { readPassword } from './postgres-note.ts';
import { newestLog } from './postmaster.ts';
import { isPostmasterOf, readPostmasterFile } from './postmaster-file.ts';
import { describeUser } from './system-user.ts';

/**
 * Connection of a PostgreSQL already running for this data folder, else undefined. It only looks: PostgreSQL may stop
 * the next moment. Whoever wants to work with the database calls `startEmbedded`, which also keeps it running.
 * @throws DatabaseUnavailable saying which user to be when this one may not read the folder.
 * @public the bench uses it
 */
export async function findEmbedded(dataDir: string): Promise<Connection | undefined> {
  const place = findPlace(dataDir);
  return place && findRunning(place);
}

/** What `atrium doctor` prints about the embedded PostgreSQL. */
export interface EmbeddedDescription {
  /** Real path of the data folder; undefined while it does not exist. */
  data_folder: string | undefined;
  /** Folder of the database: inside the data folder, or the fixed place that belongs to it. */
  place: string | undefined;
  /** The user PostgreSQL runs as. */
  user: string | undefined;
  binaries: string;
  binaries_version: string;
  socket_folder: string | undefined;
  log: string | undefined;
  /** The postmaster, while it runs. */
  pid: number | undefined;
  server_version: string | undefined;
  /** The server that holds the lock, while one does. */
  server: { pid: number; address: string } | undefined;
}

/** Describes the PostgreSQL of a data folder without changing anything. */
export async function describeEmbedded(dataDir: string): Promise<EmbeddedDescription> {
  const place = findPlace(dataDir);
  const binaries = findBinaries();
  const connection = place && (await findRunning(place));
  const file = place && connection && readPostmasterFile(place.cluster);
  return {
    data_folder: place?.dataFolder ?? findDataFolder(dataDir),
    place: place?.folder,
    user: place && describeUser(place.user.uid),
    binaries: binaries.folder,
    binaries_version: binaries.version,
    socket_folder: connection?.host,
    log: place && newestLog(place),
    pid: file && isPostmasterOf(place.cluster, file.pid) ? file.pid : undefined,
    server_version: connection && (await readVersion(connection)),
    server: connection && (await findServer(connection)),
  };
}

async function findRunning(place: Place): Promise<Connection | undefined> {
  const file = readPostmasterFile(place.cluster);
  const password = readPassword(place.dataFolder);
  if (!file || !password) return undefined;
  const connection = atriumConnection({ folder: file.socketFolder, port: file.port }, password);
  return (await readVersion(connection)) === undefined ? undefined : connection;
}

async function readVersion(connection: Connection): Promise<string | undefined> {
  const attempt = await tryConnect(connection, `atrium user ${process.pid}`);
  if (attempt.state !== 'connected') return undefined;
  const { rows } = await attempt.client.query<{ server_version: string }>('show server_version');
  await attempt.client.end().catch(() => undefined);
  return rows[0]?.server_version;
}
