import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { DatabaseUnavailable, errorCode } from '../database-unavailable.ts';
import { dataFolderOwner, makeFolder } from './owned-folder.ts';
import { copied, lost, notYours, orphaned, unreachable, unusable } from './place-refusals.ts';
import {
  type PostgresNote,
  readNote,
  readPassword,
  writeFileAtomically,
  writeNote,
} from './postgres-note.ts';
import {
  asSystemUser,
  canEnter,
  chooseSystemUser,
  describeUser,
  isRoot,
  ownerOf,
  type SystemUser,
} from './system-user.ts';

/**
 * Where the PostgreSQL of a data folder lives. `folder` belongs to the user who runs Atrium; only the folders `data`,
 * `socket` and `logs` in it belong to the user PostgreSQL runs as, so that root never writes where that user could
 * have planted a link.
 */
export interface Place {
  /** Real path of the data folder. */
  dataFolder: string;
  folder: string;
  /** PostgreSQL's own data directory. */
  cluster: string;
  logs: string;
  user: SystemUser;
  note: PostgresNote;
}

const FIXED_PLACES = process.platform === 'darwin' ? '/usr/local/var/atrium' : '/var/lib/atrium';

/** The real path of a data folder that exists, or undefined. Throws when this user may not look. */
export function findDataFolder(dataDir: string): string | undefined {
  try {
    const folder = realpathSync(resolve(dataDir));
    accessSync(folder, constants.R_OK | constants.X_OK);
    return folder;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw unusable(dataDir, 'read', error);
  }
}

/** Where the database of a data folder is by its note; undefined while it has none. */
export function findPlace(dataDir: string): Place | undefined {
  const dataFolder = findDataFolder(dataDir);
  const note = dataFolder && readNote(dataFolder);
  if (!dataFolder || !note) return undefined;
  const folder = resolve(dataFolder, note.place);
  const owner = ownerOf(join(folder, 'data')) ?? ownerOf(dataFolder);
  return describePlace(dataFolder, note, owner && asSystemUser(owner));
}

/** Finds the place noted in a data folder, or chooses, makes and notes one. */
export function preparePlace(dataDir: string): Place {
  const dataFolder = makeDataFolder(dataDir);
  const noted = findPlace(dataDir);
  if (noted && existsSync(noted.cluster)) {
    requireSameUser(noted);
    requireOriginal(noted);
    return noted;
  }
  if (noted?.note.made) throw lost(noted);
  const user = chooseSystemUser(ownerOf(dataFolder) ?? { uid: 0, gid: 0 });
  const note = noted?.note ?? chooseNote(dataFolder, user);
  const place = describePlace(dataFolder, note, user);
  if (existsSync(place.cluster)) {
    // Only the note was lost: what it says can be told from the database being there.
    if (!readPassword(dataFolder)) throw orphaned(place);
    noteMade(place);
    return preparePlace(dataDir);
  }
  makeFolder(place.folder, isRoot() ? 0o711 : 0o700, dataFolderOwner(dataFolder));
  if (user.drop && !canEnter(place.folder, user)) throw unreachable(place);
  if (!noted) writeNote(dataFolder, note);
  requireOriginal(place);
  return place;
}

/** Notes that the database is complete. */
export function noteMade(place: Place): void {
  place.note.made = true;
  writeNote(place.dataFolder, place.note);
}

function describePlace(dataFolder: string, note: PostgresNote, user?: SystemUser): Place {
  const folder = resolve(dataFolder, note.place);
  return {
    dataFolder,
    folder,
    cluster: join(folder, 'data'),
    logs: join(folder, 'logs'),
    user: user ?? chooseSystemUser({ uid: 0, gid: 0 }),
    note,
  };
}

function makeDataFolder(dataDir: string): string {
  const path = resolve(dataDir);
  try {
    if (mkdirSync(path, { recursive: true })) {
      // Root's PostgreSQL runs as another user, who must pass through; nobody may list it.
      chmodSync(path, isRoot() ? 0o711 : 0o700);
    }
    const folder = realpathSync(path);
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return folder;
  } catch (error) {
    throw unusable(dataDir, 'write to', error);
  }
}

/** Inside the data folder if PostgreSQL's user can get there, else the one fixed place that belongs to its real path. */
function chooseNote(dataFolder: string, user: SystemUser): PostgresNote {
  if (!user.drop || canEnter(dataFolder, user)) return { format: 1, place: 'postgres' };
  const place = join(FIXED_PLACES, createHash('sha256').update(dataFolder).digest('hex').slice(0, 16));
  try {
    if (mkdirSync(FIXED_PLACES, { recursive: true })) chmodSync(FIXED_PLACES, 0o711);
  } catch (error) {
    throw new DatabaseUnavailable(
      'folder-unwritable',
      `${describeUser(user.uid)}, who PostgreSQL runs as, cannot enter ${dataFolder}, and ${FIXED_PLACES} cannot be made.`,
      'Set ATRIUM_DATA_DIR to a folder outside folders only root may enter, for example /srv/atrium.',
      error,
    );
  }
  return { format: 1, place };
}

/** A data folder that was copied brings a note naming the place of the original: refuse, they would share it. */
function requireOriginal(place: Place): void {
  if (dirname(place.folder) === place.dataFolder) return;
  const marker = join(place.folder, 'belongs-to');
  const owner = existsSync(marker) ? readFileSync(marker, 'utf8').trim() : undefined;
  if (owner === place.dataFolder) return;
  if (owner && readNote(owner)?.place === place.note.place) {
    throw copied(place, owner);
  }
  writeFileAtomically(marker, `${place.dataFolder}\n`, 0o600);
}

function requireSameUser(place: Place): void {
  const uid = process.getuid?.();
  // Root's database belongs to the account root chose for it, so the folder says whose it really is.
  if (uid !== 0 && uid !== place.user.uid) {
    const folderOwner = ownerOf(place.dataFolder)?.uid;
    throw notYours(place.dataFolder, folderOwner === 0 ? 0 : place.user.uid);
  }
  if (uid === 0 && place.user.uid === 0) {
    throw new DatabaseUnavailable(
      'folder-not-yours',
      `The database in ${place.cluster} belongs to root, whom PostgreSQL refuses to run as.`,
      `Give it to an unprivileged user: chown -R postgres ${place.cluster}`,
    );
  }
  if (uid === 0 && !canEnter(place.cluster, place.user)) throw unreachable(place);
}
