import diagnostics from 'node:diagnostics_channel';
import http from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Seeded, seedPerson } from '../../../../tests/support/seeds.ts';
import { createTestApp, type TestApp } from '../../../../tests/support/test-app.ts';
import { createHandlers } from '../../app-handlers.ts';
import { appJobs } from '../../app-jobs.ts';
import { reportUsage } from './usage.ts';

let app: TestApp;
let admin: Seeded;
let collector: http.Server;
let url: string;
/** What the collector was sent. */
let received: { method: string | undefined; headers: http.IncomingHttpHeaders; body: string }[] = [];
/** Where this process opened connections to, the database apart. */
let outgoing: string[] = [];

const watch = (message: unknown) => {
  const { socket } = message as { socket: Socket };
  socket.once('connect', () => {
    if (socket.remotePort !== undefined) outgoing.push(`${socket.remoteAddress}:${socket.remotePort}`);
  });
};

beforeAll(async () => {
  collector = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    received.push({ method: request.method, headers: request.headers, body });
    response.end('{}');
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/report`;
  app = await createTestApp({ environment: { ATRIUM_USAGE_URL: url } });
  admin = await seedPerson(app.parts, { server_admin: true });
  diagnostics.subscribe('net.client.socket', watch);
});
afterAll(async () => {
  diagnostics.unsubscribe('net.client.socket', watch);
  await app.end();
  await new Promise((resolve) => collector.close(resolve));
});
beforeEach(async () => {
  received = [];
  outgoing = [];
  await app.parts.database.pool.query("delete from settings where name in ('usage', 'usage_report')");
});

const page = () => ({ session: admin.session });
const turn = (enabled: boolean) => app.call('server.report_stats_option', { enabled }, page());
const report = (config: Partial<typeof app.parts.config> = {}) =>
  reportUsage(app.parts.database.db, { ...app.parts.config, ...config }, app.parts.log);

describe('usage data', () => {
  test('is off until somebody switches it on, and nothing whatever goes out', async () => {
    const { data } = await app.call('server.report_stats_option', {}, page());
    expect(data).toMatchObject({ supported: true, enabled: false });
    for (const { run } of appJobs(app.parts, createHandlers(app.parts))) await run();
    await app.call('server.usage_payload', {}, page());
    await app.call('auth.login', {}, { basic: admin.key });
    await app.call('server.info', {}, page());
    expect([received, outgoing]).toEqual([[], []]);
  });

  test('on, it is exactly the payload that is shown, once a day from all processes', async () => {
    await turn(true);
    const shown = (await app.call('server.usage_payload', {}, page())).data;
    expect(shown).toMatchObject({ url, forbidden_by_do_not_track: false });
    const sent = await Promise.all([report(), report(), report()]);
    expect(sent.filter(Boolean)).toHaveLength(1);
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({ method: 'POST', headers: { 'content-type': 'application/json' } });
    expect(JSON.parse(received[0]?.body ?? '')).toEqual(shown.payload);
    expect(
      Object.keys(received[0]?.headers ?? {}).filter((name) => /cookie|authorization|referer/.test(name)),
    ).toEqual([]);
    expect(outgoing).toEqual([`127.0.0.1:${new URL(url).port}`]);
    await report();
    expect(received).toHaveLength(1);
  });

  test('holds no name, address, key or exact count', async () => {
    for (let i = 0; i < 11; i++) await seedPerson(app.parts);
    const { data } = await app.call('server.usage_payload', {}, page());
    expect(Object.keys(data.payload).toSorted()).toEqual([
      'accounts',
      'credentials',
      'installation',
      'node',
      'platform',
      'version',
      'workspaces',
    ]);
    expect([data.payload.accounts, data.payload.workspaces, data.payload.credentials]).toEqual([10, 10, 10]);
    expect(JSON.stringify(data.payload)).not.toMatch(/example\.org|Person/);
    expect(data.payload.installation).not.toBe(admin.id);
  });

  test.each([
    ['switched off again', async () => void (await turn(false)), {}],
    ['DO_NOT_TRACK is set', async () => undefined, { do_not_track: true }],
    ['there is nowhere to send it', async () => undefined, { usage_url: undefined }],
  ])('is not sent when %s', async (_what, change, config) => {
    await turn(true);
    await change();
    expect(await report(config)).toBe(false);
    expect([received, outgoing]).toEqual([[], []]);
  });

  test('follows no redirect, and a collector that fails harms nothing', async () => {
    await turn(true);
    let hops = 0;
    const elsewhere = http.createServer((_request, response) => {
      hops++;
      response.writeHead(307, { location: url }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    await report({ usage_url: `http://127.0.0.1:${(elsewhere.address() as AddressInfo).port}/` });
    expect([hops, received]).toEqual([1, []]);
    await new Promise((resolve) => elsewhere.close(resolve));
  });

  test('is switched by administrators of the server only, and says who did', async () => {
    const other = await seedPerson(app.parts);
    for (const as of [{ session: other.session }, { basic: other.key }]) {
      const refused = await app.call('server.report_stats_option', { enabled: true }, as);
      expect([refused.code, refused.subcode]).toEqual([403, 20]);
      expect((await app.call('server.report_stats_option', {}, as)).data.enabled).toBe(false);
    }
    expect((await turn(true)).data).toMatchObject({ enabled: true, enabled_user: admin.id });
  });

  test('DO_NOT_TRACK is read as on unless it is empty, 0 or false', async () => {
    const { readConfig } = await import('../../config.ts');
    for (const [value, forbidden] of [
      ['1', true],
      ['true', true],
      ['yes', true],
      ['0', false],
      ['false', false],
      ['', false],
    ] as const)
      expect(readConfig({ DO_NOT_TRACK: value }).config.do_not_track).toBe(forbidden);
  });
});
