import { describe, expect, test } from 'vitest';
import { endingOf, kindByName, kindOf } from './object-kind.ts';

const utf8 = (text: string) => new TextEncoder().encode(text);
const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

test.each([
  ['a/boxes_01200.PNG', 'png'],
  ['weights.tar.gz', 'gz'],
  ['.gitignore', ''],
  ['folder.d/README', ''],
  ['a/', ''],
])('the ending of %s is "%s"', (name, ending) => {
  expect(endingOf(name)).toBe(ending);
});

test('the name alone says what to expect', () => {
  expect(['a.jpeg', 'a.mp4', 'a.csv', 'a.pkl', 'a'].map(kindByName)).toEqual([
    'image',
    'video',
    'table',
    'other',
    'other',
  ]);
});

describe('what it holds decides', () => {
  test.each([
    ['a.png', 'image/png', PNG, { kind: 'image' }],
    ['sample', 'application/octet-stream', PNG, { kind: 'image' }],
    ['a.png', 'image/png', utf8('<Error>no</Error>'), { kind: 'text', holds: 'text' }],
    ['a.png', 'image/png', utf8('<svg/>'), { kind: 'svg', holds: 'an SVG drawing' }],
    ['a.jpg', 'image/jpeg', utf8('<!doctype html>'), { kind: 'html', holds: 'an HTML page' }],
    ['a.png', 'image/png', new Uint8Array(), { kind: 'empty', holds: 'nothing' }],
    ['a.mp4', 'video/mp4', PNG, { kind: 'image', holds: 'a picture' }],
    ['a.pkl', '', Uint8Array.of(0x80, 4, 0x95, 0, 0), { kind: 'other' }],
    ['a.mp3', 'audio/mpeg', Uint8Array.of(0x12, 0, 1, 0x95), { kind: 'audio' }],
    ['a.csv', 'text/plain', utf8('a,b\n1,2\n'), { kind: 'table' }],
    ['report', 'text/csv; charset=utf-8', utf8('a,b\n1,2\n'), { kind: 'table' }],
    ['metrics', 'application/vnd.lab+json', utf8('{"a":1}'), { kind: 'json' }],
    ['metrics', '', utf8('{"a":1}'), { kind: 'json' }],
    ['a.jsonl', '', utf8('{"a":1}\n{"a":2}\n'), { kind: 'text' }],
    ['page.html', 'text/html', utf8('<!doctype html>'), { kind: 'html' }],
    ['notes.md', 'text/html', utf8('<html>'), { kind: 'text' }],
    ['plot.svg', 'application/octet-stream', utf8('<svg width="1"/>'), { kind: 'svg' }],
    ['a.pdf', 'application/pdf', utf8('%PDF-1.4'), { kind: 'other' }],
    ['a.txt', 'text/plain', new Uint8Array(), { kind: 'empty' }],
  ])('%s of type %s', (name, type, head, shown) => {
    expect(kindOf({ name, type, head })).toEqual(shown);
  });
});
