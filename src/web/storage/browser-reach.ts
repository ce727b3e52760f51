import { isLoopback } from '../../storage/host.ts';
import type { Answer, NoAnswer, Reach } from '../../storage/ladder.ts';

const PATIENCE_MS = 15_000;
const MOST_BYTES = 65_536;
/** Listings are read whole: a page of 1,000 keys of the longest kind. */
const MOST_LISTING_BYTES = 4_194_304;

type Failed = { failed: NoAnswer; detail: string };

/** Whether a browser refuses to ask: the page came by https, and the store is asked by http. */
function isMixed(url: URL, origin: string): boolean {
  return origin.startsWith('https:') && url.protocol === 'http:' && !isLoopback(url.host);
}

/** The beginning of a body; the rest is not fetched. */
async function beginningOf(response: Response, most: number): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let length = 0; length < most; ) {
    const { value, done } = await reader.read();
    if (done) return text + decoder.decode();
    length += value.byteLength;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}

async function answerOf(response: Response): Promise<Answer> {
  // a browser hides redirects that are not followed: what answered is then another place than the one asked
  if (response.redirected) return { status: 302, headers: { location: response.url }, text: '' };
  const headers = Object.fromEntries(response.headers);
  const most = /\bxml\b/.test(headers['content-type'] ?? '') ? MOST_LISTING_BYTES : MOST_BYTES;
  return { status: response.status, headers, text: await beginningOf(response, most) };
}

/**
 * How this browser asks stores: without its address, giving up after 15 s. Only the server's own door, which is of this
 * origin, gets the session's cookie.
 */
export function browserReach(origin: string, now: () => Date): Reach {
  return {
    who: 'browser',
    origin,
    now,
    async send({ url, method, headers }): Promise<Answer | Failed> {
      if (isMixed(new URL(url), origin)) return { failed: 'mixed_content', detail: '' };
      const signal = AbortSignal.timeout(PATIENCE_MS);
      try {
        const response = await fetch(url, {
          method,
          signal,
          credentials: 'same-origin',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
          ...(headers && { headers }),
        });
        return await answerOf(response);
      } catch {
        return { failed: signal.aborted ? 'timeout' : 'unreachable', detail: '' };
      }
    },
    async answers(url) {
      if (isMixed(new URL(url), origin)) return false;
      try {
        await fetch(url, {
          mode: 'no-cors',
          signal: AbortSignal.timeout(PATIENCE_MS),
          credentials: 'omit',
          cache: 'no-store',
          referrerPolicy: 'no-referrer',
        });
        return true;
      } catch {
        return false;
      }
    },
  };
}
