import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../../src/server/config.ts';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { openParts } from '../../../src/server/open-parts.ts';
import { type Environment, keys, makePair, newRootKey } from '../../support/process/keys-command.ts';
import { endLaunched, launchAtrium } from '../../support/process/launch.ts';
import { databaseUrl } from '../../support/process/operators-postgres.ts';
import { ADMIN, refusedStart, type Server, startServer } from '../../support/process/server.ts';
import { createEmptyDatabase, type TestDatabase } from '../../support/test-database.ts';
import { within } from '../../support/within.ts';

vi.setConfig({ testTimeout: 120_000 });

const PLACE = ['vaults', 'text', 'a', 'w'];

/** Calls again and again until told to stop; gives how often, and what did not go well. */
function again(call: () => Promise<unknown>) {
  let stopped = false;
  const failures: unknown[] = [];
  let calls = 0;
  const turns = (async () => {
    for (; !stopped; calls++) await call().catch((error: unknown) => failures.push(error));
  })();
  return {
    async stop() {
      stopped = true;
      await turns;
      return { calls, failures };
    },
  };
}

describe('two servers and a third process on one database', () => {
  let database: TestDatabase;
  let env: Environment;
  let servers: Server[];
  let basic: { access_key: string; secret_key: string };
  beforeAll(async () => {
    database = await createEmptyDatabase();
    env = { DATABASE_URL: databaseUrl(database.connection), ATRIUM_SECRET_KEY: newRootKey() };
    servers = await Promise.all([startServer({ env: { ...env, ...ADMIN } }), startServer({ env })]);
    basic = await makePair(env);
  });
  afterAll(async () => {
    for (const server of servers) expect((await server.stop()).code).toBe(0);
    await endLaunched();
    await database.drop();
  });

  const login = (server: Server) => async () => {
    const { code } = await server.call('auth.login', {}, { basic });
    if (code !== 200) throw new Error(`auth.login: ${code}`);
  };

  test('a rotation under load costs nobody a log-in and loses no data key; the former root key is refused', async () => {
    const { config, secrets } = readConfig(env);
    const third = await openParts(config, secrets, database.connection, {
      log: pino({ level: 'silent' }),
      web_root: undefined,
    });
    const sealed: { id: string; text: Awaited<ReturnType<typeof third.keyRing.sealText>> }[] = [];
    const load = [
      ...servers.flatMap((server) => [again(login(server)), again(login(server))]),
      again(async () => {
        const id = randomUUID();
        const owner = { purpose: 'workspace', id } as const;
        sealed.push({ id, text: await third.keyRing.sealText(third.database.db, owner, PLACE, id) });
      }),
    ];
    await sleep(500);
    const before = sealed.length;
    const next = { ...env, ATRIUM_SECRET_KEY: newRootKey() };
    const rotated = await keys(['rotate'], { ...env, ATRIUM_NEW_SECRET_KEY: next.ATRIUM_SECRET_KEY });
    const at = sealed.length;
    expect(rotated).toMatchObject({ code: 0, stderr: '', found: { saved_in: null, hand_over_s: 3600 } });
    const { from, to } = rotated.found;
    await within(
      10_000,
      async () => sealed.length,
      (made) => made > at + 20,
    );
    const done = await Promise.all(load.map((each) => each.stop()));
    expect(done.flatMap(({ failures }) => failures)).toEqual([]);
    for (const { calls } of done) expect(calls).toBeGreaterThan(10);
    expect(before).toBeGreaterThan(0);

    const status = await keys(['status'], next);
    expect(status).toMatchObject({ code: 0, stderr: '', found: { root_key: { id: to }, problems: [] } });
    const all = sealed.length + 2;
    expect(status.found.wrapped_by).toEqual([
      { root_key_id: to, keys: { workspace: sealed.length, token: 1, pepper: 1 }, opened: all },
    ]);
    expect(status.found.hand_over).toMatchObject({ from, to });
    const old = await keys(['status'], env);
    expect(old.code).toBe(1);
    expect(old.stderr.trimEnd().split('\n')).toEqual([
      expect.stringContaining(`that of id ${to}: give that one`),
    ]);
    expect(old.found.wrapped_by).toEqual([expect.objectContaining({ root_key_id: to, opened: 0 })]);
    const refused = await refusedStart(env);
    expect(refused).toMatchObject({ code: 1 });
    for (const id of [from, to]) expect(refused.stderr).toContain(id);

    const reader = await openParts(
      config,
      { ...secrets, root_key: readConfig(next).secrets.root_key },
      database.connection,
      {
        log: pino({ level: 'silent' }),
        web_root: undefined,
      },
    );
    for (const { id, text } of sealed)
      expect(
        await reader.keyRing.unsealText(reader.database.db, { purpose: 'workspace', id }, PLACE, text),
      ).toBe(id);
    // One server after another is started with the new key; then the hand-over ends.
    for (const [i, server] of servers.entries()) {
      expect((await server.stop()).code).toBe(0);
      servers[i] = await startServer({ env: next });
    }
    expect((await keys(['rotate', '--finish'], next)).found).toEqual({ hand_over_ended: true });
    expect((await keys(['status'], next)).found.hand_over).toBeNull();
    const owner = { purpose: 'account', id: randomUUID() } as const;
    const text = await third.keyRing.sealText(third.database.db, owner, PLACE, 'x');
    expect(await reader.keyRing.unsealText(reader.database.db, owner, PLACE, text)).toBe('x');
    for (const server of servers) await login(server)();
    for (const parts of [third, reader]) {
      await parts.changes.close();
      await parts.database.close();
    }
    env = next;
  });

  test('a rotation killed before its commit leaves everything as it was', async () => {
    const pool = new pg.Pool(connectionSettings(database.connection));
    const holder = await pool.connect();
    // Its last write: by then every key was wrapped anew.
    await holder.query('begin; lock table audit_events in share row exclusive mode');
    const next = newRootKey();
    const command = launchAtrium(['keys', 'rotate'], { env: { ...env, ATRIUM_NEW_SECRET_KEY: next } });
    await within(
      20_000,
      () =>
        pool.query(
          "select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()",
        ),
      ({ rowCount }) => rowCount === 1,
    );
    command.send('SIGKILL');
    expect((await command.ended).signal).toBe('SIGKILL');
    await holder.query('rollback');
    holder.release();
    await pool.end();
    expect(await keys(['status'], env)).toMatchObject({ code: 0, found: { problems: [], hand_over: null } });
    expect((await keys(['status'], { ...env, ATRIUM_SECRET_KEY: next })).code).toBe(1);
    for (const server of servers) await login(server)();
    const again = await startServer({ env });
    expect((await again.stop()).code).toBe(0);
  });

  test('without a new key, with the present one, or with a wrong one it is refused and changes nothing', async () => {
    const { ATRIUM_SECRET_KEY } = env;
    const refusals = [
      [env, 2, 'ATRIUM_NEW_SECRET_KEY (or ATRIUM_NEW_SECRET_KEY_FILE) must hold the new root key'],
      [{ ...env, ATRIUM_NEW_SECRET_KEY: 'c2hvcnQ=' }, 2, 'ATRIUM_NEW_SECRET_KEY must be 32 bytes in base64'],
      [{ ...env, ATRIUM_NEW_SECRET_KEY: ATRIUM_SECRET_KEY }, 1, 'The new root key is the present one'],
      [
        { ...env, ATRIUM_SECRET_KEY: newRootKey(), ATRIUM_NEW_SECRET_KEY: newRootKey() },
        1,
        'does not open this database',
      ],
    ] as [Environment, number, string][];
    for (const [wrong, code, sentence] of refusals) {
      const refused = await keys(['rotate'], wrong);
      expect(refused).toMatchObject({ code, found: undefined, stderr: expect.stringContaining(sentence) });
      expect(refused.stderr.trimEnd().split('\n')).toHaveLength(1);
    }
    expect((await keys(['status'], env)).code).toBe(0);
    for (const args of [
      [],
      ['frobnicate'],
      ['rotate', 'now'],
      ['rotate', '--finish', '--no-hand-over'],
      ['status', 'x'],
    ])
      expect([args, (await keys(args, env)).code]).toEqual([args, 2]);
  });
});
