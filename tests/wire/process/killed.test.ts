import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
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

/** The settings of an Atrium on a new database of this run's kind, and how to kill that PostgreSQL. */
async function newDatabase(): Promise<{ env: Record<string, string>; killPostgres(): Promise<void> }> {
  if (isDebian) {
    own = await startOperatorsPostgres(join(workshop.folder, 'operators'));
    const { url, kill } = own;
    return {
      env: { DATABASE_URL: url, ATRIUM_SECRET_KEY: randomBytes(32).toString('base64') },
      killPostgres: kill,
    };
  }
  const data = workshop.dataFolder();
  return {
    env: { ATRIUM_DATA_DIR: data },
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
  let killed: Promise<unknown> | undefined;
  const writer = async () => {
    for (;;) {
      const { data } = await server.call('auth.create_credentials', {}, { basic });
      acknowledged.push(data.credentials);
      if (acknowledged.length >= WRITERS) killed ??= kill();
    }
  };
  const outcomes = await Promise.allSettled(Array.from({ length: WRITERS }, writer));
  await killed;
  expect(outcomes.filter(({ status }) => status === 'rejected')).toHaveLength(WRITERS);
  return acknowledged;
}

/** The pairs that cannot log in. */
async function refused(server: Server, pairs: readonly Pair[]): Promise<string[]> {
  const lost: string[] = [];
  const queue = [...pairs];
  const ask = async () => {
    for (let pair = queue.pop(); pair; pair = queue.pop())
      if ((await server.call('auth.login', {}, { basic: pair })).code !== 200) lost.push(pair.access_key);
  };
  await Promise.all(Array.from({ length: 10 }, ask));
  return lost;
}

test(`SIGKILL during 200 concurrent writes loses none that was acknowledged, ${kind}`, async () => {
  const { env, killPostgres } = await newDatabase();
  const server = await startServer({ env: { ...env, ...ADMIN } });
  const made = await atrium(['credentials', 'create', '--user', ADMIN.ATRIUM_ADMIN_EMAIL, '--json'], { env });
  const key = JSON.parse(made.stdout) as Pair;
  const ofNode = await writeUntilKilled(server, key, async () => server.send('SIGKILL'));
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
