/**
 * A small Atrium for tests of the launcher: starts the database of a data folder, tells what happens as JSON lines,
 * ends on SIGTERM. Arguments: data folder, then `server` and an address, `command`, `find`, or `rounds` and
 * how many.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DatabaseUnavailable } from '../../../src/server/db/database-unavailable.ts';
import type { EmbeddedDatabase } from '../../../src/server/db/embedded/embedded-database.ts';
import { describeEmbedded, findEmbedded } from '../../../src/server/db/embedded/find-embedded.ts';
import { startEmbedded } from '../../../src/server/db/embedded/start-embedded.ts';
import { type ServerLock, takeServerLock } from '../../../src/server/db/lock.ts';

const [dataDir = '', role = 'command', address = ''] = process.argv.slice(2);
const say = (event: object) => process.stdout.write(`${JSON.stringify(event)}\n`);

/** A refused server must leave the database it has joined. */
async function lockOrLeave(database: EmbeddedDatabase, address: string): Promise<ServerLock> {
  try {
    return await takeServerLock(database.connection, { address });
  } catch (error) {
    await database.stop();
    throw error;
  }
}

/** Uses the database again and again, each time as a command of its own would. */
async function comeAndGo(rounds: number): Promise<void> {
  for (let round = 0; round < rounds; round++) {
    const database = await startEmbedded({ dataDir, note: () => undefined });
    const client = new pg.Client(database.connection);
    await client.connect();
    await client.query('select 1');
    await sleep(Math.random() * 60);
    await client.query('select 1');
    await client.end();
    await database.stop();
    await sleep(Math.random() * 60);
  }
  say({ event: 'done' });
}

async function run(): Promise<void> {
  const begin = performance.now();
  if (role === 'find') {
    say({
      event: 'found',
      host: (await findEmbedded(dataDir))?.host,
      description: await describeEmbedded(dataDir),
    });
    return;
  }
  const notes: string[] = [];
  if (role === 'rounds') return comeAndGo(Number(address));
  const database = await startEmbedded({ dataDir, note: (sentence) => notes.push(sentence) });
  const lock = role === 'server' ? await lockOrLeave(database, address) : undefined;
  const stop = async () => {
    await lock?.release();
    await database.stop();
    say({ event: 'stopped', notes });
    process.exit(0);
  };
  process.once('SIGTERM', () => void stop());
  const { pid, connection } = database;
  say({ event: 'started', pid, connection, notes, ms: performance.now() - begin });
  const alive = setInterval(() => undefined, 1000);
  void lock?.lost.then(() => say({ event: 'lock lost' }));
  const code = await database.exited;
  say({ event: 'exited', code });
  clearInterval(alive);
  process.exit(9);
}

try {
  await run();
} catch (error) {
  if (!(error instanceof DatabaseUnavailable)) throw error;
  say({ event: 'refused', code: error.code, message: error.message, cure: error.cure });
  process.exitCode = error.exitCode;
}
