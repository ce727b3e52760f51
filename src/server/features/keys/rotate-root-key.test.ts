import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { heldBack } from '../../../../tests/support/held-back.ts';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/test-database.ts';
import { within } from '../../../../tests/support/within.ts';
import { listenForChanges } from '../../db/changes.ts';
import { type Database, openDatabase } from '../../db/database.ts';
import { describeKeys } from './describe-keys.ts';
import { followKeyChanges } from './follow-key-changes.ts';
import { endOldHandOver, findHandOver } from './hand-over.ts';
import { type KeyRing, openKeyRing } from './key-ring.ts';
import { asRootKey, type RootKey } from './root-key.ts';
import { finishRotation, rotateRootKey } from './rotate-root-key.ts';
import { newKey } from './wrapped-key.ts';

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

const [A, B, C] = [1, 2, 3].map((byte) => asRootKey(Buffer.alloc(32, byte))) as [RootKey, RootKey, RootKey];
const NOBODY = { actor_id: null };
const PLACE = ['vaults', 'text', 'a', 'w'];
const someone = () => ({ purpose: 'workspace' as const, id: randomUUID() });
const rows = async () => (await database.pool.query('select * from keys order by id')).rows;
const rotate = (old: RootKey, next: RootKey, handOver = true) =>
  rotateRootKey(database.db, { old, next, handOver }, NOBODY);
const statusWith = (root: RootKey) =>
  describeKeys({ data_dir: '/nowhere', root_key: root.bytes }, database.db);

/** A process that was started with root key A and runs on. */
let running: KeyRing;
beforeEach(async () => {
  await database.pool.query('truncate keys, settings, audit_events');
  running = await openKeyRing(database.db, A);
});

test('every key is wrapped anew and nothing else changes; texts open before and after', async () => {
  const owner = someone();
  const sealed = await running.sealText(database.db, owner, PLACE, 'x');
  for (let i = 0; i < 4; i++) await running.dataKey(database.db, 'account', randomUUID());
  const before = await rows();
  expect(await rotate(A, B)).toBe(7);
  const after = await rows();
  for (const [i, row] of after.entries()) {
    const { nonce, wrapped, root_key_id, ...same } = row;
    expect(before[i]).toMatchObject(same);
    expect(root_key_id).toBe(B.id);
    expect(wrapped).not.toEqual(before[i].wrapped);
    expect(nonce).not.toEqual(before[i].nonce);
  }
  const next = await openKeyRing(database.db, B);
  expect(next.signingKeys).toEqual(running.signingKeys);
  expect(next.hashSecret('api', 's')).toEqual(running.hashSecret('api', 's'));
  for (const ring of [running, next])
    expect(await ring.unsealText(database.db, owner, PLACE, sealed)).toBe('x');
});

test('the former root key is refused from then on, in one sentence that names both', async () => {
  await rotate(A, B);
  await expect(openKeyRing(database.db, A)).rejects.toThrow(
    new RegExp(`^The root key \\(id ${A.id}\\) does not open .* of id ${B.id}\\. .*nothing was changed\\.$`),
  );
});

test('a running process opens and makes data keys after it, wrapped with the new root key', async () => {
  const [old, made] = [someone(), someone()];
  const sealed = await running.sealText(database.db, old, PLACE, 'x');
  running.forgetDataKeys();
  await rotate(A, B);
  expect(await running.unsealText(database.db, old, PLACE, sealed)).toBe('x');
  const later = await running.sealText(database.db, made, PLACE, 'y');
  expect(await (await openKeyRing(database.db, B)).unsealText(database.db, made, PLACE, later)).toBe('y');
  expect(new Set((await rows()).map((row) => row.root_key_id))).toEqual(new Set([B.id]));
});

test('keys made at the very moment of a rotation are wrapped with the new root key, none stays behind', async () => {
  const made = await heldBack(database.pool, 'lock table keys in access exclusive mode', 5, () => [
    ...[1, 2, 3, 4].map(async () => {
      const { purpose, id } = someone();
      await running.dataKey(database.db, purpose, id);
    }),
    rotate(A, B).then(() => undefined),
  ]);
  expect(made).toHaveLength(5);
  expect(await statusWith(B)).toMatchObject({
    wrapped_by: [{ root_key_id: B.id, keys: { workspace: 4, token: 1, pepper: 1 }, opened: 6 }],
    problems: [],
  });
});

test('what is handed over opens with the former root key only, and no root key stands anywhere in clear', async () => {
  await rotate(A, B);
  const { rows: found } = await database.pool.query(
    "select value::text as text from settings where name ~ 'root'",
  );
  const text = found.map((row) => row.text).join();
  for (const { bytes } of [A, B])
    for (const spelling of ['hex', 'base64', 'base64url'] as const)
      expect(text).not.toContain(bytes.toString(spelling).replace(/=$/, ''));
  await database.pool.query("update settings set value = jsonb_set(value, '{from}', to_jsonb($1::text))", [
    C.id,
  ]);
  await expect(running.learnRootKey(database.db)).rejects.toThrow('Start it again');
  expect(await findHandOver(database.db)).toMatchObject({ from: C.id, to: B.id, ended: false });
});

