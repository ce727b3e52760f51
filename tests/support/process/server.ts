import { once } from 'node:events';
import net from 'node:net';
import { expect } from 'vitest';
import { type Answer, type As, headersOf } from '../test-app.ts';
import { type Ended, type Launched, type LaunchOptions, launchAtrium, untilWritten } from './launch.ts';

/** A password that passes the rules. */
export const PASSWORD = 'linen otter gravel 27';

/** Settings that make a first account without a person. */
export const ADMIN = {
  ATRIUM_ADMIN_EMAIL: 'ada@example.org',
  ATRIUM_ADMIN_PASSWORD: PASSWORD,
  ATRIUM_ADMIN_NAME: 'Ada',
} as const;

/** A serving Atrium, a process of its own. */
export interface Server extends Launched {
  /** Everything it was started with; commands beside it take the same. */
  env: Readonly<Record<string, string>>;
  web: string;
  api: string;
  files: string;
  call(name: string, body?: object, as?: As): Promise<Answer>;
  stop(signal?: NodeJS.Signals): Promise<Ended>;
}

/** Three ports nobody listens on, as settings. */
export async function freePorts() {
  const probes = [0, 1, 2].map(() => net.createServer().listen(0, '127.0.0.1'));
  await Promise.all(probes.map((probe) => once(probe, 'listening')));
  const [web, api, files] = probes.map((probe) => String((probe.address() as net.AddressInfo).port));
  await Promise.all(probes.map((probe) => once(probe.close(), 'close')));
  return { ATRIUM_WEB_PORT: web ?? '', ATRIUM_API_PORT: api ?? '', ATRIUM_FILES_PORT: files ?? '' };
}

/** Starts a server on free ports and waits until it says that it is ready. */
export async function startServer(options: LaunchOptions): Promise<Server> {
  // Tests start several on one database; their files are in nobody's way.
  const env = { ...(await freePorts()), ATRIUM_FILES_SHARED: '1', ...options.env };
  return serverOf(launchAtrium(['serve'], { ...options, env }), env);
}

/** The server a launched process becomes. */
export async function serverOf(
  launched: Launched,
  env: Record<string, string> & Awaited<ReturnType<typeof freePorts>>,
  limit_ms?: number,
): Promise<Server> {
  await untilWritten(launched, ({ stdout }) => / is ready: .*\n/.exec(stdout), limit_ms);
  const [web, api, files] = [env.ATRIUM_WEB_PORT, env.ATRIUM_API_PORT, env.ATRIUM_FILES_PORT].map(
    (port) => `http://127.0.0.1:${port}`,
  ) as [string, string, string];
  return {
    ...launched,
    env,
    web,
    api,
    files,
    call: (name, body, as = {}) =>
      callWire(as.session === undefined ? api : `${web}/api`, name, body, web, as),
    stop(signal = 'SIGTERM') {
      launched.send(signal);
      return launched.ended;
    },
  };
}

/**
 * Starts a server that must end by itself, with one sentence on stderr (no stack, no log line) and nothing on stdout.
 * One that comes up all the same is stopped, and fails the test.
 */
export async function refusedStart(env: Record<string, string>, options: LaunchOptions = {}): Promise<Ended> {
  const launched = launchAtrium(['serve'], { ...options, env: { ...(await freePorts()), ...env } });
  const ready = untilWritten(launched, ({ stdout }) => stdout.includes(' is ready: ')).catch(() => false);
  if (await Promise.race([ready, launched.ended.then(() => false)])) launched.send('SIGTERM');
  const ended = await launched.ended;
  expect(ended.stdout).toBe('');
  expect(ended.stderr.trimEnd().split('\n')).toHaveLength(1);
  return ended;
}

/** The secret of the claim link a server prints. */
export async function claimOf(server: Launched): Promise<string> {
  const [, secret = ''] = await untilWritten(server, ({ stdout }) => /\/claim#(\S+)\n/.exec(stdout));
  return secret;
}

async function callWire(base: string, name: string, body: unknown, origin: string, as: As): Promise<Answer> {
  const answer = await fetch(`${base}/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headersOf({ origin, ...as }) },
    body: JSON.stringify(body ?? {}),
  });
  const { meta, data } = (await answer.json()) as { meta: Record<string, never>; data: unknown };
  return {
    code: meta.result_code ?? 0,
    subcode: meta.result_subcode ?? 0,
    message: meta.result_msg ?? '',
    error: meta.error_data ?? {},
    data,
    meta,
    headers: Object.fromEntries(answer.headers),
  };
}

/** The secret of the session an answer begins. */
export function sessionOf({ headers }: Answer): string {
  return /atrium_session=([^;]+)/.exec(String(headers['set-cookie']))?.[1] ?? '';
}
