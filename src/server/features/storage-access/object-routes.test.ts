import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Seeded, seedMember, seedPerson, seedService } from '../../../../tests/support/seeds.ts';
import { type Azurite, startAzurite } from '../../../../tests/support/stores/azurite.ts';
import { startS3rver } from '../../../../tests/support/stores/s3rver.ts';
import type { TestStore } from '../../../../tests/support/stores/store.ts';
import { type As, createTestApp, headersOf, type TestApp } from '../../../../tests/support/test-app.ts';

let app: TestApp;
let s3: TestStore;
let azure: Azurite;
let lead: Seeded;
let viewer: Seeded;
let stranger: Seeded;
const NIGHTLY = 'nightly/a b/ü#?+.txt';
beforeAll(async () => {
  [s3, azure] = [await startS3rver(), await startAzurite()];
  const allowed = `127.0.0.1:${s3.port},127.0.0.1:${azure.port}`;
  app = await createTestApp({ environment: { ATRIUM_STORAGE_ALLOW_HOSTS: allowed } });
  [lead, viewer, stranger] = [await person(), await person(), await person()];
  await seedMember(app.parts, lead.workspace_id, viewer.id, 'viewer');
  for (const store of [s3, azure]) {
    await store.put(NIGHTLY, 'inside', 'text/plain');
    await store.put('nightly/list/a b.txt', 'one', 'text/plain');
    await store.put('nightly/list/ü.txt', 'two', 'text/plain');
    await store.put('nightly/page.html', '<script>alert(1)</script>', 'text/html');
    await store.put('nightlyx/other.txt', 'a neighbour', 'text/plain');
    await store.put('secret/key.txt', 'outside', 'text/plain');
  }
});
afterAll(async () => {
  await app.end();
  await s3.stop();
  await azure.stop();
});

const person = () => seedPerson(app.parts);
const asLead = (): As => ({ session: lead.session, tenant: lead.workspace_id });
const asViewer = (): As => ({ session: viewer.session, tenant: lead.workspace_id });

async function entry(store: TestStore, change: object = {}, secret: object = store.secret): Promise<string> {
  const body = { ...store.place, prefix: 'nightly', ...change, secret };
  return (await app.call('storage_access.save', body, asLead())).data.id;
}
const remove = (id: string) => app.call('storage_access.delete', { id }, asLead());
const sign = async (urls: string[], as = asViewer(), method = 'GET') =>
  (await app.call('storage_access.sign', { urls, method }, as)).data.links;

