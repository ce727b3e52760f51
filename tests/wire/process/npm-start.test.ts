import { execFileSync } from 'node:child_process';
import { appendFileSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test, vi } from 'vitest';
import { copyCheckout } from '../../support/process/checkout.ts';
import { atrium, launch } from '../../support/process/launch.ts';
import { freePorts, type Server, serverOf } from '../../support/process/server.ts';
import { logOf, makeClosedFolder, makeWorkshop, postgresOf } from '../../support/process/workshop.ts';

/** A start that builds takes 10 s on an idle machine. */
const BUILT_MS = 420_000;
vi.setConfig({ testTimeout: 600_000 });

const isRoot = process.getuid?.() === 0;
const workshop = makeWorkshop();

/** Starts a checkout as README says, and waits until it serves. */
async function npmStart(checkout: string, data: string): Promise<Server> {
  const env = {
    ...(await freePorts()),
    ATRIUM_DATA_DIR: data,
    npm_config_update_notifier: 'false',
  };
  return serverOf(launch('npm', ['start'], { checkout, env }), env, BUILT_MS);
}

/** Numbers of the living processes of a group. */
function processesOfGroup(group: number): number[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const [, state, , pgrp] =
        /\) (\S) (\d+) (\d+) /.exec(readFileSync(`/proc/${name}/stat`, 'latin1')) ?? [];
      return Number(pgrp) === group && state !== 'Z' ? [Number(name)] : [];
    } catch {
      return [];
    }
  });
}

function isStale(checkout: string): boolean {
  const program = "import('./scripts/build.mjs').then(({ isStale }) => console.log(isStale()))";
  return execFileSync(process.execPath, ['-e', program], { cwd: checkout, encoding: 'utf8' }) === 'true\n';
}

/** That nothing of a server is left, PostgreSQL included, the moment npm has ended. */
function expectNothingLeft(server: Server, data: string): void {
  expect(processesOfGroup(server.pid)).toEqual([]);
  expect(postgresOf(data)).toEqual([]);
}

describe.skipIf(process.env.ATRIUM_TEST_POSTGRES === '15')('npm start, with the embedded PostgreSQL', () => {
  test('builds once, ends whole on a signal to npm, and starts again without recovery', async () => {
    const checkout = copyCheckout(workshop.folder, { built: false, packages: 'linked' });
    const data = workshop.dataFolder();
    const first = await npmStart(checkout, data);
    expect(first.written.stderr).toContain('Building Atrium');
    expect(await (await fetch(`${first.web}/healthz`)).text()).toBe('ok');
    expect(await (await fetch(`${first.web}/`)).text()).toContain('<base href');
    expect(processesOfGroup(first.pid).length).toBeGreaterThan(1);
    expect(postgresOf(data).length).toBeGreaterThan(1);
    const ended = await first.stop('SIGTERM');
    expectNothingLeft(first, data);
    expect(ended.stderr).not.toMatch(/rror/);

    const second = await npmStart(checkout, data);
    expect(second.written.stderr).not.toContain('Building');
    await second.stop('SIGINT');
    expectNothingLeft(second, data);

    // Ctrl-C at a terminal reaches npm and Node, and npm passes its own on; people press it twice.
    const third = await npmStart(checkout, data);
    for (let press = 0; press < 2 && processesOfGroup(third.pid).length > 0; press++) {
      process.kill(-third.pid, 'SIGINT');
      await sleep(30);
    }
    await third.ended;
    expectNothingLeft(third, data);

    const fourth = await npmStart(checkout, data);
    expect(logOf(data).match(/database system was shut down at/g)).toHaveLength(4);
    expect(logOf(data)).not.toMatch(/recovery|not properly shut down/);
    await fourth.stop();

    expect(isStale(checkout)).toBe(false);
    appendFileSync(join(checkout, 'src/server/version.ts'), '\n');
    expect(isStale(checkout)).toBe(true);
  });

  test('a signal during the start leaves nothing behind', async () => {
    const checkout = copyCheckout(workshop.folder, { built: true, packages: 'linked' });
    const data = workshop.dataFolder();
    const env = { ...(await freePorts()), ATRIUM_DATA_DIR: data };
    const npm = launch('npm', ['start'], { checkout, env });
    while (postgresOf(data).length === 0) await sleep(5);
    npm.send('SIGTERM');
    expect((await npm.ended).stderr).not.toContain('Building');
    expect(processesOfGroup(npm.pid)).toEqual([]);
    expect(postgresOf(data)).toEqual([]);
  });

  test('works as root below a folder only root may enter, and says where the data went', async (context) => {
    context.skip(!isRoot, 'skipped: only root can make folders that nobody else may enter');
    const closed = makeClosedFolder(workshop.folder);
    const checkout = copyCheckout(closed, { built: true, packages: 'own' });
    const data = workshop.dataFolder(undefined, closed);
    const server = await npmStart(checkout, data);
    const { stdout, stderr } = server.written;
    expect(stderr).not.toContain('Building');
    expect(stdout).toMatch(
      new RegExp(`who cannot enter ${data}: its data is in /var/lib/atrium/[0-9a-f]{16}\\.\n`),
    );
    expect(stdout).toMatch(/PostgreSQL runs from a copy in \/var\/lib\/atrium\/[0-9a-f]{16}\/binaries\//);
    const env = { ATRIUM_DATA_DIR: data };
    const made = await atrium(['user', 'create', '--email', 'ada@example.org', '--name', 'Ada', '--json'], {
      checkout,
      env,
    });
    expect(made.code).toBe(0);
    await server.stop();
    expectNothingLeft(server, data);
    const users = await atrium(['user', 'list', '--json'], { checkout, env });
    expect(JSON.parse(users.stdout).users).toEqual([expect.objectContaining({ email: 'ada@example.org' })]);
    expect(logOf(data)).not.toMatch(/recovery|not properly shut down/);
  });
});
