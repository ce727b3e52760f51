import { expect, test } from 'vitest';
import { filePathOf } from './file-door.ts';

const DOORS = [
  'https://files.example.org',
  'http://old.example.org:8081/',
  'https://ml.example.org/atrium/files',
];

test.each([
  ['https://files.example.org/project/task.id/metrics/a%20b.png', 'project/task.id/metrics/a%20b.png'],
  ['https://FILES.example.org:443/a.png', 'a.png'],
  ['http://old.example.org:8081/a.png', 'a.png'],
  ['https://ml.example.org/atrium/files/x/a.png', 'x/a.png'],
  ['https://files.example.org//x/a.png', 'x/a.png'],
  ['https://files.example.org/a.png?tenant=0123&x=1#top', 'a.png'],
  ['https://files.example.org/x/../a.png', 'a.png'],
])('%s is the file %s', (stored, path) => {
  expect(filePathOf(stored, DOORS)).toBe(path);
});

test.each([
  'https://files.example.org.evil.example/a.png',
  'https://files.example.org:8443/a.png',
  'http://files.example.org/a.png',
  'https://files.example.org@evil.example/a.png',
  'https://someone@files.example.org/a.png',
  'https://evil.example/https://files.example.org/a.png',
  'https://evil.example/?u=https://files.example.org/a.png',
  'https://ml.example.org/atrium/filesystem/a.png',
  'https://ml.example.org/atrium/files',
  'https://ml.example.org/atrium/files/../settings',
  'https://ml.example.org/atrium/files/%2e%2e/settings',
  'https://ml.example.org/a.png',
  'https://files.example.org/',
  's3://files.example.org/a.png',
  'files.example.org/a.png',
  'javascript:https://files.example.org/a.png',
  'https://',
])('%s is no file of the door', (stored) => {
  expect(filePathOf(stored, DOORS)).toBeUndefined();
});
