import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isAlive } from './postmaster-file.ts';

/**
 * Removes what starts that were killed half-way left in a folder: `unfinished.<process>…`, `start.<process>.log`. Our
 * own number there is that of somebody before us, as happens in containers.
 */
export function removeLeftovers(folder: string): void {
  for (const name of readdirSync(folder)) {
    const pid = Number(/^(?:unfinished|start)\.(\d+)(?:\.|$)/.exec(name)?.[1]);
    if (pid > 0 && (pid === process.pid || !isAlive(pid))) {
      rmSync(join(folder, name), { recursive: true, force: true });
    }
  }
}
