/** JavaScript and CSS that the first load of the page fetches, gzipped. */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { report } from './report.mjs';

const ROOT = fileURLToPath(new URL('../build/web/', import.meta.url));
const html = readFileSync(`${ROOT}index.html`, 'utf8');
const files = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.(?:js|css))"/g)].map(([, path]) => path);
const kilobytes =
  [...new Set(files)].reduce((sum, path) => sum + gzipSync(readFileSync(ROOT + path)).length, 0) / 1000;
report(
  'page, first load, gzipped',
  `${kilobytes.toFixed(1)} kB in ${new Set(files).size} files`,
  '<= 160 kB',
  kilobytes <= 160,
);
