import { spawnSync } from 'node:child_process';

/** Runs a command with its output on stderr (stdout belongs to documents) and exits with its code when it fails. */
export function run(command, args, options = {}) {
  const program = command === 'node' ? process.execPath : command;
  const result = spawnSync(program, args, { stdio: ['inherit', 2, 2], ...options });
  if (result.error) throw result.error;
  if (result.status !== 0) {
    console.error(`failed: ${command} ${args.join(' ')}`);
    process.exit(result.status ?? 1);
  }
}
