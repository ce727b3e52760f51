import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { type Azurite, startAzurite } from '../../../../tests/support/stores/azurite.ts';
import { startS3rver } from '../../../../tests/support/stores/s3rver.ts';
import type { TestStore } from '../../../../tests/support/stores/store.ts';
import { type As, createTestApp, ORIGIN, type TestApp } from '../../../../tests/support/test-app.ts';
import type { Place } from '../../../storage/place.ts';
import { plainFacts } from './plain-facts.ts';
import { leadsTo } from './server-reach.ts';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=',
  'base64',
);

let app: TestApp;
let s3: TestStore;
let azure: Azurite;
/** A server of somebody's own that is no store. */
let odd: Server;
let oddAnswer: RequestListener;
let oddAsked: string[];
let oddHost: string;
let lead: Seeded;
let viewer: Seeded;
let stranger: Seeded;
beforeAll(async () => {
  [s3, azure] = [await startS3rver(), await startAzurite()];
  odd = createServer((request, response) => {
    oddAsked.push(`${request.method} ${request.url?.split('?', 1)[0]}`);
    oddAnswer(request, response);
  });
  await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
  oddHost = `127.0.0.1:${(odd.address() as AddressInfo).port}`;
  const allowed = [s3, azure].map(({ port }) => `127.0.0.1:${port}`).concat(oddHost);
  app = await createTestApp({ environment: { ATRIUM_STORAGE_ALLOW_HOSTS: allowed.join(',') } });
  [lead, viewer, stranger] = [
    await seedPerson(app.parts),
    await seedPerson(app.parts),
    await seedPerson(app.parts),
  ];
  await seedMember(app.parts, lead.workspace_id, viewer.id, 'viewer');
  for (const store of [s3, azure]) {
    await store.put('old/a.png', PNG, 'image/png');
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    await store.put('new/b c.png', PNG, 'image/png');
    await store.put('new/text.png', 'no picture', 'image/png');
  }
});
afterAll(async () => {
  await app.end();
  await s3.stop();
  await azure.stop();
  odd.closeAllConnections();
  await new Promise((resolve) => odd.close(resolve));
});

const asLead = (): As => ({ session: lead.session, tenant: lead.workspace_id });
const asViewer = (): As => ({ session: viewer.session, tenant: lead.workspace_id });
const save = async (place: Place, secret: object) =>
  (await app.call('storage_access.save', { ...place, secret }, asLead())).data.id;
const remove = (id: string) => app.call('storage_access.delete', { id }, asLead());
const tried = (id: string, as = asLead()) => app.call('storage_access.test', { id }, as);
const diagnosed = async (url: string, as = asViewer()) =>
  (await app.call('storage_access.diagnose', { url }, as)).data;
type Rungs = { rung: string; state: string; code: string; facts: Record<string, string> }[];
const states = (rungs: Rungs) => rungs.map(({ rung, state }) => `${rung} ${state}`);
const broken = (rungs: Rungs) => rungs.find(({ state }) => state === 'broken');

/** Runs with one entry in the workspace, which is gone afterwards. */
async function withEntry<Result>(place: Place, secret: object, work: (id: string) => Promise<Result>) {
  const id = await save(place, secret);
  return work(id).finally(() => remove(id));
}

const ALL = ['address', 'entry', 'network', 'cors', 'signature', 'object'];

describe('testing an entry', () => {
  test.each(['s3', 'azure'] as const)(
    'of %s climbs every rung and names the newest picture',
    async (which) => {
      const store = which === 's3' ? s3 : azure;
      await withEntry(store.place, store.secret, async (id) => {
        const { data } = await tried(id);
        expect(data.rungs.map(({ rung }: { rung: string }) => rung)).toEqual(ALL);
        expect(broken(data.rungs)?.code).toBeUndefined();
        expect(data.newest.url).toMatch(/new\/(b c|text)\.png$/);
      });
    },
  );

  test('finds the style, stores it and notes what came of it', async () => {
    await withEntry({ ...s3.place, region: '' }, s3.secret, async (id) => {
      const { found } = (await tried(id)).data;
      expect(found).toEqual({ region: 'us-east-1', style: 'path' });
      const { workspace } = (await app.call('storage_access.get_all', {}, asLead())).data;
      expect(workspace).toMatchObject([{ id, region: 'us-east-1', style: 'path' }]);
      expect((await tried(id)).data.found).toBeNull();
      const { rows } = await app.parts.database.pool.query(
        "select actor_id, target, detail from audit_events where action = 'storage_access.test' order by id desc",
      );
      expect(rows[0]).toMatchObject({ actor_id: lead.id, target: id, detail: { result: 'passed' } });
    });
  });

  test('with a wrong secret stops at the signature', async () => {
    await withEntry(s3.place, s3.wrong, async (id) => {
      const { rungs, newest } = (await tried(id)).data;
      expect(broken(rungs)).toMatchObject({ rung: 'signature', code: 'wrong_secret' });
      expect(states(rungs).at(-1)).toBe('object not_reached');
      expect(newest).toBeNull();
      expect(JSON.stringify(rungs)).not.toContain(JSON.stringify(s3.wrong).slice(20, 60));
    });
  });

  test('is for administrators of its workspace', async () => {
    await withEntry(s3.place, s3.secret, async (id) => {
      const before = s3.requests.length;
      const other = await tried(id, { session: stranger.session });
      expect([other.code, other.subcode]).toEqual([400, 10]);
      expect((await tried(id, asViewer())).code).toBe(403);
      expect(s3.requests).toHaveLength(before);
    });
  });
});

