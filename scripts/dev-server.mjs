import { runCommand } from '../build/server/cli/run-command.js';

process.exitCode = await runCommand(['serve']);
