import { createServer } from 'node:http';
import { makePng } from '../pictures.ts';
import { closeServer, listenOnLoopback } from './store.ts';

export const HUGE_BYTES = 5_000_000_000;

/** A store with one "picture" of 5 GB, of which it sends as much as is taken; `sent` counts the bytes. */
export async function startHugeObject() {
  const seen = { sent: 0, asked: 0, ended: 0 };
  const chunk = Buffer.alloc(65_536, 7);
  const server = createServer((request, response) => {
    response.setHeader('access-control-allow-origin', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    seen.asked += 1;
    response.writeHead(200, { 'content-type': 'image/png', 'content-length': HUGE_BYTES });
    const more = () => {
      while (!response.destroyed) {
        seen.sent += chunk.length;
        if (!response.write(chunk)) return;
      }
    };
    response.on('close', () => {
      seen.ended += 1;
    });
    response.write(makePng(640, 480, 1).subarray(0, 100));
    response.on('drain', more);
    more();
  });
  const port = await listenOnLoopback(server);
  return { port, seen, stop: () => closeServer(server) };
}
