#!/usr/bin/env node
// Builds if the build is missing or stale, then dispatches to the command line of the built server.
import { build, isStale } from '../scripts/build.mjs';

const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(`Atrium needs Node 20.19 or newer; this is ${process.versions.node}.`);
  process.exit(2);
}
if (isStale()) {
  console.error('Building Atrium (only after an update) …');
  await build();
}
const { runCommand } = await import('../build/bundle/run-command.js');
process.exitCode = await runCommand(process.argv.slice(2));
