import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

/** Processor time of the quickest of three readings, in milliseconds. */
const PROGRAM = `
import sys, time
from clearml.utilities.pyhocon import ConfigFactory
text = sys.stdin.read()
found = float("inf")
for _ in range(3):
    before = time.process_time()
    ConfigFactory.parse_string(text)
    found = min(found, time.process_time() - before)
print(found * 1000)
`;

/** The Python with the genuine SDK, which the group "clients" of the tests installs; undefined before its first run. */
function findPython() {
  const pin = readFileSync(root('tests/clients/requirements.txt'), 'utf8')
    .split('\n')
    .find((line) => line.startsWith('clearml=='));
  const python = root(`.cache/python/${pin?.replace('==', '-')}/bin/python`);
  return existsSync(python) ? python : undefined;
}

/** Milliseconds the clients' own reader takes for a text, or undefined where it is not installed. */
export function pyhoconMs(text) {
  const python = findPython();
  if (python === undefined) return undefined;
  const { status, stdout, stderr } = spawnSync(python, ['-c', PROGRAM], { input: text, encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return Number(stdout);
}