test('once the hand-over is ended, only processes that learned it go on; the other is told what to do', async () => {
  const late = await openKeyRing(database.db, A);
  const changes = await listenForChanges(copy.connection);
  const failures: unknown[] = [];
  let learned = false;
  const { learnRootKey } = running;
  followKeyChanges(
    changes,
    database.db,
    {
      ...running,
      async learnRootKey(db) {
        await learnRootKey(db);
        learned = true;
      },
    },
    (error) => failures.push(error),
  );
  await rotate(A, B);
  await within(1000, async () => learned, Boolean);
  expect(await finishRotation(database.db, NOBODY)).toBe(true);
  expect(await finishRotation(database.db, NOBODY)).toBe(false);
  const { purpose, id } = someone();
  expect(await running.dataKey(database.db, purpose, id)).toHaveLength(32);
  await expect(late.dataKey(database.db, purpose, id)).rejects.toThrow(
    new RegExp(`root key of id ${A.id}, but .* of id ${B.id} by now\\. Start it again with that one\\.$`),
  );
  expect(failures).toEqual([]);
  await changes.close();
});

test('a hand-over counts for an hour, then no more, and a job removes it', async () => {
  await rotate(A, B);
  await database.pool.query("update settings set changed_at = now() - interval '59 minutes'");
  expect((await statusWith(B)).hand_over).toMatchObject({ from: A.id, to: B.id, age_s: 3540, lasts_s: 3600 });
  await endOldHandOver(database.db);
  expect(await findHandOver(database.db)).toBeDefined();
  await database.pool.query("update settings set changed_at = now() - interval '61 minutes'");
  const { purpose, id } = someone();
  await expect(running.dataKey(database.db, purpose, id)).rejects.toThrow('Start it again');
  expect((await statusWith(B)).hand_over).toBeNull();
  await endOldHandOver(database.db);
  expect(await findHandOver(database.db)).toBeUndefined();
});

test('without a hand-over nothing of the new root key is written; a second rotation replaces the first one’s', async () => {
  await rotate(A, B, false);
  expect(await findHandOver(database.db)).toBeUndefined();
  await expect(running.learnRootKey(database.db)).rejects.toThrow('Start it again');
  await rotate(B, C);
  await rotate(C, A, false);
  expect(await findHandOver(database.db)).toBeUndefined();
});

test('a key that does not open stops it before anything is written', async () => {
  await running.dataKey(database.db, 'account', randomUUID());
  await database.pool.query(
    "update keys set wrapped = set_byte(wrapped, 0, 255 - get_byte(wrapped, 0)) where purpose = 'account'",
  );
  const before = await rows();
  let prepared = false;
  const prepare = () => {
    prepared = true;
  };
  const rotation = rotateRootKey(database.db, { old: A, next: B, handOver: true, prepare }, NOBODY);
  await expect(rotation).rejects.toThrow(
    /^The key \w+ \(account\) of this database is damaged: .*nothing was changed\.$/,
  );
  expect([await rows(), await findHandOver(database.db), prepared]).toEqual([before, undefined, false]);
  expect((await statusWith(A)).problems).toEqual([
    expect.stringContaining('restore the database from your backup'),
  ]);
});

test('the present root key as the new one, or a former one as the old, is refused and changes nothing', async () => {
  await expect(rotate(A, A)).rejects.toThrow('The new root key is the present one');
  await rotate(A, B);
  const before = await rows();
  await expect(rotate(A, C)).rejects.toThrow(`The root key (id ${A.id}) does not open this database`);
  expect(await rows()).toEqual(before);
});

test('of two rotations at once one succeeds', async () => {
  const outcomes = await Promise.allSettled([rotate(A, B), rotate(A, C)]);
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  expect(new Set((await rows()).map((row) => row.root_key_id)).size).toBe(1);
});

test('thousands of keys are wrapped anew in one go', async () => {
  const keys = Array.from({ length: 2500 }, () => newKey(A, 'account', randomUUID()).row);
  await database.db.insertInto('keys').values(keys).execute();
  expect(await rotate(A, B)).toBe(2502);
  expect((await statusWith(B)).wrapped_by).toEqual([
    { root_key_id: B.id, keys: { account: 2500, token: 1, pepper: 1 }, opened: 2502 },
  ]);
});

test('it is audited, with ids and no secret', async () => {
  await rotate(A, B);
  await finishRotation(database.db, NOBODY);
  const { rows: events } = await database.pool.query(
    'select action, detail, actor_id from audit_events order by id',
  );
  expect(events).toEqual([
    { action: 'keys.rotated', actor_id: null, detail: { from: A.id, to: B.id, keys: 2, hand_over: true } },
    { action: 'keys.hand_over_ended', actor_id: null, detail: {} },
  ]);
});
