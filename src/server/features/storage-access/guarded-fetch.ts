import http from 'node:http';
import https from 'node:https';
import { isIP } from 'node:net';
import type { Readable } from 'node:stream';
import { connect as connectTls } from 'node:tls';
import type { NoAnswer } from '../../../storage/ladder.ts';
import { type ConnectionRules, connectGuarded, NoConnection, noConnection } from './guarded-connection.ts';

export interface Outgoing {
  url: string;
  method: 'GET' | 'HEAD' | 'OPTIONS' | 'DELETE' | 'POST';
  headers?: Record<string, string>;
  body?: string;
  /** Ends the request, wherever it is. */
  signal?: AbortSignal | undefined;
}

/** An answer whose body has not been read; whoever gets it reads it or destroys it. */
export interface Incoming {
  status: number;
  headers: Record<string, string>;
  body: Readable;
}

export interface Failed {
  failed: NoAnswer;
  /** A code of ours or of the system, such as CERT_HAS_EXPIRED. */
  detail: string;
}

/** An answer whose body was read. */
export interface Received {
  status: number;
  headers: Record<string, string>;
  bytes: Buffer;
  /** True when the body went on beyond the limit. */
  cut: boolean;
}

/** Requests of the server to stores: guarded, without redirects, with an end. Never throws for what a network does. */
export interface GuardedFetch {
  /** Gives the answer once its headers are there; its body ends after 10 minutes at most. */
  open(request: Outgoing): Promise<Incoming | Failed>;
  /** Reads the body's beginning, at most `most` bytes, within 20 seconds. */
  read(request: Outgoing, most: number): Promise<Received | Failed>;
  close(): void;
}

/** Nothing came or went for so long: the other side is gone. */
const IDLE_MS = 20_000;
const OPEN_MS = 600_000;
const READ_MS = 20_000;
const TIMES = { idle_ms: IDLE_MS, open_ms: OPEN_MS, read_ms: READ_MS };
const POOL = { keepAlive: true, maxSockets: 64, maxTotalSockets: 512, maxFreeSockets: 8, timeout: IDLE_MS };

/** Builds the one way in which the server sends requests to addresses that people typed. */
export function createGuardedFetch(rules: ConnectionRules, times = TIMES): GuardedFetch {
  const agents = { 'http:': new http.Agent(POOL), 'https:': new https.Agent(POOL) };
  agents['http:'].createConnection = (options, callback) => {
    plainSocket(rules, options).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  agents['https:'].createConnection = (options, callback) => {
    tlsSocket(rules, options).then(
      (socket) => callback?.(null, socket),
      (error: Error) => callback?.(error, undefined as never),
    );
    return undefined;
  };
  const open = async (request: Outgoing, most_ms: number): Promise<Incoming | Failed> => {
    const url = URL.canParse(request.url) ? new URL(request.url) : undefined;
    if (!url || (url.protocol !== 'http:' && url.protocol !== 'https:') || url.username || url.password)
      return { failed: 'forbidden_address', detail: 'not_http' };
    const agent = agents[url.protocol];
    try {
      return await send(url, request, agent, { idle_ms: times.idle_ms, most_ms });
    } catch (error) {
      const { failed, code } = noConnection(error);
      return { failed, detail: code };
    }
  };
  return {
    open: (request) => open(request, times.open_ms),
    async read(request, most) {
      const answer = await open(request, times.read_ms);
      return 'failed' in answer ? answer : readBody(answer, most);
    },
    close() {
      for (const agent of Object.values(agents)) agent.destroy();
    },
  };
}

interface Target {
  host?: string | null | undefined;
  port?: number | string | null | undefined;
}

const plainSocket = (rules: ConnectionRules, { host, port }: Target) =>
  connectGuarded(rules, host ?? '', Number(port));

async function tlsSocket(rules: ConnectionRules, target: Target) {
  const raw = await plainSocket(rules, target);
  const host = target.host ?? '';
  return new Promise<ReturnType<typeof connectTls>>((resolve, reject) => {
    const socket = connectTls({ socket: raw, host, ...(!isIP(host) && { servername: host }) });
    const fail = (error: Error) => {
      socket.destroy();
      reject(error);
    };
    socket.setTimeout(IDLE_MS, () => fail(new NoConnection('timeout', 'tls_timeout')));
    socket.once('error', (error) => fail(inHandshake(error)));
    socket.once('secureConnect', () => {
      socket.setTimeout(0).removeAllListeners('timeout').removeAllListeners('error');
      resolve(socket);
    });
  });
}

/** Whatever ends a handshake is TLS that did not come about: a server that speaks plain http just hangs up. */
function inHandshake(error: unknown): NoConnection {
  const { failed, code } = noConnection(error);
  return new NoConnection(failed === 'unreachable' ? 'tls' : failed, code, error);
}

interface Ends {
  idle_ms: number;
  most_ms: number;
}

async function send(url: URL, request: Outgoing, agent: http.Agent, ends: Ends): Promise<Incoming> {
  try {
    return await sendOnce(url, request, agent, ends);
  } catch (error) {
    // A connection kept open for the next request may be closed by the other side at that very moment.
    if (!(error instanceof LostReused) || request.method === 'POST') throw error;
    return sendOnce(url, request, agent, ends);
  }
}

class LostReused extends Error {
  readonly code = 'ECONNRESET';
}

function sendOnce(url: URL, outgoing: Outgoing, agent: http.Agent, ends: Ends): Promise<Incoming> {
  const { method, headers, body, signal } = outgoing;
  return new Promise((resolve, reject) => {
    let answer: http.IncomingMessage | undefined;
    const request = (url.protocol === 'https:' ? https : http).request(url, {
      method,
      headers: { 'user-agent': 'atrium', 'accept-encoding': 'identity', ...headers },
      agent,
      ...(signal && { signal }),
    });
    const late = () => {
      const error = new NoConnection('timeout', 'no_answer');
      answer?.destroy(error);
      request.destroy(error);
    };
    const timer = setTimeout(late, ends.most_ms).unref();
    request.setTimeout(ends.idle_ms, late);
    request.once('close', () => clearTimeout(timer));
    request.on('error', (error: NodeJS.ErrnoException) => {
      const isLost = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(isLost ? new LostReused() : error);
      answer?.destroy(error);
    });
    request.once('response', (response) => {
      answer = response;
      // Whoever reads the body is told; while nobody does yet, it must not end the process.
      response.on('error', () => undefined);
      resolve({ status: response.statusCode ?? 0, headers: plainHeaders(response.headers), body: response });
    });
    request.end(body);
  });
}

function plainHeaders(headers: http.IncomingHttpHeaders): Record<string, string> {
  const entries = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value] as const],
  );
  return Object.fromEntries(entries);
}

async function readBody({ status, headers, body }: Incoming, most: number): Promise<Received | Failed> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      // Leaving the loop destroys the body, and so the connection.
      if (length > most) break;
    }
  } catch (error) {
    const { failed, code } = noConnection(error);
    return { failed, detail: code };
  }
  return { status, headers, bytes: Buffer.concat(chunks).subarray(0, most), cut: length > most };
}
