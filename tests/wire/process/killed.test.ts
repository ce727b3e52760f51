import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, expect, test, vi } from 'vitest';
import { type ConnectionSettings, connectionSettings } from '../../../src/server/db/database.ts';
import { findEmbedded } from '../../../src/server/db/embedded/find-embedded.ts';
import { readPostmasterFile } from '../../../src/server/db/embedded/postmaster-file.ts';
import { atrium } from '../../support/process/launch.ts';
import { type OperatorsPostgres, startOperatorsPostgres } from '../../support/process/operators-postgres.ts';
import { ADMIN, type Server, startServer } from '../../support/process/server.ts';
import { makeWorkshop, placeOf } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 240_000 });

const WRITERS = 200;
const workshop = makeWorkshop();
const isDebian = process.env.ATRIUM_TEST_POSTGRES === '15';
const kind = isDebian ? 'on DATABASE_URL, PostgreSQL 15' : 'on the embedded PostgreSQL';

let own: OperatorsPostgres | undefined;
afterAll(() => own?.stop());

interface NewDatabase {
  /** The settings of an Atrium on it. */
  env: Record<string, string>;
  /** How to reach it while it runs. */
  find(): Promise<ConnectionSettings | undefined>;
  killPostgres(): Promise<void>;
}

/** A new database of this run's kind. */
async function newDatabase(): Promise<NewDatabase> {
  if (isDebian) {
    own = await startOperatorsPostgres(join(workshop.folder, 'operators'));
    const { url, kill } = own;
    return {
      find: async () => ({ connectionString: url }),
      env: { DATABASE_URL: url, ATRIUM_SECRET_KEY: randomBytes(32).toString('base64') },
      killPostgres: kill,
    };
  }
  const data = workshop.dataFolder();
  return {
    env: { ATRIUM_DATA_DIR: data },
    find: () => findEmbedded(data),
    async killPostgres() {
      process.kill(readPostmasterFile(join(placeOf(data), 'data'))?.pid ?? -1, 'SIGKILL');
    },
  };
}

interface Pair {
  access_key: string;
  secret_key: string;
}

/** Makes key pairs, 200 calls at once, until the server is gone; gives those it acknowledged. */
async function writeUntilKilled(server: Server, basic: Pair, kill: () => Promise<unknown>): Promise<Pair[]> {
  const acknowledged: Pair[] = [];
  const refusals = new Set<number>();
  let killed: Promise<unknown> | undefined;
  const writer = async () => {
    for (;;) {
      const { code, data } = await server.call('auth.create_credentials', {}, { basic });
      // While only PostgreSQL is gone the answer says so, and is no acknowledgement.
      if (code === 200) acknowledged.push(data.credentials);
      else refusals.add(code);
      if (acknowledged.length >= WRITERS) killed ??= kill();
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, writer));
  await killed;
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(WRITERS);
  expect([...refusals].filter((code) => code !== 500)).toEqual([]);
  return acknowledged;
}

const LONG_ENOUGH_TO_ANSWER_MS = 500;

/** Kills a server that cannot commit for a while: an answer it gives before the commit is an answer it breaks. */
async function killWhileCommitsWait(
  server: Server,
  connection: ConnectionSettings | undefined,
): Promise<void> {
  const holder = new pg.Client(connectionSettings(connection ?? {}));
  await holder.connect();
  await holder.query('begin; lock table credentials in share mode');
  await sleep(LONG_ENOUGH_TO_ANSWER_MS);
  server.send('SIGKILL');
  await server.ended;
  await holder.end();
}

/** The pairs that cannot log in. */
async function refused(server: Server, pairs: readonly Pair[]): Promise<string[]> {
  const lost: string[] = [];
  expect(pairs.length).toBeGreaterThan(WRITERS);
  const queue = [...pairs];
  const ask = async () => {
    for (let pair = queue.pop(); pair; pair = queue.pop())
      if ((await server.call('auth.login', {}, { basic: pair })).code !== 200) lost.push(pair.access_key);
  };
  await Promise.all(Array.from({ length: 10 }, ask));
  return lost;
}

test(`SIGKILL during 200 concurrent writes loses none that was acknowledged, ${kind}`, async () => {
  const { env, find, killPostgres } = await newDatabase();
  const server = await startServer({ env: { ...env, ...ADMIN } });
  const made = await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], { env });
  const key = JSON.parse(made.stdout) as Pair;
  expect((await server.call('auth.login', {}, { basic: key })).code).toBe(200);
  const ofNode = await writeUntilKilled(server, key, async () => killWhileCommitsWait(server, await find()));
  expect((await server.ended).signal).toBe('SIGKILL');

  const next = await startServer({ env });
  expect(await refused(next, [key, ...ofNode])).toEqual([]);
  const ofBoth = await writeUntilKilled(next, key, async () => {
    const postgres = killPostgres();
    next.send('SIGKILL');
    await postgres;
  });
  expect((await next.ended).signal).toBe('SIGKILL');

  await own?.start();
  const last = await startServer({ env });
  expect(await refused(last, [key, ...ofNode, ...ofBoth])).toEqual([]);
  expect((await last.stop()).code).toBe(0);
});
