import { randomUUID } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import { contract, type EndpointName } from '../../contract/contract.ts';
import type { Endpoint } from '../../contract/endpoint.ts';
import { API_VERSION } from '../version.ts';
import { askedOf, goneSignal, NO_FILE_ASKED } from './asked.ts';
import type { Authenticate, CallerFacts } from './caller-facts.ts';
import { readSessionCookie, sessionCookie } from './cookies.ts';
import { type Download, sendDownload } from './download.ts';
import type { Call, Handlers } from './endpoint-handler.ts';
import { type EnvelopeHead, failure, success } from './envelope.ts';
import { WireError } from './errors.ts';
import { requirePermission } from './permission.ts';
import type { Principal } from './principal.ts';
import { BODY_LIMIT, readBody } from './read-body.ts';
import { requestFacts, transactionId } from './request-facts.ts';
import { cookieMayCall, cookieMayGet, mayBeginSession } from './same-origin.ts';
import { validate } from './validate.ts';
import { chooseVersion, parseWirePath } from './wire-path.ts';

interface ServeParts {
  handlers: Handlers;
  authenticate: Authenticate;
  config: { web_origins: readonly string[]; base_path: string; https: boolean };
  log: Logger;
  /** Told of every answer: the method's name (or "unknown"), its code and how many seconds it took. */
  observe(name: string, code: number, seconds: number): void;
}

type AnyHandler = (caller: Principal | undefined, body: unknown, call: Call) => Promise<unknown>;

const endpoints: Readonly<Record<string, Endpoint>> = contract;
const DEFAULT_VERSIONS = ['1.0'];

export const isEndpoint = (name: string): name is EndpointName => Object.hasOwn(endpoints, name);

/** Answers one wire call. `path` is the URL's path without door prefix; cookies count on the web door only. */
export type ServeWire = (
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  door: 'web' | 'api',
) => Promise<void>;

/**
 * Builds the one function behind every wire method: path, caller, permission, body, handler, guard, envelope, in
 * ClearML's order of checks (account-api.md 1.3).
 */
export function createServe(parts: ServeParts): ServeWire {
  return async (request, reply, path, door) => {
    if (isEncoded(request)) {
      reply.code(415).type('text/plain').send('Content-Encoding is not accepted on requests.');
      return;
    }
    const started = performance.now();
    const head: EnvelopeHead = {
      id: randomUUID().replaceAll('-', ''),
      trx: transactionId(request.headers),
      name: '',
      requested: undefined,
      actual: undefined,
    };
    reply.header('content-type', 'application/json; charset=utf-8').header('cache-control', 'no-store');
    let text: string | undefined;
    let file: Download | undefined;
    try {
      const result = await answer(parts, request, reply, path, door, head);
      if (endpoints[head.name]?.cookie_get) file = result as Download;
      else text = success(head, result);
    } catch (error) {
      const refusal = asRefusal(parts.log, head, error);
      reply.code(refusal.code);
      // What was not read of a body too large is not waited for.
      if (refusal.code === 413) reply.header('connection', 'close');
      text = failure(head, refusal.code, refusal.subcode, refusal.message, refusal.data);
    }
    parts.observe(
      isEndpoint(head.name) ? head.name : 'unknown',
      reply.statusCode,
      (performance.now() - started) / 1000,
    );
    if (file) await sendDownload(request, reply, file);
    else reply.send(text);
  };
}

function isEncoded({ headers }: FastifyRequest): boolean {
  const encoding = headers['content-encoding'];
  return encoding !== undefined && encoding !== 'identity';
}

