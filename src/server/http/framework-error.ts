import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { failure } from './envelope.ts';
import { WireError } from './errors.ts';

/** Answers what went wrong before a call was known (a malformed URL) in the envelope, never with the error's text. */
export function sendFrameworkError(reply: FastifyReply, error: { statusCode?: number | undefined }): void {
  const known = (error.statusCode ?? 500) < 500;
  const refusal = new WireError(known ? 'bad_request' : 'internal');
  const head = {
    id: randomUUID().replaceAll('-', ''),
    trx: undefined,
    name: '',
    requested: undefined,
    actual: undefined,
  };
  reply
    .code(refusal.code)
    .header('content-type', 'application/json; charset=utf-8')
    // No hook runs for what the framework itself refuses.
    .header('x-content-type-options', 'nosniff')
    .header('referrer-policy', 'no-referrer')
    .send(failure(head, refusal.code, refusal.subcode, refusal.message, refusal.data));
}
