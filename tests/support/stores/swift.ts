import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { passOn } from './front.ts';
import {
  BUCKET,
  closeServer,
  listenOnLoopback,
  pathOfKey,
  type TestStore,
  visitPort,
  watchRequests,
} from './store.ts';

const SERVERS = fileURLToPath(new URL('swift_servers.py', import.meta.url));
/** Debian's own Python, which has Debian's packages. */
const PYTHON = '/usr/bin/python3';

export const SWIFT_REGION = 'eu-central-1';
/** Hosts below which Swift reads a bucket's name out of the host. */
export const SWIFT_DOMAINS = ['s3.localhost', `s3.${SWIFT_REGION}.amazonaws.com`];

/** Why Swift cannot run here, or undefined; scripts/ci-packages installs it. Under CI a missing Swift throws. */
export function whyNoSwift(): string | undefined {
  const { status } = spawnSync(PYTHON, ['-c', 'import swift.proxy.server, swift.obj.mem_server']);
  if (status === 0) return undefined;
  const why =
    "skipped: Debian's swift-proxy, swift-account, swift-container and swift-object are not installed";
  if (process.env.CI === 'true') throw new Error(`${why}; CI skips nothing`);
  return why;
}

/**
 * What the reverse proxy before Swift adds for pages it admits: s3api itself has CORS headers for objects that it gives,
 * but neither for its listings nor for its refusals.
 */
function corsHeaders(
  allowed: string | null,
  { origin, ...asked }: IncomingHttpHeaders,
): Record<string, string> {
  if (allowed === null || origin === undefined || (allowed !== '*' && allowed !== origin)) return {};
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': 'GET, HEAD',
    'access-control-allow-headers': asked['access-control-request-headers'] ?? '',
  };
}

async function startServers(folder: string, secret: string): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(PYTHON, [SERVERS, folder], { stdio: ['pipe', 'pipe', 'pipe'], cwd: folder });
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  child.stdin.write(
    `${JSON.stringify({ region: SWIFT_REGION, domains: SWIFT_DOMAINS.join(','), secret })}\n`,
  );
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve);
    child.once('exit', () => reject(new Error(`Swift did not start:\n${errors.join('')}`)));
  });
  return { child, port: JSON.parse(line).port };
}

/** Debian's OpenStack Swift with s3api: the second verifier of version 4; strict about region, clock and host. */
export async function startSwift(): Promise<TestStore> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-swift-'));
  const secret = { type: 'keys' as const, key: 'test:tester', secret: randomBytes(30).toString('base64') };
  const { child, port: inner } = await startServers(folder, secret.secret);
  let allowed: string | null = '*';
  const pass = passOn(inner, ({ headers }) => corsHeaders(allowed, headers));
  const front = createServer((incoming, outgoing) => {
    const headers = corsHeaders(allowed, incoming.headers);
    if (incoming.method !== 'OPTIONS' || Object.keys(headers).length === 0) pass(incoming, outgoing);
    else outgoing.writeHead(200, headers).end();
  });
  const requests = watchRequests(front);
  const port = await listenOnLoopback(front);
  const host = `127.0.0.1:${port}`;
  const own = (path: string) => `http://127.0.0.1:${inner}${path}`;
  const { headers } = await visitPort(inner, own('/auth/v1.0'), {
    headers: { 'x-storage-user': 'test:tester', 'x-storage-pass': secret.secret },
  });
  const token = { 'x-auth-token': String(headers['x-auth-token']) };
  /** By Swift's own interface, which needs no signature. */
  const send = async (path: string, method: string, more: Record<string, string> = {}, body?: Buffer) => {
    const length = { 'content-length': String(body?.length ?? 0) };
    const visit = { method, headers: { ...token, ...length, ...more }, ...(body && { body }) };
    const answer = await visitPort(inner, own(`/v1/AUTH_test/${BUCKET}${path}`), visit);
    if (answer.status >= 400 && answer.status !== 404)
      throw new Error(`swift: ${answer.status} ${answer.body}`);
    return answer;
  };
  await send('', 'PUT');
  return {
    name: 'Swift',
    place: {
      kind: 's3',
      scheme: 'http',
      host,
      account: '',
      bucket: BUCKET,
      prefix: '',
      region: SWIFT_REGION,
      style: 'path',
    },
    secret,
    wrong: { ...secret, secret: randomBytes(30).toString('base64') },
    port,
    requests,
    url: (key) => `s3://${host}/${BUCKET}/${key}`,
    async put(key, bytes, type) {
      await send(`/${pathOfKey(key)}`, 'PUT', { 'content-type': type }, Buffer.from(bytes));
    },
    async get(key) {
      const { status, body } = await send(`/${pathOfKey(key)}`, 'GET');
      return status === 404 ? undefined : body;
    },
    async allowOrigin(origin) {
      allowed = origin;
    },
    visit: (url, visit) => visitPort(port, url, visit),
    async stop() {
      await closeServer(front);
      const ended = once(child, 'exit');
      child.stdin?.end();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
