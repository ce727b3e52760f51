import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDoor } from '../../src/server/http/door.ts';
import { PATIENCE } from '../../src/server/http/slow-requests.ts';

const CONFIG = { trust_proxy: 0, web_origins: [], cors_origins: [], base_path: '/atrium/' };
const SHORT = { whole_ms: 1_200, idle_ms: 600, bytes: 1_000 };

let door: FastifyInstance;
let port: number;
/** How many bytes of bodies the door has been given. */
let received = 0;
let isStoreSlow = false;

beforeAll(async () => {
  door = await createDoor(CONFIG, (url) => url.startsWith('/files'), SHORT);
  door.route({
    method: 'POST',
    url: '/*',
    async handler(request) {
      for await (const chunk of request.raw) {
        received += chunk.length;
        if (isStoreSlow) await sleep(1_500);
      }
      return 'whole';
    },
  });
  await door.listen({ host: '127.0.0.1', port: 0 });
  const address = door.server.address();
  port = typeof address === 'object' && address ? address.port : 0;
});
afterAll(() => door.close());

interface Caller {
  socket: Socket;
  /** What was answered so far. */
  answer(): string;
  /** Milliseconds until the door ended the connection. */
  ended: Promise<number>;
}

function call(path: string, length: number): Caller {
  const began = performance.now();
  let text = '';
  const socket = connect(port, '127.0.0.1');
  socket.on('data', (chunk) => {
    text += chunk;
  });
  socket.on('error', () => undefined);
  socket.write(`POST ${path} HTTP/1.1\r\nHost: x\r\nContent-Length: ${length}\r\n\r\n`);
  const ended = new Promise<number>((resolve) => {
    socket.once('close', () => resolve(performance.now() - began));
  });
  return { socket, answer: () => text, ended };
}

/** Sends `pieces` of `bytes` bytes, one every so many milliseconds. */
async function trickle(socket: Socket, pieces: number, bytes: number, every_ms: number) {
  for (let i = 0; i < pieces && !socket.destroyed; i++) {
    socket.write(Buffer.alloc(bytes, 1));
    await sleep(every_ms);
  }
}

describe('an upload', () => {
  test.each(['/files/', '/atrium/files/'])(
    'may take far longer than a call, as long as its bytes keep coming: %s',
    async (path) => {
      const { socket, answer } = call(path, 20_000);
      await trickle(socket, 20, 1_000, 120);
      await expect.poll(answer).toMatch(/200 OK.*whole/s);
      socket.destroy();
    },
  );

  test('that stops is ended', async () => {
    const { socket, ended } = call('/files/', 20_000);
    socket.write(Buffer.alloc(5_000));
    expect(await ended).toBeGreaterThan(SHORT.idle_ms);
    expect(await ended).toBeLessThan(SHORT.idle_ms * 3);
  });

  test('of which a byte comes now and then, to hold the connection, is ended', async () => {
    const { socket, ended } = call('/files/', 20_000);
    void trickle(socket, 60, 1, 100);
    expect(await ended).toBeLessThan(SHORT.idle_ms * 3);
  });

  test('is not ended because the store is slow', async () => {
    isStoreSlow = true;
    received = 0;
    const bytes = 250_000;
    const { socket, answer } = call('/files/', bytes);
    socket.write(Buffer.alloc(bytes));
    await expect.poll(answer, { timeout: 25_000 }).toContain('whole');
    expect(received).toBe(bytes);
    isStoreSlow = false;
    socket.destroy();
  });
});

describe('a call', () => {
  test('that does not arrive whole in time is ended, though its bytes keep coming', async () => {
    const { socket, ended } = call('/api/tasks.create', 1_000_000);
    void trickle(socket, 60, 1_500, 100);
    expect(await ended).toBeGreaterThan(SHORT.whole_ms);
    expect(await ended).toBeLessThan(SHORT.whole_ms * 2);
  });

  test('of which only headers come is ended, too', async () => {
    expect(await call('/api/tasks.create', 10).ended).toBeLessThan(SHORT.whole_ms * 2);
  });
});

test('a connection that waits for its next request is left alone', async () => {
  const { socket, answer } = call('/files/', 3);
  socket.write('abc');
  await expect.poll(answer).toContain('whole');
  await sleep(SHORT.whole_ms + SHORT.idle_ms);
  expect(socket.destroyed).toBe(false);
  socket.write('POST /files/ HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\n\r\nx');
  await expect.poll(() => answer().match(/whole/g)?.length).toBe(2);
  socket.destroy();
});

test('an upload needs 16 KiB a minute, a call five minutes', () => {
  expect(PATIENCE).toEqual({ whole_ms: 300_000, idle_ms: 60_000, bytes: 16_384 });
});
