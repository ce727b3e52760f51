import { readFileSync, statSync } from 'node:fs';
import { userInfo } from 'node:os';
import { dirname } from 'node:path';
import { DatabaseUnavailable } from '../database-unavailable.ts';

/** Who PostgreSQL runs as. `drop` says that this process is root and must become that user first. */
export interface SystemUser {
  uid: number;
  gid: number;
  name: string;
  drop: boolean;
}

/** Accounts made for this purpose come before `nobody`, whose processes could read each other's files. */
const UNPRIVILEGED_NAMES = ['atrium', 'postgres', '_postgres', 'nobody'];

/** True when this process is root, which PostgreSQL refuses to run as. */
export function isRoot(): boolean {
  return process.getuid?.() === 0;
}

/** The user that owns a file, or undefined when there is no such file. */
export function ownerOf(path: string): { uid: number; gid: number } | undefined {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat && { uid: stat.uid, gid: stat.gid };
}

/** A name an operator recognises: `alice (uid 1000)`, or the number alone. */
export function describeUser(uid: number): string {
  const name = listSystemUsers().find((user) => user.uid === uid)?.name;
  return name ? `${name} (uid ${uid})` : `uid ${uid}`;
}

/**
 * Who PostgreSQL must run as for a data folder of the given owner. An ordinary user keeps being themselves. Root
 * becomes the owner of the folder, or an unprivileged system account where root owns it.
 */
export function chooseSystemUser(folderOwner: { uid: number; gid: number }): SystemUser {
  if (!isRoot()) return currentUser();
  if (folderOwner.uid !== 0) return asSystemUser(folderOwner);
  const users = listSystemUsers();
  for (const name of UNPRIVILEGED_NAMES) {
    const user = users.find((candidate) => candidate.name === name && candidate.uid !== 0);
    if (user) return { ...user, drop: true };
  }
  throw new DatabaseUnavailable(
    'no-unprivileged-user',
    'Atrium runs as root, PostgreSQL must not, and this system has no unprivileged account for it.',
    'Make one (useradd --system atrium), run Atrium as an ordinary user, or set DATABASE_URL.',
  );
}

/** The user with this uid and gid; root has to become it. */
export function asSystemUser(owner: { uid: number; gid: number }): SystemUser {
  const name = listSystemUsers().find((user) => user.uid === owner.uid)?.name ?? String(owner.uid);
  return { ...owner, name, drop: isRoot() };
}

/**
 * True when a user may pass through every folder down to `path`. Judged from mode bits: an access list may grant
 * more, which then merely costs a copy.
 */
export function canEnter(path: string, user: { uid: number; gid: number }): boolean {
  if (user.uid === 0) return true;
  for (let folder = path; ; folder = dirname(folder)) {
    const { mode, uid, gid } = statSync(folder);
    const bit = uid === user.uid ? 0o100 : gid === user.gid ? 0o010 : 0o001;
    if (!(mode & bit)) return false;
    if (folder === dirname(folder)) return true;
  }
}

/** initdb looks its user up by name, so an account without one (`docker run -u 12345`) must be told early. */
export function requireNamedUser(user: SystemUser): void {
  if (user.drop ? listSystemUsers().some((known) => known.uid === user.uid) : user.name !== '') return;
  throw new DatabaseUnavailable(
    'no-unprivileged-user',
    `PostgreSQL cannot make a database as uid ${user.uid}, which has no name on this system.`,
    `Add a line for it to /etc/passwd (atrium:x:${user.uid}:${user.gid}::/:/bin/false), run Atrium as a named user, or set DATABASE_URL.`,
  );
}

function currentUser(): SystemUser {
  const ids = { uid: process.getuid?.() ?? -1, gid: process.getgid?.() ?? -1 };
  try {
    return { ...ids, name: userInfo().username, drop: false };
  } catch {
    return { ...ids, name: '', drop: false };
  }
}

function listSystemUsers(): { name: string; uid: number; gid: number }[] {
  let text = '';
  try {
    text = readFileSync('/etc/passwd', 'utf8');
  } catch {
    // Without the file there are no names to choose from; the caller says so.
  }
  return text.split('\n').flatMap((line) => {
    const [name, , uid, gid] = line.split(':');
    if (!name || name.startsWith('#') || uid === undefined || gid === undefined) return [];
    // macOS writes nobody as -2; system calls want it unsigned.
    return [{ name, uid: Number(uid) >>> 0, gid: Number(gid) >>> 0 }];
  });
}
