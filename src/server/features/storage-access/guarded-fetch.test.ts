import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SELF_SIGNED } from '../../../../tests/support/self-signed.ts';
import type { ConnectionRules } from './guarded-connection.ts';
import { createGuardedFetch, type GuardedFetch } from './guarded-fetch.ts';

const RULES: ConnectionRules = { private_allowed: true, allow_hosts: [], own: [], own_names: [] };

let undo: (() => unknown)[];
let server: Server;
let port: number;
let asked: string[];
let answer: RequestListener;
beforeEach(async () => {
  undo = [];
  asked = [];
  answer = (_request, response) => void response.end('a secret of the inside');
  server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    answer(request, response);
  });
  port = await listening(server);
});
afterEach(async () => {
  for (const step of undo.toReversed()) await step();
});

async function listening(one: Server): Promise<number> {
  // Every address of this machine, in both families where it has them.
  await new Promise<void>((resolve) =>
    one.listen(0, '::', resolve).once('error', () => one.listen(0, '0.0.0.0')),
  );
  undo.push(
    () => one.closeAllConnections(),
    () => new Promise((resolve) => one.close(resolve)),
  );
  return (one.address() as AddressInfo).port;
}

function guarded(rules: Partial<ConnectionRules> = {}, times?: Parameters<typeof createGuardedFetch>[1]) {
  const made = createGuardedFetch({ ...RULES, ...rules }, times);
  undo.push(() => made.close());
  return made;
}
const allowed = (rules: Partial<ConnectionRules> = {}) =>
  guarded({ allow_hosts: [`127.0.0.1:${port}`, `store.example:${port}`], ...rules });
const get = (fetch: GuardedFetch, url: string) => fetch.read({ url, method: 'GET' }, 1000);
const text = async (fetch: GuardedFetch, url: string) => {
  const received = await get(fetch, url);
  return 'failed' in received ? received : received.bytes.toString();
};

describe('an address that is never allowed gets no request', () => {
  test.each([
    'http://127.0.0.1:PORT/',
    'http://127.1:PORT/',
    'http://127.0.0.2:PORT/',
    'http://2130706433:PORT/',
    'http://0x7f000001:PORT/',
    'http://0x7f.0.0.1:PORT/',
    'http://0177.0.0.1:PORT/',
    'http://①②⑦.⓪.⓪.①:PORT/',
    'http://localhost:PORT/',
    'http://LOCALHOST:PORT/',
    'http://0.0.0.0:PORT/',
    'http://0:PORT/',
    'http://[::1]:PORT/',
    'http://[::]:PORT/',
    'http://[::ffff:127.0.0.1]:PORT/',
    'http://[::ffff:7f00:1]:PORT/',
    'http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/',
    'http://[::127.0.0.1]:PORT/',
    'http://[64:ff9b::7f00:1]:PORT/',
    'http://[2002:7f00:1::]:PORT/',
    'http://[fe80::1]:PORT/',
    'http://[fd00:ec2::254]/latest/meta-data/',
    'http://169.254.169.254/latest/meta-data/',
    'http://[::ffff:169.254.169.254]/latest/meta-data/',
    'http://100.100.100.200/latest/meta-data/',
    'http://168.63.129.16/machine',
    'http://224.0.0.1:PORT/',
    'http://255.255.255.255:PORT/',
    'https://127.0.0.1:PORT/',
  ])('%s', async (form) => {
    expect(await get(guarded(), form.replace('PORT', String(port)))).toEqual({
      failed: 'forbidden_address',
      detail: 'forbidden_address',
    });
    expect(asked).toEqual([]);
  });

  test.each([
    ['loopback', ['127.0.0.1']],
    ['loopback v6', ['::1']],
    ['loopback, mapped', ['::ffff:127.0.0.1']],
    ['metadata', ['169.254.169.254']],
    ['several such', ['127.0.0.1', '::1', '0.0.0.0', 'fe80::1%lo']],
    ['nothing', []],
  ])('a name that leads to %s', async (_what, addresses) => {
    const fetch = guarded({ lookup: async () => addresses });
    expect(await get(fetch, `http://store.example:${port}/`)).toMatchObject({ failed: 'forbidden_address' });
    expect(asked).toEqual([]);
  });

  test.each(['file:///etc/passwd', 'ftp://store.example/', 'gopher://store.example/', 'no url', ''])(
    'what is not http: %s',
    async (url) => {
      expect(await get(guarded(), url)).toEqual({ failed: 'forbidden_address', detail: 'not_http' });
    },
  );

  test('a name and password in front of the host', async () => {
    expect(await get(allowed(), `http://user:pass@127.0.0.1:${port}/`)).toMatchObject({ detail: 'not_http' });
    expect(asked).toEqual([]);
  });
});

