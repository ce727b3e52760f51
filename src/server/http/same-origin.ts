import type { IncomingHttpHeaders } from 'node:http';

interface Request {
  method: string | undefined;
  headers: IncomingHttpHeaders;
  /** True when the URL has a query. */
  has_query: boolean;
}

/**
 * Whether a cookie may count for a wire call: a POST of JSON from our own page and nothing else. Everything a foreign
 * page, a form or a link can send fails one of these.
 */
export function cookieMayCall(
  { method, headers, has_query }: Request,
  webOrigins: readonly string[],
): boolean {
  const type = headers['content-type']?.split(';', 1)[0]?.trim().toLowerCase();
  const site = headers['sec-fetch-site'];
  return (
    method === 'POST' &&
    type === 'application/json' &&
    !has_query &&
    headers.origin !== undefined &&
    webOrigins.includes(headers.origin) &&
    (site === undefined || site === 'same-origin') &&
    headers['x-http-method-override'] === undefined
  );
}
