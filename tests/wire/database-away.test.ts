import { afterAll, beforeAll, expect, test } from 'vitest';
import { contract } from '../../src/contract/contract.ts';
import type { Endpoint } from '../../src/contract/endpoint.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { type As, createTestApp, type TestApp } from '../support/test-app.ts';
import { createTestDatabase, type TestDatabase } from '../support/test-database.ts';
import { within } from '../support/within.ts';

let database: TestDatabase;
let proxy: TcpProxy;
let app: TestApp;
let mira: Seeded;
let bearer: string;
beforeAll(async () => {
  database = await createTestDatabase();
  proxy = await startTcpProxy(database.connection);
  app = await createTestApp({ database: { ...database, connection: proxy.connection } });
  mira = await seedPerson(app.parts, { server_admin: true });
  bearer = (await app.call('auth.login', {}, { basic: mira.key })).data.token;
});
afterAll(async () => {
  await app.end();
  await proxy.close();
  await database.drop();
});

/** Codes that clients retry for minutes, or for ever. */
const NEVER = [429, 502, 503, 509];

test('a database that is away makes calls 500 with an id for the log, never anything clients retry for ever', async () => {
  proxy.refuse(true);
  await within(
    3_000,
    async () => app.parts.changes.fresh(),
    (fresh) => !fresh,
  );
  const callers: As[] = [{ basic: mira.key }, { bearer }, { session: mira.session }, {}];
  const seen = new Set<number>();
  for (const [name, { public: open }] of Object.entries(contract as Record<string, Endpoint>))
    for (const as of callers) {
      const answer = await app.call(name, {}, as);
      expect(NEVER).not.toContain(answer.code);
      seen.add(answer.code);
      if (!open && Object.keys(as).length > 0) {
        expect([name, answer.code, answer.subcode, answer.data]).toEqual([name, 500, 0, {}]);
        expect(answer.error.id).toBe(answer.meta.id);
        expect(JSON.stringify([answer.message, answer.error])).not.toMatch(
          /ECONN|terminat|connect|postgres|\bsql\b/i,
        );
      }
    }
  expect(seen.has(429) || seen.has(503)).toBe(false);
  expect(
    (await app.files.inject({ url: '/p/t/a.png', headers: { authorization: `Bearer ${bearer}` } }))
      .statusCode,
  ).toBe(500);
});

test('meanwhile it lives and is not ready', async () => {
  proxy.refuse(true);
  expect((await app.api.inject({ url: '/healthz' })).statusCode).toBe(200);
  expect((await app.api.inject({ url: '/readyz' })).statusCode).toBe(503);
});

test('the log names the call by the id the client was told', async () => {
  proxy.refuse(true);
  const { meta } = await app.call('users.get_all', {}, { bearer });
  const line = app.logged.map((text) => JSON.parse(text)).find(({ id }) => id === meta.id);
  expect(line).toMatchObject({ endpoint: 'users.get_all', level: 50 });
});

test('it works again by itself when the database is back', async () => {
  proxy.refuse(false);
  await within(
    5_000,
    () => app.call('users.get_all', {}, { bearer }),
    ({ code }) => code === 200,
  );
  expect((await app.api.inject({ url: '/readyz' })).statusCode).toBe(200);
  await within(10_000, async () => app.parts.changes.fresh(), Boolean);
});
