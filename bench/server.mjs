import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ATRIUM = fileURLToPath(new URL('../bin/atrium.js', import.meta.url));

async function freePort() {
  const server = createServer();
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** A data folder of its own and the environment of a server on it. */
export async function makeInstallation() {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-bench-'));
  chmodSync(folder, 0o755);
  const [web, api, files] = [await freePort(), await freePort(), await freePort()];
  const environment = {
    PATH: process.env.PATH,
    HOME: folder,
    ATRIUM_DATA_DIR: join(folder, 'data'),
    ATRIUM_WEB_PORT: String(web),
    ATRIUM_API_PORT: String(api),
    ATRIUM_FILES_PORT: String(files),
    ATRIUM_LOG_LEVEL: 'warn',
  };
  return {
    environment,
    api: `http://127.0.0.1:${api}`,
    web: `http://127.0.0.1:${web}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Starts the real server and gives the seconds until the first answered request. */
export async function startServer({ environment, api }) {
  const begun = performance.now();
  const child = spawn(process.execPath, [ATRIUM, 'serve'], {
    env: environment,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  process.on('exit', () => child.kill('SIGTERM'));
  for (;;) {
    if (child.exitCode !== null) throw new Error(`the server ended with ${child.exitCode}`);
    const answer = await fetch(`${api}/debug.ping`).catch(() => undefined);
    if (answer?.ok) break;
    await sleep(5);
  }
  return {
    pid: child.pid,
    seconds: (performance.now() - begun) / 1000,
    async stop() {
      child.kill('SIGTERM');
      await new Promise((resolve) => child.once('exit', resolve));
    },
  };
}

/** Runs one command of the installation and gives its JSON document. */
export async function command({ environment }, ...args) {
  const child = spawn(process.execPath, [ATRIUM, ...args, '--json'], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let text = '';
  for await (const chunk of child.stdout) text += chunk;
  return JSON.parse(text);
}

/** Proportional set size of a process in MB; 0 for one that has just ended. */
export function pssOf(pid) {
  try {
    const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
    return Number(/^Pss:\s+(\d+)/m.exec(rollup)?.[1] ?? 0) / 1024;
  } catch (error) {
    // It is gone before or while it is read.
    if (error.code === 'ENOENT' || error.code === 'ESRCH') return 0;
    throw error;
  }
}
