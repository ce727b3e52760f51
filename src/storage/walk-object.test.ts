import { describe, expect, test } from 'vitest';
import { brokenOf, climb, MINIO_TLS, short, store } from '../../tests/support/storage/climbing.ts';
import { file, type Outcome, PNG, xmlError } from '../../tests/support/storage/scripted-reach.ts';
import type { ScriptedS3 } from '../../tests/support/storage/scripted-s3.ts';
import { writeStorageUrl } from './storage-url.ts';

describe('object', () => {
  const five = { 'content-length': '5000000000', 'content-type': 'image/png' };
  test.each<[string, string, Record<string, Outcome>, string]>([
    ['a 5 GB image', 'a.png', { 'a.png': file(PNG, five) }, '- too_large'],
    [
      'a text named .png',
      'a.png',
      { 'a.png': file('hello\n', { 'content-type': 'image/png' }) },
      '- not_an_image',
    ],
    ['a text of type image', 'a', { a: file('hello\n', { 'content-type': 'image/png' }) }, '- not_an_image'],
    ['an SVG with script', 'a.svg', { 'a.svg': file('<svg><script>x</script></svg>') }, '+ svg_with_script'],
    ['an SVG', 'a.svg', { 'a.svg': file('<svg><path/></svg>') }, '+ readable'],
    ['a TIFF', 'a.tif', { 'a.tif': file('II*\0\x08\0\0\0') }, '- image_not_shown'],
    ['an empty object', 'a.png', { 'a.png': file('') }, '- empty_object'],
    ['a 5 GB video', 'a.mp4', { 'a.mp4': file('\0\0\0\x20ftypisom', five) }, '- not_an_image'],
    ['a text', 'a.csv', { 'a.csv': file('1,2\n') }, '+ readable'],
    ['nothing', 'a.png', {}, '- no_such_key'],
    ['cold storage', 'a.png', { 'a.png': xmlError(403, 'InvalidObjectState') }, '- archived'],
  ])('%s', async (_name, key, objects, expected) => {
    const script = store({ objects: objects as ScriptedS3['objects'] });
    const rungs = await climb(script, { url: writeStorageUrl(MINIO_TLS, key) });
    expect(short(rungs)).toBe(`+++++${expected[0]} object: ${expected.slice(2)}`);
  });

  test('a missing object names the one that was meant', async () => {
    const objects = { 'team/A b.png': file(PNG) };
    const near = await climb(store({ objects }), { url: writeStorageUrl(MINIO_TLS, 'team/a%20b.png') });
    expect(brokenOf(near)).toMatchObject({ code: 'no_such_key', facts: { near: 'team/A b.png' } });
    const none = await climb(store({ objects }), { url: writeStorageUrl(MINIO_TLS, 'team/c.png') });
    expect(brokenOf(none)?.facts).not.toHaveProperty('near');
  });
});
