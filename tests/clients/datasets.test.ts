import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { createListeningApp, type ListeningApp } from '../support/listening-app.ts';
import { endLaunched } from '../support/process/launch.ts';
import { type Seeded, seedPerson } from '../support/seeds.ts';
import { type ClientHome, makeClientHome, resultOf } from './client-home.ts';

const python = inject('python');
const missing = 'skipped' in python ? python.skipped : undefined;

/** A folder's files by their path in it. */
function contentOf(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path.slice(folder.length + 1), readFileSync(path, 'base64')];
    }),
  );
}

describe.skipIf(missing)(`genuine datasets${missing ? ` (${missing})` : ''}`, () => {
  const bin = 'sdk' in python ? python.sdk : '';
  let app: ListeningApp;
  let ada: Seeded;
  let maker: ClientHome;
  let other: ClientHome;
  let data: string;

  beforeAll(async () => {
    if ('skipped' in python) return;
    app = await createListeningApp();
    ada = await seedPerson(app.parts);
    maker = makeClientHome(app, ada.key);
    other = makeClientHome(app, ada.key);
    data = join(maker.work, 'data');
    mkdirSync(join(data, 'sub'), { recursive: true });
    writeFileSync(join(data, 'one.bin'), Buffer.from([0, 255, 1, 10, 13, 0]));
    writeFileSync(join(data, 'sub', 'two.txt'), 'zwei\n');
  });
  afterAll(async () => {
    await endLaunched();
    maker?.remove();
    other?.remove();
    await app?.end();
  });

  test('two versions are made, and got with equal content by another machine', async () => {
    const make = [maker.script('dataset.py'), 'make', data];
    const made = resultOf(await maker.run(`${bin}/python`, make));
    expect(made.version).toBe('1.0.1');

    const copy = join(other.work, 'copy');
    const got = resultOf(await other.run(`${bin}/python`, [other.script('dataset.py'), 'get', copy]));
    expect(got).toMatchObject({
      ...{ id: made.second, files: ['later.txt', 'one.bin'], parents: [made.first] },
      listed: ['1.0.0', '1.0.1'],
    });
    const { 'sub/two.txt': removed, ...kept } = contentOf(data);
    expect(removed).toBeDefined();
    expect(contentOf(copy)).toEqual(kept);
  });

  test('their projects are hidden until asked for', async () => {
    const names = async (search_hidden: boolean) => {
      const { data } = await app.call('projects.get_all', { search_hidden }, { basic: ada.key });
      return data.projects.map(({ name }: { name: string }) => name);
    };
    expect(await names(false)).toEqual(['vision']);
    expect(await names(true)).toEqual(expect.arrayContaining(['vision/.datasets/animals']));
  });

  test('clearml-data creates, fills, closes, finds, lists and gets one', async () => {
    const data_ = (...args: string[]) => maker.run(`${bin}/clearml-data`, args);
    const created = await data_('create', '--project', 'vision', '--name', 'from the shell');
    const id = /New dataset created id=([0-9a-f]{32})/.exec(created.stdout)?.[1] ?? expect.fail('no id');
    expect((await data_('add', '--files', 'data/one.bin', 'data/sub')).stdout).toContain('2 files added');
    expect((await data_('close')).stdout).toContain('Dataset closed and finalized');
    const found = await data_('search', '--project', 'vision', '--name', 'shell');
    expect(found.stdout).toMatch(/^vision\s+\| from the shell\s+\| 1\.0\.0 /m);
    expect((await data_('list', '--id', id)).stdout).toMatch(/^one\.bin .* 6 /m);

    const copy = join(other.work, 'shell copy');
    await other.run(`${bin}/clearml-data`, ['get', '--id', id, '--copy', copy]);
    expect(contentOf(copy)).toEqual({
      'one.bin': contentOf(data)['one.bin'],
      'two.txt': contentOf(data)['sub/two.txt'],
    });
  });
});
