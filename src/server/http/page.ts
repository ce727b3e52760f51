import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Config } from '../config.ts';

type PageConfig = Pick<Config, 'base_path' | 'https'>;

/**
 * The policy of the page (MODEL.md section 3): only our own code, styles with the answer's nonce, no frame but the one
 * of plots (plot-frame.ts); pictures, sound, film and data also from the origins of its storage.
 */
function contentSecurityPolicy(nonce: string, origins: readonly string[]): string {
  const sources = ["'self'", ...origins].join(' ');
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    `style-src 'self' 'nonce-${nonce}'`,
    "font-src 'self'",
    `img-src ${sources}`,
    `media-src ${sources}`,
    `connect-src ${sources}`,
    "frame-src 'self'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "object-src 'none'",
  ].join('; ');
}

/**
 * Sends HTML of ours with its headers; `__CSP_NONCE__` in it becomes the answer's nonce.
 * @param origins of storage, which the policy admits beside our own
 */
export function sendHtml(
  reply: FastifyReply,
  html: string,
  config: PageConfig,
  origins: readonly string[] = [],
): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  if (config.https) reply.header('strict-transport-security', 'max-age=31536000');
  return reply
    .header('content-type', 'text/html; charset=utf-8')
    .header('cache-control', 'no-store')
    .header('content-security-policy', contentSecurityPolicy(nonce, origins))
    .header('cross-origin-opener-policy', 'same-origin')
    .header('x-frame-options', 'DENY')
    .send(html.replaceAll('__CSP_NONCE__', nonce));
}

export type SendPage = (request: FastifyRequest, reply: FastifyReply) => Promise<FastifyReply>;

/** Which origins of storage the page at an address needs, for who sends this request. */
export type OriginsFor = (request: FastifyRequest) => Promise<string[]>;

/** Serves the built page: hashed assets for a year, the shell for every other path of the page. */
export async function servePage(
  door: FastifyInstance,
  webRoot: string,
  config: PageConfig,
  originsFor: OriginsFor,
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
  return async (request, reply) => {
    const origins = await originsFor(request);
    // The page knows by it what it may ask, and loads anew when it needs more.
    const known = `<meta name="atrium-origins" content="${origins.join(' ')}" />`;
    return sendHtml(reply, shell.replace('</head>', `${known}</head>`), config, origins);
  };
}
