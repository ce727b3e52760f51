/** npm test: every group in turn, or one with --group; prints the minutes of each. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { build, isStale } from './build.mjs';

const GROUPS = ['unit', 'wire', 'browser', 'clients'];
const DEBIAN_POSTGRES = '/usr/lib/postgresql/15/bin/postgres';

const { values, positionals } = parseArgs({ options: { group: { type: 'string' } }, allowPositionals: true });
if (values.group !== undefined && !GROUPS.includes(values.group)) {
  console.error(`--group takes one of ${GROUPS.join(', ')}.`);
  process.exit(2);
}

const runs = (values.group ? [values.group] : GROUPS).flatMap((group) =>
  group === 'wire'
    ? [
        { group, name: 'wire, PostgreSQL 18' },
        { group, name: 'wire, PostgreSQL 15', postgres: '15' },
      ]
    : [{ group, name: group }],
);
if (runs.some(({ group }) => group !== 'unit') && isStale()) build();

const summary = [];
let failed = false;
for (const { group, name, postgres } of runs) {
  if (postgres === '15' && !existsSync(DEBIAN_POSTGRES)) {
    failed ||= process.env.CI === 'true';
    summary.push(`${name}: skipped: Debian's postgresql-15 is not installed`);
    continue;
  }
  const started = performance.now();
  const environment = { ...process.env, ...(postgres && { ATRIUM_TEST_POSTGRES: postgres }) };
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--project', group, ...positionals];
  const { status } = spawnSync(process.execPath, args, { stdio: 'inherit', env: environment });
  failed ||= status !== 0;
  summary.push(
    `${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${((performance.now() - started) / 60_000).toFixed(1)} min`,
  );
}
console.log(`\n${summary.join('\n')}`);
process.exit(failed ? 1 : 0);
