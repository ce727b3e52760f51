import { randomBytes } from 'node:crypto';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FILES_STORES, type FilesStore } from '../../../../tests/support/stores/files-stores.ts';
import { readConfig } from '../../config.ts';
import type { FileStore } from './file-store.ts';
import { openFiles } from './open-files.ts';

const A = 'a'.repeat(32);
const B = 'b'.repeat(32);
const PART = 16 * 1024 * 1024;

describe.each(FILES_STORES)('%s', (_name, start) => {
  let place: FilesStore;
  let store: FileStore;
  beforeAll(async () => {
    place = await start();
    const { config, secrets } = readConfig(place.environment);
    store = await openFiles(config, secrets);
  });
  afterAll(() => place.stop());

  const put = (key: string, content: string | Buffer) => store.put(key, Readable.from([content]));
  const read = async (key: string, range?: { start: number; end: number }) => {
    const content = await store.read(key, range);
    return content && (await buffer(content));
  };
  const text = async (key: string) => (await read(key))?.toString();

  test.each([
    'p/net.0123/artifacts/w.bin',
    'a b+c%20d',
    'größe/日本 😀',
    "it's (1)!~*;=&?#",
    'x'.repeat(200),
  ])('keeps what is stored under %s', async (path) => {
    await put(`${A}/${path}`, path);
    expect(await text(`${A}/${path}`)).toBe(path);
    expect(await store.find(`${A}/${path}`)).toMatchObject({ size: Buffer.byteLength(path) });
    expect(await store.find(`${B}/${path}`)).toBeUndefined();
  });

  test('gives ranges of it', async () => {
    await put(`${A}/ten`, '0123456789');
    const ranges = [
      [0, 1],
      [3, 5],
      [9, 9],
    ] as const;
    for (const [begin, end] of ranges)
      expect((await read(`${A}/ten`, { start: begin, end }))?.toString()).toBe(
        '0123456789'.slice(begin, end + 1),
      );
  });

  test('keeps an empty file', async () => {
    await store.put(`${A}/empty`, Readable.from([]));
    expect(await store.find(`${A}/empty`)).toMatchObject({ size: 0 });
  });

  test('replaces a file whole; its mark changes with it', async () => {
    await put(`${A}/again`, 'old');
    const old = await store.find(`${A}/again`);
    await put(`${A}/again`, 'newer');
    const now = await store.find(`${A}/again`);
    expect([await text(`${A}/again`), now?.etag === old?.etag]).toEqual(['newer', false]);
    expect(now?.etag).toMatch(/^".+"$/);
    expect(Math.abs((now?.modified_ms ?? 0) - Date.now())).toBeLessThan(60_000);
  });

  test('knows nothing of a file that is not there', async () => {
    expect(await store.find(`${A}/none`)).toBeUndefined();
    expect(await store.read(`${A}/none`)).toBeUndefined();
    expect(await store.remove(`${A}/none`)).toBe(false);
  });

  test('removes a file once', async () => {
    await put(`${A}/folder/gone`, 'x');
    expect(await store.remove(`${A}/folder/gone`)).toBe(true);
    expect(await store.remove(`${A}/folder/gone`)).toBe(false);
    expect(await store.find(`${A}/folder/gone`)).toBeUndefined();
  });

  test('keeps a large file in pieces, byte for byte', async () => {
    const bytes = randomBytes(2 * PART + 12_345);
    const pieces = [bytes.subarray(0, 1000), bytes.subarray(1000, PART + 7), bytes.subarray(PART + 7)];
    await store.put(`${A}/large`, Readable.from(pieces));
    expect((await read(`${A}/large`))?.equals(bytes)).toBe(true);
    expect(
      (await read(`${A}/large`, { start: PART - 2, end: PART + 1 }))?.equals(
        bytes.subarray(PART - 2, PART + 2),
      ),
    ).toBe(true);
    expect(place.unfinished()).toBe(0);
  });

  test.each([
    ['at once', false],
    ['after some of it', true],
  ])('keeps nothing of what breaks off %s, and the old file stays', async (_when, isBegun) => {
    await put(`${A}/broken`, 'before');
    const content = new PassThrough();
    const stored = store.put(`${A}/broken`, content);
    stored.catch(() => undefined);
    if (isBegun) content.write(Buffer.alloc(place.begun_after));
    if (isBegun) await expect.poll(() => place.unfinished(), { timeout: 10_000 }).toBe(1);
    content.destroy(new Error('cut off'));
    await expect(stored).rejects.toThrow('cut off');
    await expect.poll(() => place.unfinished()).toBe(0);
    expect(await text(`${A}/broken`)).toBe('before');
  });

  test('asks a bucket for nothing outside its prefix', async () => {
    await put(`${A}/inside`, 'x');
    await store.removeAll(A);
    const asked = (place.requests ?? []).map(({ url }) => new URL(url, 'http://store'));
    for (const { pathname, searchParams } of asked)
      expect(decodeURIComponent(pathname).replace(/^\/samples\/?/, '') || searchParams.get('prefix')).toMatch(
        /^atrium\/files\//,
      );
  });

  test('forgets a workspace whole and leaves the others', async () => {
    for (const key of [`${B}/one`, `${B}/two/three`, `${B}/.four`, `${A}/mine`, `${B}b/other`])
      await put(key, 'x');
    await store.removeAll(B);
    for (const key of [`${B}/one`, `${B}/two/three`, `${B}/.four`])
      expect(await store.find(key)).toBeUndefined();
    for (const key of [`${A}/mine`, `${B}b/other`]) expect(await text(key)).toBe('x');
  });
});