describe('diagnosing a URL', () => {
  test('climbs to the object for any member', async () => {
    await withEntry(s3.place, s3.secret, async (id) => {
      const { rungs, entry } = await diagnosed(s3.url('old/a.png'));
      expect([broken(rungs), entry]).toEqual([undefined, id]);
      expect(rungs.at(-1)).toMatchObject({ rung: 'object', code: 'readable', facts: { found_type: 'png' } });
    });
  });

  test('a host no entry has is never asked', async () => {
    oddAsked = [];
    await withEntry(s3.place, s3.secret, async () => {
      const { rungs, entry } = await diagnosed(`s3://${oddHost}/samples/a.png`);
      expect(entry).toBeNull();
      expect(broken(rungs)).toMatchObject({ rung: 'entry' });
      expect((await diagnosed('http://169.254.169.254/latest/meta-data/')).entry).toBeNull();
      expect(broken((await diagnosed('s3://')).rungs)).toMatchObject({ rung: 'address' });
    });
    expect(oddAsked).toEqual([]);
  });

  test("a stranger's URL meets their own entries only", async () => {
    await withEntry(s3.place, s3.secret, async () => {
      const before = s3.requests.length;
      const { entry, rungs } = await diagnosed(s3.url('old/a.png'), { session: stranger.session });
      expect([entry, broken(rungs)?.rung]).toEqual([null, 'entry']);
      expect(JSON.stringify(rungs)).not.toContain(lead.workspace_id);
      expect(s3.requests).toHaveLength(before);
    });
  });

  test.each([
    ['an object that is not there', 'old/none.png', 'object', 'no_such_key'],
    ['a text that is called a picture', 'new/text.png', 'object', 'not_an_image'],
  ])('%s', async (_what, key, rung, code) => {
    await withEntry(s3.place, s3.secret, async () => {
      expect(broken((await diagnosed(s3.url(key))).rungs)).toMatchObject({ rung, code });
    });
  });

  test('a bucket that lets no page read', async () => {
    await s3.allowOrigin(null);
    await withEntry(s3.place, s3.secret, async () => {
      expect(broken((await diagnosed(s3.url('old/a.png'))).rungs)).toMatchObject({
        rung: 'cors',
        code: 'no_cors',
        facts: { origin: ORIGIN },
      });
    });
    await s3.allowOrigin('*');
  });

  test('through the door no page has to be let in', async () => {
    await azure.allowOrigin(null);
    await withEntry(azure.place, azure.sas(new Date(Date.now() + 3_600_000)), async () => {
      const { rungs } = await diagnosed(azure.url('old/a.png'));
      expect(broken(rungs)).toBeUndefined();
      expect(rungs[3]).toMatchObject({ rung: 'cors', state: 'not_needed', code: 'through_door' });
    });
    await azure.allowOrigin('*');
  });

  test.each([
    ['loopback that nobody allowed', 'localhost:9', 'forbidden_address'],
    ['a name that does not exist', 'no-such-host.invalid:9000', 'name_unknown'],
  ])('%s', async (_what, host, code) => {
    await withEntry({ ...s3.place, host }, s3.secret, async () => {
      expect(broken((await diagnosed(`s3://${host}/samples/a.png`)).rungs)).toMatchObject({
        rung: 'network',
        code,
      });
    });
  });

  test('a redirect to an inside address is told, not followed', async () => {
    oddAsked = [];
    oddAnswer = (_request, response) =>
      void response.writeHead(302, { location: `http://127.0.0.1:${s3.port}/samples/old/a.png` }).end();
    const before = s3.requests.length;
    await withEntry({ ...s3.place, host: oddHost }, s3.secret, async () => {
      expect(broken((await diagnosed(`s3://${oddHost}/samples/a.png`)).rungs)).toMatchObject({
        rung: 'network',
        code: 'redirect_private',
        facts: { target: `127.0.0.1:${s3.port}` },
      });
    });
    expect(oddAsked.length).toBeGreaterThan(0);
    expect(s3.requests).toHaveLength(before);
  });

  test('nothing that an odd server writes gets to the page', async () => {
    const PLANTED = 'the inside of another service';
    oddAnswer = (_request, response) =>
      void response
        .writeHead(403, {
          'content-type': `text/${PLANTED}`,
          'x-amz-bucket-region': PLANTED,
          'access-control-allow-origin': '*',
        })
        .end(
          `<Error><Code>${PLANTED}</Code><Message>${PLANTED}</Message><Region>${PLANTED}</Region></Error>`,
        );
    await withEntry({ ...s3.place, host: oddHost }, s3.secret, async (id) => {
      const url = `s3://${oddHost}/samples/a.png`;
      const answers = [
        await app.call('storage_access.diagnose', { url }, asViewer()),
        await tried(id),
        await app.call('storage_access.get_objects', { url: `s3://${oddHost}/samples/` }, asViewer()),
      ];
      expect(JSON.stringify(answers)).not.toContain(PLANTED);
      expect(JSON.stringify(answers)).not.toContain('inside');
      const { workspace } = (await app.call('storage_access.get_all', {}, asLead())).data;
      expect(workspace).toMatchObject([{ region: s3.place.region }]);
    });
  });

  test('links are made by the clock that the store showed', async () => {
    const ahead = new Date(Date.now() + 3_600_000);
    oddAnswer = (_request, response) =>
      void response
        .writeHead(403, { date: ahead.toUTCString() })
        .end('<Error><Code>AccessDenied</Code></Error>');
    await withEntry({ ...s3.place, host: oddHost }, s3.secret, async () => {
      const url = `s3://${oddHost}/samples/a.png`;
      await app.call('storage_access.diagnose', { url }, asViewer());
      const { links } = (await app.call('storage_access.sign', { urls: [url] }, asViewer())).data;
      const date = new URL(links[0].link).searchParams.get('X-Amz-Date') ?? '';
      expect(date.slice(0, 11)).toBe(ahead.toISOString().replace(/[-:]/g, '').slice(0, 11));
    });
  });

  test("a page in place of a store's answer is named as such", async () => {
    oddAnswer = (_request, response) =>
      void response.writeHead(200, { 'access-control-allow-origin': '*' }).end('<html>Welcome</html>');
    await withEntry({ ...s3.place, host: oddHost }, s3.secret, async () => {
      const { rungs } = await diagnosed(`s3://${oddHost}/samples/`);
      expect(broken(rungs)?.code).toBe('not_a_store');
    });
  });
});

