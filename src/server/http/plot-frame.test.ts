import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { servePlotFrame } from './plot-frame.ts';

const door = Fastify();
let root: string;
beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'atrium-plots-'));
  mkdirSync(join(root, 'plot-frame'));
  writeFileSync(
    join(root, 'plot-frame/index.html'),
    '<script nonce="__CSP_NONCE__" src="./frame-1.js"></script>',
  );
  writeFileSync(join(root, 'plot-frame/frame-1.js'), 'void 0;');
  await servePlotFrame(door, root);
});
afterAll(async () => {
  await door.close();
  rmSync(root, { recursive: true, force: true });
});

test('the document of plots has an origin of its own, runs only its own scripts and connects to nobody', async () => {
  const { headers, body } = await door.inject('/plot-frame/');
  const policy = String(headers['content-security-policy']).split('; ');
  const [, nonce] = /nonce="([^"]+)"/.exec(body) ?? [];
  expect(policy).toEqual([
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ]);
  expect((await door.inject('/plot-frame/')).body).not.toContain(nonce);
});

test('its scripts are served for a year, and the document by no other way', async () => {
  const script = await door.inject('/plot-frame/frame-1.js');
  expect([script.statusCode, script.headers['cache-control']]).toEqual([
    200,
    'public, max-age=31536000, immutable',
  ]);
  expect((await door.inject('/plot-frame/index.html')).statusCode).toBe(404);
});

test('a page that is not built is refused at start', async () => {
  await expect(servePlotFrame(Fastify(), join(root, 'nowhere'))).rejects.toThrow('Run npm run build');
});
