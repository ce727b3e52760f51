/**
 * 200 agents that ask two queues every 5 s and 50 trainings that report every 2 s: how long calls take, whether any
 * fails, and whether memory stays. Ten minutes as the target has them; `--minutes 4` for a first look.
 */

import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { report } from './report.mjs';
import { command, makeInstallation, pssOf, startServer } from './server.mjs';

const AGENTS = 200;
const AGENT_EVERY_MS = 5_000;
const TRAININGS = 50;
const TRAINING_EVERY_MS = 2_000;
/** The minute whose memory the last one is compared with: by then every cache is warm. */
const WARM_MINUTE = 3;

const { values } = parseArgs({ options: { minutes: { type: 'string', default: '10' } } });
const minutes = Math.max(WARM_MINUTE + 1, Number(values.minutes));

const installation = await makeInstallation();
const server = await startServer(installation);
await command(installation, 'user', 'create', '--email', 'bench@example.org', '--name', 'Bench');
const key = await command(installation, 'credentials', 'create', '--user', 'bench@example.org');
const basic = `Basic ${Buffer.from(`${key.access_key}:${key.secret_key}`).toString('base64')}`;

const times = [];
const failures = new Map();
let sent = 0;

/** One call, timed until its answer is read. */
async function call(name, body, { authorization = bearer, type = 'application/json' } = {}) {
  const at = performance.now();
  sent += 1;
  try {
    const answer = await fetch(`${installation.api}/${name}`, {
      method: 'POST',
      headers: { 'Content-Type': type, Authorization: authorization },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const { data, meta } = await answer.json();
    times.push(performance.now() - at);
    if (answer.ok) return data;
    throw new Error(`${meta.result_code}/${meta.result_subcode}`);
  } catch (error) {
    const why = `${name}: ${error.message}`;
    failures.set(why, (failures.get(why) ?? 0) + 1);
    return undefined;
  }
}

const bearer = `Bearer ${(await call('auth.login', {}, { authorization: basic })).token}`;
const queues = [];
for (const name of ['bench one', 'bench two']) queues.push((await call('queues.create', { name })).id);
const tasks = [];
for (let i = 0; i < TRAININGS; i++) {
  const { id } = await call('tasks.create', { name: `training ${i}`, type: 'training' });
  await call('tasks.started', { task: id });
  tasks.push(id);
}
times.length = 0;
sent = 0;
const end = performance.now() + minutes * 60_000;

/** Does something again and again, from a moment of its own on, as separate machines do. */
async function every(ms, act) {
  await sleep(Math.random() * ms);
  for (let turn = 0; performance.now() < end; turn++) {
    const begun = performance.now();
    await act(turn);
    await sleep(Math.max(0, ms - (performance.now() - begun)));
  }
}

const stats = { cpu_usage: [50, 60], memory_used: 1_000, gpu_usage: [99] };

/** An idle agent: both queues in turn, then how its machine does. */
const agent = (n) =>
  every(AGENT_EVERY_MS, async () => {
    for (const queue of queues) await call('queues.get_next_task', { queue, get_task_info: true });
    const timestamp = Date.now();
    await call('workers.status_report', { worker: `bench:${n}`, queues, timestamp, machine_stats: stats });
  });

/** A training: ten scalars and three lines, and that it lives. */
const training = (task) =>
  every(TRAINING_EVERY_MS, async (turn) => {
    const common = { task, timestamp: Date.now(), worker: 'bench' };
    const scalars = Array.from({ length: 10 }, (_, i) => ({
      ...{ ...common, type: 'training_stats_scalar', metric: 'loss', variant: `variant ${i}` },
      ...{ iter: turn, value: Math.random() },
    }));
    const lines = Array.from({ length: 3 }, (_, i) => ({
      ...{ ...common, type: 'log', level: 'INFO', msg: `epoch ${turn}, line ${i}: loss 0.123` },
    }));
    const batch = [...scalars, ...lines].map((event) => JSON.stringify(event)).join('\n');
    await call('events.add_batch', batch, { type: 'application/json-lines' });
    if (turn % 10 === 0) await call('tasks.ping', { task });
  });

/** Memory of each minute: the middle of looks every second, since collections of garbage make it jump. */
async function watchMemory() {
  const byMinute = [];
  const begun = performance.now();
  while (performance.now() < end) {
    await sleep(1_000);
    const minute = Math.floor((performance.now() - begun) / 60_000);
    byMinute[minute] = [...(byMinute[minute] ?? []), pssOf(server.pid)];
  }
  return byMinute.map((looks) => looks.toSorted((a, b) => a - b)[Math.floor(looks.length / 2)]);
}

const [memory] = await Promise.all([
  watchMemory(),
  ...Array.from({ length: AGENTS }, (_, n) => agent(n)),
  ...tasks.map(training),
]);

times.sort((a, b) => a - b);
const at = (share) => times[Math.floor(times.length * share)] ?? 0;
console.log(`        ${sent} calls in ${minutes} minutes, median ${at(0.5).toFixed(1)} ms`);
report(
  `${AGENTS} agents and ${TRAININGS} trainings, 99th percentile`,
  `${at(0.99).toFixed(1)} ms`,
  '<= 50 ms',
  at(0.99) <= 50,
);
const failed = [...failures].map(([why, count]) => `${count} of ${why}`).join(', ');
report('calls that failed', failed || '0', '0', failures.size === 0);
const [warm, last] = [memory[WARM_MINUTE - 1], memory[minutes - 1]];
report(
  `memory of minute ${minutes} beside minute ${WARM_MINUTE}`,
  `${(last / warm).toFixed(2)} (${last.toFixed(0)} / ${warm.toFixed(0)} MB)`,
  '<= 1.10',
  last <= 1.1 * warm,
);
await server.stop();
installation.remove();
