import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { within } from '../../../../tests/support/within.ts';
import { listenForChanges } from '../../db/changes.ts';
import { type Database, inTransaction, openDatabase } from '../../db/database.ts';
import { SealedTextError } from './data-keys.ts';
import { followKeyChanges } from './follow-key-changes.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { asRootKey } from './root-key.ts';
import { destroyDataKey } from './store.ts';

let copy: TestDatabase;
let database: Database;
/** The keys of two processes on one database. */
let here: KeyRing;
let there: KeyRing;
beforeAll(async () => {
  copy = await createTestDatabase();
  database = openDatabase(copy.connection);
  here = await openKeyRing(database.db, ROOT);
  there = await openKeyRing(database.db, ROOT);
});
afterAll(async () => {
  await database.close();
  await copy.drop();
});

const ROOT = asRootKey(Buffer.alloc(32, 1));
const PLACE = ['vaults', 'text', 'a', 'w'];
const someone = () => ({ purpose: 'account' as const, id: randomUUID() });
const rowsOf = async (id: string) =>
  (await database.pool.query('select * from keys where owner_id = $1', [id])).rows;

test('a text sealed by one process opens in another, and nothing of it or its key is stored in clear', async () => {
  const owner = someone();
  const sealed = await here.sealText(database.db, owner, PLACE, 'grüße, "git_pass"');
  expect(await there.unsealText(database.db, owner, PLACE, sealed)).toBe('grüße, "git_pass"');
  const [row, ...more] = await rowsOf(owner.id);
  expect(more).toEqual([]);
  expect(row).toMatchObject({ purpose: 'account', root_key_id: ROOT.id, version: 1 });
  const key = await here.dataKey(database.db, owner.purpose, owner.id);
  expect(key).toHaveLength(32);
  expect(row.wrapped.includes(key)).toBe(false);
  expect(sealed.ciphertext.includes('git_pass')).toBe(false);
});

test('processes that need a key at the same moment agree on one, in transactions and outside', async () => {
  const { purpose, id } = someone();
  const keys = await heldBack(database.pool, 'lock table keys in access exclusive mode', 6, () => [
    ...[here, there, here].map((ring) => ring.dataKey(database.db, purpose, id)),
    ...[here, there, there].map((ring) => inTransaction(database.db, (tx) => ring.dataKey(tx, purpose, id))),
  ]);
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(1);
  expect(await rowsOf(id)).toHaveLength(1);
});

test('a workspace and an account of one id have different keys', async () => {
  const { id } = someone();
  const ofWorkspace = await here.dataKey(database.db, 'workspace', id);
  expect(await here.dataKey(database.db, 'account', id)).not.toEqual(ofWorkspace);
});

test('opening needs no statement once the key is in memory', async () => {
  const owner = someone();
  const sealed = await here.sealText(database.db, owner, PLACE, 'x');
  const away = openDatabase({ ...copy.connection, port: 1 });
  expect(await here.unsealText(away.db, owner, PLACE, sealed)).toBe('x');
  await away.close();
});

test('a key made in a transaction that came to nothing never seals anything afterwards', async () => {
  const owner = someone();
  const gone = new Error('rolled back');
  await expect(
    inTransaction(database.db, async (tx) => {
      await here.sealText(tx, owner, PLACE, 'x');
      throw gone;
    }),
  ).rejects.toBe(gone);
  expect(await rowsOf(owner.id)).toEqual([]);
  const sealed = await there.sealText(database.db, owner, PLACE, 'y');
  expect(await here.unsealText(database.db, owner, PLACE, sealed)).toBe('y');
});

test('a text moved to another row, place or owner does not open, and says so without showing it', async () => {
  const [owner, other] = [someone(), someone()];
  const sealed = await here.sealText(database.db, owner, PLACE, 'secret text');
  await here.sealText(database.db, other, PLACE, 'z');
  const elsewhere = here.unsealText(database.db, owner, ['vaults', 'text', 'b', 'w'], sealed);
  await expect(elsewhere).rejects.toThrow(/\(vaults, text, b, w\) does not open .* moved or damaged/);
  await expect(here.unsealText(database.db, other, PLACE, sealed)).rejects.toThrow(SealedTextError);
});

test('without its key a text is lost: reading says so and makes no new key, every process forgets it', async () => {
  const owner = someone();
  const changes = await listenForChanges(copy.connection);
  followKeyChanges(changes, database.db, there, () => undefined);
  const sealed = await here.sealText(database.db, owner, PLACE, 'x');
  expect(await there.unsealText(database.db, owner, PLACE, sealed)).toBe('x');
  await inTransaction(database.db, (tx) => destroyDataKey(tx, owner.purpose, owner.id));
  const read = () => there.unsealText(database.db, owner, PLACE, sealed).catch(String);
  await within(1000, read, (answer) => answer.includes('is gone'));
  expect(await rowsOf(owner.id)).toEqual([]);
  // A process that did not hear of it yet seals with nothing that is not stored.
  const next = await here.sealText(database.db, owner, PLACE, 'y');
  expect(await there.unsealText(database.db, owner, PLACE, next)).toBe('y');
  await expect(there.unsealText(database.db, owner, PLACE, sealed)).rejects.toThrow('a key that is gone');
  await changes.close();
});

test('a key is not destroyed under a transaction that seals with it', async () => {
  const owner = someone();
  await here.dataKey(database.db, owner.purpose, owner.id);
  let destroyed: Promise<void> | undefined;
  let order = '';
  await inTransaction(database.db, async (tx) => {
    await here.sealText(tx, owner, PLACE, 'x');
    destroyed = destroyDataKey(database.db, owner.purpose, owner.id).then(() => {
      order += 'destroyed';
    });
    await new Promise((resolve) => setTimeout(resolve, 200));
    order += 'sealed ';
  });
  await destroyed;
  expect(order).toBe('sealed destroyed');
});
