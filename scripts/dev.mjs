/** npm run dev: compiles the server on change and restarts it; Vite serves the page with hot reload. */
import { spawn } from 'node:child_process';
import { build, isStale } from './build.mjs';

if (isStale()) await build();
const start = (args) => spawn(process.execPath, args, { stdio: 'inherit' });
const children = [
  start(['node_modules/ts7/bin/tsc', '-b', 'src/server', '--watch', '--preserveWatchOutput']),
  start(['--watch-path=build/server', '--watch-path=build/contract', 'scripts/dev-server.mjs']),
  start(['node_modules/vite/bin/vite.js', 'src/web']),
];
const stop = () => {
  for (const child of children) child.kill('SIGTERM');
};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, stop);
