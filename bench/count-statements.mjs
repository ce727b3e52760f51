/** Counts what a server asks PostgreSQL, from PostgreSQL's own log. */
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { describeEmbedded, findEmbedded } from '../build/server/db/embedded/find-embedded.js';

/** Heartbeats, and last uses and fetches written in batches, belong to no call. */
const BACKGROUND = /notify atrium_beat|insert into (credential_uses|client_workers|vault_fetches)|select '$/;

/** Makes PostgreSQL log all statements from its next start on; only its superuser may set that otherwise. */
export async function logStatements(dataDir) {
  const { place } = await describeEmbedded(dataDir);
  appendFileSync(join(place, 'data', 'postgresql.auto.conf'), "log_statement = 'all'\n");
}

async function connect(dataDir) {
  const client = new pg.Client(await findEmbedded(dataDir));
  await client.connect();
  return client;
}

/** Counts the statements that `work` leads to. */
export async function countStatements(dataDir, work) {
  const client = await connect(dataDir);
  const { log } = await describeEmbedded(dataDir);
  const mark = async () => {
    const text = `mark of the bench ${Math.random()}`;
    await client.query(`select '${text}'`);
    for (;;) {
      const at = readFileSync(log, 'utf8').indexOf(text);
      if (at >= 0) return at;
      await sleep(20);
    }
  };
  const from = await mark();
  await work();
  const to = await mark();
  await client.end();
  const statements = readFileSync(log, 'utf8')
    .slice(from, to)
    .split(/^\d{4}-\d\d-\d\d [^\n]*? LOG: {2}(?=execute|statement)/m)
    .slice(1)
    .filter((text) => !BACKGROUND.test(text));
  return statements.length;
}
