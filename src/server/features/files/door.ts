import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Authenticate } from '../../http/caller-facts.ts';
import { WireError } from '../../http/errors.ts';
import { requestFacts } from '../../http/request-facts.ts';

/**
 * The files door. It tells who may come in and keeps no files yet: an upload is refused, never accepted and lost.
 * It accepts Bearer only; a `tenant` other than the token's workspace is answered like an absent file.
 */
export function filesDoor(authenticate: Authenticate) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    reply.type('text/plain; charset=utf-8');
    const [path, query] = request.url.split('?', 2);
    if (request.method === 'GET' && /^\/(?:files\/?)?$/.test(path ?? '')) return reply.send('OK');
    try {
      const { workspace } = await requireBearer(authenticate, request);
      const tenant = new URLSearchParams(query).get('tenant');
      const mine = tenant === null || tenant === workspace.id;
      return reply.code(404).send(mine ? 'This server keeps no files yet.' : 'There is no such file.');
    } catch (error) {
      if (!(error instanceof WireError)) throw error;
      return reply.code(error.code).send(error.message);
    }
  };
}

async function requireBearer(authenticate: Authenticate, request: FastifyRequest) {
  const facts = requestFacts(request, undefined);
  if (!facts.authorization?.startsWith('Bearer ')) throw new WireError('no_credentials');
  return authenticate(facts, 'workspace');
}
