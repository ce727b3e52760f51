import { createHash, randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../../../../tests/support/listening-app.ts';
import { type Seeded, seedKey, seedMember, seedPerson } from '../../../../tests/support/seeds.ts';
import { FILES_STORES, type FilesStore } from '../../../../tests/support/stores/files-stores.ts';

describe.each(FILES_STORES)('files in %s', (store, start) => {
  let place: FilesStore;
  let app: ListeningApp;
  let ada: Seeded;
  let token: string;
  let stranger: Seeded;
  let strangersToken: string;

  beforeAll(async () => {
    place = await start();
    app = await createListeningApp(place.environment);
    ada = await seedPerson(app.parts);
    token = await tokenOf(ada.key);
    stranger = await seedPerson(app.parts);
    strangersToken = await tokenOf(stranger.key);
  });
  afterAll(async () => {
    await app.end();
    await place.stop();
  });

  async function tokenOf(basic: { access_key: string; secret_key: string }): Promise<string> {
    return (await app.call('auth.login', {}, { basic })).data.token;
  }

  const bearer = (value = token) => ({ authorization: `Bearer ${value}` });

  function upload(
    files: Record<string, string | Uint8Array<ArrayBuffer>>,
    headers = bearer(),
    base = app.files_url,
  ) {
    const form = new FormData();
    for (const [path, content] of Object.entries(files)) form.append(path, new Blob([content]), path);
    return fetch(base, { method: 'POST', headers, body: form });
  }

  const get = (path: string, init: RequestInit = {}) =>
    fetch(`${app.files_url}/${path}`, { headers: bearer(), ...init });

  const unfinished = () => place.unfinished();

  describe('an upload', () => {
    test('keeps the bytes under the path its field is named, and answers the paths', async () => {
      const bytes = randomBytes(300_000);
      const answer = await upload({ '/vision/net.0123/artifacts/weights/w.bin': new Uint8Array(bytes) });
      expect([answer.status, await answer.json()]).toEqual([
        200,
        ['vision/net.0123/artifacts/weights/w.bin'],
      ]);
      const read = await get('vision/net.0123/artifacts/weights/w.bin');
      expect(Buffer.from(await read.arrayBuffer()).equals(bytes)).toBe(true);
    });

    test('takes several files at once, also by the web door', async () => {
      const answer = await upload({ '/p/a.txt': 'one', 'p/b.txt': 'two' }, bearer(), `${app.web_url}/files`);
      expect(await answer.json()).toEqual(['p/a.txt', 'p/b.txt']);
      expect(await (await get('p/b.txt')).text()).toBe('two');
      expect(await (await fetch(`${app.web_url}/files/p/a.txt`, { headers: bearer() })).text()).toBe('one');
    });

    test('in place of an older one replaces it', async () => {
      await upload({ 'p/again.txt': 'old' });
      await upload({ 'p/again.txt': 'new' });
      expect(await (await get('p/again.txt')).text()).toBe('new');
    });

    test.each(['a b+c%20d.txt', 'größe/日本 😀.txt', "it's (1)!~*.txt", 'percent%2Fslash.txt'])(
      'named %s is found by its encoded address',
      async (name) => {
        expect((await upload({ [`/n/${name}`]: name })).status).toBe(200);
        const encoded = name.split('/').map(encodeURIComponent).join('/');
        expect(await (await get(`n/${encoded}`)).text()).toBe(name);
      },
    );

    test.each(['../out.txt', '/a/../../out.txt', 'a/./b', 'a//b', '..', '/', `${'x'.repeat(256)}`])(
      'named %s would leave the store or fit no store: 404, nothing kept',
      async (name) => {
        expect((await upload({ [name]: 'x' })).status).toBe(404);
        expect(unfinished()).toBe(0);
      },
    );

    // in a bucket no name needs a folder
    if (store === 'a folder')
      test('where a folder of that name is needed is refused, and both keep what they have', async () => {
        await upload({ 'clash/file': 'file' });
        expect((await upload({ 'clash/file/below': 'x' })).status).toBe(400);
        expect((await upload({ clash: 'x' })).status).toBe(400);
        expect(await (await get('clash/file')).text()).toBe('file');
      });

    test('that is no multipart body, or holds nothing, is refused', async () => {
      const json = await fetch(app.files_url, {
        method: 'POST',
        headers: { ...bearer(), 'content-type': 'application/json' },
        body: '{}',
      });
      expect(json.status).toBe(400);
      expect((await upload({})).status).toBe(400);
    });

    test('with Content-Encoding is 415', async () => {
      expect(
        (await upload({ 'p/z.gz': 'x' }, { ...bearer(), 'content-encoding': 'gzip' } as never)).status,
      ).toBe(415);
    });

    test('cut off half-way leaves nothing', async () => {
      const { hostname, port } = new URL(app.files_url);
      const cut = request({
        hostname,
        port,
        method: 'POST',
        path: '/',
        headers: {
          ...bearer(),
          'content-type': 'multipart/form-data; boundary=b',
          'content-length': 50_000_000,
        },
      });
      cut.on('error', () => undefined);
      cut.write('--b\r\nContent-Disposition: form-data; name="cut/half.bin"; filename="half.bin"\r\n\r\n');
      cut.write(Buffer.alloc(place.begun_after));
      await expect.poll(unfinished, { timeout: 5000 }).toBe(1);
      cut.destroy();
      await expect.poll(unfinished, { timeout: 5000 }).toBe(0);
      expect((await get('cut/half.bin')).status).toBe(404);
    });

    test('of a body that ends without its last boundary leaves nothing', async () => {
      const answer = await fetch(app.files_url, {
        method: 'POST',
        headers: { ...bearer(), 'content-type': 'multipart/form-data; boundary=b' },
        body: '--b\r\nContent-Disposition: form-data; name="cut/tail.bin"; filename="t"\r\n\r\nhalf of it',
      });
      expect(answer.status).toBe(400);
      expect(unfinished()).toBe(0);
      expect((await get('cut/tail.bin')).status).toBe(404);
    });

    test('of 64 MiB streams: on a folder memory grows by far less', async () => {
      const piece = randomBytes(1024 * 1024);
      const hash = createHash('sha256');
      const before = process.memoryUsage().rss;
      const { hostname, port } = new URL(app.files_url);
      const status = await new Promise<number | undefined>((resolve, reject) => {
        const sending = request(
          {
            hostname,
            port,
            method: 'POST',
            path: '/',
            headers: { ...bearer(), 'content-type': 'multipart/form-data; boundary=b' },
          },
          (answer) => resolve(answer.resume().statusCode),
        );
        sending.on('error', reject);
        sending.write(
          '--b\r\nContent-Disposition: form-data; name="big/file.bin"; filename="file.bin"\r\n\r\n',
        );
        let sent = 0;
        const next = () => {
          if (sent++ === 64) return void sending.end('\r\n--b--\r\n');
          hash.update(piece);
          if (sending.write(piece)) setImmediate(next);
          else sending.once('drain', next);
        };
        next();
      });
      expect(status).toBe(200);
      // The test stores live in this process, too.
      if (store === 'a folder') expect(process.memoryUsage().rss - before).toBeLessThan(48 * 1024 * 1024);
      const read = createHash('sha256');
      const answer = await get('big/file.bin');
      for await (const chunk of answer.body ?? []) read.update(chunk as Uint8Array);
      expect(read.digest('hex')).toBe(hash.digest('hex'));
    });
  });

  describe('a download', () => {
    beforeAll(async () => {
      await upload({ 'd/ten.txt': '0123456789', 'd/page.html': '<script>1</script>', 'd/empty': '' });
    });

    test.each([
      ['bytes=0-3', 206, '0123', 'bytes 0-3/10'],
      ['bytes=7-', 206, '789', 'bytes 7-9/10'],
      ['bytes=-2', 206, '89', 'bytes 8-9/10'],
      ['bytes=4-99', 206, '456789', 'bytes 4-9/10'],
      ['bytes=10-', 416, '', 'bytes */10'],
      ['bytes=5-2', 200, '0123456789', null],
      ['bytes=0-1,4-5', 200, '0123456789', null],
      ['lines=0-1', 200, '0123456789', null],
    ])('by %s', async (range, status, text, contentRange) => {
      const answer = await get('d/ten.txt', { headers: { ...bearer(), range } });
      expect([answer.status, await answer.text(), answer.headers.get('content-range')]).toEqual([
        status,
        text,
        contentRange,
      ]);
    });

    test('HEAD tells length and type and sends no body', async () => {
      const answer = await get('d/ten.txt', { method: 'HEAD' });
      expect([answer.status, answer.headers.get('content-length'), await answer.text()]).toEqual([
        200,
        '10',
        '',
      ]);
      expect((await get('d/none', { method: 'HEAD' })).status).toBe(404);
    });

    test('that the browser has already is 304', async () => {
      const etag = (await get('d/ten.txt')).headers.get('etag') ?? expect.fail('no etag');
      expect((await get('d/ten.txt', { headers: { ...bearer(), 'if-none-match': etag } })).status).toBe(304);
    });

    test('of a page is an attachment in a sandbox; of text is shown', async () => {
      const page = (await get('d/page.html')).headers;
      expect(page.get('content-disposition')).toMatch(/^attachment/);
      expect(page.get('content-type')).toBe('application/octet-stream');
      for (const { headers } of [await get('d/page.html'), await get('d/ten.txt')])
        expect(
          [
            'content-security-policy',
            'cross-origin-resource-policy',
            'cache-control',
            'x-content-type-options',
          ].map((name) => headers.get(name)),
        ).toEqual(["sandbox; default-src 'none'", 'same-origin', 'private', 'nosniff']);
      expect((await get('d/ten.txt')).headers.get('content-disposition')).toMatch(/^inline/);
    });

    test('of an empty file is empty', async () => {
      expect(await (await get('d/empty')).text()).toBe('');
    });

    test.each(['d/../d/ten.txt', 'd/%2e%2e/d/ten.txt', 'd/%00', 'd'])('of %s is 404', async (path) => {
      const { status } = await new Promise<{ status: number | undefined }>((resolve, reject) => {
        const { hostname, port } = new URL(app.files_url);
        request({ hostname, port, path: `/${path}`, headers: bearer() }, (answer) =>
          resolve({ status: answer.resume().statusCode }),
        )
          .on('error', reject)
          .end();
      });
      expect(status).toBe(404);
    });
  });

  describe('deleting', () => {
    test('is 200 once, then 404', async () => {
      await upload({ 'x/gone.txt': 'x' });
      expect((await get('x/gone.txt', { method: 'DELETE' })).status).toBe(200);
      expect((await get('x/gone.txt', { method: 'DELETE' })).status).toBe(404);
      expect((await get('x/gone.txt')).status).toBe(404);
    });

    test('many tells of each what became of it', async () => {
      await upload({ 'm/a b.txt': 'x', 'm/b.txt': 'x' });
      const files = [`${app.files_url}/m/a%20b.txt`, 'm/b.txt', `${app.web_url}/files/m/none`, 's3://b/k'];
      const answer = await get('delete_many', { method: 'POST', body: JSON.stringify({ files }) });
      expect(await answer.json()).toEqual({
        deleted: { [`${app.files_url}/m/a%20b.txt`]: 'm/a b.txt', 'm/b.txt': 'm/b.txt' },
        errors: {
          [`${app.web_url}/files/m/none`]: 'there is no such file',
          's3://b/k': 'is no file of this server',
        },
      });
    });
  });

  describe('who may', () => {
    beforeAll(async () => {
      await upload({ 'w/mine.txt': 'mine' });
    });

    test('nobody without a token; not by key pair', async () => {
      const basic = Buffer.from(`${ada.key.access_key}:${ada.key.secret_key}`).toString('base64');
      for (const headers of [{}, { authorization: 'Bearer nonsense' }, { authorization: `Basic ${basic}` }]) {
        expect((await get('w/mine.txt', { headers })).status).toBe(401);
        expect((await upload({ 'w/other.txt': 'x' }, headers as never)).status).toBe(401);
        expect((await get('w/mine.txt', { method: 'DELETE', headers })).status).toBe(401);
      }
    });

    test('another workspace sees nothing of it, whatever it asks', async () => {
      const headers = bearer(strangersToken);
      const asked = ['w/mine.txt', `w/mine.txt?tenant=${ada.workspace_id}`, `${ada.workspace_id}/w/mine.txt`];
      for (const path of asked)
        for (const method of ['GET', 'HEAD', 'DELETE'])
          expect((await get(path, { headers, method })).status).toBe(404);
      await upload({ 'w/mine.txt': 'theirs' }, headers);
      expect(await (await get('w/mine.txt')).text()).toBe('mine');
    });

    test('a viewer reads and does not write', async () => {
      const viewer = await seedPerson(app.parts);
      await seedMember(app.parts, ada.workspace_id, viewer.id, 'viewer');
      const key = await seedKey(app.parts, { account_id: viewer.id, workspace_id: ada.workspace_id });
      const headers = bearer(await tokenOf(key));
      expect((await get('w/mine.txt', { headers })).status).toBe(200);
      expect((await upload({ 'w/v.txt': 'x' }, headers)).status).toBe(403);
      expect((await get('w/mine.txt', { headers, method: 'DELETE' })).status).toBe(403);
    });

    test('the page reads by its session on the web door, naming the workspace; it does not write', async () => {
      const cookie = `atrium_session=${ada.session}`;
      const url = `${app.web_url}/files/w/mine.txt`;
      const mine = await fetch(`${url}?tenant=${ada.workspace_id}`, { headers: { cookie } });
      expect(await mine.text()).toBe('mine');
      expect((await fetch(url, { headers: { cookie } })).status).toBe(400);
      expect((await fetch(`${url}?tenant=${stranger.workspace_id}`, { headers: { cookie } })).status).toBe(
        400,
      );
      const crossSite = { cookie, 'sec-fetch-site': 'cross-site' };
      expect((await fetch(`${url}?tenant=${ada.workspace_id}`, { headers: crossSite })).status).toBe(401);
      expect(
        (await fetch(`${url}?tenant=${ada.workspace_id}`, { method: 'DELETE', headers: { cookie } })).status,
      ).toBe(401);
      expect((await get(`w/mine.txt?tenant=${ada.workspace_id}`, { headers: { cookie } })).status).toBe(401);
    });

    test('nobody registers a stored script as service worker', async () => {
      const headers = { ...bearer(), 'service-worker': 'script' };
      expect((await get('w/mine.txt', { headers })).status).toBe(403);
    });
  });
});
