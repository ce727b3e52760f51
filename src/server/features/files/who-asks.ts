import type { FastifyRequest } from 'fastify';
import type { Authenticate } from '../../http/caller-facts.ts';
import { readSessionCookie } from '../../http/cookies.ts';
import { WireError } from '../../http/errors.ts';
import type { Principal } from '../../http/principal.ts';
import { requestFacts } from '../../http/request-facts.ts';
import { cookieMayGet } from '../../http/same-origin.ts';

/**
 * Who asks for files (MODEL.md section 10): a Bearer token on every door, or on the web door the page's session for GET
 * and HEAD, which must name the workspace as `tenant`. Undefined when `tenant` is another workspace than the token's:
 * that is answered like an absent file.
 * @throws WireError 401, or 400/10 for a session's workspace that is not its own
 */
export async function whoAsks(
  authenticate: Authenticate,
  request: FastifyRequest,
  door: 'web' | 'files',
): Promise<Principal | undefined> {
  const tenant = new URLSearchParams(request.url.split('?', 2)[1]).get('tenant') ?? undefined;
  const { headers, method } = request;
  const cookie = door === 'web' && cookieMayGet({ method, headers }) ? headers.cookie : undefined;
  const facts = requestFacts(request, readSessionCookie(cookie));
  if (facts.authorization !== undefined) {
    if (!facts.authorization.startsWith('Bearer ')) throw new WireError('bad_auth_type');
    const caller = await authenticate({ ...facts, session: undefined }, 'workspace');
    return tenant === undefined || tenant === caller.workspace.id ? caller : undefined;
  }
  if (facts.session === undefined) throw new WireError('no_credentials');
  if (!tenant) throw new WireError('invalid_id', { field: 'tenant', rule: 'must name the workspace' });
  return authenticate({ ...facts, tenant }, 'workspace');
}