async function answer(
  parts: ServeParts,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  door: 'web' | 'api',
  head: EnvelopeHead,
): Promise<unknown> {
  const endpoint = findEndpoint(path, head);
  const query = queryOf(request);
  const facts = factsOf(parts, request, door, query, endpoint);
  const setSession = (secret: string | undefined) =>
    void reply.header('set-cookie', sessionCookie(secret, parts.config));
  if (endpoint.begins_session) requireOwnPage(parts, request, query !== undefined);
  const caller = await callerOf(parts.authenticate, endpoint, facts, setSession);
  if (caller?.via === 'cookie' && endpoint.scope === 'workspace' && byGet(request) && !facts.tenant)
    throw new WireError('invalid_id', { field: 'tenant' });
  if (caller) requirePermission(endpoint, caller);
  const body = validate(
    endpoint.request,
    await readBody(request.raw, query, endpoint.body_limit ?? BODY_LIMIT),
  );
  const handler = parts.handlers[head.name as EndpointName] as AnyHandler;
  const result = await handler(caller, body, {
    version: head.actual ?? API_VERSION,
    requested: head.requested ?? API_VERSION,
    facts,
    asked: endpoint.cookie_get ? askedOf(request.method, request.headers) : NO_FILE_ASKED,
    gone: () => goneSignal(reply),
    setSession,
  });
  return endpoint.response.parse(result);
}

function findEndpoint(path: string, head: EnvelopeHead): Endpoint {
  const parsed = parseWirePath(path);
  if (!parsed)
    throw new WireError('bad_request', {}, 'the path is not /service.action or /v<version>/service.action');
  head.name = parsed.name;
  head.requested = parsed.version ?? API_VERSION;
  const endpoint = isEndpoint(parsed.name) ? endpoints[parsed.name] : undefined;
  head.actual = endpoint && chooseVersion(endpoint.versions ?? DEFAULT_VERSIONS, head.requested);
  if (!endpoint || head.actual === undefined) throw new WireError('unknown_endpoint', {}, parsed.name);
  return endpoint;
}

function queryOf(request: FastifyRequest): string | undefined {
  const url = request.raw.url ?? '';
  const at = url.indexOf('?');
  return at === -1 ? undefined : url.slice(at + 1);
}

function factsOf(
  parts: ServeParts,
  request: FastifyRequest,
  door: 'web' | 'api',
  query: string | undefined,
  endpoint: Endpoint,
): CallerFacts {
  const { headers, method } = request;
  const cookie = door === 'web' ? readSessionCookie(headers.cookie) : undefined;
  if (cookie !== undefined && endpoint.cookie_get && cookieMayGet({ method, headers })) {
    const facts = requestFacts(request, cookie);
    const tenant = new URLSearchParams(query).get('tenant') ?? undefined;
    return facts.authorization === undefined ? { ...facts, tenant } : facts;
  }
  const has_query = query !== undefined;
  const counts =
    cookie !== undefined && cookieMayCall({ method, headers, has_query }, parts.config.web_origins);
  return requestFacts(request, counts ? cookie : undefined);
}

const byGet = ({ method }: FastifyRequest) => method === 'GET' || method === 'HEAD';

function requireOwnPage(
  { config }: ServeParts,
  { method, headers }: FastifyRequest,
  has_query: boolean,
): void {
  if (!mayBeginSession({ method, headers, has_query }, config.web_origins))
    throw new WireError(
      'invalid_headers',
      { rule: 'a POST of application/json from our own page' },
      'Origin',
    );
}

/** Who calls; undefined for public methods that nobody signed. A cookie that turns out invalid is cleared. */
async function callerOf(
  authenticate: Authenticate,
  endpoint: Endpoint,
  facts: CallerFacts,
  setSession: Call['setSession'],
): Promise<Principal | undefined> {
  if (endpoint.public && !endpoint.optional_auth) return undefined;
  try {
    return await authenticate(facts, endpoint.scope);
  } catch (error) {
    if (!(error instanceof WireError) || error.code >= 500) throw error;
    const byCookie = facts.session !== undefined && facts.authorization === undefined;
    if (byCookie && error.code === 401) setSession(undefined);
    if (!endpoint.public) throw error;
    return undefined;
  }
}

function asRefusal(log: Logger, head: EnvelopeHead, error: unknown): WireError {
  if (error instanceof WireError) {
    log.debug({ id: head.id, endpoint: head.name, code: error.code, subcode: error.subcode }, 'refused');
    return error;
  }
  if (isStackOverflow(error)) return new WireError('bad_request', { rule: 'must not nest this deeply' });
  log.error({ id: head.id, endpoint: head.name, err: error }, 'a call failed');
  return new WireError('internal', { id: head.id });
}

/** Only what a request nests thousands deep makes our recursive readers and writers run out of stack. */
const isStackOverflow = (error: unknown) => error instanceof RangeError && /call stack/.test(error.message);
