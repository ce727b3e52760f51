import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyReply } from 'fastify';
import type { Asked } from './endpoint-handler.ts';

const FORMS = {
  range: /^bytes=(\d+-\d*|-\d+)$/,
  'if-range': /^[\x20-\x7e]{1,200}$/,
  'if-none-match': /^[\x20-\x7e]{1,200}$/,
  'if-modified-since': /^[\x20-\x7e]{1,40}$/,
} as const;

/** What a request says about the file it asks for; one range at most, and nothing that is no such header. */
export function askedOf(method: string, headers: IncomingHttpHeaders): Asked {
  const entries = Object.entries(FORMS).flatMap(([name, form]) => {
    const value = headers[name];
    return typeof value === 'string' && form.test(value) ? [[name, value] as const] : [];
  });
  return { method: method === 'HEAD' ? 'HEAD' : 'GET', headers: Object.fromEntries(entries) };
}

/** Of a call that answers with no file. */
export const NO_FILE_ASKED: Asked = { method: 'GET', headers: {} };

/** A signal that tells when an answer is through, or nobody waits for it any longer. */
export function goneSignal({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  if (raw.destroyed) gone.abort();
  else raw.once('close', () => gone.abort());
  return gone.signal;
}
