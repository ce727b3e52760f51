import { expect, test } from 'vitest';
import { formatOfName, importFile } from './import-file.ts';

const fileOf = (bytes: BlobPart, name = 'clearml.conf') => new File([bytes], name);

test('a text file gives its text without a byte-order mark, and its format by its name', async () => {
  expect(await importFile(fileOf('\uFEFFsdk {}\n'))).toEqual({ text: 'sdk {}\n', format: 'hocon' });
  expect(formatOfName('a.YML')).toBe('yaml');
  expect(formatOfName('vault.json')).toBe('json');
  expect(formatOfName('notes.txt')).toBeUndefined();
});

test('256 KiB are taken, one byte more is not', async () => {
  expect(await importFile(fileOf('#'.repeat(262_144)))).toHaveProperty('text');
  expect(await importFile(fileOf('#'.repeat(262_145)))).toEqual({
    refused: '“clearml.conf” was not taken: it has 257 KiB, a vault takes at most 256 KiB.',
  });
});

test('what is not UTF-8, and what holds control characters, is refused with a sentence', async () => {
  const latin = await importFile(fileOf(new Uint8Array([0x61, 0xe9, 0x62])));
  expect(latin).toMatchObject({ refused: expect.stringContaining('UTF-8') });
  const control = await importFile(fileOf('a = 1\nb = "\u0007"\n'));
  expect(control).toMatchObject({ refused: expect.stringContaining('line 2') });
});