test('a private address is allowed, and forbidden once private networks are switched off', async () => {
  const off = guarded({
    private_allowed: false,
    lookup: async () => ['10.255.255.1', 'fd12::1', '192.168.0.1'],
  });
  expect(await get(off, 'http://minio.example:9000/')).toMatchObject({ failed: 'forbidden_address' });
  expect(await get(off, 'http://10.255.255.1:9000/')).toMatchObject({ failed: 'forbidden_address' });
});

describe('names that change', () => {
  test('public when looked at, this machine when connected to: what was checked is what is connected to', async () => {
    const answers = [['203.0.113.1'], ['127.0.0.1']];
    let looked = 0;
    const fetch = guarded({ lookup: async () => answers[looked++] ?? ['127.0.0.1'] });
    expect(await get(fetch, `http://rebinding.example:${port}/`)).not.toHaveProperty('bytes');
    expect(looked).toBe(1);
    expect(asked).toEqual([]);
  });

  test('a public and an inside address at once: only the public one is tried', async () => {
    const fetch = guarded({ lookup: async () => ['127.0.0.1', '203.0.113.1', '::1'] });
    expect(await get(fetch, `http://both.example:${port}/`)).not.toHaveProperty('bytes');
    expect(asked).toEqual([]);
  });

  test('an unknown name is one', async () => {
    const fetch = guarded({
      lookup: () => Promise.reject(Object.assign(new Error(), { code: 'ENOTFOUND' })),
    });
    expect(await get(fetch, 'http://nowhere.example/')).toEqual({
      failed: 'name_unknown',
      detail: 'ENOTFOUND',
    });
  });
});

describe('redirects', () => {
  test.each([301, 302, 303, 307, 308])('a %d to an inside address is not followed', async (status) => {
    const inside: string[] = [];
    const hidden = createServer((request, response) => {
      inside.push(request.url ?? '');
      response.end('inside');
    });
    const there = await listening(hidden);
    answer = (_request, response) =>
      void response.writeHead(status, { location: `http://127.0.0.1:${there}/secret` }).end('moved');
    const received = await get(allowed(), `http://127.0.0.1:${port}/`);
    expect(received).toMatchObject({ status, headers: { location: `http://127.0.0.1:${there}/secret` } });
    expect(inside).toEqual([]);
  });
});

describe('what the operator allows', () => {
  test('is reached by exactly that host and port', async () => {
    const fetch = allowed({ lookup: async () => ['127.0.0.1'] });
    expect(await text(fetch, `http://127.0.0.1:${port}/`)).toBe('a secret of the inside');
    expect(await text(fetch, `http://store.example:${port}/`)).toBe('a secret of the inside');
    expect(await text(fetch, `http://STORE.example:${port}/`)).toBe('a secret of the inside');
    for (const other of [`localhost:${port}`, `[::1]:${port}`, `store.example.org:${port}`, '127.0.0.1:1'])
      expect(await get(fetch, `http://${other}/`)).toMatchObject({ failed: 'forbidden_address' });
    expect(asked).toHaveLength(3);
  });

  test.each([
    ['a door of ours', [{ host: '127.0.0.1', port: 0 }]],
    ['a door of ours on all addresses', [{ host: '0.0.0.0', port: 0 }]],
    ['a door of ours on all addresses of both families', [{ host: '::', port: 0 }]],
    ['our database by its name', [{ host: 'database.example', port: 0 }]],
  ])('is never %s', async (_what, own) => {
    const rules = { own: own.map(({ host }) => ({ host, port })), lookup: async () => ['127.0.0.1'] };
    for (const host of ['127.0.0.1', 'store.example'])
      expect(await get(allowed(rules), `http://${host}:${port}/`)).toEqual({
        failed: 'forbidden_address',
        detail: 'own_address',
      });
    expect(asked).toEqual([]);
  });

  test('is never the name under which people reach us', async () => {
    const rules = { own_names: [`store.example:${port}`], lookup: async () => ['127.0.0.1'] };
    for (const host of ['store.example', 'Store.Example.'])
      expect(await get(allowed(rules), `http://${host}:${port}/`)).toMatchObject({ detail: 'own_address' });
    expect(asked).toEqual([]);
  });
});

