/** npm test: every group in turn, or one with --group; prints the minutes of each. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { relative } from 'node:path';
import { parseArgs } from 'node:util';
import { build, isStale } from './build.mjs';

const GROUPS = ['unit', 'wire', 'browser', 'clients'];
/** What the second database is for: everything that speaks SQL; the launcher's tests know only the embedded one. */
const SQL_TESTS = ['tests/wire/', 'src/server/features/'];
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
if (runs.some(({ group }) => group !== 'unit') && isStale()) await build();

const summary = [];
const failures = [];
const total = { passed: 0, failed: 0, skipped: 0 };
let failed = false;
for (const { group, name, postgres } of runs) {
  if (postgres === '15' && !existsSync(DEBIAN_POSTGRES)) {
    failed ||= process.env.CI === 'true';
    summary.push(`${name}: skipped: Debian's postgresql-15 is not installed`);
    continue;
  }
  const started = performance.now();
  const { status, counts, failed: failedTests } = runGroup(group, postgres);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  // The second database leaves out what knows only the embedded one; anywhere else CI skips nothing.
  const forbidden = process.env.CI === 'true' && !postgres && counts.skipped > 0;
  failed ||= status !== 0 || forbidden;
  failures.push(...failedTests.map((test) => `${name}: ${test}`));
  for (const kind of Object.keys(total)) total[kind] += counts[kind];
  const skipped =
    counts.skipped > 0 ? `, ${counts.skipped} skipped${forbidden ? ' (CI skips nothing)' : ''}` : '';
  summary.push(
    `${name}: ${status === 0 ? 'passed' : 'FAILED'} in ${minutes} min, ${counts.passed} tests${skipped}`,
  );
}
// Said again at the end: whoever reads only the tail of a long log still learns what failed.
if (failures.length > 0) console.log(`\nFailed:\n\n${failures.join('\n\n')}`);
console.log(`\n${summary.join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed} failed, ${total.skipped} skipped`);
process.exit(failed ? 1 : 0);

/** Runs one group on one database; gives its exit status, how many tests passed, failed and were skipped, and what failed. */
function runGroup(group, postgres) {
  const report = `.cache/tests-${group}${postgres ?? ''}.json`;
  rmSync(report, { force: true });
  const files = postgres && positionals.length === 0 ? SQL_TESTS : positionals;
  const { status } = spawnSync(
    process.execPath,
    [
      'node_modules/vitest/vitest.mjs',
      'run',
      '--project',
      group,
      '--reporter=default',
      '--reporter=json',
      `--outputFile.json=${report}`,
      ...files,
    ],
    { stdio: 'inherit', env: { ...process.env, ...(postgres && { ATRIUM_TEST_POSTGRES: postgres }) } },
  );
  if (!existsSync(report)) {
    return { status: status || 1, counts: { passed: 0, failed: 1, skipped: 0 }, failed: ['wrote no report'] };
  }
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests, testResults } = JSON.parse(
    readFileSync(report, 'utf8'),
  );
  return {
    status,
    counts: { passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests + numTodoTests },
    failed: testResults.flatMap(failuresOf),
  };
}

/** What failed in one file of vitest's report: a test's name with the first lines of its error, or the file's own error. */
function failuresOf({ name, status, message, assertionResults }) {
  const file = relative(process.cwd(), name);
  const tests = assertionResults.filter((test) => test.status === 'failed');
  if (tests.length === 0) return status === 'failed' ? [`${file}\n${firstLines(message)}`] : [];
  return tests.map((test) => `${file} > ${test.fullName}\n${firstLines(test.failureMessages.join('\n'))}`);
}

function firstLines(text) {
  return text.split('\n').slice(0, 12).join('\n').slice(0, 2000);
}
