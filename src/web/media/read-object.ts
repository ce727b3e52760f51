import { linkOf } from '../storage/links.ts';
import { nameOf } from './plain-address.ts';
import { type ReadObject, readAnswer } from './read-answer.ts';
import type { Reason } from './why-not.ts';

function reasonOf(status: number): Reason {
  if (status === 404 || status === 410) return 'gone';
  return status < 500 ? 'refused' : 'unreachable';
}

/**
 * Reads an object by its storage address: what it is, and as much of it as showing it needs.
 */
export async function readObject(
  workspace: string,
  url: string,
  signal: AbortSignal,
): Promise<ReadObject | { problem: Reason }> {
  const link = await linkOf(workspace, url, signal);
  if ('problem' in link) return link;
  let answer: Response;
  try {
    // `no-store`: what a picture left in the cache lacks the headers that let a page read it
    answer = await fetch(link.href, { signal, cache: 'no-store' });
  } catch {
    signal.throwIfAborted();
    return { problem: 'unreadable' };
  }
  if (answer.ok) return await readAnswer(link.href, nameOf(url), answer);
  await answer.body?.cancel();
  return { problem: reasonOf(answer.status) };
}