describe('what goes wrong has a name', () => {
  test('nobody listens', async () => {
    const free = createTcpServer();
    await new Promise<void>((resolve) => free.listen(0, '127.0.0.1', resolve));
    const closed = (free.address() as AddressInfo).port;
    await new Promise((resolve) => free.close(resolve));
    const fetch = guarded({ allow_hosts: [`127.0.0.1:${closed}`] });
    expect(await get(fetch, `http://127.0.0.1:${closed}/`)).toEqual({
      failed: 'refused',
      detail: 'ECONNREFUSED',
    });
  });

  test('a certificate nobody vouches for', async () => {
    const tls = createTlsServer(SELF_SIGNED, (_request, response) => void response.end('never'));
    const there = await listening(tls);
    const fetch = guarded({ allow_hosts: [`127.0.0.1:${there}`] });
    expect(await get(fetch, `https://127.0.0.1:${there}/`)).toEqual({
      failed: 'tls',
      detail: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
  });

  test('https to a server that speaks http', async () => {
    expect(await get(allowed(), `https://127.0.0.1:${port}/`)).toMatchObject({ failed: 'tls' });
  });

  test('http to a server that speaks https', async () => {
    const tls = createTlsServer(SELF_SIGNED, (_request, response) => void response.end('never'));
    const there = await listening(tls);
    const fetch = guarded({ allow_hosts: [`127.0.0.1:${there}`] });
    expect(await get(fetch, `http://127.0.0.1:${there}/`)).not.toHaveProperty('bytes');
  });

  const SHORT = { idle_ms: 150, open_ms: 400, read_ms: 300 };
  const short = () => guarded({ allow_hosts: [`127.0.0.1:${port}`] }, SHORT);

  test('an answer that does not come', async () => {
    answer = () => undefined;
    expect(await get(short(), `http://127.0.0.1:${port}/`)).toEqual({
      failed: 'timeout',
      detail: 'no_answer',
    });
  });

  test('a body that comes in drops for ever', async () => {
    answer = (_request, response) => {
      const drip = setInterval(() => response.write('x'), 30);
      response.on('close', () => clearInterval(drip));
    };
    expect(await get(short(), `http://127.0.0.1:${port}/`)).toEqual({
      failed: 'timeout',
      detail: 'no_answer',
    });
  });

  test('a body that breaks off', async () => {
    answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('x');
      setTimeout(() => response.destroy(), 20);
    };
    expect(await get(allowed(), `http://127.0.0.1:${port}/`)).toMatchObject({ failed: 'unreachable' });
  });

  test('a body without end is cut, and its connection closed', async () => {
    const closed = new Promise<void>((resolve) => {
      answer = (_request, response) => {
        response.on('close', resolve);
        const more = () => {
          while (response.write(Buffer.alloc(65_536)));
        };
        response.on('drain', more);
        more();
      };
    });
    const received = await get(allowed(), `http://127.0.0.1:${port}/`);
    expect(received).toMatchObject({ status: 200, cut: true });
    expect('bytes' in received && received.bytes).toHaveLength(1000);
    await closed;
  });
});

test('headers go out as given; answers are asked for without compression', async () => {
  const seen: Record<string, unknown>[] = [];
  answer = (request, response) => {
    seen.push(request.headers);
    response.writeHead(206, { 'content-range': 'bytes 0-3/9', 'set-cookie': ['a=1', 'b=2'] }).end('abcd');
  };
  const received = await allowed().read(
    { url: `http://127.0.0.1:${port}/k?x=1`, method: 'GET', headers: { range: 'bytes=0-3' } },
    1000,
  );
  expect(received).toMatchObject({ status: 206, headers: { 'content-range': 'bytes 0-3/9' }, cut: false });
  expect(seen[0]).toMatchObject({
    range: 'bytes=0-3',
    'accept-encoding': 'identity',
    'user-agent': 'atrium',
  });
  expect(seen[0]).not.toHaveProperty('cookie');
  expect(asked).toEqual(['GET /k?x=1']);
});

test('a connection is used again, and one that was closed meanwhile is made anew', async () => {
  const connections = new Set<unknown>();
  server.on('connection', (socket) => connections.add(socket));
  const fetch = allowed();
  for (let n = 0; n < 3; n++) expect(await text(fetch, `http://127.0.0.1:${port}/`)).toBeTypeOf('string');
  expect(connections.size).toBe(1);
  server.closeAllConnections();
  expect(await text(fetch, `http://127.0.0.1:${port}/`)).toBe('a secret of the inside');
  expect(connections.size).toBe(2);
});

test('whoever asked may leave: the request ends', async () => {
  const closed = new Promise<void>((resolve) => {
    answer = (request) => void request.on('close', resolve);
  });
  const gone = new AbortController();
  const pending = allowed().open({ url: `http://127.0.0.1:${port}/`, method: 'GET', signal: gone.signal });
  setTimeout(() => gone.abort(), 50);
  expect(await pending).toHaveProperty('failed');
  await closed;
});
