import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Seeded, seedKey, seedPerson } from '../support/seeds.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { within } from '../support/within.ts';

let app: TestApp;
let mira: Seeded;
beforeAll(async () => {
  app = await createTestApp();
  mira = await seedPerson(app.parts);
});
afterAll(() => app.end());

/** Heartbeats of the listener belong to no call. */
const HEARTBEAT = /atrium_beat/;

let statements: string[];
beforeEach(async () => {
  await within(2_000, async () => app.parts.changes.fresh(), Boolean);
  statements = [];
  const query = pg.Client.prototype.query as (this: pg.Client, ...args: unknown[]) => unknown;
  vi.spyOn(pg.Client.prototype, 'query').mockImplementation(function (this: pg.Client, ...args: unknown[]) {
    const [asked] = args as [string | { text: string }];
    const text = typeof asked === 'string' ? asked : asked.text;
    if (!HEARTBEAT.test(text)) statements.push(text.trim());
    return query.apply(this, args);
  } as never);
});
afterEach(() => vi.restoreAllMocks());

const worker = { 'x-clearml-worker': 'gpu-1' };

describe('what a call asks the database', () => {
  test('a first log-in is one SELECT, a repeated one nothing; neither waits for a write', async () => {
    const basic = await seedKey(app.parts, { account_id: mira.id, workspace_id: mira.workspace_id });
    statements = [];
    expect((await app.call('auth.login', {}, { basic, headers: worker })).code).toBe(200);
    expect(statements).toHaveLength(1);
    expect(statements[0]).toMatch(/^select /);
    statements = [];
    const { data } = await app.call('auth.login', {}, { basic, headers: worker });
    expect((await app.call('auth.login', {}, { bearer: data.token, headers: worker })).code).toBe(200);
    expect(statements).toEqual([]);
  });

  test('a call with a token whose user is in the cache asks nothing, by any method that reads the caller alone', async () => {
    const { data } = await app.call('auth.login', {}, { basic: mira.key });
    const bearer = data.token;
    statements = [];
    for (const name of ['users.get_current_user', 'server.addresses', 'server.info', 'auth.login'])
      expect([name, (await app.call(name, {}, { bearer, headers: worker })).code]).toEqual([name, 200]);
    expect(statements).toEqual([]);
  });

  test('a wrong secret, and an unknown pair within a second, cost no more than a right one', async () => {
    const wrong = { ...mira.key, secret_key: 'x'.repeat(67) };
    const unknown = { access_key: 'Z'.repeat(30), secret_key: 'x'.repeat(67) };
    await app.call('auth.login', {}, { basic: mira.key });
    statements = [];
    expect((await app.call('auth.login', {}, { basic: wrong })).code).toBe(401);
    expect(statements).toEqual([]);
    for (let i = 0; i < 5; i++) expect((await app.call('auth.login', {}, { basic: unknown })).code).toBe(401);
    expect(statements).toHaveLength(1);
  });
});
