import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll } from 'vitest';
import { processesIn, type RunAs } from '../embedded/small-atrium.ts';
import { endLaunched } from './launch.ts';

/** A folder for the data folders of one test file. */
export interface Workshop {
  folder: string;
  /** The path of a data folder that does not exist yet, in a folder of the one who runs Atrium. */
  dataFolder(runAs?: RunAs, parent?: string): string;
}

/** Makes a workshop; after the file everything in it that still runs is ended and the folder removed. */
export function makeWorkshop(): Workshop {
  let folder: string | undefined;
  const made: string[] = [];
  // Only when it is wanted: a file whose tests are all skipped has nobody to remove it.
  const theFolder = () => {
    if (folder) return folder;
    folder = mkdtempSync('/tmp/atrium-test-');
    chmodSync(folder, 0o755);
    return folder;
  };
  afterAll(async () => {
    await endLaunched();
    for (const data of made) removeDatabase(data);
    // PostgreSQL's helpers may write for a moment after it was ended.
    if (folder) rmSync(folder, { recursive: true, force: true, maxRetries: 10 });
  });
  return {
    get folder() {
      return theFolder();
    },
    dataFolder(runAs, parent = theFolder()) {
      const home = mkdtempSync(join(parent, 'home-'));
      chmodSync(home, 0o755);
      if (runAs) chownSync(home, runAs.uid, runAs.gid);
      made.push(join(home, 'data'));
      return join(home, 'data');
    },
  };
}

/** Where the database of a data folder is. */
export function placeOf(dataFolder: string): string {
  const { place } = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as { place: string };
  return resolve(dataFolder, place);
}

/** Numbers of the PostgreSQL processes that work on a data folder. */
export function postgresOf(dataFolder: string): number[] {
  return existsSync(join(dataFolder, 'postgres.json')) ? processesIn(join(placeOf(dataFolder), 'data')) : [];
}

/** What PostgreSQL logged, of all starts on a data folder. */
export function logOf(dataFolder: string): string {
  const logs = join(placeOf(dataFolder), 'logs');
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

/** Every file of a folder with its text, but what PostgreSQL changes by merely running. */
export function contentsOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files.map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, readFileSync(path, 'base64')];
    }),
  );
}

function removeDatabase(dataFolder: string): void {
  for (const pid of postgresOf(dataFolder)) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // Ended this very moment.
    }
  }
  // A place outside the data folder is not removed with it.
  if (existsSync(join(dataFolder, 'postgres.json')))
    rmSync(placeOf(dataFolder), { recursive: true, force: true });
}

/** A folder only its owner may enter. */
export function makeClosedFolder(parent: string): string {
  const closed = join(parent, 'closed');
  mkdirSync(closed, { mode: 0o700 });
  return closed;
}
