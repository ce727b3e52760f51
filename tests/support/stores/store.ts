import { type IncomingHttpHeaders, request, type Server } from 'node:http';
import { request as requestTls, type Server as TlsServer } from 'node:https';
import type { Place, Secret } from '../../../src/storage/place.ts';

/** What reached a store, in order; `url` is the path and query as they came. */
export interface SeenRequest {
  method: string;
  url: string;
  status: number;
}

export interface StoreAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: Buffer;
}

/** A request to a store that is sent as it is, whatever the URL's host resolves to. */
export interface Visit {
  method?: string;
  headers?: Record<string, string>;
  body?: Buffer;
}

/** A store of the real protocol on a free port of loopback, with one bucket that is empty at first. */
export interface TestStore {
  name: string;
  place: Place;
  secret: Secret;
  /** Of the same form and name as `secret`, but not what the store knows. */
  wrong: Secret;
  /** Where it listens on 127.0.0.1. */
  port: number;
  /** The URL ClearML's SDK stores for an object of this bucket. */
  url(key: string): string;
  /** Stores an object past the door that signed links go through. */
  put(key: string, bytes: Buffer | string, type: string): Promise<void>;
  get(key: string): Promise<Buffer | undefined>;
  /** Lets pages of one origin read, or '*' (as at the start), or none. */
  allowOrigin(origin: string | null): Promise<void>;
  /** Sends to this store whatever host the URL names, which stays in the Host header. */
  visit(url: string, visit?: Visit): Promise<StoreAnswer>;
  requests: SeenRequest[];
  stop(): Promise<void>;
}

/** The bucket or container of every test store. */
export const BUCKET = 'samples';

/** Notes what a server is asked from now on, and how it answered. */
export function watchRequests(server: Server | TlsServer): SeenRequest[] {
  const seen: SeenRequest[] = [];
  server.prependListener('request', (incoming, outgoing) => {
    const noted = { method: incoming.method ?? '', url: incoming.url ?? '', status: 0 };
    seen.push(noted);
    outgoing.once('close', () => {
      noted.status = outgoing.headersSent ? outgoing.statusCode : 0;
    });
  });
  return seen;
}

/**
 * Sends a request to a port of loopback under the name that the URL has; redirects are not followed.
 * @param isTls whether the port speaks TLS, whatever the URL's scheme; its certificate is taken as it is
 */
export function visitPort(
  port: number,
  url: string,
  { method = 'GET', headers = {}, body }: Visit = {},
  isTls = false,
): Promise<StoreAnswer> {
  const { host, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = (isTls ? requestTls : request)(
      {
        host: '127.0.0.1',
        port,
        method,
        path: pathname + search,
        headers: { host, ...headers },
        agent: false,
        rejectUnauthorized: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () =>
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
        );
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Listens on a free port of loopback. */
export async function listenOnLoopback(server: Server | TlsServer): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('no port');
  return address.port;
}

export async function closeServer(server: Server | TlsServer): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}

/** A key as a path: every segment escaped, slashes kept. */
export function pathOfKey(key: string): string {
  return key.split('/').map(encodeURIComponent).join('/');
}
