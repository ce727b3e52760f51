/** npm run bench: every bench in turn (or those named), on the built server. */
import { readdirSync } from 'node:fs';
import { build, isStale } from './build.mjs';
import { run } from './run.mjs';

/** Parts of benches rather than benches. */
const PARTS = [
  ...['load.mjs', 'report.mjs', 'server.mjs', 'echo.mjs', 'echo-process.mjs'],
  ...['seed-workers.mjs', 'start-workers.mjs', 'count-statements.mjs', 'pyhocon.mjs'],
];

if (isStale()) await build();
const named = process.argv.slice(2);
for (const file of readdirSync('bench').filter((name) => name.endsWith('.mjs') && !PARTS.includes(name))) {
  const name = file.replace('.mjs', '');
  if (named.length > 0 && !named.includes(name)) continue;
  console.log(`\n# ${name}`);
  run('node', [`bench/${file}`]);
}
