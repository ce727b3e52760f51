import { spawnSync } from 'node:child_process';
import {
  createServer as createPlainServer,
  type IncomingMessage,
  type RequestListener,
  request,
} from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { closeServer, listenOnLoopback } from './store.ts';

/** A server that stands before another, or says something of its own. */
export interface Front {
  /** What a client must trust to speak https with it. */
  certificate?: string;
  /** Name or address with its port. */
  host: string;
  port: number;
  stop(): Promise<void>;
}

/**
 * Passes everything on to a port of loopback as it came, the Host header too.
 * @param added what the answers get beside their own headers
 */
export function passOn(
  port: number,
  added: (incoming: IncomingMessage) => Record<string, string> = () => ({}),
): RequestListener {
  return (incoming, outgoing) => {
    const { method, url: path, rawHeaders } = incoming;
    const forwarded = request({ host: '127.0.0.1', port, method, path, headers: rawHeaders }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, [
        ...answer.rawHeaders,
        ...Object.entries(added(incoming)).flat(),
      ]);
      // Some servers send a body that HEAD may not have, and break the connection by it.
      if (method === 'HEAD') outgoing.end();
      else answer.pipe(outgoing);
    });
    // A page that scrolls on drops its requests.
    forwarded.on('error', () => outgoing.destroy());
    outgoing.on('close', () => forwarded.destroy());
    incoming.pipe(forwarded);
  };
}

/** The first part of a PEM text with that name. */
const pemPart = (text: string, name: string) =>
  new RegExp(`-----BEGIN ${name}-----[^]*?-----END ${name}-----\n`).exec(text)?.[0] ?? '';

/** A new certificate that nobody vouches for, for loopback and the given names, with its key. */
export function selfSigned(names: readonly string[] = []): { key: string; cert: string } {
  const alternatives = ['IP:127.0.0.1', ...['localhost', ...names].map((name) => `DNS:${name}`)].join(',');
  const args = 'req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -keyout - -out -'
    .split(' ')
    .concat('-subj', '/CN=tests', '-addext', `subjectAltName=${alternatives}`);
  const { stdout, stderr, status } = spawnSync('openssl', args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`openssl makes no certificate: ${stderr}`);
  return { key: pemPart(stdout, 'PRIVATE KEY'), cert: pemPart(stdout, 'CERTIFICATE') };
}

/** The store on that port by https, with a certificate that nobody vouches for. */
export async function startTlsFront(port: number, names: readonly string[] = []): Promise<Front> {
  const made = selfSigned(names);
  const server = createTlsServer(made, passOn(port));
  const own = await listenOnLoopback(server);
  return { host: `127.0.0.1:${own}`, port: own, certificate: made.cert, stop: () => closeServer(server) };
}

/** A server that answers every request in its own way. */
export async function startAnswering(answer: RequestListener): Promise<Front> {
  const server = createPlainServer(answer);
  const port = await listenOnLoopback(server);
  return { host: `127.0.0.1:${port}`, port, stop: () => closeServer(server) };
}