describe.each(['s3', 'azure'] as const)('links to %s', (which) => {
  const store = () => (which === 's3' ? s3 : azure);
  let id: string;
  beforeAll(async () => {
    id = await entry(store());
  });
  afterAll(() => remove(id));

  test('open exactly the object, for every member, ten minutes long', async () => {
    const url = store().url(NIGHTLY);
    const [link] = await sign([url]);
    expect(link).toEqual({
      url,
      entry: id,
      link: expect.stringMatching(`^http://127.0.0.1:${store().port}/`),
      through: 'store',
      expires_in_s: 600,
      problem: null,
    });
    const { status, body } = await store().visit(link.link);
    expect([status, body.toString()]).toEqual([200, 'inside']);
    for (const method of ['PUT', 'DELETE'])
      expect((await store().visit(link.link, { method })).status).toBeGreaterThanOrEqual(400);
    expect((await store().get(NIGHTLY))?.toString()).toBe('inside');
  });

  test('to look whether it is there', async () => {
    const [{ link }] = await sign([store().url(NIGHTLY)], asViewer(), 'HEAD');
    expect((await store().visit(link, { method: 'HEAD' })).status).toBe(200);
  });

  test('do not open another object when their path is changed', async () => {
    const [{ link }] = await sign([store().url(NIGHTLY)]);
    const changed = new URL(link);
    changed.pathname = changed.pathname.replace(/nightly\/.*$/, 'secret/key.txt');
    expect((await store().visit(changed.href)).status).toBe(403);
  });

  test.each([
    ['beside the prefix', 'secret/key.txt', 'no_entry'],
    ['of a neighbour whose name begins alike', 'nightlyx/other.txt', 'no_entry'],
    ['out of it by dots', 'nightly/../secret/key.txt', 'dot_segments'],
    ['out of it by dots at the end', 'nightly/..', 'dot_segments'],
    ['with a dot of its own', 'nightly/./a.txt', 'dot_segments'],
  ])('are not made %s', async (_what, key, problem) => {
    expect(await sign([store().url(key)])).toEqual([
      expect.objectContaining({ entry: null, link: null, through: null, problem }),
    ]);
  });

  test('percent-encoded dots of an https URL are dots all the same', async () => {
    const base = `http://127.0.0.1:${store().port}${which === 'azure' ? '/devstoreaccount1' : ''}/samples`;
    for (const way of ['%2e%2e/', '..%2f', '%2E%2E%2F'])
      expect(await sign([`${base}/nightly/${way}secret/key.txt`])).toMatchObject([
        { link: null, problem: 'dot_segments' },
      ]);
    const [{ link }] = await sign([`${base}/nightly/a%20b/%C3%BC%23%3F%2B.txt`]);
    expect((await store().visit(link)).body.toString()).toBe('inside');
  });

  test('to another bucket or host are not made', async () => {
    const url = store().url(NIGHTLY);
    const others = [url.replace('/samples/', '/private/'), url.replace('127.0.0.1', '127.0.0.2')];
    for (const { link, problem } of await sign(others)) expect([link, problem]).toEqual([null, 'no_entry']);
  });

  test('one wrong URL of many spoils none of the others', async () => {
    const links = await sign(['', store().url(NIGHTLY), '/home/me/a.png', store().url('secret/key.txt')]);
    expect(links).toBeUndefined();
    const urls = ['ftp://x/y', store().url(NIGHTLY), '/home/me/a.png', `${store().url('').slice(0, -1)}`];
    const found: { problem: string | null }[] = await sign(urls);
    expect(found.map(({ problem }) => problem)).toEqual([
      'not_storage',
      null,
      'local_file',
      expect.any(String),
    ]);
  });

  test("are not made from another workspace's entries", async () => {
    expect(await sign([store().url(NIGHTLY)], { session: stranger.session })).toMatchObject([
      { link: null, problem: 'no_entry' },
    ]);
    expect(await sign([store().url(NIGHTLY)], { basic: stranger.key })).toMatchObject([{ link: null }]);
  });

  test('a service account that acts for a member gets them too', async () => {
    const service = await seedService(app.parts, lead.workspace_id, true);
    const headers = { 'x-clearml-impersonate-as': viewer.id };
    const [{ link }] = await sign([store().url(NIGHTLY)], { basic: service.key, headers });
    expect((await store().visit(link)).status).toBe(200);
  });

  test('list what lies below, page by page, and nothing of a neighbour', async () => {
    const keys: string[] = [];
    let after: string | null = null;
    do {
      // s3rver cannot make the token of a next page.
      const body = { url: store().url('nightly/list/'), page_size: which === 's3' ? 2 : 1, after };
      const { data } = await app.call('storage_access.get_objects', body, asViewer());
      for (const { key, url, size, modified } of data.objects) {
        keys.push(key);
        expect(url).toBe(store().url(key));
        expect([typeof size, typeof modified]).toEqual(['number', 'string']);
      }
      after = data.next;
    } while (after);
    expect(keys).toEqual(['nightly/list/a b.txt', 'nightly/list/ü.txt']);
  });

  test('a list beside the prefix is refused', async () => {
    for (const key of ['', 'secret/', 'nightlyx/']) {
      const body = { url: store().url(key) };
      const answer = await app.call('storage_access.get_objects', body, asViewer());
      expect([answer.code, answer.subcode, answer.error.problem]).toEqual([400, 910, 'no_entry']);
    }
  });

  test('the door is not for what can be signed', async () => {
    const answer = await app.call('storage_access.get_object', { url: store().url(NIGHTLY) }, asViewer());
    expect([answer.code, answer.subcode, answer.error.problem]).toEqual([400, 910, 'sign_instead']);
  });
});

test('a list of the whole entry leaves out the neighbour whose name begins like its prefix', async () => {
  const id = await entry(azure);
  const { data } = await app.call('storage_access.get_objects', { url: azure.url('nightly') }, asViewer());
  const keys: string[] = data.objects.map(({ key }: { key: string }) => key);
  expect(keys).toContain(NIGHTLY);
  expect(keys).not.toContain('nightlyx/other.txt');
  await remove(id);
});

