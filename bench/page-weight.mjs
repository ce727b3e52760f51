/** JavaScript and CSS that the first load of the Profile page fetches, gzipped. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { report } from './report.mjs';

const ASSETS = fileURLToPath(new URL('../build/web/assets/', import.meta.url));
const html = readFileSync(`${ASSETS}../index.html`, 'utf8');
const profile = readdirSync(ASSETS).find((name) => /^profile-page-.*\.js$/.test(name));
const files = new Set();

/** A file with everything it imports at once. */
function take(name) {
  if (files.has(name)) return;
  files.add(name);
  if (!name.endsWith('.js')) return;
  const code = readFileSync(ASSETS + name, 'utf8');
  for (const [, found] of code.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.(?:js|css))["'`]/g))
    take(found);
}

for (const [, name] of html.matchAll(/(?:src|href)="\.?\/?assets\/([^"]+\.(?:js|css))"/g)) take(name);
take(profile);
const kilobytes =
  [...files].reduce((sum, name) => sum + gzipSync(readFileSync(ASSETS + name)).length, 0) / 1000;
report(
  'Profile page, first load, gzipped',
  `${kilobytes.toFixed(1)} kB in ${files.size} files`,
  '<= 160 kB',
  kilobytes <= 160,
);
