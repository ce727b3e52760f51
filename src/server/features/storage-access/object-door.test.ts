import {
  createServer,
  get as httpGet,
  type IncomingMessage,
  type RequestListener,
  type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../../../../tests/support/listening-app.ts';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { within } from '../../../../tests/support/within.ts';
import { mayShow, mediaTypeOf } from '../files/media-types.ts';
import { DOOR_LIMIT } from './object-door.ts';

/** An Azure that answers whatever a test wants. */
let store: Server;
let answer: RequestListener;
let open: number;
let app: ListeningApp;
let lead: Seeded;
let base: string;
beforeAll(async () => {
  open = 0;
  store = createServer((request, response) => {
    open++;
    response.once('close', () => open--);
    answer(request, response);
  });
  await new Promise<void>((resolve) => store.listen(0, '127.0.0.1', resolve));
  const host = `127.0.0.1:${(store.address() as AddressInfo).port}`;
  app = await createListeningApp({ ATRIUM_STORAGE_ALLOW_HOSTS: host });
  lead = await seedPerson(app.parts);
  const place = {
    kind: 'azure',
    scheme: 'http',
    host,
    account: 'acc',
    bucket: 'c',
    prefix: '',
    region: '',
    style: 'path',
  };
  await app.call(
    'storage_access.save',
    { ...place, secret: { type: 'sas', sas: '?sv=1&sp=r&sig=PLANTEDSAS' } },
    { session: lead.session },
  );
  base = `azure://${host}/acc/c/`;
});
beforeEach(() => {
  answer = (_request, response) =>
    void response.writeHead(200, { 'content-type': 'text/plain' }).end('hello');
});
afterAll(async () => {
  await app.end();
  store.closeAllConnections();
  await new Promise((resolve) => store.close(resolve));
});

function ask(key: string, headers: Record<string, string> = {}): Promise<IncomingMessage> {
  const query = new URLSearchParams({ url: `${base}${key}`, tenant: lead.workspace_id });
  const url = `${app.web_url}/api/storage_access.get_object?${query}`;
  return new Promise((resolve, reject) =>
    httpGet(
      url,
      { headers: { cookie: `atrium_session=${lead.session}`, ...headers }, agent: false },
      resolve,
    ).on('error', reject),
  );
}

async function readAll(response: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

async function problemOf(key = 'a.png', headers = {}) {
  const response = await ask(key, headers);
  const text = (await readAll(response)).toString();
  expect(text).not.toMatch(/PLANTED/);
  return JSON.parse(text).meta.error_data.problem;
}

test('a large object comes in pieces, and the store waits while nobody reads', async () => {
  const PIECE = Buffer.alloc(1024 * 1024, 7);
  const PIECES = 200;
  let written = 0;
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4', 'content-length': String(PIECE.length * PIECES) });
    const more = () => {
      while (written < PIECES) {
        written++;
        if (!response.write(PIECE)) return void response.once('drain', more);
      }
      response.end();
    };
    more();
  };
  const before = process.memoryUsage().rss;
  const response = await ask('large.mp4');
  await new Promise((resolve) => setTimeout(resolve, 500));
  // Only what sockets and pieces on the way hold has left the store.
  expect(written).toBeLessThan(30);
  let length = 0;
  for await (const chunk of response) length += (chunk as Buffer).length;
  expect(length).toBe(PIECE.length * PIECES);
  expect(process.memoryUsage().rss - before).toBeLessThan(150 * 1024 * 1024);
});

test('whoever leaves takes the request to the store along', async () => {
  answer = (_request, response) => {
    response.writeHead(200, { 'content-type': 'video/mp4' });
    const drip = setInterval(() => response.write('x'), 20);
    response.once('close', () => clearInterval(drip));
  };
  const response = await ask('endless.mp4');
  await new Promise((resolve) => response.once('data', resolve));
  expect(open).toBe(1);
  response.destroy();
  await within(
    2_000,
    async () => open,
    (left) => left === 0,
  );
});

test('one account fetches at most 32 objects at once, and more as soon as one is through', async () => {
  answer = (_request, response) => void response.writeHead(200, { 'content-type': 'text/plain' }).write('x');
  const running = await Promise.all(Array.from({ length: 32 }, (_, n) => ask(`${n}.txt`)));
  expect(running.map(({ statusCode }) => statusCode)).toEqual(Array(32).fill(200));
  expect(await problemOf()).toBe('too_many');
  running[0]?.destroy();
  const again = await within(
    2_000,
    () => ask('33.txt'),
    ({ statusCode }) => statusCode === 200,
  );
  for (const response of [...running, again.answer]) response.destroy();
  await within(
    2_000,
    async () => open,
    (left) => left === 0,
  );
});

describe('what the store says', () => {
  test.each([
    ['too large for one answer', 200, { 'content-length': String(DOOR_LIMIT + 1) }, 'too_large'],
    ['elsewhere', 307, { location: 'http://169.254.169.254/' }, 'redirected'],
    ['not allowed', 403, { 'x-ms-error-code': 'AuthenticationFailed' }, 'wrong_secret'],
    ['not there', 404, { 'x-ms-error-code': 'BlobNotFound' }, 'no_such_key'],
    ['broken', 500, {}, 'store_failed'],
    ['something else', 299, {}, 'unexpected'],
  ])('is told as a code: %s', async (_what, status, headers, problem) => {
    answer = (_request, response) => {
      response.writeHead(status, headers);
      response.write('<Error><Message>PLANTED</Message></Error>');
      response.end();
    };
    expect(await problemOf()).toBe(problem);
  });

  test('a part of what is too large is given', async () => {
    answer = (_request, response) =>
      void response
        .writeHead(206, {
          'content-range': `bytes 5-9/${DOOR_LIMIT * 5}`,
          'content-length': '5',
          'content-type': 'video/mp4',
        })
        .end('01234');
    const response = await ask('large.mp4', { range: 'bytes=5-9' });
    expect([response.statusCode, response.headers['content-range']]).toEqual([
      206,
      `bytes 5-9/${DOOR_LIMIT * 5}`,
    ]);
    expect((await readAll(response)).toString()).toBe('01234');
  });

  test('headers of its own stay there: cookies, policies, names of files', async () => {
    answer = (_request, response) =>
      void response
        .writeHead(200, {
          'content-type': 'image/png',
          'set-cookie': 'atrium_session=evil',
          'content-security-policy': 'default-src *',
          'content-disposition': 'inline; filename="a.html"',
          'access-control-allow-origin': '*',
          'service-worker-allowed': '/',
          'clear-site-data': '"*"',
          'cache-control': 'public, max-age=99',
          refresh: '0; url=https://evil.example/',
          'x-ms-request-id': 'PLANTED',
        })
        .end('x');
    const { headers } = await ask('dir/a.png');
    expect(headers).toMatchObject({
      'content-type': 'image/png',
      'content-disposition': 'inline; filename="a.png"',
      'content-security-policy': "sandbox; default-src 'none'",
      'cache-control': 'private',
    });
    for (const name of [
      'set-cookie',
      'access-control-allow-origin',
      'service-worker-allowed',
      'clear-site-data',
      'refresh',
      'x-ms-request-id',
    ])
      expect(headers).not.toHaveProperty(name);
  });

  test('an object that breaks off breaks off here too', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-type': 'text/plain', 'content-length': '100' }).write('half');
      setTimeout(() => response.destroy(), 50);
    };
    const response = await ask('half.txt');
    await expect(readAll(response)).rejects.toThrow();
  });

  test('what the page sends of itself does not reach it', async () => {
    let seen: IncomingMessage['headers'] = {};
    answer = (request, response) => {
      seen = request.headers;
      response.writeHead(200).end('x');
    };
    await readAll(
      await ask('a.txt', { referer: 'http://page/', 'x-forwarded-for': '1.2.3.4', range: 'bytes=0-1' }),
    );
    expect(Object.keys(seen).toSorted()).toEqual([
      'accept-encoding',
      'connection',
      'host',
      'range',
      'user-agent',
    ]);
  });
});

