import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { databaseDump } from '../../tests/support/database-dump.ts';
import { createTestDatabase, type TestDatabase } from '../../tests/support/test-database.ts';
import { readConfig } from './config.ts';
import { type Database, openDatabase } from './db/database.ts';
import { openStore } from './open-parts.ts';

let copy: TestDatabase;
let folder: string;
let database: Database;
beforeEach(async () => {
  copy = await createTestDatabase();
  folder = mkdtempSync(join(tmpdir(), 'atrium-open-'));
  database = openDatabase(copy.connection);
});
afterEach(async () => {
  await database.close();
  await copy.drop();
  rmSync(folder, { recursive: true });
});

const KEY = Buffer.alloc(32, 1).toString('base64');
const OTHER = Buffer.alloc(32, 2).toString('base64');

async function open(environment: Record<string, string>): Promise<string> {
  const { config, secrets } = readConfig({ ATRIUM_DATA_DIR: folder, ...environment });
  const opened = await openStore(config, secrets, copy.connection);
  await opened.database.close();
  return opened.keyRing.rootKey.id;
}

/** Makes the database one that the newest migration is missing from, as after an update of Atrium. */
async function forgetNewestMigration(): Promise<void> {
  await database.pool.query('delete from migrations where number = (select max(number) from migrations)');
}

test('another root key is refused before a migration runs: neither schema nor rows change', async () => {
  await open({ ATRIUM_SECRET_KEY: KEY });
  await forgetNewestMigration();
  const before = await databaseDump(database.pool);
  await expect(open({ ATRIUM_SECRET_KEY: OTHER })).rejects.toThrow(
    /^The root key \(id \w+\) does not open this database, [^.]+\. [^.]*root\.key; nothing was changed\.$/,
  );
  expect(await databaseDump(database.pool)).toEqual(before);
});

test('a missing or damaged root.key is refused before a migration runs, and none is made', async () => {
  await open({});
  const path = join(folder, 'root.key');
  expect(existsSync(path)).toBe(true);
  await forgetNewestMigration();
  const before = await databaseDump(database.pool);
  rmSync(path);
  await expect(open({})).rejects.toThrow(`${path}, which opens them, is missing.`);
  expect(existsSync(path)).toBe(false);
  writeFileSync(path, 'short');
  await expect(open({})).rejects.toThrow(`${path} is damaged`);
  expect(await databaseDump(database.pool)).toEqual(before);
});

test('keys that no longer open with their own root key are refused too', async () => {
  await open({ ATRIUM_SECRET_KEY: KEY });
  await database.pool.query("update keys set wrapped = nonce || wrapped where purpose = 'token'");
  const before = await databaseDump(database.pool);
  await expect(open({ ATRIUM_SECRET_KEY: KEY })).rejects.toThrow('is damaged');
  expect(await databaseDump(database.pool)).toEqual(before);
});

test('a database without keys takes any root key', async () => {
  const first = await open({ ATRIUM_SECRET_KEY: KEY });
  await database.pool.query('delete from keys');
  expect(await open({ ATRIUM_SECRET_KEY: OTHER })).not.toBe(first);
});
