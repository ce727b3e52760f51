import { describe, expect, test } from 'vitest';
import { hasScript, isShownImage, promisedImage, sniff } from './object-type.ts';

const bytesOf = (latin1: string) => Uint8Array.from(latin1, (character) => character.charCodeAt(0));
const utf8 = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

describe('an object is what its first bytes say', () => {
  test.each([
    ['png', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR'],
    ['jpeg', '\xff\xd8\xff\xe0\0\x10JFIF'],
    ['gif', 'GIF89a\x01\0'],
    ['webp', 'RIFF\x10\0\0\0WEBPVP8 '],
    ['wav', 'RIFF\x10\0\0\0WAVEfmt '],
    ['avif', '\0\0\0\x20ftypavif'],
    ['mp4', '\0\0\0\x20ftypisom'],
    ['webm', '\x1aE\xdf\xa3\x01'],
    ['ogg', 'OggS\0'],
    ['mp3', 'ID3\x04'],
    ['pdf', '%PDF-1.7'],
    ['zip', 'PK\x03\x04\x14'],
    ['gzip', '\x1f\x8b\x08'],
    ['tiff', 'II*\0\x08'],
    ['svg', '<?xml version="1.0"?>\n<!-- a -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'],
    ['svg', ' <svg width="1"></svg>'],
    ['html', '<!DOCTYPE html><title>x</title>'],
    ['text', 'step,loss\n1,0.5\n'],
    ['text', ''],
    ['binary', '\0\x01\x02\x03'],
  ])('%s', (type, latin1) => {
    const bytes = bytesOf(latin1);
    expect(sniff({ bytes, text: utf8(bytes) })).toBe(type);
    // Where only the text was kept, it is told from that as well.
    expect(sniff({ text: utf8(bytes) })).toBe(type);
  });
});

test('a name promises an image', () => {
  expect(promisedImage('a/b.PNG')).toBe('png');
  expect(promisedImage('a.jpeg')).toBe('jpeg');
  expect(promisedImage('a.png/b')).toBeUndefined();
  expect(promisedImage('a.constructor')).toBeUndefined();
  expect(isShownImage('tiff')).toBe(false);
});

test.each([
  ['<svg><script>alert(1)</script></svg>', true],
  ['<svg onload = "x()"/>', true],
  ['<svg><a href="javascript:x"/></svg>', true],
  ['<svg><foreignObject/></svg>', true],
  ['<svg><path d="M0 0"/><text>on time = 3</text></svg>', false],
  ['<svg><path d="M0 0"/></svg>', false],
])('script in %s: %s', (svg, expected) => {
  expect(hasScript(svg)).toBe(expected);
});
