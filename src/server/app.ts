import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { createHandlers } from './app-handlers.ts';
import { appJobs } from './app-jobs.ts';
import type { AppParts } from './app-parts.ts';
import { filesDoor } from './features/files/door.ts';
import { filesAddresses } from './features/files/stored-address.ts';
import { createDoor, WIRE_METHODS } from './http/door.ts';
import { createMetrics, type Metrics } from './http/metrics.ts';
import { openApiDocument } from './http/openapi.ts';
import { type OriginsFor, sendHtml, servePage } from './http/page.ts';
import { servePlotFrame } from './http/plot-frame.ts';
import { referencePage } from './http/reference-page.ts';
import { createServe, isEndpoint } from './http/serve.ts';
import { parseWirePath } from './http/wire-path.ts';
import { startJobs } from './jobs.ts';

/** The three doors, not listening yet. */
export interface App {
  web: FastifyInstance;
  api: FastifyInstance;
  files: FastifyInstance;
  /** Stops jobs and doors and writes what waits to be written; the database stays open. */
  close(): Promise<void>;
}

/**
 * Mounts the wire, every feature and the built page on three doors. Tests enter here with `inject`.
 * @param withJobs false keeps what runs in the background from running, for tests that look between its steps
 */
export async function createApp(parts: AppParts, withJobs = true): Promise<App> {
  const { config, log } = parts;
  if (config.storage_allow_hosts.length > 0)
    log.warn({ hosts: config.storage_allow_hosts }, 'ATRIUM_STORAGE_ALLOW_HOSTS: the server may reach these');
  const metrics = createMetrics(parts.secrets.metrics_token);
  const features = createHandlers(parts);
  const serve = createServe({ ...features, config, log, observe: metrics.observe });
  const files = filesDoor({
    authenticate: features.authenticate,
    store: parts.files,
    addresses: filesAddresses(config),
    log,
  });
  const doors = {
    web: await createDoor(config, (url) => url.startsWith('/files')),
    api: await createDoor(config),
    files: await createDoor(config, () => true),
  };

  for (const door of [doors.web, doors.api]) addHealth(door, parts, metrics);
  all(doors.api, '/*', (request, reply) => serve(request, reply, pathOf(request), 'api'));
  all(doors.files, '/*', (request, reply) => files(request, reply, 'files'));
  await addWebRoutes(doors.web, parts, {
    originsFor: features.pageOrigins,
    wire: (request, reply, path) => serve(request, reply, path, 'web'),
    files: (request, reply) => files(request, reply, 'web'),
  });

  const jobs = startJobs(withJobs ? appJobs(parts, features) : [], log);
  return {
    ...doors,
    async close() {
      jobs.stop();
      await Promise.all([doors.web.close(), doors.api.close(), doors.files.close()]);
      features.guardedFetch.close();
      await features.flush();
    },
  };
}

type Answer = (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>;

function all(door: FastifyInstance, url: string, handler: Answer): void {
  door.route({ method: [...WIRE_METHODS], url, handler });
}

/** The path without its query, percent-encoding kept. */
function pathOf(request: FastifyRequest): string {
  return (request.url.split('?', 1)[0] ?? '/') || '/';
}

interface WebParts {
  originsFor: OriginsFor;
  wire(request: FastifyRequest, reply: FastifyReply, path: string): Promise<void>;
  files(request: FastifyRequest, reply: FastifyReply): Promise<unknown>;
}

/** The web door: API under /api (and bare, which `clearml-agent init` guesses), files under /files, else the page. */
async function addWebRoutes(
  web: FastifyInstance,
  { config, web_root }: AppParts,
  { originsFor, wire, files }: WebParts,
): Promise<void> {
  const sendPage = web_root === undefined ? undefined : await servePage(web, web_root, config, originsFor);
  if (web_root !== undefined) await servePlotFrame(web, web_root);
  web.get('/api/openapi.json', async (_request, reply) =>
    reply
      .header('content-type', 'application/json; charset=utf-8')
      .send(JSON.stringify(openApiDocument(config.api_url))),
  );
  web.get('/api/reference', async (_request, reply) =>
    sendHtml(reply, referencePage(config.base_path), config),
  );
  all(web, '/api', (request, reply) => wire(request, reply, '/'));
  all(web, '/api/*', (request, reply) => wire(request, reply, pathOf(request).slice('/api'.length)));
  all(web, '/files', (request, reply) => files(request, reply));
  all(web, '/files/*', (request, reply) => files(request, reply));
  all(web, '/*', async (request, reply) => {
    const path = pathOf(request);
    const name = parseWirePath(path)?.name;
    if (name !== undefined && isEndpoint(name)) return wire(request, reply, path);
    const isPage = (request.method === 'GET' || request.method === 'HEAD') && !/\.[a-z0-9]{2,5}$/i.test(path);
    if (sendPage && isPage) return sendPage(request, reply);
    return reply.code(404).header('content-type', 'text/plain; charset=utf-8').send('There is nothing here.');
  });
}

/** Liveness, readiness and metrics. */
function addHealth(door: FastifyInstance, { database }: AppParts, metrics: Metrics): void {
  door.get('/healthz', async (_request, reply) => reply.type('text/plain').send('ok'));
  door.get('/readyz', async (_request, reply) => {
    const ready = await database.pool.query('select 1').then(
      () => true,
      () => false,
    );
    return reply
      .code(ready ? 200 : 503)
      .type('text/plain')
      .send(ready ? 'ok' : 'the database does not answer');
  });
  door.get('/metrics', async (request, reply) => {
    const text = await metrics.read(request.headers.authorization);
    if (text === undefined) return reply.code(404).type('text/plain').send('There is nothing here.');
    return reply.header('content-type', metrics.content_type).send(text);
  });
}
