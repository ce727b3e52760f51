import { createHash } from 'node:crypto';
import { chownSync, lstatSync, mkdtempSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { makeFolder } from './owned-folder.ts';
import type { Place } from './place.ts';
import { PORT } from './settings.ts';

/** A socket's path must fit into `sockaddr_un`: 108 bytes on Linux, 104 on macOS. */
const LONGEST_SOCKET_PATH = 100;

/** The folder for the socket of the next start: beside the database, or in /tmp where that path is too long. */
export function makeSocketFolder(place: Place): string {
  const beside = join(place.folder, 'socket');
  if (Buffer.byteLength(`${beside}/.s.PGSQL.${PORT}`) <= LONGEST_SOCKET_PATH) {
    makeFolder(beside, 0o700, place.user);
    return beside;
  }
  // Never a name others could have taken before us; mkdtemp makes it 0700.
  const folder = mkdtempSync(`${temporaryPrefix(place)}-`);
  if (place.user.drop) chownSync(folder, place.user.uid, place.user.gid);
  return folder;
}

/** Removes a socket folder if it is one of this place's in /tmp. Call only while no PostgreSQL uses it. */
export function removeSocketFolder(place: Place, folder = place.note.socket_folder): void {
  if (!folder || dirname(folder) !== '/tmp' || !basename(folder).startsWith(basename(temporaryPrefix(place))))
    return;
  const stat = lstatSync(folder, { throwIfNoEntry: false });
  if (stat?.isDirectory() && stat.uid === place.user.uid) rmSync(folder, { recursive: true, force: true });
}

/** Holds the place's own path, so that a copied data folder never removes the original's socket. */
function temporaryPrefix(place: Place): string {
  return `/tmp/atrium-${createHash('sha256').update(place.folder).digest('hex').slice(0, 12)}`;
}
