import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { download } from '../../contract/fields.ts';

export type Download = z.output<typeof download>;

/** Sends a file piece by piece, so that no browser runs anything of it in our origin; an attachment unless it may be shown. */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Download,
): Promise<void> {
  const { passed_on: passed } = file;
  const name = file.file_name.replace(/[^\w.-]+/g, '-');
  if (passed)
    reply
      .code(passed.status)
      .headers(passed.headers)
      // Browsers may keep it for its person, no proxy for anybody.
      .header('cache-control', 'private');
  reply
    .header('content-type', file.media_type)
    .header('content-disposition', `${passed?.inline ? 'inline' : 'attachment'}; filename="${name}"`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin');
  const isEmpty = request.method === 'HEAD' || passed?.status === 304;
  // A handler that ended earlier would end the answer too.
  await reply.send(isEmpty ? '' : Readable.from(file.chunks));
}
