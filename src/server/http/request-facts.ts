import type { IncomingHttpHeaders } from 'node:http';
import { isIP } from 'node:net';
import type { CallerFacts } from './caller-facts.ts';
import { WireError } from './errors.ts';

const MAX_LENGTH = 256;
const MAX_ADDRESS = 64;

/** A header by its ClearML name or its Trains twin, in that order. */
function twin(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[`x-clearml-${name}`] ?? headers[`x-trains-${name}`];
  return typeof value === 'string' && value !== '' ? value : undefined;
}

const CONTROL = /\p{Cc}/u;

function short(name: string, value: string | undefined): string | undefined {
  if (value !== undefined && (value.length > MAX_LENGTH || CONTROL.test(value)))
    throw new WireError(
      'validation_error',
      { field: name, rule: `at most ${MAX_LENGTH} characters, no control characters` },
      name,
    );
  return value;
}

interface FactsRequest {
  headers: IncomingHttpHeaders;
  /** The caller's address, by ATRIUM_TRUST_PROXY: whatever text the trusted proxy wrote. */
  ip: string;
  socket: { remoteAddress?: string | undefined };
}

/** One address: what the proxy names if that is one, else the proxy's own. */
function addressOf({ ip, socket }: FactsRequest): string {
  return (isIP(ip) ? ip : (socket.remoteAddress ?? '')).slice(0, MAX_ADDRESS);
}

/** The agent names itself in a header of its own, there as "api-1.9.2". */
const agentOf = (headers: IncomingHttpHeaders) =>
  twin(headers, 'agent')?.replace(/^api-(?=\d)/, 'clearml-agent-');

/** Gathers what a request says of its caller; `session` only where the cookie may count. */
export function requestFacts(request: FactsRequest, session: string | undefined): CallerFacts {
  const { headers } = request;
  const client = twin(headers, 'client') ?? agentOf(headers) ?? headers['x-allegro-client'];
  return {
    authorization: headers.authorization,
    session,
    tenant: twin(headers, 'tenant') ?? undefined,
    impersonate_as: twin(headers, 'impersonate-as'),
    act_as: twin(headers, 'act-as'),
    worker: short('X-Clearml-Worker', twin(headers, 'worker')),
    client: short('X-Clearml-Client', typeof client === 'string' ? client : undefined),
    address: addressOf(request),
    user_agent: (headers['user-agent'] ?? '').slice(0, MAX_LENGTH),
  };
}

/** The transaction id of a request, repeated in its envelope. */
export function transactionId(headers: IncomingHttpHeaders): string | undefined {
  return twin(headers, 'trx')?.slice(0, MAX_LENGTH);
}
