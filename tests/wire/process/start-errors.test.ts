import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import net from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { beforeAll, describe, expect, test, vi } from 'vitest';
import { startEmbedded } from '../../../src/server/db/embedded/start-embedded.ts';
import { ordinaryUser } from '../../support/embedded/small-atrium.ts';
import { copyCheckout } from '../../support/process/checkout.ts';
import { atrium, CHECKOUT } from '../../support/process/launch.ts';
import { freePorts, refusedStart, startServer } from '../../support/process/server.ts';
import { contentsOf, makeWorkshop, postgresOf } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 180_000 });

const workshop = makeWorkshop();

/** Works on the database of a data folder no server runs on. */
async function query(dataDir: string, sql: string): Promise<pg.QueryResultRow[]> {
  const database = await startEmbedded({ dataDir, note: () => undefined });
  const client = new pg.Client(database.connection);
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  await database.stop();
  return rows;
}

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')(
  'a start is refused with one sentence, with the embedded PostgreSQL',
  () => {
    /** A data folder with one account. */
    let data: string;
    beforeAll(async () => {
      data = workshop.dataFolder();
      const made = await atrium(['user', 'create', '--email', 'ada@example.org', '--name', 'Ada'], {
        env: { ATRIUM_DATA_DIR: data },
      });
      expect(made.code).toBe(0);
    });

    /** That the data folder still serves what it held. */
    async function expectUntouched(): Promise<void> {
      expect(postgresOf(data)).toEqual([]);
      const { code, stdout } = await atrium(['user', 'list', '--json'], { env: { ATRIUM_DATA_DIR: data } });
      expect(code).toBe(0);
      expect(JSON.parse(stdout).users).toEqual([expect.objectContaining({ email: 'ada@example.org' })]);
    }

    test.each([
      [
        { ATRIUM_ADMIN_MAIL: 'ada@example.org' },
        'ATRIUM_ADMIN_MAIL is not a setting of Atrium. Did you mean ATRIUM_ADMIN_EMAIL?',
      ],
      [
        { ATRIUM_QUARTERLY_PLAN: '1' },
        'ATRIUM_QUARTERLY_PLAN is not a setting of Atrium. docs/configuration.md lists them all.',
      ],
      [{ ATRIUM_WEB_PORT: '80800' }, 'ATRIUM_WEB_PORT is "80800": a port is a whole number from 1 to 65535.'],
      [{ ATRIUM_HOST: '192.0.2.1' }, 'ATRIUM_HOST is "192.0.2.1", which is no address of this machine.'],
      [
        { ATRIUM_SECRET_KEY: 'c2hvcnQ=' },
        'ATRIUM_SECRET_KEY must be 32 bytes in base64. Make one with: openssl',
      ],
      [{ ATRIUM_ADMIN_EMAIL: 'ada@example.org' }, 'ATRIUM_ADMIN_EMAIL needs ATRIUM_ADMIN_PASSWORD'],
      [
        { ATRIUM_PUBLIC_URL: 'ml.example.org' },
        'ATRIUM_PUBLIC_URL is "ml.example.org": it takes an http or https',
      ],
    ])('%o', async (wrong, sentence) => {
      const before = contentsOf(data);
      const { code, stderr } = await refusedStart({ ATRIUM_DATA_DIR: data, ...wrong });
      expect(stderr).toContain(sentence);
      const isConfig = !('ATRIUM_HOST' in wrong);
      expect(code).toBe(isConfig ? 2 : 1);
      if (isConfig) expect(contentsOf(data)).toEqual(before);
      else await expectUntouched();
    });

    test('when any of the three ports is in use, naming it and its setting', async () => {
      const stranger = net.createServer().listen(0, '127.0.0.1');
      await once(stranger, 'listening');
      const { port } = stranger.address() as net.AddressInfo;
      for (const name of ['ATRIUM_WEB_PORT', 'ATRIUM_API_PORT', 'ATRIUM_FILES_PORT'])
        expect(await refusedStart({ ATRIUM_DATA_DIR: data, [name]: String(port) })).toMatchObject({
          code: 1,
          stderr: `Port ${port} on 127.0.0.1 is in use. Stop what listens there, or set ${name} to another port.\n`,
        });
      stranger.close();
      await expectUntouched();
    });

    test('when the data folder cannot be written', async () => {
      const runAs = ordinaryUser();
      const checkout = runAs ? copyCheckout(workshop.folder, { built: true, packages: 'own' }) : CHECKOUT;
      const locked = mkdtempSync(join(workshop.folder, 'locked-'));
      chmodSync(locked, runAs ? 0o755 : 0o555);
      const file = join(workshop.folder, 'file');
      writeFileSync(file, 'mine');
      for (const [folder, sentence] of [
        [join(locked, 'data'), 'ATRIUM_DATA_DIR'],
        [file, `Atrium cannot write to ${file}`],
      ] as const) {
        const { code, stderr } = await refusedStart({ ATRIUM_DATA_DIR: folder }, { runAs, checkout });
        expect(code).toBe(3);
        expect(stderr).toContain(sentence);
      }
      expect(readdirSync(locked)).toEqual([]);
      expect(readFileSync(file, 'utf8')).toBe('mine');
      // Somebody else's data folder: whom to be.
      if (runAs) {
        const { code, stderr } = await refusedStart({ ATRIUM_DATA_DIR: data }, { runAs, checkout });
        expect([code, stderr]).toEqual([3, expect.stringContaining('Run this as root')]);
      }
      await expectUntouched();
    });

    test('when a newer Atrium used the data folder', async () => {
      await query(data, 'insert into migrations (number) values (1000)');
      const before = await query(data, 'select * from migrations order by number');
      const { code, stderr } = await refusedStart({ ATRIUM_DATA_DIR: data });
      expect(code).toBe(3);
      expect(stderr).toMatch(/newer Atrium: its schema is 1000, this version knows \d+\. Start that version/);
      expect(await query(data, 'select * from migrations order by number')).toEqual(before);
      await query(data, 'delete from migrations where number = 1000');
      await expectUntouched();
    });

    test('when the root key is another one, damaged or missing, and none is made', async () => {
      const path = join(data, 'root.key');
      const key = readFileSync(path);
      const keys = await query(data, 'select * from keys order by id');
      const other = randomBytes(32).toString('base64');
      const refused = await refusedStart({ ATRIUM_DATA_DIR: data, ATRIUM_SECRET_KEY: other });
      expect(refused.code).toBe(1);
      expect(refused.stderr).toMatch(
        /^The root key \(id \w+\) does not open this database, .* nothing was changed\.\n$/,
      );

      rmSync(path);
      const missing = await refusedStart({ ATRIUM_DATA_DIR: data });
      expect(missing.code).toBe(1);
      expect(missing.stderr).toContain(`${path}, which opens them, is missing. Restore it from your backup`);
      expect(existsSync(path)).toBe(false);

      writeFileSync(path, key.subarray(0, 20));
      const damaged = await refusedStart({ ATRIUM_DATA_DIR: data });
      expect(damaged.code).toBe(1);
      expect(damaged.stderr).toContain(`${path} is damaged`);

      writeFileSync(path, key, { mode: 0o600 });
      expect(await query(data, 'select * from keys order by id')).toEqual(keys);
      await expectUntouched();
    });

    test('when another server runs on the folder, naming process and address', async () => {
      const server = await startServer({ env: { ATRIUM_DATA_DIR: data } });
      const { code, stderr } = await atrium(['serve'], {
        env: { ...(await freePorts()), ATRIUM_DATA_DIR: data },
      });
      expect(code).toBe(1);
      expect(stderr).toContain(
        `Atrium is already running on this data folder: process ${server.pid} at ${server.web}. Use that one, stop it first,`,
      );
      expect((await fetch(`${server.web}/readyz`)).status).toBe(200);
      expect((await server.stop()).code).toBe(0);
      await expectUntouched();
    });

    test('by a PostgreSQL that ends by itself, Atrium ends too, with a sentence', async () => {
      const server = await startServer({ env: { ATRIUM_DATA_DIR: workshop.dataFolder() } });
      const [postmaster] = postgresOf(server.env.ATRIUM_DATA_DIR ?? '').toSorted((a, b) => a - b);
      process.kill(postmaster ?? -1, 'SIGKILL');
      const { code, stderr } = await server.ended;
      expect(code).toBe(1);
      expect(stderr).toContain('PostgreSQL ended by itself; Atrium stops too. Start it again');
      expect(stderr).not.toMatch(/\n\s+at /);
      execFileSync('sleep', ['0.2']);
      expect(postgresOf(server.env.ATRIUM_DATA_DIR ?? '')).toEqual([]);
    });
  },
);
