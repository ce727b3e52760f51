import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';

type DoorConfig = Pick<Config, 'trust_proxy' | 'web_origins' | 'cors_origins' | 'base_path'>;

/** A hop count trusts that many proxies, counted from us; a list trusts those addresses; 0 believes no header. */
function trusted(proxies: number | string[]): string[] | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

const WITH_BODY = ['GET', 'HEAD', 'DELETE'] as const;

/**
 * A bare Fastify instance for one door: every method may carry a body (ClearML clients send GET with one), nothing
 * parses it before the call is known, and foreign origins get no credentials.
 */
export async function createDoor(config: DoorConfig): Promise<FastifyInstance> {
  const prefix = config.base_path.slice(0, -1);
  const door = Fastify({
    logger: false,
    trustProxy: trusted(config.trust_proxy),
    rewriteUrl: ({ url = '/' }) => (prefix !== '' && (url === prefix || url.startsWith(`${prefix}/`)) ? url.slice(prefix.length) || '/' : url),
    routerOptions: { ignoreDuplicateSlashes: true, maxParamLength: 4096 },
    forceCloseConnections: true,
    exposeHeadRoutes: false,
    bodyLimit: Number.MAX_SAFE_INTEGER,
  });
  for (const method of WITH_BODY) door.addHttpMethod(method, { hasBody: true });
  door.removeAllContentTypeParsers();
  door.addContentTypeParser('*', (_request, _payload, done) => done(null));
  door.addContentTypeParser('', (_request, _payload, done) => done(null));
  await door.register(cors, {
    origin: [...config.web_origins, ...config.cors_origins],
    credentials: false,
    methods: ['DELETE', 'GET', 'HEAD', 'OPTIONS', 'PATCH', 'POST', 'PUT'],
    optionsSuccessStatus: 200,
    strictPreflight: false,
    maxAge: 600,
  });
  door.addHook('onSend', async (_request, reply) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
  });
  return door;
}
