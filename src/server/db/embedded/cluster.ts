import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import type { Binaries } from './binaries.ts';
import { makeFolder, type Place } from './place.ts';
import { isAlive } from './postmaster-file.ts';
import { runAs } from './run-as.ts';
import { DATABASE, ROLE, SUPERUSER } from './settings.ts';
import { requireNamedUser } from './system-user.ts';

/** Refuses a data directory that another major version of PostgreSQL wrote. */
export function requireSameMajor(place: Place, binaries: Binaries): void {
  const file = join(place.cluster, 'PG_VERSION');
  if (!existsSync(place.cluster)) return;
  const found = existsSync(file) ? Number.parseInt(readFileSync(file, 'utf8'), 10) : Number.NaN;
  if (found === binaries.major) return;
  if (Number.isNaN(found)) {
    throw new DatabaseUnavailable(
      'folder-incomplete',
      `${place.cluster} is not the data directory of a PostgreSQL.`,
      'Restore the data folder from a backup, or set ATRIUM_DATA_DIR to an empty one.',
    );
  }
  const newer = found > binaries.major;
  throw new DatabaseUnavailable(
    newer ? 'folder-newer' : 'folder-older',
    `The database in ${place.cluster} is of PostgreSQL ${found}, this Atrium brings ${binaries.major}.`,
    newer
      ? 'Install the newer Atrium again; nothing was changed.'
      : 'Dump it with the Atrium that wrote it and load it into an empty data folder; nothing was changed.',
  );
}

/**
 * Makes the data directory. It gets its final name only when complete, so a start that is killed half-way leaves
 * nothing that looks like a database, and of two first starts at once one wins whole.
 */
export async function makeCluster(place: Place, binaries: Binaries, password: string): Promise<void> {
  requireNamedUser(place.user);
  removeUnfinished(place);
  const draft = join(place.folder, `unfinished.${process.pid}.${randomBytes(4).toString('hex')}`);
  const passwordFile = `${draft}.password`;
  makeFolder(draft, 0o700, place.user);
  try {
    writeFileSync(passwordFile, password, { mode: 0o600, flag: 'wx' });
    if (place.user.drop) chownSync(passwordFile, place.user.uid, place.user.gid);
    await runAs(place.user, join(binaries.folder, 'bin', 'initdb'), [
      `--pgdata=${draft}`,
      `--username=${SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=libc',
      '--no-instructions',
    ]);
    takeFinalName(draft, place);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Makes Atrium's role and database, as PostgreSQL's superuser; does nothing where they exist. */
export async function makeDatabase(socket: { host: string; port: number }, password: string): Promise<void> {
  const client = new pg.Client({ ...socket, user: SUPERUSER, password, database: 'postgres', ssl: false });
  client.on('error', () => undefined);
  try {
    await client.connect();
    // Two first starts may both come here; CREATE DATABASE cannot stand in a transaction.
    await client.query('select pg_advisory_lock(1)');
    const role = await client.query('select 1 from pg_roles where rolname = $1', [ROLE]);
    if (!role.rowCount) {
      await client.query(`create role ${ROLE} login createdb password ${pg.escapeLiteral(password)}`);
    }
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!database.rowCount) {
      await client.query(
        `create database ${DATABASE} owner ${ROLE} template template0 encoding 'UTF8' locale 'C'`,
      );
    }
  } catch (error) {
    if (errorCode(error) !== '28P01') throw error;
    throw new DatabaseUnavailable(
      'folder-incomplete',
      'The password in postgres.password is not that of this data folder’s database.',
      'Restore postgres.password from a backup of this data folder.',
      error,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}

function takeFinalName(draft: string, place: Place): void {
  try {
    renameSync(draft, place.cluster);
  } catch (error) {
    if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
    throw error;
  }
  const folder = openSync(place.folder, 'r');
  fsyncSync(folder);
  closeSync(folder);
}

function removeUnfinished(place: Place): void {
  for (const name of readdirSync(place.folder)) {
    const pid = /^unfinished\.(\d+)\./.exec(name)?.[1];
    if (pid && (Number(pid) === process.pid || !isAlive(Number(pid)))) {
      rmSync(join(place.folder, name), { recursive: true, force: true });
    }
  }
}
