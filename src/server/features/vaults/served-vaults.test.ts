import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
const statements: string[] = [];
beforeAll(async () => {
  app = await createTestApp();
  const { pool } = app.parts.database;
  pool.on('connect', watch);
  const idle = await pool.connect();
  watch(idle);
  idle.release();
});
afterAll(() => app.end());

/** Notes each statement that a connection runs. */
function watch(client: { query: unknown }): void {
  const run = client.query as (...args: unknown[]) => unknown;
  client.query = function (this: unknown, ...args: unknown[]) {
    const [asked] = args as [string | { text: string }];
    statements.push(typeof asked === 'string' ? asked : asked.text);
    return run.apply(this, args);
  };
}

let mira: Seeded;
let bearer: string;
beforeEach(async () => {
  mira = await seedPerson(app.parts);
  const page = { session: mira.session, tenant: mira.workspace_id };
  const body = { format: 'hocon', base: 0, enabled: true, accept_warnings: true };
  await app.call('vaults.save', { ...body, text: 'a = personal' }, page);
  for (const name of ['one', 'two', 'three', 'four'])
    await app.call('vaults.save', { ...body, scope: 'group', name, text: `${name} = 1` }, page);
  bearer = (await app.call('auth.login', {}, { basic: mira.key })).data.token;
});

/** What a client is served, and the statements that about vaults and keys took. */
async function fetched(): Promise<{ texts: string[]; asked: number }> {
  const before = statements.length;
  const { data } = await app.call('users.get_vaults?enabled=true&types=config', undefined, { bearer });
  const asked = statements.slice(before).filter((text) => /\b(vaults|keys)\b/.test(text));
  return { texts: data.vaults.map((vault: { data: string }) => vault.data), asked: asked.length };
}

test('the first fetch takes one statement, keys included, and the next ones none', async () => {
  // A process that has not seen these keys yet.
  app.parts.keyRing.forgetDataKeys();
  const first = await fetched();
  expect([first.texts.length, first.asked]).toEqual([5, 1]);
  for (let again = 0; again < 3; again++) expect(await fetched()).toEqual({ ...first, asked: 0 });
});

test('after a change it takes one again, and gives what was changed', async () => {
  await fetched();
  const page = { session: mira.session, tenant: mira.workspace_id };
  const vault = (await app.call('vaults.get_all', {}, page)).data.personal.id;
  await app.call('vaults.save', { vault, base: 1, format: 'hocon', text: 'a = changed' }, page);
  await expect
    .poll(async () => (await fetched()).texts.at(-1), { timeout: 1_000, interval: 20 })
    .toBe('{\n  "a": "changed"\n}\n');
  expect((await fetched()).asked).toBe(0);
});

test('what one person has changed costs nobody else a statement', async () => {
  await fetched();
  const other = await seedPerson(app.parts);
  const page = { session: other.session, tenant: other.workspace_id };
  const body = { format: 'hocon', base: 0, enabled: true, text: 'sdk.x = 1', accept_warnings: true };
  await app.call('vaults.save', body, page);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect((await fetched()).asked).toBe(0);
});

test('what one process stores, another serves within a second, and takes back as soon', async () => {
  const there = await createTestApp({ database: app.database });
  const atThere = async () => {
    const { data } = await there.call('users.get_vaults?enabled=true', undefined, { basic: mira.key });
    return data.vaults.length;
  };
  expect(await atThere()).toBe(5);
  const page = { session: mira.session, tenant: mira.workspace_id };
  const vault = (await app.call('vaults.get_all', {}, page)).data.personal.id;
  for (const [enabled, served] of [
    [false, 4],
    [true, 5],
  ] as const) {
    await app.call('vaults.set_enabled', { vault, enabled, accept_warnings: true }, page);
    await expect.poll(atThere, { timeout: 1_000, interval: 20 }).toBe(served);
  }
  await there.end();
});

test('a listener that stays silent makes a process read the database rather than its memory', async () => {
  const { parts } = app;
  expect((await fetched()).texts).toHaveLength(5);
  const { fresh } = parts.changes;
  parts.changes.fresh = () => false;
  const { texts, asked } = await fetched();
  parts.changes.fresh = fresh;
  expect([texts.length, asked]).toEqual([5, 1]);
});
