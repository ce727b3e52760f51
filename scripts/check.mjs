/** npm run check: format, lint and import rules (Biome), types and project borders (tsc -b), sizes, dead code. */
import { run } from './run.mjs';

const steps = [
  ['format, lint, import rules', ['node_modules/@biomejs/biome/bin/biome', 'check', '.']],
  ['types and project borders', ['node_modules/ts7/bin/tsc', '-b']],
  ['sizes', ['scripts/check-sizes.mjs']],
  ['dead code', ['node_modules/knip/bin/knip.js']],
];
for (const [name, args] of steps) {
  const start = performance.now();
  run('node', args);
  console.log(`ok  ${name} (${((performance.now() - start) / 1000).toFixed(1)} s)`);
}
