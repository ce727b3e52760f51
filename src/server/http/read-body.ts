import type { IncomingMessage } from 'node:http';
import { WireError } from './errors.ts';
import { hasIllFormedText, JsonTextError, parseJsonText } from './json-text.ts';
import { ParameterError, parametersToObject } from './parameters.ts';

/** Bytes of body a method accepts unless its contract says otherwise. */
export const BODY_LIMIT = 1024 * 1024;

/** A request's input: one object, or for `application/json-lines` the list of its lines. */
export type WireBody = Record<string, unknown> | unknown[];

const utf8 = new TextDecoder('utf-8', { fatal: true });

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

async function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  const announced = Number(request.headers['content-length'] ?? 0);
  if (announced > limit) throw tooLarge(limit);
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > limit) throw tooLarge(limit);
    chunks.push(chunk);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

function tooLarge(limit: number): WireError {
  return new WireError('too_large', { rule: `at most ${limit} bytes`, limit });
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new WireError('bad_request', { rule: 'must be UTF-8' }, 'the body is not UTF-8', cause);
  }
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
    .map((line) => parse(line));
}

function parse(text: string): unknown {
  try {
    const value = parseJsonText(text);
    if (hasIllFormedText(text, value))
      throw new WireError('validation_error', { rule: 'no U+0000 and no lone surrogates in text' });
    return value;
  } catch (error) {
    if (!(error instanceof JsonTextError)) throw error;
    throw new WireError('bad_request', { rule: 'must be JSON' }, 'the body is not JSON', error);
  }
}
