import { linkSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { finishReplacing, layOutRootKey } from './replace-root-key.ts';
import { asRootKey, type RootKey, rootKeyOfFolder } from './root-key.ts';

let folder: string;
let first: RootKey;
const [next, other] = [asRootKey(Buffer.alloc(32, 4)), asRootKey(Buffer.alloc(32, 5))];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'atrium-root-'));
  first = rootKeyOfFolder(folder, true) as RootKey;
});
afterEach(() => rmSync(folder, { recursive: true }));

const present = () => rootKeyOfFolder(folder, false)?.id;
const names = () => readdirSync(folder).toSorted();

test('the next root key lies beside the present one, which counts until the replacing is finished', () => {
  layOutRootKey(folder, next);
  expect(present()).toBe(first.id);
  expect(names()).toEqual(['root.key', `root.key.next-${next.id}`]);
  finishReplacing(folder, next.id);
  expect(present()).toBe(next.id);
  expect(names()).toEqual(['root.key', `root.key.old-${first.id}`]);
  expect(readFileSync(join(folder, `root.key.old-${first.id}`), 'utf8').trim()).toBe(
    first.bytes.toString('base64'),
  );
  for (const name of names()) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});

test('a start brings it to its end only when the database is wrapped with the next one', () => {
  layOutRootKey(folder, next);
  // The commit never came: the database is still wrapped with the first.
  finishReplacing(folder, first.id);
  expect(present()).toBe(first.id);
  finishReplacing(folder, other.id);
  expect(present()).toBe(first.id);
  expect(names()).toEqual(['root.key', `root.key.next-${next.id}`]);
  finishReplacing(folder, next.id);
  finishReplacing(folder, next.id);
  expect(present()).toBe(next.id);
});

test('cut off between keeping the former and putting the next in place, it is finished later', () => {
  layOutRootKey(folder, next);
  linkSync(join(folder, 'root.key'), join(folder, `root.key.old-${first.id}`));
  finishReplacing(folder, next.id);
  expect(present()).toBe(next.id);
  expect(names()).toEqual(['root.key', `root.key.old-${first.id}`]);
});

test('what a rotation that came to nothing left is removed by the next one', () => {
  layOutRootKey(folder, other);
  layOutRootKey(folder, next);
  expect(names()).toEqual(['root.key', `root.key.next-${next.id}`]);
});

test('a root.key that was lost is restored from the next one', () => {
  layOutRootKey(folder, next);
  rmSync(join(folder, 'root.key'));
  finishReplacing(folder, next.id);
  expect(present()).toBe(next.id);
});

test('nothing happens in a folder that does not exist', () => {
  finishReplacing(join(folder, 'no'), next.id);
  expect(names()).toEqual(['root.key']);
});
