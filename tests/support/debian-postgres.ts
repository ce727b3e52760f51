import { chownSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { runAs, spawnAs } from '../../src/server/db/embedded/run-as.ts';
import { chooseSystemUser, type SystemUser } from '../../src/server/db/embedded/system-user.ts';

export const DEBIAN_POSTGRES = '/usr/lib/postgresql/15/bin';

/** True where Debian's postgresql-15 is installed (scripts/ci-packages installs it). */
export const hasDebianPostgres = () => existsSync(join(DEBIAN_POSTGRES, 'postgres'));

/** Starts Debian's PostgreSQL 15 on a socket in `folder`, as an unprivileged user when we are root, on its data if any. */
export async function startDebianPostgres(folder: string) {
  if (!hasDebianPostgres())
    throw new Error('Debian’s postgresql-15 is not installed; scripts/ci-packages installs it.');
  const user = chooseSystemUser({ uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 });
  const data = join(folder, 'debian15');
  if (!existsSync(data)) await makeData(user, data);
  const args = ['-D', data, '-k', data, '-c', 'listen_addresses=', '-c', 'max_connections=150'];
  const child = await spawnAs(user, join(DEBIAN_POSTGRES, 'postgres'), args, 'ignore');
  const ended = new Promise((resolve) => child.once('exit', resolve));
  const connection = { host: data, port: 5432, user: 'atrium', password: '', database: 'postgres' };
  await untilReady(connection);
  return {
    connection,
    pid: child.pid ?? -1,
    async stop() {
      child.kill('SIGINT');
      await ended;
    },
  };
}

async function makeData(user: SystemUser, data: string): Promise<void> {
  mkdirSync(data, { mode: 0o700 });
  if (user.drop) chownSync(data, user.uid, user.gid);
  const initdb = [
    '-D',
    data,
    '-U',
    'atrium',
    '-A',
    'trust',
    '-E',
    'UTF8',
    '--locale=C',
    '--no-sync',
    '--no-instructions',
  ];
  await runAs(user, join(DEBIAN_POSTGRES, 'initdb'), initdb);
}

async function untilReady(connection: pg.ClientConfig): Promise<void> {
  for (let tries = 0; ; tries++) {
    const client = new pg.Client(connection);
    try {
      await client.connect();
      return;
    } catch (error) {
      if (tries === 200) throw error;
      await sleep(50);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
