import cors from '@fastify/cors';
import Fastify, { type FastifyInstance } from 'fastify';
import type { Config } from '../config.ts';
import { sendFrameworkError } from './framework-error.ts';
import { endSlowRequests, PATIENCE, type Patience } from './slow-requests.ts';

type DoorConfig = Pick<Config, 'trust_proxy' | 'web_origins' | 'cors_origins' | 'base_path'>;

/** A hop count trusts that many proxies, counted from us; a list trusts those addresses; 0 believes no header. */
function trusted(proxies: number | string[]): string[] | ((address: string, hop: number) => boolean) {
  return typeof proxies === 'number' ? (_address, hop) => hop < proxies : proxies;
}

/** What the wire answers alike; OPTIONS is answered by CORS. */
export const WIRE_METHODS = ['DELETE', 'GET', 'HEAD', 'PATCH', 'POST', 'PUT'] as const;

/**
 * How long an idle connection stays open. When thousands of workers start at once, each waits longer between log-in
 * and its next call than Fastify's 72 s.
 */
const KEEP_ALIVE_MS = 300_000;

const MEDIA_TYPE = /^[\w!#$&^.+-]+\/[\w!#$&^.+-]+\s*(;|$)/;
const WITH_BODY = ['GET', 'HEAD', 'DELETE'] as const;

/**
 * A bare Fastify instance for one door: every method may carry a body (ClearML clients send GET with one), nothing
 * parses it before the call is known, and foreign origins get no credentials.
 * @param isUpload which requests, by their URL below the base path, may take as long as their bytes keep coming
 */
export async function createDoor(
  config: DoorConfig,
  isUpload: (url: string) => boolean = () => false,
  patience: Patience = PATIENCE,
): Promise<FastifyInstance> {
  const prefix = config.base_path.slice(0, -1);
  const door = Fastify({
    logger: false,
    trustProxy: trusted(config.trust_proxy),
    rewriteUrl: ({ url = '/' }) =>
      prefix !== '' && (url === prefix || url.startsWith(`${prefix}/`))
        ? url.slice(prefix.length) || '/'
        : url,
    routerOptions: { ignoreDuplicateSlashes: true, maxParamLength: 4096 },
    forceCloseConnections: true,
    // No limit of Node's for whole requests: endSlowRequests knows uploads from calls.
    requestTimeout: 0,
    keepAliveTimeout: KEEP_ALIVE_MS,
    // Clients retry a 503 for minutes; while closing, a closed connection tells them enough.
    return503OnClosing: false,
    exposeHeadRoutes: false,
    bodyLimit: Number.MAX_SAFE_INTEGER,
    frameworkErrors: (error, _request, reply) => sendFrameworkError(reply, error),
  });
  endSlowRequests(door, isUpload, patience);
  for (const method of WITH_BODY) door.addHttpMethod(method, { hasBody: true, overrideExisting: true });
  door.removeAllContentTypeParsers();
  door.addContentTypeParser('*', (_request, _payload, done) => done(null));
  await door.register(cors, {
    origin: [...config.web_origins, ...config.cors_origins],
    credentials: false,
    methods: ['OPTIONS', ...WIRE_METHODS],
    optionsSuccessStatus: 200,
    strictPreflight: false,
    maxAge: 600,
  });
  door.setErrorHandler((error: { statusCode?: number }, _request, reply) => sendFrameworkError(reply, error));
  door.setNotFoundHandler((_request, reply) => sendFrameworkError(reply, { statusCode: 404 }));
  door.addHook('onRequest', ({ headers }, _reply, done) => {
    // Any content type will do (account-api.md 1.1), also one that Fastify could not parse.
    if (headers['content-type'] !== undefined && !MEDIA_TYPE.test(headers['content-type']))
      headers['content-type'] = 'application/octet-stream';
    done();
  });
  door.addHook('onSend', (_request, reply, payload, done) => {
    reply.header('x-content-type-options', 'nosniff').header('referrer-policy', 'no-referrer');
    done(null, payload);
  });
  return door;
}
