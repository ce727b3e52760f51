/** Builds the server (TypeScript 7, project references) and the page (Vite) into build/. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { run } from './run.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'build', 'stamp.txt');
const INPUTS = ['src', 'package-lock.json', 'tsconfig.base.json'];

function* filesBelow(path) {
  const stat = statSync(path);
  if (stat.isFile()) yield `${path} ${stat.size} ${stat.mtimeMs}`;
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

/** Puts a .br and a .gz beside each asset worth it, which the server sends to who accepts them. */
function compressAssets() {
  const folder = join(ROOT, 'build/web/assets');
  for (const name of readdirSync(folder).filter((file) => /\.(js|css|svg)$/.test(file))) {
    const bytes = readFileSync(join(folder, name));
    if (bytes.length < 1024) continue;
    writeFileSync(join(folder, `${name}.br`), brotliCompressSync(bytes));
    writeFileSync(join(folder, `${name}.gz`), gzipSync(bytes, { level: 9 }));
  }
}

/** Builds everything; throws with the tool's own output when a step fails. */
export function build() {
  const digest = inputDigest();
  run('node', [join(ROOT, 'node_modules/ts7/bin/tsc'), '-b', 'src/server'], { cwd: ROOT });
  run('node', [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'src/web', '--logLevel', 'warn'], {
    cwd: ROOT,
  });
  compressAssets();
  writeFileSync(STAMP, digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) build();
