import {
  chmodSync,
  chownSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  launch,
  ordinaryUser,
  processesIn,
  type RunAs,
  type Started,
  start,
  stop,
} from '../../../../tests/support/embedded/small-atrium.ts';
import { makeStage, type Stage } from '../../../../tests/support/embedded/stage.ts';
import type { Connection } from './connect.ts';

// Several starts a test, each a real process making real files.
vi.setConfig({ testTimeout: 90_000 });

const isRoot = process.getuid?.() === 0;
const kinds: { kind: string; runAs: RunAs; skip: string | undefined }[] = [
  { kind: 'as root', runAs: undefined, skip: isRoot ? undefined : 'skipped: needs root to drop its rights' },
  { kind: 'as an ordinary user', runAs: ordinaryUser(), skip: undefined },
];

let parent: string;
let stage: Stage;
beforeAll(() => {
  parent = mkdtempSync('/tmp/atrium-launcher-test-');
  chmodSync(parent, 0o755);
  stage = makeStage(parent);
});
afterAll(() => rmSync(parent, { recursive: true, force: true }));

async function query<T extends pg.QueryResultRow>(connection: Connection, sql: string): Promise<T[]> {
  const client = new pg.Client(connection);
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What PostgreSQL logged, of all starts on a data folder. */
function logOf(folder: string): string {
  const logs = join(folder, 'postgres', 'logs');
  return readdirSync(logs)
    .map((name) => readFileSync(join(logs, name), 'utf8'))
    .join('');
}

/** How often PostgreSQL had to recover so far. */
function recoveriesOf(folder: string): number {
  return logOf(folder).match(/not properly shut down; automatic recovery/g)?.length ?? 0;
}

async function kill(started: Started, who: 'node' | 'postgres' | 'both'): Promise<void> {
  if (who !== 'postgres') started.atrium.node.kill('SIGKILL');
  if (who !== 'node') process.kill(started.pid, 'SIGKILL');
  await started.atrium.ended;
}

describe.each(kinds)('the embedded PostgreSQL $kind', ({ runAs, skip }) => {
  let home: string;
  beforeAll(() => {
    home = mkdtempSync(join(parent, 'home-'));
    chmodSync(home, 0o755);
    if (runAs) chownSync(home, runAs.uid, runAs.gid);
  });

  test('starts on an empty folder, stops without a process left, starts again without recovery', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const first = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    const rows = await query(
      first.connection,
      `select pg_encoding_to_char(encoding) as encoding, datcollate, datctype, rolsuper, current_setting('fsync') as fsync,
              current_setting('listen_addresses') as listen, current_setting('TimeZone') as zone
         from pg_database, pg_roles where datname = current_database() and rolname = current_user`,
    );
    expect(rows).toEqual([
      {
        encoding: 'UTF8',
        datcollate: 'C',
        datctype: 'C',
        rolsuper: false,
        fsync: 'on',
        listen: '',
        zone: 'UTC',
      },
    ]);
    expect(first.notes).toEqual([]);
    expect(await stop(first)).toBe(0);
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);

    const again = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    expect(await stop(again)).toBe(0);
    expect(logOf(folder).match(/database system was shut down at/g)).toHaveLength(2);
    expect(logOf(folder)).not.toMatch(/recovery|not properly shut down/);
    console.log(`first start ${Math.round(first.ms)} ms, later start ${Math.round(again.ms)} ms`);
  });

  test('refuses a second server on one folder, naming process and address', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const first = await start(stage, folder, 'server http://127.0.0.1:8099', runAs);
    const second = launch(stage, folder, 'server http://127.0.0.1:9999', runAs);
    expect(await second.wait('refused')).toMatchObject({
      code: 'folder-in-use',
      message: `Atrium is already running on this data folder: process ${first.atrium.node.pid} at http://127.0.0.1:8099.`,
    });
    expect(await second.ended).toBe(1);
    expect(await query(first.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(first);
  });

  test('frees the server lock when its connection is cut, and still stops cleanly', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const server = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    await query(
      server.connection,
      'select pg_terminate_backend(pid) from pg_stat_activity where pid <> pg_backend_pid() and usename = current_user',
    );
    await server.atrium.wait('lock lost');
    expect(await stop(server)).toBe(0);
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);
  });

  test('adopts a PostgreSQL whose Node was killed', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const first = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    await kill(first, 'node');
    const next = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    expect(next.pid).toBe(first.pid);
    process.kill(next.pid, 'SIGKILL');
    expect(await next.atrium.wait('exited')).toMatchObject({ code: null });
    expect(await next.atrium.ended).toBe(9);
  });

  test.for(['postgres', 'both'] as const)(
    'keeps every acknowledged write when %s is killed',
    async (who, context) => {
      context.skip(skip !== undefined, skip);
      const folder = join(home, 'data');
      const first = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
      const recoveries = recoveriesOf(folder);
      await query(first.connection, 'drop table if exists written; create table written (n int primary key)');
      const acknowledged: number[] = [];
      const write = async (writer: number) => {
        for (let n = writer; n < 100_000; n += 20) {
          await query(first.connection, `insert into written values (${n})`);
          acknowledged.push(n);
        }
      };
      const writers = Array.from({ length: 20 }, (_, writer) => write(writer).catch(() => undefined));
      while (acknowledged.length < 60) await new Promise((resolve) => setTimeout(resolve, 5));
      await kill(first, who);
      await Promise.all(writers);
      if (who === 'postgres') {
        expect(await first.atrium.wait('exited')).toMatchObject({ code: null });
        expect(await first.atrium.ended).toBe(9);
      }
      const next = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
      const rows = await query<{ n: number }>(next.connection, 'select n from written');
      const stored = new Set(rows.map(({ n }) => n));
      expect(acknowledged.filter((n) => !stored.has(n))).toEqual([]);
      expect(recoveriesOf(folder)).toBe(recoveries + 1);
      await stop(next);
    },
  );

  test('puts the socket into /tmp where the path of the data folder is too long', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'long-'.repeat(20), 'and, "longer"\'s');
    const started = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    expect(started.connection.host).toMatch(/^\/tmp\/atrium-/);
    const beside = await start(stage, folder, 'command', runAs);
    expect(beside.connection.host).toBe(started.connection.host);
    await stop(beside);
    await stop(started);
    expect(readdirSync('/tmp')).not.toContain(started.connection.host.slice('/tmp/'.length));
  });

  test('knows a folder by its real path', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    mkdirSync(folder, { recursive: true });
    if (runAs) chownSync(folder, runAs.uid, runAs.gid);
    symlinkSync(folder, join(home, 'link'));
    const first = await start(stage, join(home, 'link'), 'server http://127.0.0.1:8080', runAs);
    const second = launch(stage, folder, 'server http://127.0.0.1:9999', runAs);
    expect(await second.wait('refused')).toMatchObject({ code: 'folder-in-use' });
    await stop(first);
  });

  test('gives two first starts at once one database', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'twins');
    const both = await Promise.all([1, 2].map(() => start(stage, folder, 'command', runAs)));
    expect(both[0]?.pid).toBe(both[1]?.pid);
    await Promise.all(both.map(stop));
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);
    expect(readdirSync(join(folder, 'postgres')).filter((name) => name.startsWith('unfinished'))).toEqual([]);
  });

  test('is there for every one of several commands that come and go at once', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const commands = Array.from({ length: 3 }, () => launch(stage, folder, 'rounds 8', runAs));
    await Promise.all(commands.map((command) => command.wait('done')));
    expect(await Promise.all(commands.map(({ ended }) => ended))).toEqual([0, 0, 0]);
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);
  });

  test('lets commands work beside a server; the last one out stops PostgreSQL', async (context) => {
    context.skip(skip !== undefined, skip);
    const folder = join(home, 'data');
    const command = await start(stage, folder, 'command', runAs);
    const server = await start(stage, folder, 'server http://127.0.0.1:8080', runAs);
    await stop(command);
    expect(command.atrium.events.at(-1)).toMatchObject({ notes: [expect.stringMatching(/keeps running/)] });
    expect(await query(server.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    const later = await start(stage, folder, 'command', runAs);
    await stop(server);
    expect(await query(later.connection, 'select 1 as one')).toEqual([{ one: 1 }]);
    await stop(later);
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);
  });
});
