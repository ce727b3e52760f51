/** Events at volume: batches of scalars beside bare COPY of the same rows, curves of a million points, a long console. */
import pg from 'pg';
import { findEmbedded } from '../build/server/db/embedded/find-embedded.js';
import { load } from './load.mjs';
import { median, report } from './report.mjs';
import { command, makeInstallation, startServer } from './server.mjs';

const BATCH = 1_000;
const CONNECTIONS = 8;
const SECONDS = 4;
const ROUNDS = 3;
const POINTS = 1_000_000;
const LINES = 1_000_000;

const installation = await makeInstallation();
const server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const connection = await findEmbedded(installation.environment.ATRIUM_DATA_DIR);
const client = new pg.Client(connection);
await client.connect();
const authorization = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;

async function call(name, body, type = 'application/json') {
  const at = performance.now();
  const answer = await fetch(`${installation.api}/${name}`, {
    method: 'POST',
    headers: { 'Content-Type': type, Authorization: authorization },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
  const { data, meta } = await answer.json();
  if (!answer.ok) throw new Error(`${name}: ${meta.result_msg}`);
  return { data, ms: performance.now() - at };
}

const makeTask = async (name) => (await call('tasks.create', { name, type: 'training' })).data.id;
const rowsOf = (task, from, count, variants = 10) =>
  Array.from({ length: count }, (_, i) => ({
    ...{ type: 'training_stats_scalar', task, metric: 'loss', variant: `variant ${i % variants}` },
    ...{ iter: from + Math.floor(i / variants), value: Math.sin(i), timestamp: 1_700_000_000_000 + from + i },
  }));
const lines = (events) => events.map((event) => JSON.stringify(event)).join('\n');

/** One COPY of rows from here, as a query that the client runs. */
class Copy {
  constructor(rows, done) {
    Object.assign(this, { rows, done });
  }
  submit(connection) {
    connection.query('copy bench_scalars from stdin');
  }
  handleCopyInResponse(connection) {
    connection.sendCopyFromChunk(this.rows);
    connection.endCopyFrom();
  }
  handleCommandComplete() {}
  handleError(error) {
    this.done(error);
  }
  handleReadyForQuery() {
    this.done();
  }
}

const copy = (one, rows) =>
  new Promise((resolve, reject) => {
    one.query(new Copy(rows, (error) => (error ? reject(error) : resolve())));
  });

/** Rows per second of COPY, one batch per transaction, into a table without an index. */
async function copyRate(rows) {
  const clients = Array.from({ length: CONNECTIONS }, () => new pg.Client(connection));
  await Promise.all(clients.map((one) => one.connect()));
  const end = performance.now() + SECONDS * 1_000;
  let batches = 0;
  const work = async (one) => {
    for (; performance.now() < end; batches++) await copy(one, rows);
  };
  await Promise.all(clients.map(work));
  await Promise.all(clients.map((one) => one.end()));
  return (batches * BATCH) / SECONDS;
}

const addBatch = (bodies) =>
  load({
    url: `${installation.api}/events.add_batch`,
    ...{ headers: { 'Content-Type': 'application/json-lines', Authorization: authorization }, bodies },
    ...{ seconds: SECONDS, connections: CONNECTIONS },
  });

async function benchBatches() {
  await client.query(`create table bench_scalars (workspace_id text, task_id text, metric text, variant text,
    iter integer, at double precision, value double precision)`);
  const tasks = await Promise.all(Array.from({ length: CONNECTIONS }, (_, i) => makeTask(`batches ${i}`)));
  const text = rowsOf(tasks[0], 0, BATCH)
    .map((r) => [tasks[1], r.task, r.metric, r.variant, r.iter, r.timestamp, r.value].join('\t'))
    .join('\n');
  const rows = Buffer.from(`${text}\n`);
  // Eight tasks report at once, as eight trainings do.
  const bodies = tasks.map((task) => lines(rowsOf(task, 0, BATCH)));
  const pairs = [];
  for (let round = 0; round < ROUNDS; round++) {
    const copied = await copyRate(rows);
    // What the reference wrote must not be flushed while the subject is measured.
    await client.query('truncate bench_scalars');
    const { rate } = await addBatch(bodies);
    pairs.push([copied, rate * BATCH]);
  }
  const ratio = median(pairs.map(([copied, added]) => added / copied));
  const [copied, added] = [0, 1].map((side) => median(pairs.map((pair) => pair[side])));
  report(
    `events.add_batch of ${BATCH} scalars, ${CONNECTIONS} connections, beside COPY`,
    `${ratio.toFixed(2)} (${added.toFixed(0)} / ${copied.toFixed(0)} rows per s)`,
    '>= 0.40',
    ratio >= 0.4,
  );
  const one = await addBatch(bodies.slice(0, 1));
  console.log(`        all into one task: ${(one.rate * BATCH).toFixed(0)} rows per s`);
}

/** A curve of so many points, in batches of a thousand, and the middle time of reading it. */
async function curveTime(points) {
  const task = await makeTask(`curve of ${points}`);
  for (let at = 0; at < points; at += 20_000)
    await call('events.add_batch', lines(rowsOf(task, at, 20_000, 1)), 'application/json-lines');
  const times = [];
  for (let round = 0; round < 7; round++)
    times.push((await call('events.scalar_metrics_iter_histogram', { task, samples: 5_000 })).ms);
  return median(times);
}

async function benchCurves() {
  const small = await curveTime(POINTS / 10);
  const large = await curveTime(POINTS);
  report(
    `a curve of ${POINTS} points to 5,000`,
    `${large.toFixed(0)} ms, ${(large / small).toFixed(1)} of one of ${POINTS / 10}`,
    '<= 300 ms and <= 12',
    large <= 300 && large <= 12 * small,
  );
}

async function benchConsole() {
  const task = await makeTask('console');
  for (let at = 0; at < LINES; at += 20_000) {
    const batch = Array.from({ length: 20_000 }, (_, i) => ({
      ...{ type: 'log', task, timestamp: 1_700_000_000_000 + at + i, level: 'INFO', worker: 'bench' },
      msg: `line ${at + i} of a long console, as long as such lines are: loss 0.123, accuracy 0.987`,
    }));
    await call('events.add_batch', lines(batch), 'application/json-lines');
  }
  const times = [];
  for (let round = 0; round < 20; round++)
    times.push((await call('events.get_task_log', { task, batch_size: 500, order: 'asc' })).ms);
  const ms = median(times);
  report(`console tail of ${LINES} lines`, `${ms.toFixed(1)} ms`, '<= 30 ms', ms <= 30);
}

await benchBatches();
await benchCurves();
await benchConsole();
await client.end();
await server.stop();
installation.remove();
