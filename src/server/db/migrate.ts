import type pg from 'pg';
import { type ConnectionSettings, newConnection } from './database.ts';
import { DatabaseUnavailable, errorCode } from './database-unavailable.ts';
import { foundation } from './migrations/001-foundation.ts';
import { vaults } from './migrations/002-vaults.ts';
import { teams } from './migrations/003-teams.ts';
import { auditLog } from './migrations/004-audit-log.ts';
import { storageAccess } from './migrations/005-storage-access.ts';
import { storageCleanup } from './migrations/006-storage-cleanup.ts';
import { experiments } from './migrations/007-experiments.ts';
import { events } from './migrations/008-events.ts';
import { deletionsOfResets } from './migrations/009-deletions-of-resets.ts';
import { eventsByAge } from './migrations/010-events-by-age.ts';

/** In order, never changed once landed; each readable by the processes of the version before. */
const MIGRATIONS: readonly string[] = [
  foundation,
  vaults,
  teams,
  auditLog,
  storageAccess,
  storageCleanup,
  experiments,
  events,
  deletionsOfResets,
  eventsByAge,
];

const LOCK = 7_204_117_001;

/** PostgreSQL's codes for what the operator can mend: no right, a read-only server, no schema, a full disk. */
const OPERATORS = new Set(['42501', '25006', '3F000', '53100']);

/**
 * Brings the database to this version, each migration in its own transaction, under an advisory lock, so that
 * processes that start together do not collide.
 * @param check may refuse by throwing; runs before anything is changed, when the schema is known not to be newer
 * @throws DatabaseUnavailable when a newer Atrium has migrated it (nothing is changed then), or tables cannot be made
 */
export async function migrate(
  connection: ConnectionSettings,
  check?: () => Promise<void>,
): Promise<{ applied: number }> {
  const client = newConnection(connection);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    await client.query(
      'create table if not exists migrations (number integer primary key, applied_at timestamptz not null default now())',
    );
    const { rows } = await client.query<{ last: number }>(
      'select coalesce(max(number), 0) as last from migrations',
    );
    const last = rows[0]?.last ?? 0;
    if (last > MIGRATIONS.length)
      throw new DatabaseUnavailable(
        'folder-newer',
        `This database was last used by a newer Atrium: its schema is ${last}, this version knows ${MIGRATIONS.length}.`,
        'Start that version or a later one; nothing was changed.',
      );
    await check?.();
    for (const [index, text] of MIGRATIONS.entries()) {
      if (index + 1 > last) await applyOne(client, index + 1, text);
    }
    return { applied: MIGRATIONS.length - last };
  } catch (error) {
    throw OPERATORS.has(errorCode(error) ?? '') ? mayNot(error as Error) : error;
  } finally {
    await client.end();
  }
}

function mayNot(cause: Error): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'server-unsuitable',
    `Atrium cannot make its tables in this database: ${cause.message}.`,
    'Let its user make tables there, or make it the owner of a database of its own, on a server that takes writes.',
    cause,
  );
}

async function applyOne(client: pg.Client, number: number, text: string): Promise<void> {
  await client.query('begin');
  try {
    await client.query(text);
    await client.query('insert into migrations (number) values ($1)', [number]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  }
}
