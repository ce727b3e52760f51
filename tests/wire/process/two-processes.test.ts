import { randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { atrium } from '../../support/process/launch.ts';
import { databaseUrl } from '../../support/process/operators-postgres.ts';
import {
  claimOf,
  PASSWORD,
  refusedStart,
  type Server,
  sessionOf,
  startServer,
} from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database.ts';
import { REVOKED_MS, within } from '../../support/within.ts';

vi.setConfig({ testTimeout: 120_000 });

const workshop = makeWorkshop();
const ME = 'users.get_current_user';

describe('two processes that start together on one empty database', () => {
  let database: TestDatabase;
  let env: Record<string, string>;
  let here: Server;
  let there: Server;
  /** Sessions of the one account. */
  let session: string;
  beforeAll(async () => {
    database = await createEmptyDatabase();
    env = {
      DATABASE_URL: databaseUrl(database.connection),
      ATRIUM_SECRET_KEY: randomBytes(32).toString('base64'),
    };
    const files = {
      DATABASE_URL_FILE: join(workshop.folder, 'url'),
      ATRIUM_SECRET_KEY_FILE: join(workshop.folder, 'key'),
    };
    writeFileSync(files.DATABASE_URL_FILE, `${env.DATABASE_URL}\n`);
    writeFileSync(files.ATRIUM_SECRET_KEY_FILE, `${env.ATRIUM_SECRET_KEY}\n`);
    // Secrets may also come from files.
    [here, there] = await Promise.all([startServer({ env }), startServer({ env: files })]);
  });
  afterAll(async () => {
    const ended = await Promise.all([here.stop(), there.stop()]);
    expect(ended.map(({ code }) => code)).toEqual([0, 0]);
    await database.drop();
  });

  async function query(sql: string): Promise<pg.QueryResultRow[]> {
    const client = new pg.Client(connectionSettings(database.connection));
    await client.connect();
    const { rows } = await client.query(sql);
    await client.end();
    return rows;
  }

  test('migrate it once, agree on its keys, and both serve', async () => {
    expect(await query('select purpose, version from keys order by purpose')).toEqual([
      { purpose: 'pepper', version: 1 },
      { purpose: 'token', version: 1 },
    ]);
    const [migrations] = await query('select count(*) as count, max(number) as last from migrations');
    expect(migrations?.count).toBe(migrations?.last);
    for (const { web, api } of [here, there]) {
      expect((await fetch(`${web}/readyz`)).status).toBe(200);
      expect((await fetch(`${api}/debug.ping`)).status).toBe(200);
    }
  });

  test('each offer a claim link of their own; one makes the first account, and both are dead', async () => {
    const links = [await claimOf(here), await claimOf(there)];
    expect(links[0]).not.toBe(links[1]);
    const claims = await Promise.all(
      [there, here].map((server, i) =>
        server.call(
          'login.claim',
          { secret: links[i], email: `ada${i}@example.org`, name: 'Ada', password: PASSWORD },
          { session: 'none' },
        ),
      ),
    );
    expect(claims.map(({ code }) => code).toSorted()).toEqual([200, 400]);
    session = claims.map(sessionOf).find(Boolean) ?? '';
    for (const server of [here, there]) expect((await server.call(ME, {}, { session })).code).toBe(200);
  });

  test('a pair and its token made on one work on the other at once, and end on both within a second', async () => {
    for (const [maker, other] of [
      [here, there],
      [there, here],
    ] as const) {
      const { data } = await maker.call('auth.create_credentials', {}, { session });
      const pair = data.credentials;
      const login = await other.call('auth.login', {}, { basic: pair });
      expect(login.code).toBe(200);
      const bearer = login.data.token;
      for (const as of [{ basic: pair }, { bearer }])
        for (const server of [maker, other]) expect((await server.call(ME, {}, as)).code).toBe(200);
      await other.call('auth.revoke_credentials', { access_key: pair.access_key }, { session });
      await Promise.all(
        [here, there].flatMap((server) =>
          [{ basic: pair }, { bearer }].map((as) =>
            within(
              REVOKED_MS,
              () => server.call(ME, {}, as),
              ({ code }) => code === 401,
            ),
          ),
        ),
      );
    }
  });

  test('a pair revoked on the command line ends on both within a second', async () => {
    const { data } = await here.call('auth.create_credentials', {}, { session });
    const basic = data.credentials;
    for (const server of [here, there]) expect((await server.call(ME, {}, { basic })).code).toBe(200);
    const { stdout } = await atrium(['credentials', 'revoke', basic.access_key, '--json'], { env });
    expect(stdout).toBe('{"revoked":1}\n');
    for (const server of [here, there])
      await within(
        REVOKED_MS,
        () => server.call(ME, {}, { basic }),
        ({ code }) => code === 401,
      );
  });

  test('one that stops leaves the other serving', async () => {
    const { data } = await there.call('auth.create_credentials', {}, { session });
    expect((await here.stop()).code).toBe(0);
    expect((await there.call('auth.login', {}, { basic: data.credentials })).code).toBe(200);
    here = await startServer({ env });
    expect((await here.call('auth.login', {}, { basic: data.credentials })).code).toBe(200);
  });
});

test('a second process that keeps files in a folder of its own does not start beside the first', async () => {
  const database = await createEmptyDatabase();
  const env = {
    DATABASE_URL: databaseUrl(database.connection),
    ATRIUM_SECRET_KEY: randomBytes(32).toString('base64'),
    ATRIUM_FILES_SHARED: '',
  };
  const first = await startServer({ env });
  const { code, stderr } = await refusedStart(env);
  expect(code).toBe(1);
  expect(stderr).toContain('ATRIUM_FILES_SHARED=1');
  await first.stop();
  const next = await startServer({ env });
  await next.stop();
  await database.drop();
});
