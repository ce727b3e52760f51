import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inject } from 'vitest';
import { type ConnectionSettings, connectionSettings } from '../../src/server/db/database.ts';
import { migrate } from '../../src/server/db/migrate.ts';

export const TEMPLATE = 'atrium_template';

/** Runs a statement outside the template, which must have no other connection while it is copied. */
async function admin(template: ConnectionSettings, statement: string): Promise<void> {
  const client = new pg.Client({ ...connectionSettings(template), database: 'postgres' });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** PostgreSQL's own vacuum may be at work there, which nobody may end: it ends soon. */
async function dropDatabase(template: ConnectionSettings, name: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await admin(template, `drop database if exists ${name} with (force)`);
    } catch (error) {
      if ((error as { code?: string }).code !== '42501' || attempt === 50) throw error;
      await sleep(200);
    }
  }
}

/** Makes the migrated template once per run. */
export async function makeTemplate(connection: ConnectionSettings): Promise<void> {
  const client = new pg.Client(connectionSettings(connection));
  await client.connect();
  await client.query(`create database ${TEMPLATE} template template0 encoding 'UTF8' locale 'C'`);
  await client.end();
  await migrate({ ...connection, database: TEMPLATE });
}

export interface TestDatabase {
  connection: ConnectionSettings;
  drop(): Promise<void>;
}

/** A database of one's own, copied from the template: each test file takes one. */
export async function createTestDatabase(): Promise<TestDatabase> {
  const template = inject('database');
  const name = `test_${randomBytes(6).toString('hex')}`;
  await admin(template, `create database ${name} template ${TEMPLATE}`);
  return {
    connection: { ...template, database: name },
    drop: () => dropDatabase(template, name),
  };
}

/** A database of one's own with nothing in it, of the given encoding. */
export async function createEmptyDatabase(encoding = 'UTF8'): Promise<TestDatabase> {
  const template = inject('database');
  const name = `empty_${randomBytes(6).toString('hex')}`;
  await admin(template, `create database ${name} template template0 encoding '${encoding}' locale 'C'`);
  return {
    connection: { ...template, database: name },
    drop: () => dropDatabase(template, name),
  };
}
