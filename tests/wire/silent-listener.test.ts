import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { type App, createApp } from '../../src/server/app.ts';
import { type Changes, FRESH_MS, listenForChanges } from '../../src/server/db/changes.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { startTcpProxy, type TcpProxy } from '../support/tcp-proxy.ts';
import { createTestApp, headersOf, type TestApp } from '../support/test-app.ts';
import { REVOKED_MS, within } from '../support/within.ts';

let app: TestApp;
beforeAll(async () => {
  app = await createTestApp();
});
afterAll(() => app.end());

/** A second process whose connection for changes goes through a wire that can be cut. */
let proxy: TcpProxy;
let changes: Changes;
let shaky: App;
let mira: Seeded;
let token: string;
let queries = 0;
const count = () => void queries++;
beforeEach(async () => {
  proxy = await startTcpProxy(app.database.connection);
  changes = await listenForChanges(proxy.connection);
  shaky = await createApp({ ...app.parts, changes });
  mira = await seedPerson(app.parts);
  token = (await app.call('auth.login', {}, { basic: mira.key })).data.token;
  app.parts.database.pool.on('acquire', count);
  await within(2_000, async () => changes.fresh(), Boolean);
  expect([await ask(), await ask()]).toEqual([200, 200]);
});
afterEach(async () => {
  app.parts.database.pool.off('acquire', count);
  await shaky.close();
  await changes.close();
  await proxy.close();
});

/** A call that needs no query of its own. */
async function ask(): Promise<number> {
  const headers = headersOf({ bearer: token });
  return (await shaky.api.inject({ method: 'POST', url: '/server.addresses', headers })).statusCode;
}

/** How many times a call went to the database. */
async function queriesOfOneCall(): Promise<number> {
  queries = 0;
  expect(await ask()).toBe(200);
  return queries;
}

test('while heartbeats come back, a call asks the database nothing', async () => {
  expect(await queriesOfOneCall()).toBe(0);
});

test('a listener that silently hears nothing does not keep a revoked token alive', async () => {
  proxy.dropOpenConnections();
  await app.call('auth.revoke_credentials', { access_key: mira.key.access_key }, { basic: mira.key });
  await within(REVOKED_MS, ask, (code) => code === 401);
});

test('700 ms after the last heartbeat the cache is out of use, and back when they are', async () => {
  proxy.dropOpenConnections();
  await sleep(FRESH_MS + 50);
  expect(changes.fresh()).toBe(false);
  expect(await queriesOfOneCall()).toBeGreaterThan(0);
  await within(6_000, async () => changes.fresh(), Boolean);
  await within(1_000, queriesOfOneCall, (asked) => asked === 0);
});

test('what changed while nothing was heard is known after the reconnection', async () => {
  proxy.dropEverything(true);
  await sleep(FRESH_MS + 50);
  expect(await ask()).toBe(200);
  await app.call('auth.revoke_credentials', { access_key: mira.key.access_key }, { basic: mira.key });
  expect(await ask()).toBe(401);
  proxy.dropEverything(false);
  await within(10_000, async () => changes.fresh(), Boolean);
  expect(await ask()).toBe(401);
});

test('a connection that ends is opened anew', async () => {
  const pid = await listenerPid();
  await app.parts.database.pool.query('select pg_terminate_backend($1)', [pid]);
  await within(2_000, async () => (await listenerPid()) !== pid, Boolean);
  await within(2_000, queriesOfOneCall, (asked) => asked === 0);
});

/** The backend of the newest connection that sends heartbeats. */
async function listenerPid(): Promise<number | undefined> {
  const { rows } = await app.parts.database.pool.query(
    `select pid from pg_stat_activity
      where query like 'notify atrium_beat%' and datname = current_database() order by backend_start desc limit 1`,
  );
  return rows[0]?.pid;
}
