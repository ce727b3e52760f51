import { dirname, join, resolve } from 'node:path';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import type { Place } from './place.ts';
import { describeUser, isRoot, ownerOf } from './system-user.ts';

/** Somebody else's folder: says whom to be. */
export function notYours(path: string, owner: number): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-not-yours',
    `${path} belongs to ${describeUser(owner)}; you are ${describeUser(process.getuid?.() ?? -1)}.`,
    owner === 0
      ? 'Run this as root (sudo), or set ATRIUM_DATA_DIR to a folder of yours.'
      : `Run this as ${describeUser(owner)}, or set ATRIUM_DATA_DIR to a folder of yours.`,
  );
}

/** A folder that cannot be read or written, whatever the reason. */
export function unusable(path: string, verb: string, error: unknown): DatabaseUnavailable {
  const denied = errorCode(error) === 'EACCES' || errorCode(error) === 'EPERM';
  const denier = nearestVisible(resolve(path));
  if (denied && denier.uid !== process.getuid?.() && !isRoot()) return notYours(denier.path, denier.uid);
  return new DatabaseUnavailable(
    'folder-unwritable',
    `Atrium cannot ${verb} ${resolve(path)} (${errorCode(error) ?? 'unknown error'}).`,
    'Set ATRIUM_DATA_DIR to a folder you may write to, with space on its disk.',
    error,
  );
}

/** The path itself, or the folder above it that hides it: whose owner is the one to be. */
function nearestVisible(path: string): { path: string; uid: number } {
  try {
    const owner = ownerOf(path);
    if (owner) return { path, uid: owner.uid };
  } catch {
    // Hidden by a folder above.
  }
  return path === dirname(path) ? { path, uid: 0 } : nearestVisible(dirname(path));
}

/** A database in a place PostgreSQL's user could enter once and now cannot. */
export function unreachable(place: Place): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-not-yours',
    `The database lies in ${place.folder}, where ${describeUser(place.user.uid)}, who PostgreSQL runs as, can no longer enter.`,
    `Let that user pass through the folders above it again (chmod o+x), up to ${place.folder}.`,
  );
}

/** A database that was made and is no longer where the data folder says. */
export function lost(place: Place): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-incomplete',
    `The database of ${place.dataFolder} is gone from ${place.folder}.`,
    `Restore ${place.folder} from a backup, or, to begin anew, remove ${join(place.dataFolder, 'postgres.json')}.`,
  );
}

/** A database whose data folder no longer knows it. */
export function orphaned(place: Place): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-incomplete',
    `${place.folder} holds the database of ${place.dataFolder}, but that folder has lost its postgres.json and password.`,
    `Restore the data folder from a backup, or, to begin anew, remove ${place.folder}.`,
  );
}

/** A data folder that names the database of another one. */
export function copied(place: Place, original: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'folder-copied',
    `${place.dataFolder} is a copy of ${original}, whose database lies in ${place.folder}; two data folders cannot share it.`,
    `Start with ${original}, or remove it if ${place.dataFolder} shall take its place.`,
  );
}