test.each([
  ['a.png', 'image/png', 'image/png', true],
  ['a.png', 'application/octet-stream', 'image/png', true],
  ['a.PNG', undefined, 'image/png', true],
  ['a.png', 'text/html', 'application/octet-stream', false],
  ['a.html', 'text/html; charset=utf-8', 'application/octet-stream', false],
  ['a.html', undefined, 'application/octet-stream', false],
  ['a.svg', 'image/svg+xml', 'image/svg+xml', false],
  ['a.xml', 'application/xml', 'application/octet-stream', false],
  ['a.xhtml', 'application/xhtml+xml', 'application/octet-stream', false],
  ['a.js', 'text/javascript', 'application/octet-stream', false],
  ['a.pdf', 'application/pdf', 'application/octet-stream', false],
  ['a.csv', 'text/csv', 'text/csv; charset=utf-8', true],
  ['a.json', 'application/json', 'application/json; charset=utf-8', true],
  ['a', 'TEXT/PLAIN; charset=latin1', 'text/plain; charset=latin1', true],
  ['a.mp4', 'video/mp4', 'video/mp4', true],
  ['a', 'image/png\r\nx: y', 'application/octet-stream', false],
])('%s of type %s goes out as %s', (key, said, type, shown) => {
  expect([mediaTypeOf(key, said), mayShow(mediaTypeOf(key, said))]).toEqual([type, shown]);
});
