import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { FastifyInstance } from 'fastify';

/** How slowly a request may arrive; tests take shorter times. */
export interface Patience {
  /** Milliseconds in which a request must arrive whole, uploads apart: Node's own limit. */
  whole_ms: number;
  /** Milliseconds in which at least `bytes` of an upload must arrive, however long all of it takes. */
  idle_ms: number;
  /** Less than the slowest line gives, more than somebody spends who only wants to hold the connection. */
  bytes: number;
}

export const PATIENCE: Patience = { whole_ms: 300_000, idle_ms: 60_000, bytes: 16 * 1024 };

/** The request that a connection is sending, and what had arrived when it was last looked at. */
interface Arriving {
  request: IncomingMessage;
  is_upload: boolean;
  began_ms: number;
  seen_ms: number;
  seen_bytes: number;
}

/**
 * Ends connections whose request does not arrive: an API call that is not there whole in time, or an upload of which
 * too little comes. Node's own limit for whole requests knows no difference between the two, so it is off for this door;
 * its limit for headers holds.
 */
export function endSlowRequests(
  door: FastifyInstance,
  isUpload: (url: string) => boolean,
  patience: Patience,
): void {
  const arriving = new Map<Socket, Arriving>();
  door.server.on('connection', (socket: Socket) => {
    socket.once('close', () => arriving.delete(socket));
  });
  door.addHook('onRequest', ({ raw, url }, _reply, done) => {
    // Without a socket of its own it is a test's injected request.
    const { socket } = raw;
    const now = performance.now();
    if (socket?.bytesRead !== undefined)
      arriving.set(socket, {
        request: raw,
        ...{ is_upload: isUpload(url), began_ms: now, seen_ms: now, seen_bytes: socket.bytesRead },
      });
    done();
  });
  const { whole_ms, idle_ms } = patience;
  const timer = setInterval(() => endOverdue(arriving, patience), Math.min(whole_ms, idle_ms) / 12);
  timer.unref();
  door.addHook('onClose', () => clearInterval(timer));
}

function endOverdue(arriving: Map<Socket, Arriving>, patience: Patience): void {
  const now = performance.now();
  for (const [socket, one] of arriving) {
    if (one.request.complete) arriving.delete(socket);
    else if (one.is_upload ? isStuck(socket, one, patience, now) : now - one.began_ms > patience.whole_ms)
      socket.destroy();
  }
}

function isStuck(socket: Socket, one: Arriving, { idle_ms, bytes }: Patience, now: number): boolean {
  const came = socket.bytesRead - one.seen_bytes >= bytes;
  // What has arrived waits to be read: the store is slow, not the caller.
  if (came || one.request.readableLength > 0) {
    one.seen_ms = now;
    one.seen_bytes = socket.bytesRead;
    return false;
  }
  return now - one.seen_ms > idle_ms;
}