test.each<[string, Partial<Place>, string, boolean]>([
  ['its host', {}, 'https://minio.example:9000/samples/k', true],
  ['its host with the other scheme', {}, 'http://minio.example:9000/samples/k', true],
  ['its bucket in the host', {}, 'https://samples.minio.example:9000/k', true],
  ['another port', {}, 'https://minio.example:9001/samples/k', false],
  ['another host', {}, 'https://evil.example:9000/samples/k', false],
  ['another bucket in the host', {}, 'https://other.minio.example:9000/k', false],
  ['the host as a name and password', {}, 'https://minio.example:9000@evil.example/', false],
  ['Amazon in its region', { host: '' }, 'https://s3.eu-west-1.amazonaws.com/samples/k', true],
  ['Amazon with its bucket', { host: '' }, 'https://samples.s3.amazonaws.com/k', true],
  ['Amazon with another bucket', { host: '' }, 'https://other.s3.amazonaws.com/k', false],
  ['another service of Amazon', { host: '' }, 'https://sqs.eu-west-1.amazonaws.com/', false],
  ['Amazon without TLS', { host: '' }, 'http://s3.amazonaws.com/samples/k', false],
  ['a name that ends like Amazon', { host: '' }, 'https://s3.amazonaws.com.evil.example/', false],
  ['no URL', {}, 'minio.example:9000', false],
])('an entry leads to %s or not', (_what, change, url, leads) => {
  const place: Place = {
    kind: 's3',
    scheme: 'https',
    host: 'minio.example:9000',
    account: '',
    bucket: 'samples',
    prefix: '',
    region: '',
    style: 'path',
    ...change,
  };
  expect(leadsTo(place, url)).toBe(leads);
});

test('facts keep their form or are left out', () => {
  expect(
    plainFacts({
      region: 'eu-west-1',
      found: 'a b',
      target: 'evil.example/x?y',
      store_code: '<script>',
      content_type: 'text/html; charset=x',
      key: 'any text is mine',
    }),
  ).toEqual({ region: 'eu-west-1', key: 'any text is mine' });
});
