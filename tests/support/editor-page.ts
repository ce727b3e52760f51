import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import react from '@vitejs/plugin-react';
import Fastify from 'fastify';
import { build } from 'vite';
import { sendHtml } from '../../src/server/http/page.ts';

const ROOT = fileURLToPath(new URL('./editor-page/', import.meta.url));

/** Builds the page that shows the editor's parts by themselves and serves it under the page's own policy. */
export async function serveEditorPage(): Promise<{ url: string; end: () => Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'atrium-editor-'));
  await build({
    root: ROOT,
    configFile: false,
    base: './',
    logLevel: 'error',
    plugins: [react()],
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
