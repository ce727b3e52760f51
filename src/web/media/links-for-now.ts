import type { ResponseOf } from '../../contract/contract.ts';
import { call } from '../api.ts';

export interface Link {
  href: string;
  ends_at_ms: number | null;
  entry: string | null;
}

export type LinkProblem =
  | 'no_entry'
  | 'locked'
  | 'other_browser'
  | 'no_webcrypto'
  | 'bad_url'
  | 'refused'
  | 'unreachable';

interface Asked {
  url: string;
  done: (answer: Link | { problem: LinkProblem }) => void;
  signal: AbortSignal | undefined;
}

let waiting: Asked[] = [];

export function linkOf(
  workspace: string,
  url: string,
  signal?: AbortSignal,
): Promise<Link | { problem: LinkProblem }> {
  return new Promise((done) => {
    waiting.push({ url, done, signal });
    if (waiting.length === 1) setTimeout(() => void send(workspace), 20);
  });
}

async function send(workspace: string) {
  const batch = waiting.filter(({ signal }) => !signal?.aborted);
  waiting = [];
  if (batch.length === 0) return;
  const { links } = await call(
    'storage_access.sign',
    { urls: batch.map(({ url }) => url), method: 'GET' },
    { workspace },
  );
  batch.forEach(({ done }, i) => {
    const link = links[i];
    if (!link?.link) done({ problem: (link?.problem as LinkProblem) ?? 'unreachable' });
    else
      done({
        href: link.link,
        entry: link.entry,
        ends_at_ms: link.expires_in_s === null ? null : Date.now() + link.expires_in_s * 1000,
      });
  });
}

export type Listing = ResponseOf<'storage_access.get_objects'>;

export function listObjects(workspace: string, url: string, after?: string): Promise<Listing> {
  return call('storage_access.get_objects', { url, after, page_size: 500 }, { workspace });
}
