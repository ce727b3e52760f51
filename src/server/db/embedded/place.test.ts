import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { launch, ordinaryUser, start, stop } from '../../../../tests/support/embedded/small-atrium.ts';
import { makeStage, type Stage } from '../../../../tests/support/embedded/stage.ts';

// Several starts a test, each a real process making real files.
vi.setConfig({ testTimeout: 90_000 });

const isRoot = process.getuid?.() === 0;
const WHY = 'skipped: only root can make folders that nobody else may enter';

let parent: string;
/** Readable by anybody. */
let open: Stage;
const places: string[] = [];
beforeAll(() => {
  parent = mkdtempSync('/tmp/atrium-launcher-test-');
  chmodSync(parent, 0o755);
  open = makeStage(parent);
});
afterAll(() => {
  for (const folder of [parent, ...places]) rmSync(folder, { recursive: true, force: true });
});

/** The place a data folder's note names; removed after the tests. */
function noted(dataFolder: string): string {
  const { place } = JSON.parse(readFileSync(join(dataFolder, 'postgres.json'), 'utf8')) as { place: string };
  places.push(place);
  return place;
}

describe('a data folder below a folder only root may enter', () => {
  let closed: string;
  beforeAll((): void => {
    closed = join(parent, 'closed');
    mkdirSync(closed, { mode: 0o700 });
  });

  test('works with the checkout there too, and says where data and binaries are', async (context) => {
    context.skip(!isRoot, WHY);
    const stage = makeStage(closed, { links: false });
    const folder = join(closed, 'data');
    const first = await start(stage, folder, 'server http://127.0.0.1:8080');
    const place = noted(folder);
    expect(place).toMatch(/^\/var\/lib\/atrium\/[0-9a-f]{16}$/);
    expect(first.notes).toEqual([
      expect.stringContaining(`who cannot enter ${folder}: its data is in ${place}.`),
      expect.stringContaining(`copy in ${place}/binaries/`),
    ]);
    expect(await stop(first)).toBe(0);
    const again = await start(stage, folder, 'server http://127.0.0.1:8080');
    expect(again.notes).toEqual(first.notes);
    await stop(again);
  });

  test('follows a folder that moves, and refuses a copy of one', async (context) => {
    context.skip(!isRoot, WHY);
    const [folder, moved, copy] = ['before', 'after', 'copy'].map((name) => join(closed, name)) as [
      string,
      string,
      string,
    ];
    await stop(await start(open, folder, 'command'));
    const place = noted(folder);
    renameSync(folder, moved);
    await stop(await start(open, moved, 'command'));
    cpSync(moved, copy, { recursive: true });
    const refused = launch(open, copy, 'command');
    expect(await refused.wait('refused')).toMatchObject({
      code: 'folder-copied',
      message: `${copy} is a copy of ${moved}, whose database lies in ${place}; two data folders cannot share it.`,
    });
    expect(await refused.ended).toBe(3);
    await stop(await start(open, moved, 'command'));
  });

  test('never makes a second database in place of one that is lost', async (context) => {
    context.skip(!isRoot, WHY);
    const folder = join(closed, 'lost');
    await stop(await start(open, folder, 'command'));
    const place = noted(folder);
    rmSync(join(folder, 'postgres.json'));
    await stop(await start(open, folder, 'command'));
    expect(noted(folder)).toBe(place);
    for (const name of ['postgres.json', 'postgres.password']) rmSync(join(folder, name));
    expect(await launch(open, folder, 'command').wait('refused')).toMatchObject({
      code: 'folder-incomplete',
    });
    writeFileSync(join(folder, 'postgres.json'), JSON.stringify({ format: 1, place, made: true }));
    rmSync(place, { recursive: true });
    expect(await launch(open, folder, 'command').wait('refused')).toMatchObject({
      code: 'folder-incomplete',
      message: `The database of ${folder} is gone from ${place}.`,
    });
    expect(existsSync(place)).toBe(false);
  });

  test('tells another user whom to be', async (context) => {
    context.skip(!isRoot, WHY);
    for (const role of ['command', 'find']) {
      const refused = launch(open, join(closed, 'data'), role, ordinaryUser());
      expect(await refused.wait('refused')).toMatchObject({
        code: 'folder-not-yours',
        message: expect.stringContaining(`${realpathSync(closed)} belongs to root (uid 0); you are nobody`),
        cure: expect.stringContaining('Run this as root'),
      });
      expect(await refused.ended).toBe(3);
    }
  });
});

test('a data folder that root started tells another user to be root, and where everything is', async (context) => {
  context.skip(!isRoot, WHY);
  const folder = join(parent, 'of-root');
  expect((await launch(open, folder, 'find').wait('found')).host).toBeUndefined();
  const server = await start(open, folder, 'server http://127.0.0.1:8080');
  expect(await launch(open, folder, 'find').wait('found')).toMatchObject({
    host: join(folder, 'postgres', 'socket'),
    description: {
      data_folder: folder,
      place: join(folder, 'postgres'),
      pid: server.pid,
      server_version: expect.stringMatching(/^18\./),
      server: { pid: server.atrium.node.pid, address: 'http://127.0.0.1:8080' },
    },
  });
  expect(await launch(open, folder, 'find', ordinaryUser()).wait('refused')).toMatchObject({
    code: 'folder-not-yours',
    cure: expect.stringContaining('Run this as root'),
  });
  await stop(server);
});

test('a copy of a folder in use gets a database of its own', async () => {
  const runAs = ordinaryUser();
  const home = mkdtempSync(join(parent, 'home-'));
  if (runAs) chownSync(home, runAs.uid, runAs.gid);
  const [folder, copy] = [join(home, 'original'), join(home, 'copy')];
  const original = await start(open, folder, 'server http://127.0.0.1:8080', runAs);
  // As the same user, so that the copy is theirs; a socket cannot be copied and need not be.
  execFileSync('cp', ['-a', folder, copy], runAs ?? {});
  const second = await start(open, copy, 'server http://127.0.0.1:9080', runAs);
  expect(second.pid).not.toBe(original.pid);
  expect(second.connection.host).toBe(join(copy, 'postgres', 'socket'));
  expect(await stop(second)).toBe(0);
  expect(await stop(original)).toBe(0);
});

test("root on somebody's data folder runs PostgreSQL as its owner, who can go on alone", async (context) => {
  context.skip(!isRoot, WHY);
  const runAs = ordinaryUser();
  const folder = join(mkdtempSync(join(parent, 'theirs-')), 'data');
  chmodSync(dirname(folder), 0o777);
  await stop(await start(open, folder, 'command', runAs));
  await stop(await start(open, folder, 'command'));
  const server = await start(open, folder, 'server http://127.0.0.1:8080', runAs);
  expect(await stop(server)).toBe(0);
});

test('a package without its links that cannot be changed is run from a copy', async () => {
  const stage = makeStage(parent, { links: false });
  const lib = join(stage.binaries, 'native', 'lib');
  // Root's package cannot be changed by an ordinary user; without root, take the right away.
  if (!isRoot) chmodSync(lib, 0o555);
  const home = mkdtempSync(join(parent, 'home-'));
  chmodSync(home, 0o777);
  const started = await start(stage, join(home, 'data'), 'command', ordinaryUser());
  expect(started.notes).toEqual([
    expect.stringContaining(`copy in ${join(home, 'data')}/postgres/binaries/`),
  ]);
  expect(await stop(started)).toBe(0);
  chmodSync(lib, 0o755);
});
