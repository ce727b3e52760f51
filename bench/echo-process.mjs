import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const ECHO = fileURLToPath(new URL('./echo.mjs', import.meta.url));

/** Starts the reference as a process of its own. */
export async function startEcho() {
  const child = spawn(process.execPath, [ECHO], { stdio: ['ignore', 'pipe', 'inherit'] });
  process.on('exit', () => child.kill());
  const [url] = await new Promise((resolve) =>
    child.stdout.once('data', (text) => resolve(String(text).split('\n'))),
  );
  return { url, stop: () => child.kill() };
}
