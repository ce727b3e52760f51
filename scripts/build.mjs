/** Builds the server (TypeScript 7, project references) and the page (Vite) into build/. */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './run.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'build', 'stamp.txt');
const INPUTS = ['src', 'package-lock.json', 'tsconfig.base.json'];

function* filesBelow(path) {
  const stat = statSync(path);
  if (stat.isFile()) yield `${relative(ROOT, path)} ${stat.size} ${stat.mtimeMs}`;
  else for (const name of readdirSync(path).sort()) yield* filesBelow(join(path, name));
}

/** A digest of every input's path, size and time of change. */
function inputDigest() {
  const hash = createHash('sha256');
  for (const input of INPUTS) for (const line of filesBelow(join(ROOT, input))) hash.update(`${line}\n`);
  return hash.digest('hex');
}

/** True when build/ is missing or older than its sources. */
export function isStale() {
  return !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== inputDigest();
}

/** Builds everything; throws with the tool's own output when a step fails. */
export function build() {
  const digest = inputDigest();
  run('node', [join(ROOT, 'node_modules/ts7/bin/tsc'), '-b', 'src/server'], { cwd: ROOT });
  run('node', [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'src/web', '--logLevel', 'warn'], {
    cwd: ROOT,
  });
  mkdirSync(join(ROOT, 'build'), { recursive: true });
  writeFileSync(STAMP, digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
