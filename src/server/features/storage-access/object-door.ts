import { originOf } from '../../../storage/origin.ts';
import type { Secret } from '../../../storage/place.ts';
import { signUrl } from '../../../storage/sign.ts';
import type { Download } from '../../http/download.ts';
import type { Asked } from '../../http/endpoint-handler.ts';
import { mayShow, mediaTypeOf } from '../files/media-types.ts';
import type { FoundObject } from './find-object.ts';
import type { GuardedFetch, Incoming } from './guarded-fetch.ts';
import { LINK_LIFE_S } from './signed-links.ts';
import { noAnswer, refusal, storageProblem } from './storage-problem.ts';
import type { StoreClocks } from './store-clocks.ts';

/** Bytes of one answer: what is larger is fetched by ranges, or by the SDK. */
export const DOOR_LIMIT = 1024 ** 3;
const REFUSAL_LIMIT = 64 * 1024;

/** Of what the store says, only this goes on. */
const PASSED = ['content-length', 'content-range', 'accept-ranges', 'etag', 'last-modified'];

interface Parts {
  guardedFetch: Pick<GuardedFetch, 'open'>;
  clocks: StoreClocks;
}

/**
 * Passes an object on as it comes: never more of it in memory than a piece, ranges as the browser asks for them.
 * @param gone ends the request to the store too
 * @throws WireError 400/910 when the store gives nothing
 */
export async function passOn(
  { guardedFetch, clocks }: Parts,
  { place, key }: FoundObject,
  secret: Secret,
  { method, headers }: Asked,
  gone: AbortSignal,
): Promise<Download> {
  const origin = originOf(place);
  const signed = { method, key, expires_s: LINK_LIFE_S, now: clocks.now(origin) };
  const url = await signUrl(place, secret, signed);
  const answer = await guardedFetch.open({ url, method, headers, signal: gone });
  if ('failed' in answer) throw noAnswer(answer);
  clocks.note(origin, answer.headers.date);
  await requireObject(answer, headers.range !== undefined);
  const media_type = mediaTypeOf(key, answer.headers['content-type']);
  return {
    file_name: key.slice(key.lastIndexOf('/') + 1) || 'object',
    media_type,
    chunks: piecesOf(answer.body),
    passed_on: { status: answer.status, headers: passedHeaders(answer), inline: mayShow(media_type) },
  };
}

async function requireObject(answer: Incoming, isPart: boolean): Promise<void> {
  const { status, headers, body } = answer;
  if (![200, 206, 304, 416].includes(status)) {
    const bytes = await beginningOf(answer);
    throw refusal({ status, headers, bytes });
  }
  const length = Number(headers['content-length'] ?? 0);
  if (isPart || length <= DOOR_LIMIT) return;
  body.destroy();
  throw storageProblem('too_large', { size: String(length), most: String(DOOR_LIMIT) });
}

async function beginningOf({ body }: Incoming): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of body as AsyncIterable<Buffer>) {
      chunks.push(chunk);
      length += chunk.length;
      if (length >= REFUSAL_LIMIT) break;
    }
  } catch {
    // What came is enough to name the refusal.
  }
  return Buffer.concat(chunks).subarray(0, REFUSAL_LIMIT);
}

function passedHeaders({ status, headers }: Incoming): Record<string, string> {
  const encoding = headers['content-encoding'] ?? '';
  const passed = PASSED.flatMap((name) =>
    headers[name] === undefined ? [] : [[name, headers[name]] as const],
  );
  return {
    ...Object.fromEntries(passed.filter(([name]) => status !== 304 || name !== 'content-length')),
    ...(/^(gzip|br|deflate|zstd)$/.test(encoding) && { 'content-encoding': encoding }),
  };
}

/** The body's pieces; an answer that goes on beyond the limit breaks off, and browsers ask for the next range. */
async function* piecesOf(body: Incoming['body']): AsyncGenerator<Buffer> {
  let length = 0;
  for await (const chunk of body as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > DOOR_LIMIT) throw storageProblem('too_large');
    yield chunk;
  }
}
