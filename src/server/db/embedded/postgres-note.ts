import { randomBytes } from 'node:crypto';
import { lchownSync, linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import { describeUser, isRoot, ownerOf } from './system-user.ts';

/** `<data>/postgres.json`: where the database of a data folder is. */
export interface PostgresNote {
  /** Grows when an older Atrium could no longer use the folder. */
  format: number;
  /** Folder of the database, relative to the data folder or absolute. */
  place: string;
  /** True once the database was made: if it is missing from then on, it was lost. */
  made?: boolean;
  /** Folder of the socket of the last start, absolute. */
  socket_folder?: string;
}

const FORMAT = 1;

/** Reads the note of a data folder; undefined while there is none. */
export function readNote(dataFolder: string): PostgresNote | undefined {
  const path = join(dataFolder, 'postgres.json');
  const text = readOwn(path);
  if (text === undefined) return undefined;
  const note = parseNote(text);
  if (!note) {
    throw new DatabaseUnavailable(
      'folder-incomplete',
      `${path} is damaged.`,
      'Restore it from a backup; it says where the database of this data folder is.',
    );
  }
  if (note.format > FORMAT) {
    throw new DatabaseUnavailable(
      'folder-newer',
      `The data folder ${dataFolder} was written by a newer Atrium.`,
      'Install that version or a newer one; nothing was changed.',
    );
  }
  return note;
}

/** Writes the note of a data folder. */
export function writeNote(dataFolder: string, note: PostgresNote): void {
  writeFileAtomically(join(dataFolder, 'postgres.json'), `${JSON.stringify(note, null, 2)}\n`, 0o600);
}

/** The database's password; undefined while there is none. */
export function readPassword(dataFolder: string): string | undefined {
  return readOwn(join(dataFolder, 'postgres.password'))?.trim();
}

/** The password of a database that exists. */
export function getPassword(dataFolder: string): string {
  const password = readPassword(dataFolder);
  if (password) return password;
  throw new DatabaseUnavailable(
    'folder-incomplete',
    `${dataFolder} has a database but has lost its postgres.password.`,
    'Restore that file from a backup of this data folder.',
  );
}

/** Makes the password of a new database: of two starts at once, both get the same. */
export function makePassword(dataFolder: string): string {
  const path = join(dataFolder, 'postgres.password');
  const existing = readPassword(dataFolder);
  if (existing) return existing;
  const draft = writeDraft(path, `${randomBytes(32).toString('base64url')}\n`, 0o600);
  try {
    // Linking, unlike renaming, never replaces the password of somebody who was faster.
    linkSync(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    rmSync(draft, { force: true });
  }
  return getPassword(dataFolder);
}

/** Replaces a file so that a reader finds the old or the new text, never half of one. */
export function writeFileAtomically(path: string, text: string, mode: number): void {
  renameSync(writeDraft(path, text, mode), path);
}

/** Writes a file under a name of its own, whole and on disk, to be renamed or linked to `path`. */
export function writeDraft(path: string, text: string, mode: number): string {
  const draft = `${path}.${process.pid}.${randomBytes(4).toString('hex')}`;
  writeFileSync(draft, text, { mode, flag: 'wx', flush: true });
  const owner = isRoot() ? ownerOf(dirname(path)) : undefined;
  if (owner) lchownSync(draft, owner.uid, owner.gid);
  return draft;
}

function readOwn(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    if (errorCode(error) !== 'EACCES') throw error;
    const owner = describeUser(ownerOf(path)?.uid ?? 0);
    throw new DatabaseUnavailable(
      'folder-not-yours',
      `Only ${owner} may read ${path}; you are ${describeUser(process.getuid?.() ?? -1)}.`,
      `Run this as ${owner}, or set ATRIUM_DATA_DIR to a folder of yours.`,
      error,
    );
  }
}

function parseNote(text: string): PostgresNote | undefined {
  try {
    const note: unknown = JSON.parse(text);
    if (typeof note !== 'object' || note === null || !('format' in note) || !('place' in note))
      return undefined;
    if (typeof note.format !== 'number' || typeof note.place !== 'string') return undefined;
    const socket = 'socket_folder' in note ? note.socket_folder : undefined;
    const made = 'made' in note && note.made === true;
    return {
      format: note.format,
      place: note.place,
      ...(made ? { made } : {}),
      ...(typeof socket === 'string' ? { socket_folder: socket } : {}),
    };
  } catch {
    return undefined;
  }
}
