import { expect, test } from 'vitest';
import { sniff } from './sniff.ts';

const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));
const utf8 = (text: string) => new TextEncoder().encode(text);

test.each([
  ['\x89PNG\r\n\x1a\n\0\0\0\rIHDR', 'image'],
  ['\xff\xd8\xff\xe0\0\x10JFIF', 'image'],
  ['GIF89a\x01\0', 'image'],
  ['RIFF\x10\0\0\0WEBPVP8 ', 'image'],
  ['\0\0\0\x20ftypavif\0\0', 'image'],
  ['\0\0\0\x20ftypisom\0\0', 'video'],
  ['\x1aE\xdf\xa3\x01\0', 'video'],
  ['RIFF\x10\0\0\0WAVEfmt ', 'audio'],
  ['ID3\x03\0', 'audio'],
  ['\xff\xfb\x90\x64', 'audio'],
  ['%PDF-1.7\n', 'pdf'],
  ['PK\x03\x04\x14\0', 'archive'],
  ['\x80\x04\x95\x10\0\0\0\0', 'binary'],
  ['', 'empty'],
])('%j is %s', (beginning, said) => {
  expect(sniff(bytes(beginning))).toBe(said);
});

test.each([
  ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'svg'],
  ['<?xml version="1.0"?>\n<!-- made by hand -->\n<svg viewBox="0 0 1 1">', 'svg'],
  ['\n <!DOCTYPE html><title>x</title>', 'html'],
  ['<!-- x --><script>alert(1)</script>', 'html'],
  ['{"loss": 0.5}', 'json'],
  ['[1, 2]', 'json'],
  ['{name} is a template', 'text'],
  ['[agent]\nname = x', 'text'],
  ['<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>', 'text'],
  ['Größe: 3 µm, 中文', 'text'],
  ['\x1b[31mred\x1b[0m', 'text'],
])('%j is %s', (text, said) => {
  expect(sniff(utf8(text))).toBe(said);
});

test('a character cut in two at the end of what was read does not make text binary', () => {
  expect(sniff(utf8('12 µ').subarray(0, -1))).toBe('text');
});

test('text in UTF-16 with its mark is text', () => {
  expect(sniff(bytes('\xff\xfea\0b\0'))).toBe('text');
});
