import { readdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describe, expect, test, vi } from 'vitest';
import { connectionSettings } from '../../../src/server/db/database.ts';
import { findEmbedded } from '../../../src/server/db/embedded/find-embedded.ts';
import { startEmbedded } from '../../../src/server/db/embedded/start-embedded.ts';
import { databaseDump } from '../../support/database-dump.ts';
import { keys, makePair, newRootKey } from '../../support/process/keys-command.ts';
import { atrium, launchAtrium } from '../../support/process/launch.ts';
import { ADMIN, startServer } from '../../support/process/server.ts';
import { makeWorkshop } from '../../support/process/workshop.ts';

vi.setConfig({ testTimeout: 120_000 });

const workshop = makeWorkshop();

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')('with the embedded PostgreSQL', () => {
  const rootKeyFiles = (data: string) => readdirSync(data).filter((name) => name.startsWith('root.key'));

  test('root.key is replaced beside a running server, which goes on; the next start needs nothing new', async () => {
    const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
    const server = await startServer({ env: { ...env, ...ADMIN } });
    const basic = await makePair(env);
    const { code, found } = await keys(['rotate'], env);
    expect([code, found.saved_in, found.hand_over_s]).toEqual([0, join(env.ATRIUM_DATA_DIR, 'root.key'), 0]);
    expect(rootKeyFiles(env.ATRIUM_DATA_DIR).toSorted()).toEqual(['root.key', `root.key.old-${found.from}`]);
    expect((await server.call('auth.login', {}, { basic })).code).toBe(200);
    expect(await keys(['status'], env)).toMatchObject({
      code: 0,
      found: { root_key: { id: found.to }, hand_over: null },
    });
    const ended = await server.stop();
    expect(ended.code).toBe(0);
    expect(ended.stderr).not.toMatch(/"level":[456]0/);
    const next = await startServer({ env });
    expect((await next.call('auth.login', {}, { basic })).code).toBe(200);
    expect((await next.stop()).code).toBe(0);
  });

  test('killed at any moment, the keys are all old or all new and the next start works', async () => {
    const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
    const server = await startServer({ env: { ...env, ...ADMIN } });
    const basic = await makePair(env);
    const took = Date.now();
    await keys(['rotate'], env);
    const whole_ms = Date.now() - took;
    for (let part = 0.3; part < 1; part += 0.07) {
      const command = launchAtrium(['keys', 'rotate'], { env });
      await sleep(whole_ms * part);
      command.send('SIGKILL');
      await command.ended;
      const { code, found } = await keys(['status'], env);
      expect([code, found.wrapped_by.length]).toEqual([0, 1]);
    }
    expect((await server.call('auth.login', {}, { basic })).code).toBe(200);
    expect((await server.stop()).code).toBe(0);
    const next = await startServer({ env });
    expect((await next.call('auth.login', {}, { basic })).code).toBe(200);
    expect((await next.stop()).code).toBe(0);
  });

  test('killed between its commit and the renaming of root.key, the next start finishes it', async () => {
    const env = { ATRIUM_DATA_DIR: workshop.dataFolder() };
    await atrium(['user', 'create', '--email', 'ada@example.org', '--name', 'Ada'], { env });
    const { found } = await keys(['rotate'], env);
    const path = join(env.ATRIUM_DATA_DIR, 'root.key');
    renameSync(path, `${path}.next-${found.to}`);
    renameSync(`${path}.old-${found.from}`, path);
    const server = await startServer({ env });
    expect((await server.stop()).code).toBe(0);
    expect(rootKeyFiles(env.ATRIUM_DATA_DIR).toSorted()).toEqual(['root.key', `root.key.old-${found.from}`]);
    expect((await keys(['status'], env)).found.root_key.id).toBe(found.to);
  });

  test('no root key stands in the database or its files, write-ahead log included, in any spelling', async () => {
    const data = workshop.dataFolder();
    const [first, second] = [newRootKey(), newRootKey()];
    const env = { ATRIUM_DATA_DIR: data, ATRIUM_SECRET_KEY: first };
    const server = await startServer({ env: { ...env, ...ADMIN } });
    const { found } = await keys(['rotate'], { ...env, ATRIUM_NEW_SECRET_KEY: second });
    expect(found.hand_over_s).toBe(3600);
    const connection = await findEmbedded(data);
    const pool = new pg.Pool(connectionSettings(connection ?? {}));
    const dump = Buffer.from((await databaseDump(pool)).join('\n'));
    await pool.end();
    const ended = await server.stop();
    // Its own start writes what a checkpoint would.
    await (await startEmbedded({ dataDir: data, note: () => undefined })).stop();
    const files = readdirSync(data, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)));
    // What was written is there to be found.
    expect(files.some((bytes) => bytes.includes('root-key-hand-over'))).toBe(true);
    expect(dump.includes(found.to)).toBe(true);
    for (const key of [first, second].map((text) => Buffer.from(text, 'base64')))
      for (const spelling of [
        key,
        key.toString('hex'),
        key.toString('hex').toUpperCase(),
        key.toString('base64').slice(0, -2),
        key.toString('base64url'),
      ])
        for (const bytes of [dump, Buffer.from(ended.stdout + ended.stderr), ...files])
          expect(bytes.includes(spelling)).toBe(false);
  });
});
