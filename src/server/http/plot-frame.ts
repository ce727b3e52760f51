import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';

/**
 * The policy of the document in which plots are drawn. `sandbox` gives it an origin that nothing shares, even where it
 * is opened by itself; it runs its own two scripts, connects to nobody, and only our page may show it. Plotly writes
 * styles into its drawings.
 */
const policy = (nonce: string) =>
  [
    'sandbox allow-scripts',
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    "style-src 'unsafe-inline'",
    'img-src data: blob:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; ');

/** Serves the document of plots at /plot-frame/ and its scripts for a year. */
export async function servePlotFrame(door: FastifyInstance, webRoot: string): Promise<void> {
  const root = join(webRoot, 'plot-frame');
  const path = join(root, 'index.html');
  if (!existsSync(path)) throw new Error(`The page is not built: ${path} is missing. Run npm run build.`);
  const document = readFileSync(path, 'utf8');
  door.get('/plot-frame/', async (_request, reply) => {
    const nonce = randomBytes(16).toString('base64');
    return reply
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      .header('content-security-policy', policy(nonce))
      .send(document.replaceAll('__CSP_NONCE__', nonce));
  });
  await door.register(fastifyStatic, {
    root,
    prefix: '/plot-frame/',
    index: false,
    allowedPath: (file) => file.endsWith('.js'),
    preCompressed: true,
    immutable: true,
    maxAge: 31_536_000_000,
    decorateReply: false,
  });
}
