import { randomBytes } from 'node:crypto';
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import type { Binaries } from './binaries.ts';
import { type Connection, tryConnect } from './connect.ts';
import { removeLeftovers } from './leftovers.ts';
import { makeFolder } from './owned-folder.ts';
import { noteMade, type Place } from './place.ts';
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
  removeLeftovers(place.folder);
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
    if (takeFinalName(draft, place)) noteMade(place);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(draft, { recursive: true, force: true });
  }
}

/** Makes Atrium's role and database, as PostgreSQL's superuser; does nothing where they exist. */
export async function makeDatabase(connection: Connection): Promise<void> {
  const attempt = await tryConnect(
    { ...connection, user: SUPERUSER, database: 'postgres' },
    'atrium first start',
  );
  if (attempt.state === 'unfinished') {
    throw new DatabaseUnavailable(
      'folder-incomplete',
      'postgres.password does not hold the password of this data folder’s database.',
      'Restore that file from a backup of this data folder.',
    );
  }
  // Starting or stopping this very moment: the caller asks again.
  if (attempt.state !== 'connected') return;
  const { client } = attempt;
  try {
    // Two first starts may both come here; CREATE DATABASE cannot stand in a transaction.
    await client.query('select pg_advisory_lock(1)');
    const role = await client.query('select 1 from pg_roles where rolname = $1', [ROLE]);
    if (!role.rowCount) {
      await client.query(
        `create role ${ROLE} login createdb password ${pg.escapeLiteral(connection.password)}`,
      );
    }
    const database = await client.query('select 1 from pg_database where datname = $1', [DATABASE]);
    if (!database.rowCount) {
      await client.query(
        `create database ${DATABASE} owner ${ROLE} template template0 encoding 'UTF8' locale 'C'`,
      );
    }
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** False when another first start was faster. */
function takeFinalName(draft: string, place: Place): boolean {
  try {
    renameSync(draft, place.cluster);
  } catch (error) {
    if (existsSync(join(place.cluster, 'PG_VERSION'))) return false;
    throw error;
  }
  const folder = openSync(place.folder, 'r');
  fsyncSync(folder);
  closeSync(folder);
  return true;
}
