import type { IncomingHttpHeaders } from 'node:http';

interface Request {
  method: string | undefined;
  headers: IncomingHttpHeaders;
  /** True when the URL has a query. */
  has_query: boolean;
}

const isJson = (headers: IncomingHttpHeaders) =>
  headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase() === 'application/json';

/**
 * Whether a call may begin a session: nothing that a foreign page, a form or a link can make a browser send, or they
 * could sign somebody in as another. A program that is no browser names no origin and may.
 */
export function mayBeginSession(
  { method, headers, has_query }: Request,
  webOrigins: readonly string[],
): boolean {
  const { origin, 'sec-fetch-site': site } = headers;
  return (
    method === 'POST' &&
    isJson(headers) &&
    !has_query &&
    (origin === undefined || webOrigins.includes(origin)) &&
    (site === undefined || site === 'same-origin') &&
    headers['x-http-method-override'] === undefined
  );
}

/**
 * Whether a cookie may count for a wire call: a POST of JSON from our own page and nothing else. Everything a foreign
 * page, a form or a link can send fails one of these.
 */
export function cookieMayCall(request: Request, webOrigins: readonly string[]): boolean {
  return request.headers.origin !== undefined && mayBeginSession(request, webOrigins);
}

/**
 * Whether a cookie may count for a download: a GET or HEAD that no foreign page has begun. It changes nothing, and no
 * foreign page can read it. Nor may what it gives become the code of a service worker.
 */
export function cookieMayGet({ method, headers }: Pick<Request, 'method' | 'headers'>): boolean {
  return (
    (method === 'GET' || method === 'HEAD') &&
    headers['sec-fetch-site'] !== 'cross-site' &&
    headers['service-worker'] === undefined &&
    headers['x-http-method-override'] === undefined
  );
}
