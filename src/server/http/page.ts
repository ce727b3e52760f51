import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { Config } from '../config.ts';

type PageConfig = Pick<Config, 'base_path' | 'https'>;

/** The policy of the page (MODEL.md section 3): only our own code, styles with the answer's nonce, no frame. */
function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "connect-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/** Sends HTML of ours with its headers; `__CSP_NONCE__` in it becomes the answer's nonce. */
export function sendHtml(reply: FastifyReply, html: string, config: PageConfig): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  if (config.https) reply.header('strict-transport-security', 'max-age=31536000');
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', contentSecurityPolicy(nonce))
    .header('cross-origin-opener-policy', 'same-origin')
    .header('x-frame-options', 'DENY')
    .send(html.replaceAll('__CSP_NONCE__', nonce));
}

export type SendPage = (reply: FastifyReply) => FastifyReply;

/** Serves the built page: hashed assets for a year, the shell for every other path of the page. */
export async function servePage(
  door: FastifyInstance,
  webRoot: string,
  config: PageConfig,
): Promise<SendPage> {
  const path = join(webRoot, 'index.html');
  if (!existsSync(path)) throw new Error(`The page is not built: ${path} is missing. Run npm run build.`);
  const shell = readFileSync(path, 'utf8').replace(/<base href="[^"]*"/, `<base href="${config.base_path}"`);
  await door.register(fastifyStatic, {
    root: join(webRoot, 'assets'),
    prefix: '/assets/',
    preCompressed: true,
    immutable: true,
    maxAge: 31_536_000_000,
    decorateReply: false,
  });
  return (reply) => sendHtml(reply, shell, config);
}
