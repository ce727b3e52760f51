import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { openKeyRing } from './key-ring.ts';
import { asRootKey, rootKeyOfFolder } from './root-key.ts';
import { seal, unseal } from './seal.ts';

let copy: TestDatabase;
let database: Database;
beforeAll(async () => {
  copy = await createTestDatabase();
  database = openDatabase(copy.connection);
});
afterAll(async () => {
  await database.close();
  await copy.drop();
});

const ROOT = asRootKey(Buffer.alloc(32, 1));
const rows = async () => (await database.pool.query('select * from keys order by id')).rows;

test('processes that start together agree on the same keys', async () => {
  const rings = await Promise.all(Array.from({ length: 4 }, () => openKeyRing(database.db, ROOT)));
  const hashes = rings.map((ring) => ring.hashSecret('api', 'x').toString('hex'));
  expect(new Set(hashes).size).toBe(1);
  expect(new Set(rings.map(({ signingKeys }) => signingKeys[0]?.secret.toString('hex'))).size).toBe(1);
  expect(await rows()).toHaveLength(2);
});

test('another root key is refused in one sentence that shows neither, and nothing is written', async () => {
  const before = await rows();
  const other = asRootKey(Buffer.alloc(32, 2));
  await expect(openKeyRing(database.db, other)).rejects.toThrow(
    /^The root key \(id [0-9a-f]{16}\) does not open this database.*nothing was changed\.$/,
  );
  expect(await rows()).toEqual(before);
});

test('a wrapped key that was moved to another row, or touched, does not open', async () => {
  const { nonce, ciphertext } = seal(ROOT.bytes, ['keys', 'wrapped', 'a', ''], Buffer.from('secret'));
  expect(unseal(ROOT.bytes, ['keys', 'wrapped', 'a', ''], { nonce, ciphertext }).toString()).toBe('secret');
  expect(() => unseal(ROOT.bytes, ['keys', 'wrapped', 'b', ''], { nonce, ciphertext })).toThrow();
  ciphertext[0] = (ciphertext[0] ?? 0) ^ 1;
  expect(() => unseal(ROOT.bytes, ['keys', 'wrapped', 'a', ''], { nonce, ciphertext })).toThrow();
  expect(seal(ROOT.bytes, [], Buffer.from('x')).nonce).not.toEqual(
    seal(ROOT.bytes, [], Buffer.from('x')).nonce,
  );
});

test('hashes of one secret for different purposes differ', async () => {
  const ring = await openKeyRing(database.db, ROOT);
  const hashes = (['api', 'session', 'link'] as const).map((purpose) =>
    ring.hashSecret(purpose, 'x').toString('hex'),
  );
  expect(new Set(hashes).size).toBe(3);
});

test('the root key of a data folder is for its owner only, and is not made anew beside old keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-root-'));
  expect(rootKeyOfFolder(folder, false)).toBeUndefined();
  const made = rootKeyOfFolder(folder, true);
  expect(rootKeyOfFolder(folder, true)).toEqual(made);
  expect(statSync(join(folder, 'root.key')).mode & 0o777).toBe(0o600);
  rmSync(folder, { recursive: true });
});
