import { chmodSync, chownSync, lstatSync, mkdirSync, rmdirSync } from 'node:fs';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import { unusable } from './place-refusals.ts';
import { describeUser, isRoot, ownerOf } from './system-user.ts';

/** Who new files of the data folder belong to: its owner, also when root starts Atrium on somebody's folder. */
export function dataFolderOwner(dataFolder: string): { uid: number; gid: number } | undefined {
  return isRoot() ? ownerOf(dataFolder) : undefined;
}

/** Makes a folder of exactly this mode and owner; an existing one must already belong to that owner. */
export function makeFolder(path: string, mode: number, owner?: { uid: number; gid: number }): void {
  try {
    mkdirSync(path);
    if (owner && isRoot()) giveTo(path, owner);
    chmodSync(path, mode);
  } catch (error) {
    if (error instanceof DatabaseUnavailable) throw error;
    if (errorCode(error) !== 'EEXIST') throw unusable(path, 'write to', error);
    const stat = lstatSync(path);
    if (stat.isDirectory() && (!owner || stat.uid === owner.uid)) return;
    throw new DatabaseUnavailable(
      'folder-not-yours',
      `${path} belongs to ${describeUser(stat.uid)} or is not a folder; Atrium expected a folder of its own there.`,
      'Move it away, or choose another ATRIUM_DATA_DIR.',
    );
  }
}

function giveTo(path: string, owner: { uid: number; gid: number }): void {
  try {
    chownSync(path, owner.uid, owner.gid);
  } catch (error) {
    rmdirSync(path);
    throw new DatabaseUnavailable(
      'folder-unwritable',
      `Atrium runs as root but may not give ${path} to ${describeUser(owner.uid)}, who PostgreSQL runs as (${errorCode(error)}).`,
      'Set ATRIUM_DATA_DIR to a folder on a local disk, run Atrium as an ordinary user, or set DATABASE_URL.',
      error,
    );
  }
}
