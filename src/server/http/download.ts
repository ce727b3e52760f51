import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import type { download } from '../../contract/fields.ts';

export type Download = z.output<typeof download>;

/** Sends a file piece by piece, as an attachment that no browser shows in our origin. */
export async function sendDownload(
  request: FastifyRequest,
  reply: FastifyReply,
  file: Download,
): Promise<void> {
  const name = file.file_name.replace(/[^\w.-]+/g, '-');
  reply
    .header('content-type', file.media_type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin');
  // A handler that ended earlier would end the answer too.
  await reply.send(request.method === 'HEAD' ? '' : Readable.from(file.chunks));
}
