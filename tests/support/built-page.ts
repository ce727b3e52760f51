import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import react from '@vitejs/plugin-react';
import Fastify from 'fastify';
import { build } from 'vite';
import { sendHtml } from '../../src/server/http/page.ts';

/** Builds a page that shows parts of ours by themselves and serves it under the page's own policy. */
export async function serveBuiltPage(root: string): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-page-'));
  await build({
    root,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
    worker: { format: 'es' },
    html: { cspNonce: '__CSP_NONCE__' },
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0 },
  });
  const shell = readFileSync(join(folder, 'index.html'), 'utf8');
  const door = Fastify();
  await door.register(fastifyStatic, { root: join(folder, 'assets'), prefix: '/assets/' });
  door.get('/', (_, reply) => sendHtml(reply, shell, { base_path: '/', https: false }));
  const url = await door.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    end: async () => {
      await door.close();
      rmSync(folder, { recursive: true });
    },
  };
}
