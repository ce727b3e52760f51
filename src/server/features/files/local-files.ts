import { randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type FileFacts, FileNameTaken, type FileRange, type FileStore } from './file-store.ts';

/** Unfinished uploads; a workspace's id never begins with a dot. */
const UPLOADS = '.uploads';
/** An upload that was not finished within a day was left behind by a process that ended. */
const ABANDONED_MS = 24 * 3600 * 1000;

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);
const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code ?? '';

/** Files in a folder of this machine. What is unfinished lies apart, so a reader sees the old file or the new one. */
export function localFiles(folder: string): FileStore {
  const pathOf = (key: string) => join(folder, key);
  return {
    async put(key, content) {
      // Heard before it is read, too.
      content.on('error', () => undefined);
      const unfinished = join(folder, UPLOADS, randomUUID());
      await mkdir(dirname(unfinished), { recursive: true, mode: 0o700 });
      try {
        await writeWhole(unfinished, content);
        await moveTo(unfinished, pathOf(key));
      } catch (error) {
        await rm(unfinished, { force: true });
        throw error;
      }
    },
    find: (key) => factsOf(pathOf(key)),
    read: (key, range) => readFrom(pathOf(key), range),
    async remove(key) {
      try {
        await unlink(pathOf(key));
      } catch (error) {
        if (ABSENT.has(codeOf(error)) || codeOf(error) === 'EPERM') return false;
        throw error;
      }
      await removeEmptyFolders(folder, dirname(key));
      return true;
    },
    removeAll: (workspaceId) => rm(pathOf(workspaceId), { recursive: true, force: true }),
    removeAbandoned: (now = Date.now()) => removeAbandonedUploads(folder, now),
  };
}

async function removeAbandonedUploads(folder: string, now: number): Promise<void> {
  const uploads = join(folder, UPLOADS);
  const names = await readdir(uploads).catch(() => []);
  for (const name of names) {
    const path = join(uploads, name);
    const facts = await stat(path).catch(() => undefined);
    if (facts && facts.mtimeMs < now - ABANDONED_MS) await rm(path, { force: true });
  }
}

/** Writes to the disk, not only to its cache, before anybody is told that it is stored. */
async function writeWhole(path: string, content: Readable): Promise<void> {
  const file = await open(path, 'wx', 0o600);
  await pipeline(content, file.createWriteStream({ flush: true }));
}

async function moveTo(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await mkdir(dirname(to), { recursive: true, mode: 0o700 });
      await rename(from, to);
      return await syncFolder(dirname(to));
    } catch (error) {
      const code = codeOf(error);
      if (['EEXIST', 'ENOTDIR', 'EISDIR', 'ENOTEMPTY'].includes(code))
        throw new FileNameTaken('a file stands where a folder is needed, or the other way round', {
          cause: error,
        });
      // The last file of the folder was deleted between the two steps, and the folder with it.
      if (code !== 'ENOENT' || attempt === 3) throw error;
    }
  }
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => undefined);
  await folder?.sync().finally(() => folder.close());
}

async function factsOf(path: string): Promise<FileFacts | undefined> {
  try {
    const facts = await stat(path);
    if (!facts.isFile()) return undefined;
    const { size, mtimeMs, ino } = facts;
    return { size, modified_ms: mtimeMs, etag: `"${ino.toString(36)}-${size}-${Math.round(mtimeMs)}"` };
  } catch (error) {
    if (ABSENT.has(codeOf(error))) return undefined;
    throw error;
  }
}

async function readFrom(path: string, range: FileRange | undefined): Promise<Readable | undefined> {
  let file: FileHandle;
  try {
    file = await open(path);
  } catch (error) {
    if (ABSENT.has(codeOf(error))) return undefined;
    throw error;
  }
  return file.createReadStream({ highWaterMark: 256 * 1024, ...range });
}

/** Removes the folders that a deleted file leaves empty, up to the workspace's own. */
async function removeEmptyFolders(folder: string, below: string): Promise<void> {
  for (let path = below; path.includes('/'); path = dirname(path)) {
    try {
      await rmdir(join(folder, path));
    } catch {
      return;
    }
  }
}
