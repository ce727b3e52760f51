import { closeSync, fsyncSync, linkSync, openSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { errorCode } from '../../db/database-unavailable.ts';
import { writeDraft } from '../../db/embedded/postgres-note.ts';
import { type RootKey, rootKeyOfFolder } from './root-key.ts';

/** How the files beside root.key are called, by the id of the root key they hold. */
const NEXT = 'root.key.next-';
const OLD = 'root.key.old-';

/**
 * Puts the next root key beside root.key, on disk, before the database is wrapped with it. At every moment the key
 * that wraps the database lies in one of the two files, whatever is cut off where. Drafts of rotations that came to
 * nothing go.
 */
export function layOutRootKey(dataDir: string, next: RootKey): void {
  for (const name of readdirSync(dataDir))
    if (name.startsWith(NEXT)) rmSync(join(dataDir, name), { force: true });
  const path = join(dataDir, NEXT + next.id);
  renameSync(writeDraft(path, `${next.bytes.toString('base64')}\n`, 0o600), path);
  flushFolder(dataDir);
}

/**
 * Makes the root key of that id, if it was laid out, the one in root.key, and keeps the one before as
 * `root.key.old-<id>`: dumps made before need it. Several processes may do this at once.
 */
export function finishReplacing(dataDir: string, id: string): void {
  const path = join(dataDir, 'root.key');
  const next = join(dataDir, NEXT + id);
  try {
    const before = rootKeyOfFolder(dataDir, false);
    if (before?.id === id) {
      rmSync(next, { force: true });
      return;
    }
    if (!readdirSync(dataDir).includes(NEXT + id)) return;
    if (before) linkUnlessThere(path, join(dataDir, OLD + before.id));
    renameSync(next, path);
    flushFolder(dataDir);
  } catch (error) {
    // Another process was faster, or there is no such folder.
    if (errorCode(error) !== 'ENOENT') throw error;
  }
}

function linkUnlessThere(from: string, to: string): void {
  try {
    linkSync(from, to);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Renames reach the disk with their folder. */
function flushFolder(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