test('a wrong secret: links are made, lists say why not, and nothing of the store’s text leaves', async () => {
  const id = await entry(s3, {}, s3.wrong);
  const [{ link }] = await sign([s3.url(NIGHTLY)]);
  expect((await s3.visit(link)).status).toBe(403);
  const answer = await app.call('storage_access.get_objects', { url: s3.url('nightly/') }, asViewer());
  expect(answer).toMatchObject({ code: 400, subcode: 910, error: { field: 'url', problem: 'wrong_secret' } });
  expect(JSON.stringify(answer.meta)).not.toMatch(/SignatureDoesNotMatch|<Error>|AKIA/);
  await remove(id);
});

test('a host the server may not reach is never asked', async () => {
  const id = await entry(s3, { host: 'localhost:1' });
  const url = 's3://localhost:1/samples/nightly/a.txt';
  expect(await sign([url])).toMatchObject([{ through: 'store' }]);
  const answer = await app.call(
    'storage_access.get_objects',
    { url: 's3://localhost:1/samples/nightly/' },
    asViewer(),
  );
  expect(answer.error).toMatchObject({ problem: 'forbidden_address' });
  await remove(id);
});

test('of several entries the one with the longest bucket and prefix signs', async () => {
  const ids = [await entry(s3, { prefix: '' }), await entry(s3), await entry(s3, { prefix: 'nightly/a b' })];
  const urls = [NIGHTLY, 'nightly/page.html', 'nightlyx/other.txt'].map(s3.url);
  const links: { entry: string }[] = await sign(urls);
  expect(links.map(({ entry: of }) => of)).toEqual([ids[2], ids[1], ids[0]]);
  for (const id of ids) await remove(id);
});

test('at most 200 URLs at once', async () => {
  const urls = Array.from({ length: 200 }, (_, n) => s3.url(`nightly/${n}.png`));
  const id = await entry(s3);
  const links: { link: string }[] = await sign(urls);
  expect(new Set(links.map(({ link }) => link)).size).toBe(200);
  const more = await app.call('storage_access.sign', { urls: [...urls, 's3://a/b'] }, asViewer());
  expect([more.code, more.subcode, more.error.field]).toEqual([400, 12, 'urls']);
  await remove(id);
});

test('a deleted entry signs nothing from that moment', async () => {
  const id = await entry(s3);
  expect(await sign([s3.url(NIGHTLY)])).toMatchObject([{ entry: id }]);
  await remove(id);
  expect(await sign([s3.url(NIGHTLY)])).toMatchObject([{ link: null, problem: 'no_entry' }]);
});

test('a secret moved to another workspace in the database opens nothing', async () => {
  const id = await entry(s3);
  const { pool } = app.parts.database;
  await pool.query('update storage_entries set workspace_id = $1 where id = $2', [stranger.workspace_id, id]);
  const urls = [s3.url(NIGHTLY)];
  const moved = await app.call('storage_access.sign', { urls }, { session: stranger.session });
  expect(moved.code).toBe(500);
  await pool.query('delete from storage_entries where id = $1', [id]);
});

test('nor does one moved to another entry of the same workspace', async () => {
  const [id, other] = [await entry(s3), await entry(s3, { bucket: 'other' }, s3.wrong)];
  const { pool } = app.parts.database;
  await pool.query(
    'update storage_entries set (nonce, sealed) = (select nonce, sealed from storage_entries where id = $1) where id = $2',
    [other, id],
  );
  expect((await app.call('storage_access.sign', { urls: [s3.url(NIGHTLY)] }, asViewer())).code).toBe(500);
  for (const one of [id, other]) await remove(one);
});

