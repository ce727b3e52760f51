import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from './report.mjs';

const hasWrk = spawnSync('wrk', ['--version']).error === undefined;
const TIMES = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/**
 * Loads one address, with its bodies in turn, and gives requests per second and the 99th percentile in milliseconds.
 * Uses wrk where installed,
 * since a generator in Node is slower than the server and flatters ratios; else autocannon, and says so.
 */
export async function load({
  url,
  method = 'POST',
  headers = {},
  body = '{}',
  bodies = [body],
  seconds = 4,
  connections = 16,
}) {
  const result = hasWrk
    ? withWrk({ url, method, headers, bodies, seconds, connections })
    : await withAutocannon({ url, method, headers, bodies, seconds, connections });
  if (result.errors > 0) throw new Error(`${url}: ${result.errors} answers were not 200`);
  return result;
}

export const generator = hasWrk ? 'wrk' : 'autocannon (install wrk for a fairer figure)';

const ROUNDS = 3;

/** Alternates reference and subject, so that noise of the machine falls on both; gives medians. */
export async function ratio(reference, subject) {
  const pairs = [];
  for (let round = 0; round < ROUNDS; round++) pairs.push([await load(reference), await load(subject)]);
  const value = median(pairs.map(([a, b]) => b.rate / a.rate));
  const rates = [1, 0].map((side) => median(pairs.map((pair) => pair[side].rate)).toFixed(0));
  const p99_ms = median(pairs.map(([, b]) => b.p99_ms));
  const described = `${value.toFixed(2)} (${rates.join(' / ')} per s, p99 ${p99_ms.toFixed(1)} ms)`;
  return { ratio: value, described };
}

/** One body is sent as it stands, which costs wrk least. In long brackets Lua escapes nothing. */
function bodiesInLua(bodies) {
  const texts = bodies.map((text) => `[==[${text}]==]`);
  if (texts.length === 1) return [`wrk.body = ${texts[0]}`];
  return [
    `bodies, turn = { ${texts.join(', ')} }, 0`,
    'function request() turn = turn % #bodies + 1; return wrk.format(nil, nil, nil, bodies[turn]) end',
  ];
}

function withWrk({ url, method, headers, bodies, seconds, connections }) {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-wrk-'));
  const script = join(folder, 'request.lua');
  const lines = Object.entries(headers).map(
    ([name, value]) => `wrk.headers[${JSON.stringify(name)}] = ${JSON.stringify(value)}`,
  );
  writeFileSync(
    script,
    [`wrk.method = ${JSON.stringify(method)}`, ...bodiesInLua(bodies), ...lines].join('\n'),
  );
  const args = ['-t1', `-c${connections}`, `-d${seconds}s`, '--latency', '-s', script, url];
  const { stdout, status, stderr } = spawnSync('wrk', args, { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (status !== 0) throw new Error(stderr);
  const [, p99 = '', unit = 'ms'] = /99%\s+([\d.]+)(us|ms|s|m)/.exec(stdout) ?? [];
  return {
    rate: Number(/Requests\/sec:\s+([\d.]+)/.exec(stdout)?.[1]),
    p99_ms: Number(p99) * TIMES[unit],
    errors: Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0),
  };
}

async function withAutocannon({ url, method, headers, bodies, seconds, connections }) {
  const { default: autocannon } = await import('autocannon');
  const requests = bodies.map((body) => ({ body }));
  const result = await autocannon({ url, method, headers, requests, duration: seconds, connections });
  return { rate: result.requests.average, p99_ms: result.latency.p99, errors: result.non2xx + result.errors };
}
