import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { WireError } from './errors.ts';
import { hasIllFormedText, JsonTextError, parseJsonText } from './json-text.ts';
import { ParameterError, parametersToObject } from './parameters.ts';

/** Bytes of body a method accepts unless its contract says otherwise. */
export const BODY_LIMIT = 1024 * 1024;

/** A request's input: one object, or for `application/json-lines` the list of its lines. */
export type WireBody = Record<string, unknown> | unknown[];

/**
 * Reads and parses a body of any content type on any HTTP method, GET too, and merges query parameters over it.
 * @throws WireError 413 over the limit, 400/0 for what is not JSON, 400/12 for ill-formed text
 */
export async function readBody(
  request: IncomingMessage,
  query: string | undefined,
  limit = BODY_LIMIT,
): Promise<WireBody> {
  const text = decode(await readBytes(request, limit));
  const type = request.headers['content-type'];
  if (type === 'application/json-lines') return parseLines(text);
  // Parsing as JSON is forced for every type; a form is what does not begin like an object.
  const isForm = type?.startsWith('application/x-www-form-urlencoded') && !text.trimStart().startsWith('{');
  const body = isForm ? parseParameters(text) : parseObject(text);
  return query ? { ...body, ...parseParameters(query) } : body;
}

const NOTHING = Buffer.alloc(0);

/** Collects a body by events: an async iterator over it costs more than everything else a small call does. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> | Buffer {
  const { 'content-length': announced, 'transfer-encoding': encoding } = request.headers;
  if (encoding === undefined && (announced === undefined || announced === '0')) return NOTHING;
  if (Number(announced ?? 0) > limit) throw tooLarge(limit);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= limit) chunks.push(chunk);
      else reject(tooLarge(limit));
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new WireError('bad_request', {}, 'the request ended early'));
    });
  });
}

function tooLarge(limit: number): WireError {
  return new WireError('too_large', { rule: `at most ${limit} bytes`, limit });
}

function decode(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new WireError('bad_request', { rule: 'must be UTF-8' }, 'the body is not UTF-8');
  const text = bytes.toString('utf8');
  return text.startsWith('\uFEFF') ? text.slice(1) : text;
}

function parseObject(text: string): Record<string, unknown> {
  if (text === '') return {};
  const value = parse(text);
  if (value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value))
    throw new WireError('bad_request', { rule: 'must be a JSON object' }, 'the body must be a JSON object');
  return value as Record<string, unknown>;
}

function parseParameters(text: string): Record<string, unknown> {
  try {
    return parametersToObject(new URLSearchParams(text));
  } catch (error) {
    if (!(error instanceof ParameterError)) throw error;
    throw new WireError('validation_error', { rule: error.message }, error.message);
  }
}

function parseLines(text: string): unknown[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => parse(line, 'kept'));
}

/** Lines are events, which mend ill-formed text or are refused one by one. */
function parse(text: string, illFormed: 'kept' | 'refused' = 'refused'): unknown {
  try {
    const value = parseJsonText(text);
    if (illFormed === 'refused' && hasIllFormedText(text, value))
      throw new WireError('validation_error', { rule: 'no U+0000 and no lone surrogates in text' });
    return value;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new WireError('bad_request', { rule: 'must be JSON' }, 'the body is not JSON', error);
  }
}
