import type { FastifyReply, FastifyRequest } from 'fastify';
import { byteRange } from './byte-range.ts';
import type { FileFacts, FileStore } from './file-store.ts';
import { mayShow, mediaTypeOf } from './media-types.ts';

/** Answers GET and HEAD of a file: whole, a range, or that it has not changed. Gives false when there is none. */
export async function sendFile(
  store: FileStore,
  key: string,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<boolean> {
  const facts = await store.find(key);
  if (!facts) return false;
  setHeaders(reply, key, facts);
  if (request.headers['if-none-match'] === facts.etag) {
    await reply.code(304).send();
    return true;
  }
  const conditional = request.headers['if-range'];
  const asked = conditional === undefined || conditional === facts.etag ? request.headers.range : undefined;
  const range = byteRange(asked, facts.size);
  if (range === 'none') {
    await reply.code(416).header('content-range', `bytes */${facts.size}`).send();
    return true;
  }
  const length = range === 'all' ? facts.size : range.end - range.start + 1;
  reply.header('content-length', length);
  if (range !== 'all')
    reply.code(206).header('content-range', `bytes ${range.start}-${range.end}/${facts.size}`);
  if (request.method === 'HEAD' || length === 0) {
    await reply.send('');
    return true;
  }
  const content = await store.read(key, range === 'all' ? undefined : range);
  if (!content) return false;
  await reply.send(content);
  return true;
}

/** What keeps a stored page or script from running in our origin. */
function setHeaders(reply: FastifyReply, key: string, { etag, modified_ms }: FileFacts): void {
  const type = mediaTypeOf(key, undefined);
  const name = key.slice(key.lastIndexOf('/') + 1);
  const plain = name.replace(/[^\w.-]+/g, '-');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16)}`,
  );
  reply
    .header('content-type', type)
    .header(
      'content-disposition',
      `${mayShow(type) ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${encoded}`,
    )
    .header('content-security-policy', "sandbox; default-src 'none'")
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'private')
    .header('accept-ranges', 'bytes')
    .header('last-modified', new Date(modified_ms).toUTCString())
    .header('etag', etag);
}