describe('an entry with a SAS', () => {
  let id: string;
  beforeAll(async () => {
    id = await entry(azure, {}, azure.sas(new Date(Date.now() + 3_600_000)));
  });
  afterAll(() => remove(id));

  const door = async (key: string, { method = 'GET', headers = {}, as = asViewer() } = {}) => {
    const [{ link }] = await sign([azure.url(key)]);
    const { origin: _origin, ...cookie } = headersOf({ session: as.session ?? '' });
    return app.web.inject({ method: method as 'GET', url: `/${link}`, headers: { ...cookie, ...headers } });
  };

  test('gives no link to the store, and its SAS to nobody', async () => {
    const url = azure.url(NIGHTLY);
    const links = await sign([url]);
    const query = new URLSearchParams({ url, tenant: lead.workspace_id });
    expect(links).toEqual([
      {
        url,
        entry: id,
        link: `api/storage_access.get_object?${query}`,
        through: 'door',
        expires_in_s: null,
        problem: null,
      },
    ]);
  });

  test('streams through the door, with headers that let nothing run here', async () => {
    const answer = await door(NIGHTLY);
    expect([answer.statusCode, answer.body]).toEqual([200, 'inside']);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/plain; charset=utf-8',
      'content-length': '6',
      'content-disposition': 'inline; filename="-.txt"',
      'content-security-policy': "sandbox; default-src 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private',
      'referrer-policy': 'no-referrer',
      etag: expect.any(String),
      'last-modified': expect.any(String),
    });
    expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-ms-'))).toEqual([]);
  });

  test('a page of HTML is saved, never shown', async () => {
    const { headers } = await door('nightly/page.html');
    expect(headers['content-type']).toBe('application/octet-stream');
    expect(headers['content-disposition']).toBe('attachment; filename="page.html"');
  });

  test('ranges are kept, and only asked for as they came', async () => {
    const part = await door(NIGHTLY, { headers: { range: 'bytes=2-3' } });
    expect([part.statusCode, part.body, part.headers['content-range']]).toEqual([206, 'si', 'bytes 2-3/6']);
    const beyond = await door(NIGHTLY, { headers: { range: 'bytes=100-' } });
    expect(beyond.statusCode).toBe(416);
    expect((await door(NIGHTLY, { headers: { range: 'lines=1-2' } })).body).toBe('inside');
  });

  test('what did not change is not sent again', async () => {
    const { etag } = (await door(NIGHTLY)).headers;
    const again = await door(NIGHTLY, { headers: { 'if-none-match': String(etag) } });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  });

  test('HEAD tells its size and sends nothing', async () => {
    const { statusCode, body, headers } = await door(NIGHTLY, { method: 'HEAD' });
    expect([statusCode, body, headers['content-length']]).toEqual([200, '', '6']);
  });

  test.each([
    ['from another site', { 'sec-fetch-site': 'cross-site' }, 401],
    ['as the code of a service worker', { 'service-worker': 'script' }, 401],
    ['by a method in disguise', { 'x-http-method-override': 'POST' }, 401],
  ])('is refused %s', async (_what, headers, code) => {
    const before = azure.requests.length;
    expect((await door(NIGHTLY, { headers })).statusCode).toBe(code);
    expect(azure.requests).toHaveLength(before);
  });

  test('is refused to strangers, whatever workspace they name', async () => {
    const before = azure.requests.length;
    const named = await door(NIGHTLY, { as: { session: stranger.session } });
    expect([named.statusCode, named.json().meta.result_subcode]).toEqual([400, 10]);
    const url = `/api/storage_access.get_object?${new URLSearchParams({ url: azure.url(NIGHTLY) })}`;
    const { origin: _origin, ...headers } = headersOf({ session: viewer.session });
    expect((await app.web.inject({ url, headers })).json().meta.result_subcode).toBe(10);
    expect((await app.web.inject({ url })).statusCode).toBe(401);
    expect(azure.requests).toHaveLength(before);
  });

  test.each([
    ['beside the prefix', 'secret/key.txt'],
    ['of a neighbour', 'nightlyx/other.txt'],
    ['out of it', 'nightly/../secret/key.txt'],
  ])('opens nothing %s', async (_what, key) => {
    const before = azure.requests.length;
    const url = `/api/storage_access.get_object?${new URLSearchParams({ url: azure.url(key), tenant: lead.workspace_id })}`;
    const { origin: _origin, ...headers } = headersOf({ session: viewer.session });
    const answer = await app.web.inject({ url, headers });
    expect([answer.statusCode, answer.json().meta.result_subcode]).toEqual([400, 910]);
    expect(azure.requests).toHaveLength(before);
  });

  test('an object that is not there has its code', async () => {
    const answer = await door('nightly/none.png');
    expect(answer.json().meta).toMatchObject({
      result_code: 400,
      error_data: { field: 'url', problem: 'no_such_key' },
    });
  });

  test('a SAS that has ended says so', async () => {
    await app.call(
      'storage_access.save',
      { id, ...azure.place, prefix: 'nightly', secret: azure.sas(new Date(Date.now() - 60_000)) },
      asLead(),
    );
    const { error_data } = (await door(NIGHTLY)).json().meta;
    expect(error_data).toMatchObject({ problem: 'sas_expired', facts: { expired: expect.any(String) } });
  });
});
