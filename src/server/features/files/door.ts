import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from 'pino';
import type { Authenticate } from '../../http/caller-facts.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { readBody } from '../../http/read-body.ts';
import { filePathOfUrl } from './file-path.ts';
import type { FileStore } from './file-store.ts';
import { receiveFiles } from './receive-files.ts';
import { sendFile } from './send-file.ts';
import { pathOfAddress } from './stored-address.ts';
import { whoAsks } from './who-asks.ts';

interface Parts {
  authenticate: Authenticate;
  store: FileStore;
  /** Addresses of this door, present and former, without a trailing slash. */
  addresses: readonly string[];
  log: Logger;
}

export type FilesDoor = (
  request: FastifyRequest,
  reply: FastifyReply,
  door: 'web' | 'files',
) => Promise<unknown>;

const ABSENT = () => new WireError('file_not_found');

/**
 * The files door (sdk-wire.md iv): POST stores, GET and HEAD give, DELETE removes, all within the caller's workspace.
 * Answers are plain text or a list of paths; clients look at the status only.
 */
export function filesDoor(parts: Parts): FilesDoor {
  return async (request, reply, door) => {
    reply.type('text/plain; charset=utf-8');
    const path = pathOf(request, door);
    try {
      if (request.method === 'GET' && path === '') return await reply.send('OK');
      refuseOddities(request);
      const caller = await whoAsks(parts.authenticate, request, door);
      if (!caller) throw ABSENT();
      return await answer(parts, request, reply, path, caller);
    } catch (error) {
      return sendRefusal(parts.log, reply, error);
    }
  };
}

/** The path behind the door's own, without a leading slash, percent-encoding kept. */
function pathOf({ url }: FastifyRequest, door: 'web' | 'files'): string {
  const path = (url.split('?', 1)[0] ?? '').replace(/^\/+/, '');
  return door === 'web' ? path.replace(/^files(\/+|$)/, '') : path;
}

function refuseOddities({ headers }: FastifyRequest): void {
  // A stored script must not become the service worker of our pages.
  if (headers['service-worker'] !== undefined)
    throw new WireError('role_not_allowed', { rule: 'no service worker' });
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') throw new WireError('encoded_upload');
}

async function answer(
  { store, addresses }: Parts,
  request: FastifyRequest,
  reply: FastifyReply,
  path: string,
  caller: Principal,
): Promise<unknown> {
  const { id } = caller.workspace;
  if (request.method === 'POST' && path === '') {
    requireWriter(caller);
    return reply.type('application/json').send(JSON.stringify(await receiveFiles(store, id, request.raw)));
  }
  if (request.method === 'POST' && path === 'delete_many') {
    requireWriter(caller);
    const body = await readBody(request.raw, undefined);
    return reply.type('application/json').send(JSON.stringify(await deleteMany(store, id, addresses, body)));
  }
  const asked = filePathOfUrl(path);
  if (asked === undefined) throw ABSENT();
  const key = `${id}/${asked}`;
  if (request.method === 'GET' || request.method === 'HEAD') {
    if (await sendFile(store, key, request, reply)) return reply;
    throw ABSENT();
  }
  if (request.method !== 'DELETE') throw ABSENT();
  requireWriter(caller);
  if (!(await store.remove(key))) throw ABSENT();
  return reply.send('deleted');
}

function requireWriter({ role }: Principal): void {
  if (role === 'viewer') throw new WireError('role_not_allowed', { rule: 'viewers only read', role });
}

const MOST_AT_ONCE = 10_000;

/** What became of each file: of those deleted the path, of the others why not. */
async function deleteMany(
  store: FileStore,
  workspaceId: string,
  addresses: readonly string[],
  body: unknown,
): Promise<{ deleted: Record<string, string>; errors: Record<string, string> }> {
  const files = (body as { files?: unknown }).files;
  if (!Array.isArray(files) || files.length > MOST_AT_ONCE)
    throw new WireError('validation_error', { field: 'files', rule: `a list of at most ${MOST_AT_ONCE}` });
  const deleted: Record<string, string> = {};
  const errors: Record<string, string> = {};
  for (const file of files.map(String)) {
    const path = pathOfAddress(addresses, file);
    if (path === undefined) errors[file] = 'is no file of this server';
    else if (await store.remove(`${workspaceId}/${path}`)) deleted[file] = path;
    else errors[file] = 'there is no such file';
  }
  return { deleted, errors };
}

function sendRefusal(log: Logger, reply: FastifyReply, error: unknown): unknown {
  if (reply.raw.headersSent) throw error;
  for (const name of ['content-length', 'content-disposition', 'etag', 'last-modified', 'accept-ranges'])
    reply.removeHeader(name);
  reply.type('text/plain; charset=utf-8');
  if (error instanceof WireError) return reply.code(error.code).send(error.message);
  log.error({ err: error }, 'a request to the files door failed');
  return reply.code(500).send('Something went wrong on the server; its log holds the details.');
}
