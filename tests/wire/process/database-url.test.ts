import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { atrium } from '../../support/process/launch.ts';
import { databaseUrl } from '../../support/process/operators-postgres.ts';
import { freePorts, refusedStart } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database.ts';

vi.setConfig({ testTimeout: 120_000 });

makeWorkshop();
const ATRIUM_SECRET_KEY = randomBytes(32).toString('base64');
const made: TestDatabase[] = [];
async function emptyDatabase(encoding?: string): Promise<TestDatabase> {
  const database = await createEmptyDatabase(encoding);
  made.push(database);
  return database;
}
afterAll(() => Promise.all(made.map(({ drop }) => drop())));

async function query({ connection }: TestDatabase, sql: string): Promise<pg.QueryResultRow[]> {
  const client = new pg.Client(connectionSettings(connection));
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

const tablesOf = (database: TestDatabase) =>
  query(database, "select table_name from information_schema.tables where table_schema = 'public'");

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')(
  'a DATABASE_URL that will not do is one sentence with the cure, nothing is written; to the embedded PostgreSQL',
  () => {
    let empty: TestDatabase;
    beforeAll(async () => {
      empty = await emptyDatabase();
    });

    test('without ATRIUM_SECRET_KEY', async () => {
      const { code, stderr } = await refusedStart({ DATABASE_URL: databaseUrl(empty.connection) });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^DATABASE_URL needs ATRIUM_SECRET_KEY: .*openssl rand -base64 32\n$/);
      expect(await tablesOf(empty)).toEqual([]);
    });

    test.each([
      'mysql://atrium:s3cretword@127.0.0.1/atrium',
      'postgres://atrium:s3cr#etword/?@127.0.0.1:5432/atrium',
      'postgres://atrium:s3cretword@127.0.0.1:port/atrium',
    ])('of a form that cannot be read: %s', async (DATABASE_URL) => {
      const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY });
      expect(code).toBe(2);
      expect(stderr).toMatch(/^DATABASE_URL .*postgres:\/\/user:password@host:5432\/atrium/);
      expect(stderr).not.toMatch(/s3cr|etword/);
    });

    test.each(['127.0.0.1', 'localhost', 'nowhere.invalid'])(
      'to a server that is not there, at %s',
      async (host) => {
        const { ATRIUM_WEB_PORT: port } = await freePorts();
        const DATABASE_URL = `postgres://atrium:s3cretword@${host}:${port}/atrium`;
        const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY });
        expect(code).toBe(3);
        expect(stderr).toMatch(
          /^The PostgreSQL of DATABASE_URL cannot be reached: .*(ECONNREFUSED|ENOTFOUND|EAI_AGAIN).*\. Check host, port/,
        );
        expect(stderr).not.toContain('s3cretword');
      },
    );

    test('with a wrong password, a wrong user or a wrong database', async () => {
      const { connection } = empty;
      for (const [wrong, why] of [
        [{ password: 's3cretword' }, 'password authentication failed for user "atrium"'],
        [{ user: 'stranger' }, 'authentication failed for user "stranger"'],
        [{ database: 'nowhere' }, 'database "nowhere" does not exist'],
      ] as const) {
        const DATABASE_URL = databaseUrl({ ...connection, ...wrong });
        const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY });
        expect(code).toBe(3);
        expect(stderr).toContain(why);
        expect(stderr).toContain('Check host, port, user, password and database name');
        expect(stderr).not.toContain('s3cretword');
      }
    });

    test.each(['SQL_ASCII', 'LATIN1'])('to a database of encoding %s', async (encoding) => {
      const database = await emptyDatabase(encoding);
      const DATABASE_URL = databaseUrl(database.connection);
      const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY });
      expect(code).toBe(3);
      expect(stderr).toMatch(
        new RegExp(
          `has the encoding ${encoding}; Atrium needs UTF8\\. Make one with: create database atrium template`,
        ),
      );
      expect(await tablesOf(database)).toEqual([]);
    });

    test('where Atrium may not make tables', async () => {
      const [closed, standby] = [await emptyDatabase(), await emptyDatabase()];
      await query(closed, 'revoke create on schema public from public, pg_database_owner');
      await query(
        standby,
        `alter database ${standby.connection.database} set default_transaction_read_only = on`,
      );
      for (const [database, why] of [
        [closed, 'permission denied for schema public'],
        [standby, 'read-only transaction'],
      ] as const) {
        const DATABASE_URL = databaseUrl(database.connection);
        const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY });
        expect(code).toBe(3);
        expect(stderr).toMatch(new RegExp(`${why}.*\\. `));
        expect(await tablesOf(database)).toEqual([]);
      }
    });

    test('whose keys another root key wrapped', async () => {
      const database = await emptyDatabase();
      const DATABASE_URL = databaseUrl(database.connection);
      const first = await atrium(['user', 'list'], { env: { DATABASE_URL, ATRIUM_SECRET_KEY } });
      expect(first.code).toBe(0);
      const before = await query(database, 'select * from keys order by id');
      const other = randomBytes(32).toString('base64');
      const { code, stderr } = await refusedStart({ DATABASE_URL, ATRIUM_SECRET_KEY: other });
      expect(code).toBe(1);
      expect(stderr).toContain('does not open this database');
      expect(stderr).not.toContain(other);
      expect(await query(database, 'select * from keys order by id')).toEqual(before);
    });
  },
);
